"""The rows below a head, read column by column: which rows are data, what their cells say, what could not be read."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from mutakhir.declared.tables import Column, LandingTable
from mutakhir.load.cells import UNREADABLE, ReadCell, Reader, Unreadable, Value, is_blank, shown, why_unreadable
from mutakhir.load.foot import feet
from mutakhir.load.heads import Head, plain
from mutakhir.load.periods import NotAPeriod
from mutakhir.load.sheet import Broken, Cell, SetAside, Sheet, column_letter

TYPES: dict[str, pa.DataType] = {
    "date": pa.date32(),
    "timestamptz": pa.timestamp("us", tz="UTC"),
    "numeric": pa.decimal128(28, 6),
    "integer": pa.int64(),
    "varchar": pa.string(),
}
_NAMED_ROWS = 3


@dataclass
class FileRows:
    """What was read of one file. `columns` holds one list per declared column, all as long as `numbers`."""

    columns: dict[str, list[Value]]
    numbers: list[int] = field(default_factory=list)
    unreadable: list[str | None] = field(default_factory=list)
    others: list[str | None] = field(default_factory=list)
    unreadable_cells: int = 0
    skipped: int = 0
    is_sample: bool = False
    """The file says of itself that its data are made up (DATA CONTOH)."""
    notes: list[str] = field(default_factory=list)

    def to_arrow(self, table: LandingTable) -> pa.Table:
        """Typed columns as declared, then `_baris`, `_tidak_terbaca`, `_kolom_lain`."""
        arrays = [pa.array(self.columns[column.name], TYPES[column.data_type]) for column in table.columns]
        arrays.append(pa.array(self.numbers, pa.int64()))
        arrays.extend(pa.array(texts, pa.string()) for texts in (self.unreadable, self.others))
        names = [column.name for column in table.columns]
        return pa.Table.from_arrays(arrays, names=[*names, "_baris", "_tidak_terbaca", "_kolom_lain"])


class Body:
    """The part of one sheet below its head."""

    def __init__(self, table: LandingTable, sheet: Sheet, head: Head, readers: Mapping[str, Reader]) -> None:
        self.table, self.sheet, self.head, self.readers = table, _unmerged(sheet, head), head, readers
        self.columns = [(column, head.places[column.name]) for column in table.columns if column.name in head.places]
        self.used = {at for _, place in self.columns for at in place}
        self.named = sorted(self.used | set(head.others))
        self.width = self.named[-1] + 1

    def rows(self, stated: Mapping[str, Value]) -> FileRows:
        """Data rows; `stated` gives the columns that do not stand in the rows. Raises SetAside for the whole file."""
        filled = self._filled_rows()
        lines = [row for _, row in filled]
        read = {column.name: self._read(column, place, lines) for column, place in self.columns}
        kept = self._data_rows(lines, read)
        for at, row in (filled[line] for line in kept):
            self._refuse_broken(at, row)
        self._refuse_unreadable_keys(filled, kept, read)
        out = FileRows({}, skipped=len(filled) - len(kept), notes=[self.sheet.note] if self.sheet.note else [])
        if blank := [filled[line][0] + 1 for line in kept if self._lacks_period(line, read)]:
            out.notes.append(_without_period(blank))
        if self.head.missing:
            out.notes.append(f"kepala kolom {', '.join(self.head.missing)} tidak ada, isinya dikosongkan")
        out.numbers = [filled[line][0] + 1 for line in kept]
        out.others = [self._others(lines[line]) for line in kept]
        out.unreadable = [None] * len(kept)
        for column in self.table.columns:
            if column.name in read:
                out.columns[column.name] = self._values(out, column, lines, kept, read[column.name])
            else:
                out.columns[column.name] = [stated.get(column.name)] * len(kept)
        return out

    def _lacks_period(self, line: int, read: Mapping[str, Sequence[ReadCell]]) -> bool:
        name = self.table.period_column
        return name in read and read[name][line] in (None, UNREADABLE)

    def _filled_rows(self) -> list[tuple[int, Sequence[Cell]]]:
        """Rows (with their place from 0) that say anything in a column with a head."""
        found: list[tuple[int, Sequence[Cell]]] = []
        for at in range(self.head.last_row + 1, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            if any(not is_blank(row[place]) for place in self.named if place < len(row)):
                found.append((at, row))
        return found

    def _read(self, column: Column, place: tuple[int, ...], lines: Sequence[Sequence[Cell]]) -> list[ReadCell]:
        read = self.readers[column.name]
        if len(place) > 1:
            return [read(_joined(column, place, row)) for row in lines]
        only = place[0]
        return [read(row[only]) if only < len(row) else None for row in lines]

    def _data_rows(self, lines: Sequence[Sequence[Cell]], read: Mapping[str, Sequence[ReadCell]]) -> list[int]:
        """Places in `lines` of rows that are neither foot nor the row of column numbers."""
        foot = feet(self.columns, lines, read)
        kept = [line for line in range(len(lines)) if line not in foot]
        return kept[1:] if kept and self._is_counting(lines[kept[0]]) else kept

    def _is_counting(self, row: Sequence[Cell]) -> bool:
        """The row (1) (2) (3) ... that Indonesian tables carry below the head."""
        numbers = [shown(row[at]).strip("()") for at in self.named if at < len(row)]
        return len(numbers) >= 3 and numbers == [str(count) for count in range(1, len(numbers) + 1)]

    def _refuse_broken(self, at: int, row: Sequence[Cell]) -> None:
        """A line of another width than the head has shifted or lost its cells; a spreadsheet has no such lines."""
        if self.sheet.kind != "csv":
            return
        allowed = max(self.head.width, len(self.sheet.rows[self.head.last_row]))
        if len(row) < self.width or not all(is_blank(cell) for cell in row[allowed:]):
            raise SetAside(
                f"Baris {at + 1} berisi {len(row)} isian, sedangkan kepalanya {self.head.width} kolom; periksa "
                f"pemisah {self.table.origin.delimiter!r} dan apakah berkas terpotong."
            )

    def _refuse_unreadable_keys(
        self,
        filled: Sequence[tuple[int, Sequence[Cell]]],
        kept: Sequence[int],
        read: Mapping[str, Sequence[ReadCell]],
    ) -> None:
        keys = [(column, place, read[column.name]) for column, place in self.columns if column.is_key]
        for line in kept:
            for column, place, values in keys:
                if values[line] is UNREADABLE:
                    at, row = filled[line]
                    raise SetAside(self._refusal(column, place, at, row))

    def _refusal(self, column: Column, place: tuple[int, ...], at: int, row: Sequence[Cell]) -> str:
        cell = _joined(column, place, row)
        blank = [number for number, one in enumerate(place) if one >= len(row) or is_blank(row[one])]
        if blank and len(place) > 1:
            wrong, reason = blank[0], NotAPeriod(f", padahal kolom {column.heads[blank[0]]} kosong")
        else:
            wrong, reason = 0, why_unreadable(cell, column, self.table.origin)
        where = f"Sel {self.sheet.place(at, place[wrong])} ({column.heads[wrong]})"
        return f"{where} bertuliskan {shown(cell)!r}{reason.why}; minta mitra memperbaiki sel itu{reason.way_out}."

    def _values(
        self,
        out: FileRows,
        column: Column,
        lines: Sequence[Sequence[Cell]],
        kept: Sequence[int],
        read: Sequence[ReadCell],
    ) -> list[Value]:
        """Values of one column; what could not be read becomes NULL and is noted in its row."""
        values: list[Value] = []
        for number, line in enumerate(kept):
            value = read[line]
            if isinstance(value, Unreadable):
                text = f"{column.name}={shown(_joined(column, self.head.places[column.name], lines[line]))}"
                said = out.unreadable[number]
                out.unreadable[number] = f"{said}; {text}" if said else text
                out.unreadable_cells += 1
                value = None
            values.append(value)
        return values

    def _others(self, row: Sequence[Cell]) -> str | None:
        """Cells nobody declared, as JSON by head; cells without any head by their column letter."""
        if not self.head.others and len(row) <= self.width:
            return None
        found = {
            self.head.others.get(at, f"kolom {column_letter(at)}"): shown(cell)
            for at, cell in enumerate(row)
            if at not in self.used and not is_blank(cell)
        }
        return json.dumps(found, ensure_ascii=False) if found else None


def _joined(column: Column, place: tuple[int, ...], row: Sequence[Cell]) -> Cell:
    """The cell of a column; a column that the partner splits over several ([Bulan, Tahun]) is joined by spaces."""
    if len(place) == 1:
        return row[place[0]] if place[0] < len(row) else None
    words = [shown(row[at]) if at < len(row) else "" for at in place]
    if not any(words):
        return None
    if any(type(row[at]) is Broken for at in place if at < len(row)):
        return Broken(" ".join(words))
    quarters = ("triwulan", "tw", "kuartal", "kw", "quarter", "qtr", "q")
    marked = (
        f"TW {word}" if plain(head) in quarters and re.fullmatch(r"[ivIV]{1,3}|[1-4]", word) else word
        for head, word in zip(column.heads, words, strict=True)
    )
    return " ".join(marked)


def _without_period(rows: Sequence[int]) -> str:
    """Rows without a period land all the same; no month counts them, so a person has to know."""
    named = ", ".join(map(str, rows[:_NAMED_ROWS])) + (", ..." if len(rows) > _NAMED_ROWS else "")
    return (
        f"{len(rows)} baris tanpa periode (baris {named}) tidak terhitung pada periode mana pun, minta mitra mengisinya"
    )


def _unmerged(sheet: Sheet, head: Head) -> Sheet:
    """Cells merged downwards below the head each carry the value that is shown over all of them."""
    spans = [s for s in sheet.merged if s[0] > head.last_row and s[1] == s[3] and s[2] > s[0]]
    if not spans:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for top, column, bottom, _ in spans:
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if column < len(rows[at]):
                rows[at][column] = rows[top][column]
    return Sheet(rows, sheet.name, sheet.merged, sheet.kind, sheet.note)
