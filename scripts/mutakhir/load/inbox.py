"""What lies in the inbox: every delivered file, when it came and who sent it.

The time comes from the inbox's log `_kiriman.csv` (berkas;diterima_pada;mitra;lewat), else from the mail a file was
attached to, else from the file's own modification time. Nothing in the inbox is ever changed: it is evidence.
"""

import csv
import email
import email.policy
import io
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Policy
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from mutakhir.errors import ConfigError

LOG_NAME = "_kiriman.csv"
LOG_HEADS = ("berkas", "diterima_pada", "mitra", "lewat")
FILE_TIME = "waktu terima tidak dinyatakan, dipakai waktu berkas"
_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "__macosx"})
_FIRST_YEAR = 1990
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


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
        return _opened(content).attachments[self.part].content


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


class _Attachment(NamedTuple):
    name: str
    content: bytes


class _Mail(NamedTuple):
    """What a mail carries; `came` is None where it states no time that can be."""

    attachments: list[_Attachment]
    came: datetime | None
    is_readable: bool = True


def scan(inbox: Path) -> list[Delivery]:
    """Every delivery in the folder and its subfolders, by time of arrival, then name."""
    return scan_with_remarks(inbox)[0]


def scan_with_remarks(inbox: Path) -> tuple[list[Delivery], list[str]]:
    """`scan`, and one sentence for each line of a log that could not be used."""
    if not inbox.is_dir():
        raise ConfigError(
            f"Folder kiriman {inbox.name} tidak ada; buat foldernya, atau sebutkan yang benar dengan --inbox.",
            f"The inbox folder {inbox.name} does not exist; make it, or name the right one with --inbox.",
        )
    log = _read_logs(inbox)
    deliveries: list[Delivery] = []
    for path in sorted(inbox.rglob("*")):
        inside = path.relative_to(inbox)
        if not _is_passed_over(inside) and path.is_file():
            deliveries.extend(_deliveries(path, _storable(inside.as_posix()), log))
    remarks = [*log.sentences, *_absent(log, deliveries)]
    return sorted(deliveries, key=lambda one: (one.received_at, one.name)), remarks


def _is_passed_over(inside: Path) -> bool:
    """Files of ours, of an open Office program, hidden ones, and what Windows and macOS put beside files."""
    return (
        inside.name == LOG_NAME
        or inside.name.startswith("~$")
        or any(part.startswith(".") or part.casefold() in _SYSTEM_NAMES for part in inside.parts)
    )


def _storable(name: str) -> str:
    """A name every warehouse takes: a file name need not be valid text, nor a mail's be printable."""
    return _CONTROLS.sub("?", name.encode("utf-8", "replace").decode())


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
        return datetime(_FIRST_YEAR, 1, 1, tzinfo=timezone.utc)


def _is_possible(moment: datetime) -> bool:
    """A time a delivery can have come at, and that can be told in any zone."""
    return _FIRST_YEAR <= moment.year < 9999


def _of_mail(path: Path, name: str, line: Line | None, note: str, log: Log) -> list[Delivery]:
    """Attachments of a mail, at the time the mail came in; none when it carries none."""
    try:
        mail = _opened(path.read_bytes())
    except OSError:
        return []
    if not mail.is_readable:
        log.sentences.append(f"{name} bukan surel yang terbaca; simpan lampirannya sendiri ke kotak masuk.")
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


def _opened(content: bytes) -> _Mail:
    """A mail by the strict parser, else by the lenient one."""
    return _parsed(content, email.policy.default) or _parsed(content, email.policy.compat32) or _Mail([], None, False)


def _parsed(content: bytes, policy: "Policy[Any]") -> _Mail | None:
    try:
        message = email.message_from_bytes(content, policy=policy)
        return _Mail(_attachments(message), _mail_time(message))
    except Exception:
        # A malformed header breaks the parsers in many ways, with errors nobody has listed.
        return None


def _attachments(message: "Message[Any, Any]") -> list[_Attachment]:
    """Files of a mail in their order, without pictures that belong to its text, such as the logo of a signature."""
    found = []
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True) if name and not part.is_multipart() else None
        if name and isinstance(content, bytes) and not _is_inline_picture(part):
            # Only the last part of the name: a mail must not reach out of the inbox.
            plain = PurePosixPath(_decoded(name).replace("\\", "/")).name
            found.append(_Attachment(_storable(plain), content))
    return found


def _decoded(name: str) -> str:
    """A name as people read it; the lenient parser leaves "=?utf-8?..." as it stands."""
    return str(make_header(decode_header(name))) if "=?" in name else name


def _is_inline_picture(part: "Message[Any, Any]") -> bool:
    return (
        part.get_content_maintype() == "image"
        and part.get("Content-ID") is not None
        and part.get_content_disposition() != "attachment"
    )


def _mail_time(message: "Message[Any, Any]") -> datetime | None:
    """When the last server took the mail (topmost Received), else when it says it was written."""
    stamps = [str(value).rpartition(";")[2] for value in message.get_all("Received", [])[:1]]
    stamps.extend(str(value) for value in message.get_all("Date", [])[:1])
    for stamp in stamps:
        moment = _mail_date(stamp.strip())
        if moment is not None:
            return moment
    return None


def _mail_date(stamp: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(stamp)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _is_possible(moment):
        return None
    # "-0000" means: UTC, place unknown (RFC 5322)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _read_logs(inbox: Path) -> Log:
    """Logs of the inbox and of its subfolders; a log names files from its own folder on."""
    log = Log({}, {}, [])
    for path in sorted(inbox.rglob(LOG_NAME)):
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
    if moment is None or moment.tzinfo is None or not _is_possible(moment):
        why = "bukan waktu ISO 8601" if moment is None else "tanpa zona waktu" if not moment.tzinfo else "tidak mungkin"
        log.bad[key] = f"{place}: diterima_pada {stated!r} {why}"
        log.sentences.append(
            f"{place}: diterima_pada {stated!r} untuk {name} {why}; waktu berkas dipakai, "
            "tulis seperti 2026-11-05T09:30:00+07:00."
        )
        return
    log.bad.pop(key, None)
    log.lines[key] = Line(moment, _storable(row.get("mitra", "")) or None, _storable(row.get("lewat", "")) or None)
