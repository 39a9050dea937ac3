"""A table of the workbook: head, rows with an autofilter, and help for those who fill it in."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mutakhir.domain.language import Language, Text
from mutakhir.exports.columns import ACTIONS, Column, Kind, View
from mutakhir.exports.words import SYMBOLS, cell_text
from mutakhir.exports.xlsx_rows import CellValue, TableSheet
from mutakhir.exports.xlsx_style import Styles

_FIRST_YEAR = 1900
"""Spreadsheets know no earlier day."""
ROW_HEIGHT = 18.0
_TALLEST_ROW = 400.0
_INPUTS: dict[str, tuple[Text, Text]] = {
    "pic_mitra": (
        Text("PIC mitra", "Partner contact"),
        Text("Nama atau jabatan yang dihubungi di mitra.", "Name or office to contact at the partner."),
    ),
    "pic_ditjen": (
        Text("PIC", "Person in charge"),
        Text("Nama atau jabatan yang menangani data ini di kantor kita.", "Name or office that handles this here."),
    ),
    "tindak_lanjut": (
        Text("Tindak lanjut", "Follow-up"),
        Text("Pilih dari daftar.", "Choose from the list."),
    ),
    "janji_mitra": (
        Text("Janji mitra", "Partner's promise"),
        Text("Tanggal kiriman yang dijanjikan, misalnya 20/11/2026.", "Date promised, for example 2026-11-20."),
    ),
    "keterangan": (
        Text("Keterangan", "Remarks"),
        Text(
            "Catatan bebas; tetap terbawa saat daftar periksa dibuat ulang.", "Free text; kept when the list is remade."
        ),
    ),
}


def write_table(
    sheet: TableSheet,
    head_row: int,
    columns: Sequence[Column],
    rows: Iterable[View],
    looks: Styles,
    offered: Mapping[str, str],
) -> None:
    """Write head and rows from `head_row` on; sorting and filtering take the hidden key along.

    `offered` says by note field where the texts of its drop-down stand.
    """
    _set_columns(sheet, columns, looks)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_row(head_row, 32)
    for at, column in enumerate(columns):
        head = looks.human_head if column.note else looks.machine_head
        sheet.write_string(head_row, at, column.head.in_(looks.language), head)
    plan = _plan(columns, looks)
    row = head_row
    for row, view in enumerate(rows, head_row + 1):
        _write_row(sheet, row, plan, view, looks)
    # The key stands inside the filtered range: sorting moves only what is in it.
    sheet.autofilter(head_row, 0, row, len(columns) - 1)
    if row > head_row:
        _finish(sheet, head_row + 1, row, columns, looks, offered)


def _set_columns(sheet: Worksheet, columns: Sequence[Column], looks: Styles) -> None:
    for at, column in enumerate(columns):
        options = {"hidden": 1} if column.kind is Kind.KEY else {}
        # What people type into an empty cell takes the look of its column.
        sheet.set_column(at, at, column.width, looks.human[column.kind] if column.note else None, options)


class _Plan(NamedTuple):
    """One column while its table is written."""

    at: int
    column: Column
    look: Format
    seen: dict[str, tuple[CellValue, int]]
    """Texts made fit to be written, with the lines they take: most of them stand in many rows."""


def _plan(columns: Sequence[Column], looks: Styles) -> list[_Plan]:
    return [
        _Plan(at, column, (looks.human if column.note else looks.machine)[column.kind], {})
        for at, column in enumerate(columns)
    ]


def _write_row(sheet: TableSheet, row: int, plan: Sequence[_Plan], view: View, looks: Styles) -> None:
    lines = 1
    cells: list[tuple[int, Format, CellValue]] = []
    for at, column, look, seen in plan:
        value = column.value(view)
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if (fitted := seen.get(value)) is None:
                fitted = seen[value] = _fit(column, value)
            value, needed = fitted
            lines = max(lines, needed)
        elif isinstance(value, datetime) and value.year < _FIRST_YEAR:
            value = value.isoformat(" ", "minutes")
        if column.kind is Kind.STATUS:
            status = view.row.status
            cells.append((at, looks.status[status.tone], f"{SYMBOLS[status]} {value}"))
        else:
            cells.append((at, look, value))
    sheet.add_row(row, cells)
    if lines > 1:
        # Rows of one line keep the default height, so that they grow when someone types more into them.
        sheet.set_row(row, row_height(lines))


def _fit(column: Column, text: str) -> tuple[CellValue, int]:
    """The text as a cell can hold it (in a date column an ISO date is a date), and the lines it takes."""
    if column.kind is Kind.DATE and (day := _day(text)) is not None:
        return day, 1
    text = cell_text(text)
    return text, 1 if column.kind is Kind.KEY else line_count(text, column.width)


def line_count(text: str, width: float) -> int:
    """About how many lines `text` takes in a column of `width`, wrapped at words."""
    # The width is counted in digits; a small letter takes three quarters of one, the indent one and a half.
    capacity = max(4, int((width - 1.5) * 1.3))
    if len(text) * 1.3 <= capacity and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(_length(line) / capacity)) for line in text.split("\n"))


def _length(line: str) -> float:
    return len(line) + 0.3 * sum(map(str.isupper, line))


def row_height(lines: int) -> float:
    """Height in points of a row with that many lines of text."""
    return min(_TALLEST_ROW, ROW_HEIGHT + 13.0 * (lines - 1))


def _finish(
    sheet: Worksheet, first: int, last: int, columns: Sequence[Column], looks: Styles, offered: Mapping[str, str]
) -> None:
    """Lines round all cells, and help in those people fill in."""
    for at, column in enumerate(columns):
        if column.note:
            sheet.data_validation(
                first, at, last, at, _validation(column, looks.language, offered.get(column.note, ""))
            )
            rule = {"type": "formula", "criteria": "=TRUE()", "format": looks.human_lines}
            sheet.conditional_format(first, at, last, at, rule)
    machine = [at for at, column in enumerate(columns) if not column.note]
    rule = {"type": "formula", "criteria": "=TRUE()", "format": looks.lines}
    sheet.conditional_format(first, machine[0], last, machine[-1], rule)


def _day(text: str) -> datetime | None:
    """The day an ISO date names; None for any other text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day.year >= _FIRST_YEAR and day.isoformat() == text else None


def _validation(column: Column, language: Language, offered: str) -> dict[str, Any]:
    title, message = _INPUTS[column.note]
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": title.in_(language),
        "input_message": message.in_(language),
    }
    if column.note == "tindak_lanjut":
        rule |= {"validate": "list", "source": [action.in_(language) for action in ACTIONS]}
    elif column.note == "janji_mitra":
        rule |= {"validate": "date", "criteria": ">=", "value": datetime(2000, 1, 1)}
    elif offered:
        # Offered and no more: any other text is as welcome.
        return rule | {"validate": "list", "source": offered, "show_error": False}
    if rule["validate"] != "any":
        # A warning and no stop: what a partner says does not always fit a list or a day.
        rule |= {
            "error_type": "warning",
            "error_title": title.in_(language),
            "error_message": message.in_(language),
        }
    return rule
