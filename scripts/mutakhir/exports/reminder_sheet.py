"""The workbook attached to a reminder: the items of the letter, one line each."""

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.columns import Kind, Value
from mutakhir.exports.owed import OwedItem
from mutakhir.exports.words import SAMPLE_MARK, cell_text, moment_words, utc, wib
from mutakhir.exports.xlsx_style import Styles, styles
from mutakhir.exports.xlsx_table import line_count, row_height

_SHEET = Text("Kewajiban data", "Data owed")
_TITLE = Text("Kewajiban data {partner}, keadaan per {moment}", "Data owed by {partner}, as of {moment}")
_COLUMNS = (
    (Text("No", "No"), Kind.NUMBER, 5),
    (Text("Nama Data", "Data Set"), Kind.TEXT, 34),
    (Text("Periode", "Period"), Kind.TEXT, 34),
    (Text("Pelapor", "Reporter"), Kind.TEXT, 34),
    (Text("Jatuh Tempo (WIB)", "Due (WIB)"), Kind.MOMENT, 18),
    (Text("Terlambat (hari kalender)", "Late (calendar days)"), Kind.NUMBER, 13),
    (Text("Terlambat (hari kerja)", "Late (working days)"), Kind.NUMBER, 13),
    (Text("Keterangan", "Remarks"), Kind.TEXT, 26),
)
_SOON = Text("Segera jatuh tempo", "Falls due soon")
_OPEN = Text("Belum diterima", "Not received")
_HEAD = 2
"""Row (from 0) of the head."""


def reminder_xlsx(partner: str, items: Sequence[OwedItem], checklist: Checklist, language: Language) -> bytes:
    """The workbook; the same items give the same bytes."""
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"author": "Mutakhir", "created": utc(checklist.as_of).replace(tzinfo=None, microsecond=0)})
    looks = styles(workbook, language)
    sheet = workbook.add_worksheet(_SHEET.in_(language))
    moment = moment_words(checklist.as_of, language)
    sheet.write_string(0, 0, cell_text(_TITLE.in_(language).format(partner=partner, moment=moment)), looks.title_left)
    if checklist.sample:
        sheet.write_string(1, 0, SAMPLE_MARK.in_(language), looks.sample_left)
    sheet.set_row(_HEAD, 32)
    for at, (name, _, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD, at, name.in_(language), looks.machine_head)
    titles = {row.dataset.unique_id: row.dataset.title.in_(language) or row.dataset.name for row in checklist.datasets}
    for number, item in enumerate(items, 1):
        _write_line(sheet, number, (number, titles.get(item.dataset, item.dataset), *_values(item, language)), looks)
    _lay_out(sheet, _HEAD + len(items), looks)
    workbook.close()
    return buffer.getvalue()


def _values(item: OwedItem, language: Language) -> tuple[Value, ...]:
    """The cells of one item from the period on."""
    return (
        item.period.in_(language),
        item.reporter.in_(language),
        None if item.due_at is None else wib(item.due_at),
        item.calendar_days,
        item.working_days,
        (_SOON if item.soon else _OPEN).in_(language),
    )


def _write_line(sheet: Worksheet, number: int, values: Sequence[Value], looks: Styles) -> None:
    row, lines = _HEAD + number, 1
    for at, ((_, kind, width), value) in enumerate(zip(_COLUMNS, values, strict=True)):
        look = looks.machine[kind]
        if value is None:
            sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, at, cell_text(value), look)
            lines = max(lines, line_count(cell_text(value), width))
        elif isinstance(value, datetime):
            sheet.write_datetime(row, at, value, look)
        else:
            sheet.write_number(row, at, value, look)
    if lines > 1:
        sheet.set_row(row, row_height(lines))


def _lay_out(sheet: Worksheet, last: int, looks: Styles) -> None:
    """Filter, frame and print settings down to row `last`."""
    width = len(_COLUMNS) - 1
    sheet.autofilter(_HEAD, 0, last, width)
    sheet.freeze_panes(_HEAD + 1, 0)
    rule = {"type": "formula", "criteria": "=TRUE()", "format": looks.lines}
    sheet.conditional_format(_HEAD + 1, 0, last, width, rule)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
