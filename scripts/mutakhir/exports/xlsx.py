"""checklist.xlsx: the print form people fill in, a sheet with every column, and a legend."""

import io
from pathlib import Path

from xlsxwriter import Workbook

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.exports.columns import KEY_HEAD
from mutakhir.exports.json import note_fields
from mutakhir.exports.note_reading import LEGEND_SHEET, NOTE_FIELDS, WRITTEN_SHEET
from mutakhir.exports.words import cell_text, clean, utc
from mutakhir.exports.xlsx_legend import write_legend
from mutakhir.exports.xlsx_rows import TableSheet
from mutakhir.exports.xlsx_sheets import ALL_SHEET, PRINT_SHEET, title_text, write_all_columns, write_print_form
from mutakhir.exports.xlsx_style import styles
from mutakhir.files import write_atomically

_OPTIONS = {
    # No temporary files: what can fail for want of disk space is only the writing of the workbook itself.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(checklist: Checklist, language: Language, path: Path, letterhead: tuple[str, ...] = ()) -> None:
    """Write the workbook to `path`, whole or not at all; OutputError where it cannot be written."""
    write_atomically(path, xlsx_bytes(checklist, language, letterhead))


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
    write_print_form(workbook.add_worksheet(PRINT_SHEET.in_(language), TableSheet), checklist, language, looks, lines)
    write_all_columns(workbook.add_worksheet(ALL_SHEET.in_(language), TableSheet), checklist, language, looks)
    write_legend(workbook.add_worksheet(LEGEND_SHEET.in_(language)), checklist, language, looks)
    _write_written(workbook, checklist)
    workbook.close()
    return buffer.getvalue()


def _write_written(workbook: Workbook, checklist: Checklist) -> None:
    """The hidden sheet with the notes as they are now, so that the next reading knows what a person changed."""
    sheet = workbook.add_worksheet(WRITTEN_SHEET)
    sheet.very_hidden()
    for at, head in enumerate((KEY_HEAD, *NOTE_FIELDS)):
        sheet.write_string(0, at, head)
    noted = (row for row in checklist.datasets if note_fields(row.note))
    for number, row in enumerate(noted, 1):
        sheet.write_string(number, 0, cell_text(row.dataset.unique_id))
        for at, name in enumerate(NOTE_FIELDS, 1):
            sheet.write_string(number, at, cell_text(getattr(row.note, name)))
