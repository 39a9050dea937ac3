"""What lies in the inbox: every delivered file, when it came and who sent it.

The time comes from the inbox's log `_kiriman.csv` (berkas;diterima_pada;mitra;lewat), else from the mail a file was
attached to, else from the file's own modification time. Nothing in the inbox is ever changed: it is evidence.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from mutakhir.errors import ConfigError
from mutakhir.load.folders import storable, walk
from mutakhir.load.mail import FIRST_YEAR, is_possible, open_mail

LOG_NAME = "_kiriman.csv"
LOG_HEADS = ("berkas", "diterima_pada", "mitra", "lewat")
FILE_TIME = "waktu terima tidak dinyatakan, dipakai waktu berkas"


@dataclass(frozen=True)
class Delivery:
    """One file as it came. `received_at` is aware; `stated_by` says what it rests on."""

    path: Path
    name: str
    """Path inside the inbox with `/`; an attachment carries its mail before it: `surat.eml/lifting.xlsx`."""
    received_at: datetime
    stated_by: Literal["log", "mail", "file"]
    partner: str | None = None
    via: str | None = None
    part: int | None = None
    """Which attachment of the mail at `path`; None for an ordinary file."""
    note: str = ""
    """What is wrong with the statement of time; the delivery counts all the same."""

    @property
    def file_name(self) -> str:
        """The name without folders, as `origin.match` sees it."""
        return PurePosixPath(self.name).name

    def read(self) -> bytes:
        """Bytes of the file, or of the attachment. Raises OSError."""
        content = self.path.read_bytes()
        if self.part is None:
            return content
        return open_mail(content).attachments[self.part].content


class Line(NamedTuple):
    """One good line of the log."""

    received_at: datetime
    partner: str | None
    via: str | None


class Log(NamedTuple):
    """The good lines by file (name inside the inbox, case folded) and sentences about the bad ones."""

    lines: dict[str, Line]
    bad: dict[str, str]
    sentences: list[str]


class Scan(NamedTuple):
    """What lies in the inbox, and sentences about what could not be used."""

    deliveries: list[Delivery]
    """By time of arrival, then name."""
    remarks: list[str]
    """Of a log, a line of it, or a mail."""
    closed: dict[str, str]
    """Folder that could not be read (its name in the inbox) to the sentence about it: deliveries may lie in there."""


def scan(inbox: Path) -> Scan:
    """Every delivery in the folder and its subfolders, and what is to be said of what could not be used."""
    if not inbox.is_dir():
        raise ConfigError(
            f"Folder kiriman {inbox.name} tidak ada; buat foldernya, atau sebutkan yang benar dengan --inbox.",
            f"The inbox folder {inbox.name} does not exist; make it, or name the right one with --inbox.",
        )
    files, closed = walk(inbox)
    log = _read_logs(inbox, [path for path in files if path.name == LOG_NAME])
    deliveries: list[Delivery] = []
    for path in files:
        if path.name != LOG_NAME:
            deliveries.extend(_deliveries(path, storable(path.relative_to(inbox).as_posix()), log))
    remarks = [*log.sentences, *_absent(log, deliveries)]
    return Scan(sorted(deliveries, key=lambda one: (one.received_at, one.name)), remarks, closed)


def _absent(log: Log, deliveries: list[Delivery]) -> list[str]:
    """A sentence for each delivery the log knows and the folder has not."""
    there = {one.name.casefold() for one in deliveries} | {one.name.casefold().rpartition("/")[0] for one in deliveries}
    return [
        f"{LOG_NAME} menyebut {name}, tetapi berkasnya tidak ada di kiriman; cari berkasnya, atau hapus barisnya."
        for name in log.lines
        if name not in there
    ]


def _deliveries(path: Path, name: str, log: Log) -> list[Delivery]:
    line, note = log.lines.get(name.casefold()), log.bad.get(name.casefold(), "")
    if path.suffix.casefold() == ".eml":
        found = _of_mail(path, name, line, note, log)
        if found:
            return found
    if line:
        return [Delivery(path, name, line.received_at, "log", line.partner, line.via)]
    return [Delivery(path, name, _changed(path), "file", note=note or FILE_TIME)]


def _changed(path: Path) -> datetime:
    """When the file was last written; where the system says nothing sensible, too long ago to flatter anyone."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
    except (OSError, OverflowError, ValueError):
        return datetime(FIRST_YEAR, 1, 1, tzinfo=timezone.utc)


def _of_mail(path: Path, name: str, line: Line | None, note: str, log: Log) -> list[Delivery]:
    """Attachments of a mail, at the time the mail came in; none when it carries none."""
    try:
        mail = open_mail(path.read_bytes())
    except OSError:
        return []
    if mail.trouble:
        log.sentences.append(f"{name} {mail.trouble}")
    came = line.received_at if line else mail.came
    stated_by: Literal["log", "mail", "file"] = "log" if line else "mail" if came else "file"
    if came is None:
        came = _changed(path)
        note = note or "surat tidak menyebut tanggal yang terbaca, dipakai waktu berkas"
    partner, via = (line.partner, line.via) if line else (None, "surel")
    return [
        Delivery(path, f"{name}/{attachment.name}", came, stated_by, partner, via, at, note)
        for at, attachment in enumerate(mail.attachments)
    ]


def _read_logs(inbox: Path, paths: Iterable[Path]) -> Log:
    """Logs of the inbox and of its subfolders; a log names files from its own folder on."""
    log = Log({}, {}, [])
    for path in paths:
        inside = path.relative_to(inbox)
        shown, folder = inside.as_posix(), inside.parent
        try:
            text = path.read_bytes().decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
        except (OSError, UnicodeDecodeError, csv.Error):
            log.sentences.append(f"{shown} bukan CSV UTF-8 yang terbaca; waktu berkas dipakai, perbaiki berkas itu.")
            continue
        heads = [head.strip().casefold() for head in rows[0]] if rows else []
        if "berkas" not in heads or "diterima_pada" not in heads:
            log.sentences.append(
                f"{shown} baris 1 bukan kepala {';'.join(LOG_HEADS)}; waktu berkas dipakai, perbaiki berkas itu."
            )
            continue
        for number, row in enumerate(rows[1:], 2):
            cells = [cell.strip() for cell in row]
            if any(cells):
                _take_line(log, dict(zip(heads, cells, strict=False)), folder, f"{shown} baris {number}")
    return log


def _take_line(log: Log, row: dict[str, str], folder: Path, place: str) -> None:
    name = row.get("berkas", "").replace("\\", "/")
    if not name:
        log.sentences.append(f"{place} tidak menyebut berkas; baris itu dilewati, perbaiki.")
        return
    key = (PurePosixPath(folder.as_posix()) / name).as_posix().casefold()
    stated = row.get("diterima_pada", "")
    try:
        # Python 3.10 does not know the Z of ISO 8601.
        moment = datetime.fromisoformat(stated[:-1] + "+00:00" if stated[-1:] in "zZ" and stated else stated)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not is_possible(moment):
        why = "bukan waktu ISO 8601" if moment is None else "tanpa zona waktu" if not moment.tzinfo else "tidak mungkin"
        log.bad[key] = f"{place}: diterima_pada {stated!r} {why}"
        log.sentences.append(
            f"{place}: diterima_pada {stated!r} untuk {name} {why}; waktu berkas dipakai, "
            "tulis seperti 2026-11-05T09:30:00+07:00."
        )
        return
    log.bad.pop(key, None)
    log.lines[key] = Line(moment, storable(row.get("mitra", "")) or None, storable(row.get("lewat", "")) or None)
