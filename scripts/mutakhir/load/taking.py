"""One delivery after the other: claimed by a table or not, new or known, read or set aside."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from fnmatch import fnmatchcase

import pyarrow as pa

from mutakhir.declared.tables import LandingTable
from mutakhir.load.history import Known
from mutakhir.load.inbox import LOG_NAME, Delivery
from mutakhir.load.outcome import NOTHING_NEW, FileOutcome, State, content_id_of
from mutakhir.load.readfile import read_file
from mutakhir.load.rows import FileRows
from mutakhir.load.sender import sender
from mutakhir.load.shape import Stamp, landed
from mutakhir.load.sheet import SetAside


@dataclass(frozen=True)
class Unclaimed:
    """Why no table takes a file, in one sentence."""

    sentence: str


def claim(delivery: Delivery, tables: Sequence[LandingTable]) -> LandingTable | Unclaimed:
    """The one table whose `match` fits the file's name, upper and lower case alike."""
    name = delivery.file_name.casefold()
    found = [table for table in tables if fnmatchcase(name, table.origin.match.casefold())]
    if not found:
        return Unclaimed(
            "Tidak ada tabel untuk nama berkas ini; tambahkan origin.match di sources, atau ganti namanya."
        )
    if len(found) > 1:
        both = " dan ".join(f"{table.dataset} ({table.origin.match} di {table.declared_in})" for table in found[:2])
        return Unclaimed(f"Nama berkas ini cocok dengan dua tabel: {both}; persempit origin.match, atau ganti namanya.")
    return found[0]


