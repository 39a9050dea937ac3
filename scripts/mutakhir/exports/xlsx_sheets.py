"""The two sheets with rows: the nine-column print form, and every column."""

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import STATUS_WORDS, Language, Text
from mutakhir.domain.status import DATASET_STATUSES, Status
from mutakhir.exports.columns import ALL_COLUMNS, PRINT_COLUMNS, Kind, views
from mutakhir.exports.words import SAMPLE_MARK, cell_text, moment_words, month_words
from mutakhir.exports.xlsx_rows import TableSheet
from mutakhir.exports.xlsx_style import Styles
from mutakhir.exports.xlsx_table import ROW_HEIGHT, line_count, row_height, write_table

PRINT_SHEET = Text("Check List", "Check List")
ALL_SHEET = Text("Semua kolom", "All columns")

_TITLE = Text("DATA CHECK LIST PEMUTAKHIRAN DATA", "DATA UPDATE CHECK LIST")
_MOST_NOTICES = 3
_A4, _A3 = 9, 8
_REPEATED = 4
"""Columns that stay at the left while one scrolls, and stand again on every page."""


def title_text(checklist: Checklist, language: Language) -> str:
    """Title of the document: what it is and its month."""
    return f"{_TITLE.in_(language)} — {month_words(checklist.cycle, language).upper()}"


def state_text(checklist: Checklist, language: Language) -> str:
    """One line: as of when, how many data sets, how many of each status: up to date first, then worst first."""
    summary = checklist.summary
    counts = [
        f"{summary[status.value]} {STATUS_WORDS[status].in_(language)}"
        for status in sorted(DATASET_STATUSES, key=lambda status: status is not Status.UP_TO_DATE)
        if summary.get(status.value)
    ]
    data = f"{len(checklist.datasets)} {'data sets' if language is Language.EN else 'data'}"
    moment = moment_words(checklist.as_of, language)
    as_of = f"As of {moment}" if language is Language.EN else f"Keadaan per {moment}"
    return "   ·   ".join((as_of, data, ", ".join(counts))) if counts else f"{as_of}   ·   {data}"


def write_print_form(
    sheet: TableSheet, checklist: Checklist, looks: Styles, offered: Mapping[str, str], letterhead: Sequence[str]
) -> None:
    """The nine columns of the paper form on A4 landscape, under letterhead and title."""
    language = looks.language
    row = _print_top(sheet, checklist, language, looks, letterhead)
    write_table(sheet, row, PRINT_COLUMNS, views(checklist, language), looks, offered)
    sheet.freeze_panes(row + 1, 0)
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.45, right=0.45, top=0.65, bottom=0.65)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    set_page(sheet, checklist, language, row)
    sheet.activate()


def write_all_columns(sheet: TableSheet, checklist: Checklist, looks: Styles, offered: Mapping[str, str]) -> None:
    """Every column: what the machine found under grey heads, what people fill in under yellow ones."""
    language = looks.language
    # The first columns stand again on every page: what is beside the title must not be cut off there.
    sheet.write_string(0, 0, title_text(checklist, language), looks.title_left)
    sheet.set_row(0, 22)
    sheet.write_string(0, _REPEATED, state_text(checklist, language), looks.state_left)
    if checklist.sample:
        sheet.write_string(1, 0, SAMPLE_MARK.in_(language), looks.sample_left)
    sheet.write_string(1, _REPEATED, "", looks.state_left)  # nothing to read; it keeps the file the same bytes
    write_table(sheet, 2, ALL_COLUMNS, views(checklist, language), looks, offered)
    sheet.freeze_panes(3, _REPEATED)
    sheet.set_paper(_A3)
    # Too wide for one page, and too small to be read on two: the names stand again at the left of each.
    sheet.repeat_columns(0, _REPEATED - 1)
    sheet.fit_to_pages(3, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    set_page(sheet, checklist, language, 2)


def set_page(sheet: Worksheet, checklist: Checklist, language: Language, head_row: int) -> None:
    """Set what stands on every printed page of a sheet; it lies, and repeats its head."""
    sheet.set_landscape()
    sheet.repeat_rows(head_row)
    page = "Page &P of &N" if language is Language.EN else "Halaman &P dari &N"
    moment = moment_words(checklist.as_of, language)
    title = title_text(checklist, language).replace("&", "&&")[:100]
    sheet.set_footer(f"&L&8 {title}&C&8 {page}&R&8 {moment}")
    if checklist.sample:
        sheet.set_header(f'&C&"Arial,Bold"&10&KC00000{SAMPLE_MARK.in_(language)}')


def _print_top(
    sheet: Worksheet, checklist: Checklist, language: Language, looks: Styles, letterhead: Sequence[str]
) -> int:
    """Letterhead, title, state and notices; returns the row of the table's head."""
    lines: list[tuple[str, Format, float]] = [(line, looks.letterhead, 16) for line in letterhead[:-1]]
    lines += [(line, looks.letterhead_end, 19) for line in letterhead[-1:]]
    lines.append(("", looks.state, 6))
    lines.append((title_text(checklist, language), looks.title, 22))
    if checklist.sample:
        lines.append((SAMPLE_MARK.in_(language), looks.sample, 18))
    lines.append((state_text(checklist, language), looks.state, ROW_HEIGHT))
    width = sum(column.width for column in PRINT_COLUMNS if column.kind is not Kind.KEY)
    for notice in _notices(checklist, language):
        lines.append((notice, looks.notice, row_height(line_count(notice, width))))
    lines.append(("", looks.state, 6))
    for row, (text, look, height) in enumerate(lines):
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, len(PRINT_COLUMNS) - 1, "", look)
        sheet.write_string(row, 0, text, look)
    return len(lines)


def _notices(checklist: Checklist, language: Language) -> list[str]:
    shown = [cell_text(notice.in_(language)) for notice in checklist.notices[:_MOST_NOTICES]]
    more = len(checklist.notices) - len(shown)
    label = "Note" if language is Language.EN else "Perhatian"
    lines = [f"{label}: {notice}" for notice in shown]
    if more:
        lines.append(
            f"{more} more notices on the last sheet." if language is Language.EN else f"{more} lagi di lembar terakhir."
        )
    return lines
