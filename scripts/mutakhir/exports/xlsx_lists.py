"""The sheets of plain lines behind the check list: what was found, how punctual who was, and the months."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from itertools import chain, islice
from typing import NamedTuple

from xlsxwriter.format import Format

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.columns import Kind, Value
from mutakhir.exports.findings import FINDING_COLUMNS, finding_lines
from mutakhir.exports.history import PUNCTUALITY_COLUMNS, month_columns, month_lines, punctuality_lines
from mutakhir.exports.words import SAMPLE_MARK, cell_text, moment_words
from mutakhir.exports.xlsx_rows import CellValue, TableSheet
from mutakhir.exports.xlsx_style import Styles
from mutakhir.exports.xlsx_table import ROW_HEIGHT, line_count, row_height

FINDINGS_SHEET = Text("Rincian", "Findings")
PUNCTUALITY_SHEET = Text("Ketepatan waktu", "Punctuality")
HISTORY_SHEET = Text("Riwayat", "History")

MOST_LINES = 200_000
"""Lines of one sheet; a spreadsheet program takes about five times as many, but nobody waits for it to open."""

_NOTES = {
    FINDINGS_SHEET: Text(
        "Satu baris per periode yang belum ada, pelapor yang belum melapor, perubahan, dan dispensasi.",
        "One line per missing period, missing reporter, change, and waiver.",
    ),
    PUNCTUALITY_SHEET: Text(
        "Menurut bulan jatuh tempo (WIB). Baris triwulan adalah jumlah bulan-bulannya; pilih salah satu pada kolom "
        "Rentang. Hari terlambat adalah hari kalender, dijumlahkan.",
        "By the month in which it fell due (WIB). A line of a quarter sums its months; choose one of them in column "
        "Span. Days late are calendar days, added up.",
    ),
    HISTORY_SHEET: Text(
        "Satu baris per kumpulan data, satu kolom per bulan jatuh tempo (WIB). +3 berarti yang paling terlambat datang "
        "3 hari kalender sesudah jatuh tempo.",
        "One line per data set, one column per month in which it fell due (WIB). +3 means that the latest came "
        "3 calendar days after it fell due.",
    ),
}
_LEFT_OUT = Text("Hanya {count} baris pertama yang dimuat.", "Only the first {count} lines are here.")


class ListColumn(NamedTuple):
    """One column of a sheet of lines."""

    head: Text
    kind: Kind
    width: float


class ListSheet(NamedTuple):
    """One sheet of lines: its name, columns and lines (values by column; None or empty leaves a cell empty)."""

    name: Text
    columns: Sequence[ListColumn]
    lines: Iterator[Sequence[Value]]


def list_sheets(checklist: Checklist, language: Language) -> Iterator[ListSheet]:
    """The sheets that have a line at least."""
    found = (
        (FINDINGS_SHEET, FINDING_COLUMNS, finding_lines(checklist, language)),
        (PUNCTUALITY_SHEET, PUNCTUALITY_COLUMNS, punctuality_lines(checklist, language)),
        (HISTORY_SHEET, month_columns(checklist), month_lines(checklist, language)),
    )
    for name, columns, lines in found:
        if (first := next(lines, None)) is not None:
            yield ListSheet(name, tuple(ListColumn(*column) for column in columns), chain((first,), lines))


def write_list(sheet: TableSheet, content: ListSheet, checklist: Checklist, looks: Styles) -> int:
    """Write title, note, head and lines; returns the row (from 0) of the head."""
    language = looks.language
    title = f"{content.name.in_(language)} — {moment_words(checklist.as_of, language)}"
    top = [(title, looks.title_left)]
    if checklist.sample:
        top.append((SAMPLE_MARK.in_(language), looks.sample_left))
    top.append((_NOTES[content.name].in_(language), looks.state_left))
    lines = list(islice(content.lines, MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        top.append((_LEFT_OUT.in_(language).format(count=MOST_LINES), looks.state_left))
    for row, (text, look) in enumerate(top):
        sheet.write_string(row, 0, text, look)
    head = len(top)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_row(head, 32)
    for at, column in enumerate(content.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(head, at, column.head.in_(language), looks.machine_head)
    last = _write_lines(sheet, head + 1, content.columns, lines[:MOST_LINES], looks)
    sheet.autofilter(head, 0, last, len(content.columns) - 1)
    rule = {"type": "formula", "criteria": "=TRUE()", "format": looks.lines}
    sheet.conditional_format(head + 1, 0, last, len(content.columns) - 1, rule)
    sheet.freeze_panes(head + 1, 1)
    return head


def _write_lines(
    sheet: TableSheet, first: int, columns: Sequence[ListColumn], lines: Iterable[Sequence[Value]], looks: Styles
) -> int:
    """Write the lines from row `first` on; returns the last row."""
    row = first - 1
    written: set[str] = set()
    for row, values in enumerate(lines, first):
        cells: list[tuple[int, Format, CellValue]] = []
        height = 1
        for at, (column, found) in enumerate(zip(columns, values, strict=True)):
            if found is None or found == "":
                continue
            value = cell_text(found) if isinstance(found, str) else found
            if isinstance(value, str):
                height = max(height, line_count(value, column.width))
            written.add(_as_read(value))
            cells.append((at, looks.machine[column.kind], value))
        if cells:
            sheet.add_row(row, cells)
        if height > 1:
            sheet.set_row(row, row_height(height))
    # What stands here is known when the workbook is read again, so that only what people add is told as theirs.
    sheet.texts.extend(sorted(written))
    return row


def _as_read(value: CellValue) -> str:
    """A value as note_reading reads it back."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value).strip()