class Intake:
    """Reads deliveries and keeps, per landing table, the Arrow rows that are new."""

    def __init__(self, known: Known, loaded_at: datetime) -> None:
        self._known, self._loaded_at = known, loaded_at
        self.outcomes: list[FileOutcome] = []
        self.news: list[FileOutcome] = []
        """Outcomes that the log does not hold yet; a file that changed nothing leaves no line."""
        self.rows: dict[str, list[pa.Table]] = {}

    def take(self, delivery: Delivery, claimed: LandingTable | Unclaimed) -> None:
        """Add the outcome of one delivery."""
        table = None if isinstance(claimed, Unclaimed) else claimed
        try:
            content = delivery.read()
        except OSError:
            said = "Berkas tidak dapat dibuka; tutup program yang memakainya atau periksa izinnya, lalu jalankan lagi."
            self._add(delivery, table, "", "set_aside", said)
            return
        sha256 = hashlib.sha256(content).hexdigest()
        if isinstance(claimed, Unclaimed):
            self._add(delivery, None, sha256, "unclaimed", claimed.sentence)
        elif (before := self._landed(claimed, sha256)) and not self._came_again(delivery, before):
            self._add(delivery, claimed, sha256, "already", self._already(delivery, before))
        else:
            self._read(delivery, claimed, sha256, content)

    def closed(self, folders: Mapping[str, str]) -> list[FileOutcome]:
        """Folders that could not be read; they are no deliveries, so the log of deliveries does not hold them."""
        return [
            FileOutcome(
                dataset=None,
                file=folder,
                sha256="",
                batch_id=None,
                received_at=self._loaded_at,
                stated_at=None,
                loaded_at=self._loaded_at,
                partner=None,
                via=None,
                rows=0,
                unreadable_cells=0,
                skipped_rows=0,
                is_sample=0,
                state="set_aside",
                sentence=sentence,
            )
            for folder, sentence in folders.items()
        ]

    def _read(self, delivery: Delivery, table: LandingTable, sha256: str, content: bytes) -> None:
        batch_id = self._batch_id(delivery, table, sha256)
        try:
            stamp = Stamp(
                self._loaded_at, self._received_at(delivery), delivery.name, batch_id, sender(delivery, table)
            )
            read = read_file(table, delivery.file_name, content)
            rows = landed(read.to_arrow(table), table, stamp)
        except SetAside as refusal:
            self._add(delivery, table, sha256, "set_aside", str(refusal))
            return
        except Exception as error:
            if os.environ.get("MUTAKHIR_DEBUG"):
                raise
            # What nobody foresaw in one file is no reason to hold back the others.
            said = f"Berkas tidak dapat dibaca karena kesalahan yang tidak terduga ({type(error).__name__}); laporkan."
            self._add(delivery, table, sha256, "set_aside", said)
            return
        self.rows.setdefault(table.identifier, []).append(rows)
        self._add(delivery, table, sha256, "loaded", self._remark(read, delivery, table, sha256), read=read)

    def _landed(self, table: LandingTable, sha256: str) -> FileOutcome | None:
        """The newest delivery of this very content that landed."""
        return self._known.landed.get(content_id_of(table.dataset, sha256))

    def _came_again(self, delivery: Delivery, before: FileOutcome) -> bool:
        """The partner sent known content once more: at another stated time, and later than before.

        Then it lands as a delivery of its own. A file's own time is no statement: copying a file changes it.
        """
        stated = _stated_at(delivery)
        return (
            stated is not None
            and self._received_at(delivery) > before.received_at
            and (before.content_id, stated) not in self._known.stated
        )

    def _batch_id(self, delivery: Delivery, table: LandingTable, sha256: str) -> str:
        """One content for one data set is one batch under any name; content that came again is a batch for itself."""
        content, before = content_id_of(table.dataset, sha256), self._landed(table, sha256)
        if before is None or not self._came_again(delivery, before):
            return content
        return content_id_of(content, self._received_at(delivery).isoformat())

    def _received_at(self, delivery: Delivery) -> datetime:
        """When the delivery came, never later than it was loaded."""
        return min(delivery.received_at.astimezone(timezone.utc), self._loaded_at)

    def _add(
        self,
        delivery: Delivery,
        table: LandingTable | None,
        sha256: str,
        state: State,
        sentence: str,
        *,
        read: FileRows | None = None,
    ) -> None:
        outcome = FileOutcome(
            dataset=table.dataset if table else None,
            file=delivery.name,
            sha256=sha256,
            batch_id=self._batch_id(delivery, table, sha256) if table and sha256 else None,
            received_at=self._received_at(delivery),
            stated_at=_stated_at(delivery),
            loaded_at=self._loaded_at,
            partner=_partner(delivery, table),
            via=delivery.via,
            rows=len(read.numbers) if read else 0,
            unreadable_cells=read.unreadable_cells if read else 0,
            skipped_rows=read.skipped if read else 0,
            is_sample=int(read.is_sample) if read else 0,
            state=state,
            sentence=sentence,
        )
        self.outcomes.append(outcome)
        if self._known.is_news(outcome):
            self.news.append(outcome)
            self._known.add(outcome)

    def _already(self, delivery: Delivery, before: FileOutcome) -> str:
        same = f"Isinya sama dengan {_told(before)}"
        stated = _stated_at(delivery)
        if stated and self._known.named.get((delivery.name, stated), before.content_id) != before.content_id:
            return (
                f"{same}, tetapi isi lain dengan nama dan waktu terima yang sama dimuat sesudahnya dan tetap berlaku; "
                "bila yang ini yang benar, perbarui diterima_pada."
            )
        if stated and delivery.stated_by == "log" and (before.content_id, stated) not in self._known.stated:
            # Rows that landed keep their time: what is written into the log afterwards cannot reach them.
            return (
                f"{same}, jadi diterima_pada {stated:%Y-%m-%d %H:%M} UTC di {LOG_NAME} tidak dipakai; kembalikan "
                "waktunya, atau bila waktu itu yang benar, muat ulang kotak masuk ke gudang data kosong."
            )
        if stated is None and delivery.name != before.file and delivery.received_at > before.received_at:
            return f"{same}; bila mitra memang mengirimnya lagi, catat waktunya di {LOG_NAME}."
        return f"{same}, {NOTHING_NEW}"

    def _remark(self, read: FileRows, delivery: Delivery, table: LandingTable, sha256: str) -> str:
        """What is to be said of a file that landed; empty when all went as declared."""
        parts = list(read.notes)
        if before := self._landed(table, sha256):
            parts.append(f"isinya sama dengan {_told(before)}, dikirim lagi dan dimuat sebagai kiriman baru")
        stated = _stated_at(delivery)
        if stated and (delivery.name, stated) in self._known.named:
            parts.append("waktu terimanya tercatat untuk isi lama berkas ini, perbarui diterima_pada")
        if not read.numbers:
            parts.insert(0, "berkas hanya berisi kepala kolom, tanpa baris data")
        if read.unreadable_cells:
            parts.append(f"{read.unreadable_cells} sel tidak terbaca (lihat _tidak_terbaca)")
        if read.skipped:
            parts.append(f"{read.skipped} baris jumlah atau catatan dilewati")
        if delivery.note:
            parts.append(delivery.note)
        if delivery.received_at > self._loaded_at:
            parts.append("waktu terima yang dinyatakan lebih lambat daripada waktu muat, dipakai waktu muat")
        text = "; ".join(parts)
        return f"{text[0].upper()}{text[1:]}." if text else ""


def _partner(delivery: Delivery, table: LandingTable | None) -> str | None:
    """Whom the log of deliveries names; of a file whose sender cannot be told, what the inbox says."""
    try:
        return sender(delivery, table) if table else delivery.partner
    except SetAside:
        return delivery.partner


def _stated_at(delivery: Delivery) -> datetime | None:
    """The time that the inbox's log or the mail states; a file's own time states nothing."""
    return None if delivery.stated_by == "file" else delivery.received_at.astimezone(timezone.utc)


def _told(before: FileOutcome) -> str:
    return f"{before.file} (diterima {before.received_at.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC)"
