"""checklist.xlsx: the print form people fill in, a sheet with every column, sheets of findings, and a legend."""

import io

from xlsxwriter import Workbook

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.exports.words import cell_text, clean, utc
from mutakhir.exports.xlsx_hidden import offers, sources, write_lists, write_written
from mutakhir.exports.xlsx_legend import LEGEND_SHEET, write_legend
from mutakhir.exports.xlsx_lists import list_sheets, write_list
from mutakhir.exports.xlsx_rows import TableSheet, TextSheet
from mutakhir.exports.xlsx_sheets import (
    ALL_SHEET,
    PRINT_SHEET,
    set_page,
    title_text,
    write_all_columns,
    write_print_form,
)
from mutakhir.exports.xlsx_style import Styles, styles

_A4, _A3 = 9, 8
_WIDEST_ON_A4 = 180
"""Width of columns (in characters) up to which a lying A4 sheet is still read without a glass."""
_OPTIONS = {
    # No temporary files: what can fail for want of disk space is only the writing of the workbook itself.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(checklist: Checklist, language: Language = Language.ID, letterhead: tuple[str, ...] = ()) -> bytes:
    """The workbook; `letterhead` are the lines of the office, the project's name where none is given.

    The same check list gives the same bytes: the only time in the file is as-of.
    """
    buffer = io.BytesIO()
    workbook = Workbook(buffer, _OPTIONS)
    workbook.set_properties(
        {
            "title": title_text(checklist, language),
            "subject": clean(checklist.project),
            "author": "Mutakhir",
            "created": utc(checklist.as_of).replace(tzinfo=None, microsecond=0),
        }
    )
    workbook.set_size(24000, 14000)
    looks = styles(workbook, language)
    lines = tuple(cell_text(line) for line in letterhead) or (cell_text(checklist.project),)
    offered = offers(checklist, language)
    ranges = sources(offered)
    form: TableSheet = workbook.add_worksheet(PRINT_SHEET.in_(language), TableSheet)
    write_print_form(form, checklist, looks, ranges, lines)
    table: TableSheet = workbook.add_worksheet(ALL_SHEET.in_(language), TableSheet)
    write_all_columns(table, checklist, looks, ranges)
    lists = _write_lists(workbook, checklist, looks)
    legend: TextSheet = workbook.add_worksheet(LEGEND_SHEET.in_(language), TextSheet)
    write_legend(legend, checklist, looks)
    write_written(workbook, checklist)
    write_lists(workbook, (*form.texts, *table.texts, *lists, *legend.texts), offered)
    workbook.close()
    return buffer.getvalue()


def _write_lists(workbook: Workbook, checklist: Checklist, looks: Styles) -> list[str]:
    """The sheets of lines; returns the texts on them."""
    texts = []
    for content in list_sheets(checklist, looks.language):
        sheet: TableSheet = workbook.add_worksheet(content.name.in_(looks.language), TableSheet)
        head = write_list(sheet, content, checklist, looks)
        sheet.set_paper(_A3 if sum(column.width for column in content.columns) > _WIDEST_ON_A4 else _A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        set_page(sheet, checklist, looks.language, head)
        texts += sheet.texts
    return texts
