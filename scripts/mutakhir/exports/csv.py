"""checklist.csv: one row per data set, for programs and spreadsheets with Indonesian settings."""

import csv
import io
from datetime import datetime

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.exports.columns import HUMAN_COLUMNS, MACHINE_COLUMNS, SAMPLE_COLUMN, Value, views
from mutakhir.exports.words import clean

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def checklist_csv(checklist: Checklist, language: Language = Language.ID) -> bytes:
    """The check list as UTF-8 with BOM, `;` between cells, machine columns first and then those people fill in.

    Times are `YYYY-MM-DD HH:MM` in WIB. A text that a spreadsheet program would run as a formula gets a leading
    apostrophe.
    """
    marks = (SAMPLE_COLUMN,) if checklist.sample else ()
    columns = (*MACHINE_COLUMNS, *HUMAN_COLUMNS, *marks)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head.in_(language) for column in columns])
    known: dict[Value, str] = {}  # most texts stand in many rows
    for view in views(checklist, language):
        cells = []
        for column in columns:
            value = column.value(view)
            if (cell := known.get(value)) is None:
                cell = known[value] = _cell(value)
            cells.append(cell)
        writer.writerow(cells)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, int):
        return str(value)
    return harmless(clean(value))


def harmless(text: str) -> str:
    """`text` such that no spreadsheet program takes it for a formula, also behind blanks."""
    if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS):
        return "'" + text
    return text
