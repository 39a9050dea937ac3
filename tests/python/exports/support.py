"""Helpers of the tests of exports: workbooks edited as people edit them, and rows of a sheet as they read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from builders import make_checklist, make_dataset, make_row
from mutakhir.domain.checklist import Checklist, DatasetRow, HumanNote
from mutakhir.domain.language import Text
from mutakhir.exports.note_reading import read_workbook
from mutakhir.exports.note_store import NoteStore, read_store, store_bytes
from mutakhir.files import write_atomically

FORM, ALL, LEGEND, WRITTEN, LISTS = "Check List", "Semua kolom", "Keterangan", "_mutakhir", "_mutakhir_daftar"
FOUND, PUNCTUAL, MONTHS = "Rincian", "Ketepatan waktu", "Riwayat"


def row_of(name: str, title: str = "", note: HumanNote | None = None, **changes: Any) -> DatasetRow:
    """A row of a data set with this name and title."""
    dataset = make_dataset(f"hulu.{name}", **({"title": Text(title, title)} if title else {}))
    return make_row(dataset, note=note or HumanNote(), **changes)


def three_rows(**notes: HumanNote) -> Checklist:
    """A check list of the data sets a, b and c with these notes."""
    return make_checklist([row_of(name, note=notes.get(name)) for name in ("a", "b", "c")])


def key(name: str) -> str:
    """The unique_id of a data set made by `row_of`."""
    return f"source.mutakhir.hulu.{name}"


def head_row(sheet: Worksheet) -> int:
    """Number of the row with the table's head."""
    return next(cell.row for column in sheet.iter_cols() for cell in column if cell.value == "unique_id")


def column_of(sheet: Worksheet, head: str) -> int:
    """Number of the column with this head."""
    return next(cell.column for cell in sheet[head_row(sheet)] if cell.value == head)


def cell_of(sheet: Worksheet, name: str, head: str) -> Any:
    """The cell of the data set `name` under `head`."""
    keys = column_of(sheet, "unique_id")
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, keys).value == key(name))
    return sheet.cell(row, column_of(sheet, head))


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Open a workbook, let `change` do to it what a person does, and save it."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def put(cell: Any, value: Any) -> None:
    """Set the value of a cell; text stays text, which openpyxl alone would take for a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def type_in(path: Path, sheet: str, name: str, head: str, value: Any) -> None:
    """Type `value` into the cell of data set `name` under `head`."""

    def change(workbook: Any) -> None:
        put(cell_of(workbook[sheet], name, head), value)

    edit(path, change)


def sort_rows(sheet: Worksheet, by: str, *, descending: bool = True) -> None:
    """Sort the rows below the head by the column `by`, as the filter button does: all columns of the table move."""
    head = head_row(sheet)
    column = column_of(sheet, by) - 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    rows.sort(key=lambda row: str(row[column]), reverse=descending)
    for number, values in enumerate(rows, head + 1):
        for at, value in enumerate(values, 1):
            put(sheet.cell(number, at), value)


def read_notes(path: Path) -> dict[str, HumanNote]:
    """What the cells of a workbook hold now, by unique_id; where a note stands on two sheets, they must be alike."""
    notes = {}
    for unique_id, cells in read_workbook(path.read_bytes(), path.name).cells.items():
        assert all(len(set(found)) == 1 for found in cells.values()), cells
        notes[unique_id] = HumanNote(**{name: found[0] for name, found in cells.items()})
    return notes


def load_store(path: Path) -> NoteStore:
    """The store at `path`."""
    return read_store(path).store


def save_store(path: Path, store: NoteStore) -> None:
    """Write a store."""
    write_atomically(path, store_bytes(store))
