"""One delivery after the other: claimed by a table or not, new or known, read or set aside."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from fnmatch import fnmatchcase

import pyarrow as pa

from mutakhir.declared.tables import LandingTable
from mutakhir.load.inbox import Delivery
from mutakhir.load.outcome import FileOutcome, State
from mutakhir.load.readfile import read_file
from mutakhir.load.rows import FileRows
from mutakhir.load.shape import Stamp, landed
from mutakhir.load.sheet import SetAside


@dataclass(frozen=True)
class Known:
    """What earlier loads have logged, and what this one adds."""

    batches: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """batch_id of landed content -> (file, received_at)"""
    newest: dict[str, datetime] = field(default_factory=dict)
    """data set -> newest received_at that landed"""
    said: set[tuple[str, str, str, str]] = field(default_factory=set)
    """(sha256, file, state, sentence): an outcome that is in the log already is not written again"""

    def add(self, batch_id: str, dataset: str, file: str, received_at: datetime) -> None:
        """Remember a landed batch."""
        self.batches[batch_id] = (file, received_at)
        self.newest[dataset] = max(received_at, self.newest.get(dataset, received_at))


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


def batch_id_of(dataset: str, sha256: str) -> str:
    """One content for one data set: the same file under any name is the same batch."""
    return hashlib.sha256(f"{dataset}\n{sha256}".encode()).hexdigest()[:32]


class Intake:
    """Reads deliveries and keeps, per landing table, the Arrow rows that are new."""

    def __init__(self, known: Known, loaded_at: datetime) -> None:
        self._known, self._loaded_at = known, loaded_at
        self.outcomes: list[FileOutcome] = []
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
        elif batch_id_of(claimed.dataset, sha256) in self._known.batches:
            self._add(delivery, claimed, sha256, "already", self._already(delivery, claimed, sha256))
        else:
            self._read(delivery, claimed, sha256, content)

    def new_for_log(self) -> list[FileOutcome]:
        """Outcomes that the log does not hold yet; a file that changed nothing leaves no line."""
        return [
            one
            for one in self.outcomes
            if one.state != "already" and (one.sha256, one.file, one.state, one.sentence) not in self._known.said
        ]

    def _read(self, delivery: Delivery, table: LandingTable, sha256: str, content: bytes) -> None:
        batch_id, received_at = batch_id_of(table.dataset, sha256), self._received_at(delivery)
        stamp = Stamp(self._loaded_at, received_at, delivery.name, batch_id, _partner(delivery, table))
        try:
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
        self._known.add(batch_id, table.dataset, delivery.name, received_at)
        self._add(delivery, table, sha256, "loaded", self._remark(read, delivery), read=read)

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
        self.outcomes.append(
            FileOutcome(
                dataset=table.dataset if table else None,
                file=delivery.name,
                sha256=sha256,
                batch_id=batch_id_of(table.dataset, sha256) if table and sha256 else None,
                received_at=self._received_at(delivery),
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
        )

    def _already(self, delivery: Delivery, table: LandingTable, sha256: str) -> str:
        file, first = self._known.batches[batch_id_of(table.dataset, sha256)]
        came = f"{first.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC"
        newest = self._known.newest.get(table.dataset, first)
        # A stated time says that the partner sent the old content once more, after newer content.
        if delivery.stated_by != "file" and first < newest < self._received_at(delivery):
            return (
                f"Isinya sama dengan kiriman lama {file} (diterima {came}), dan kiriman yang lebih baru tetap berlaku; "
                "bila mitra memang kembali ke angka lama, minta berkas yang menyebut tanggal barunya."
            )
        return f"Isinya sama dengan {file} (diterima {came}), tidak ada yang berubah."

    def _remark(self, read: FileRows, delivery: Delivery) -> str:
        """What is to be said of a file that landed; empty when all went as declared."""
        parts = list(read.notes)
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
    """Who sent it as the inbox says, else the partner who is responsible for the table."""
    return delivery.partner or (next(iter(table.partners), None) if table else None)
