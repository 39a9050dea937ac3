"""Values that stand outside the rows: in the lines above the head, or in the name of the file."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from mutakhir.declared.tables import Column, LandingTable
from mutakhir.load import dates
from mutakhir.load.cells import TYPE_WORDS, Reader, Unreadable, Value, is_blank, shown, tidy, why_unreadable
from mutakhir.load.heads import Head
from mutakhir.load.periods import periods_in_name
from mutakhir.load.sheet import Cell, SetAside, Sheet


def stated_outside(
    table: LandingTable, sheet: Sheet, head: Head, file_name: str, readers: Mapping[str, Reader]
) -> dict[str, Value]:
    """Values by column name that hold for every row; raises SetAside where one is unreadable, or a key is missing."""
    stated: dict[str, Value] = {}
    for column in table.columns:
        if column.taken_from == "title":
            cell = _from_title(sheet, head.first_row, column)
        elif column.taken_from == "file":
            cell = _from_file_name(table, file_name, column)
        else:
            continue
        stated[column.name] = _read(column, cell, readers[column.name], table)
    return stated


def _read(column: Column, cell: Cell, read: Reader, table: LandingTable) -> Value:
    value = read(cell)
    if isinstance(value, Unreadable) or (value is None and column.is_key):
        where = f"di atas kepala tabel ({column.heads[0]})" if column.taken_from == "title" else "dalam nama berkas"
        if isinstance(value, Unreadable) and column.period:
            reason = why_unreadable(cell, column, table.origin)
            said, way_out = f"bertuliskan {shown(cell)!r}{reason.why}", reason.way_out
        else:
            said = f"bertuliskan {shown(cell)!r}" if isinstance(value, Unreadable) else "tidak ada"
            said, way_out = f"{said}, padahal dibutuhkan sebagai {TYPE_WORDS[column.data_type]}", ""
        raise SetAside(
            f"Isi {column.name} {where} {said}; minta mitra melengkapinya, atau sesuaikan {table.declared_in}{way_out}."
        )
    return value


def _from_file_name(table: LandingTable, file_name: str, column: Column) -> Cell:
    """The one date in the name, or for other types what stands where `match` has its asterisks."""
    if column.data_type == "date":
        stem = PurePosixPath(file_name).stem
        days = (
            periods_in_name(stem, column.period, table.origin)
            if column.period
            else dates.find_dates(stem, table.origin.dates)
        )
        # Several dates are as good as an unreadable one: the whole name is shown, for a person to judge.
        return stem if len(days) > 1 else next(iter(days), None)
    pattern = re.escape(table.origin.match).replace(r"\*", "(.*)").replace(r"\?", "(.)")
    found = re.fullmatch(pattern, file_name, re.IGNORECASE)
    return " ".join(found.groups()) if found else None


def _from_title(sheet: Sheet, before: int, column: Column) -> Cell:
    """Value behind the words of the head above the table: "Periode: Oktober 2026", or in the next filled cell."""
    for row in range(before):
        cells = [cell for cell in sheet.rows[row] if not is_blank(cell)]
        for at, cell in enumerate(cells):
            for head in column.heads if isinstance(cell, str) else ():
                found = re.match(rf"\s*{re.escape(head)}\b\s*[:=]?\s*(?P<rest>.*)", str(cell), re.I | re.S)
                if found:
                    rest = tidy(found["rest"])
                    return rest if rest else next((later for later in cells[at + 1 :] if shown(later) != ":"), None)
    return None
