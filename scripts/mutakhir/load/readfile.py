"""One partner file to its rows: which reader, which sheet, where the head stands."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mutakhir.declared.tables import LandingTable
from mutakhir.load.cells import is_blank, is_percent, reader_for
from mutakhir.load.heads import Head, find_head
from mutakhir.load.outside import stated_outside
from mutakhir.load.readers import csv as csv_reader
from mutakhir.load.readers import xlsx as xlsx_reader
from mutakhir.load.rows import Body, FileRows
from mutakhir.load.sheet import Cell, SetAside, Sheet

SAMPLE_MARK = "DATA CONTOH"
"""How `mutakhir sample` marks every file above its head, so that made-up data can always be told apart."""


def read_file(table: LandingTable, file_name: str, content: bytes) -> FileRows:
    """Rows of one delivered file; raises SetAside with one sentence where the file cannot be taken."""
    if not content:
        raise SetAside("Berkas kosong (0 byte); minta mitra mengirim ulang.")
    if table.origin.format == "csv":
        sheet = csv_reader.read_sheet(content, table.origin.delimiter, table.origin.encoding)
        return _rows(table, sheet, find_head(sheet, table.columns), file_name)
    sheets = xlsx_reader.read_sheets(content, table.origin.sheet)
    sheet, head = _the_sheet(sheets, table)
    sheet = _with_broken_cells(_percent_as_shown(sheet, head, table, content), head, table, content)
    return _rows(table, sheet, head, file_name)


def _with_broken_cells(sheet: Sheet, head: Head, table: LandingTable, content: bytes) -> Sheet:
    """Errors such as #REF! and formulas without a value, which look blank, are told apart from blank cells."""
    wanted = {at for place in head.places.values() for at in place}
    broken = xlsx_reader.broken_cells(content, sheet, head.last_row + 1, wanted)
    if not broken:
        return sheet
    keys = {at for name in table.keys for at in head.places.get(name, ())}
    # A form holds formulas in rows nobody has filled yet: such a row begins where a key stands.
    begun = {row for row, at in broken if at in keys}
    rows = [list(row) for row in sheet.rows]
    rows.extend([] for _ in range(max(begun, default=0) + 1 - len(rows)))
    for (row, at), cell in broken.items():
        if row in begun or (row < len(rows) and any(not is_blank(other) for other in rows[row])):
            rows[row].extend([None] * (at + 1 - len(rows[row])))
            rows[row][at] = cell
    return replace(sheet, rows=rows)


def _percent_as_shown(sheet: Sheet, head: Head, table: LandingTable, content: bytes) -> Sheet:
    """In columns whose unit is percent, 0.852 formatted as percent becomes the 85.2 that people see.

    Only values up to 1.5 make it worth opening the file once more for its formats.
    """
    columns = {place[0] for one in table.columns if is_percent(one.unit) and (place := head.places.get(one.name))}
    body = range(head.last_row + 1, len(sheet.rows))
    if not any(_is_fraction(sheet.cell(row, at)) for row in body for at in columns):
        return sheet
    rows = [list(row) for row in sheet.rows]
    for row, at in xlsx_reader.percent_cells(content, sheet.name, columns):
        cell = sheet.cell(row, at)
        if row in body and isinstance(cell, (int, float)) and not isinstance(cell, bool):
            # Through the written digits: 0.57 * 100 is 56.99999999999999 in binary.
            rows[row][at] = float(Decimal(repr(cell)) * 100)
    return Sheet(rows, sheet.name, sheet.merged, sheet.kind, sheet.note)


def _is_fraction(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < abs(cell) <= 1.5


def _the_sheet(sheets: Sequence[Sheet], table: LandingTable) -> tuple[Sheet, Head]:
    """The one sheet that carries the declared heads."""
    if len(sheets) == 1:
        return sheets[0], find_head(sheets[0], table.columns)
    found: list[tuple[Sheet, Head]] = []
    refusals: list[SetAside] = []
    for sheet in sheets:
        head = _head_or_refusal(sheet, table)
        if isinstance(head, Head):
            found.append((sheet, head))
        else:
            refusals.append(head)
    if not found:
        raise refusals[0]
    if len(found) > 1:
        names = " dan ".join(sheet.name for sheet, _ in found[:2])
        raise SetAside(f"Lebih dari satu lembar berisi tabel ini ({names}); isi origin.sheet di {table.declared_in}.")
    return found[0]


def _head_or_refusal(sheet: Sheet, table: LandingTable) -> Head | SetAside:
    try:
        return find_head(sheet, table.columns)
    except SetAside as refusal:
        return refusal


def _rows(table: LandingTable, sheet: Sheet, head: Head, file_name: str) -> FileRows:
    readers = {column.name: reader_for(column, table.origin) for column in table.columns}
    stated = stated_outside(table, sheet, head, file_name, readers)
    rows = Body(table, sheet, head, readers).rows(stated)
    rows.is_sample = any(_says_sample(cell) for row in sheet.rows[: head.last_row] for cell in row)
    return rows


def _says_sample(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().upper().startswith(SAMPLE_MARK)
