"""The workbook attached to a reminder: the items of the letter, one line each."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.columns import Kind
from mutakhir.exports.owed import OwedItem
from mutakhir.exports.words import SAMPLE_MARK, cell_text, moment_words, utc, wib
from mutakhir.exports.xlsx_style import styles
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
    head = 2
    sheet.set_row(head, 32)
    for at, (name, _, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(head, at, name.in_(language), looks.machine_head)
    titles = {row.dataset.unique_id: row.dataset.title.in_(language) or row.dataset.name for row in checklist.datasets}
    for number, item in enumerate(items, 1):
        values = (
            number,
            titles.get(item.dataset, item.dataset),
            item.period.in_(language),
            item.reporter.in_(language),
            None if item.due_at is None else wib(item.due_at),
            item.calendar_days,
            item.working_days,
            (_SOON if item.soon else _OPEN).in_(language),
        )
        lines = 1
        for at, ((_, kind, width), value) in enumerate(zip(_COLUMNS, values, strict=True)):
            look = looks.machine[kind]
            if value is None:
                sheet.write_blank(head + number, at, None, look)
            elif isinstance(value, str):
                sheet.write_string(head + number, at, cell_text(value), look)
                lines = max(lines, line_count(cell_text(value), width))
            elif isinstance(value, int):
                sheet.write_number(head + number, at, value, look)
            else:
                sheet.write_datetime(head + number, at, value, look)
        if lines > 1:
            sheet.set_row(head + number, row_height(lines))
    last = head + len(items)
    sheet.autofilter(head, 0, last, len(_COLUMNS) - 1)
    sheet.freeze_panes(head + 1, 0)
    sheet.conditional_format(
        head + 1, 0, last, len(_COLUMNS) - 1, {"type": "formula", "criteria": "=TRUE()", "format": looks.lines}
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    workbook.close()
    return buffer.getvalue()
