"""What people wrote into a check list workbook, found by hidden key and head text and never by position.

So sorted or filtered rows, moved, hidden or narrowed columns, renamed sheets and a workbook saved by another program
read alike. What cannot be carried over (a column, a row, a comment or any text people added) is reported, so that
nobody overwrites it.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from mutakhir.domain.checklist import HumanNote
from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import MONTHS
from mutakhir.errors import ConfigError
from mutakhir.exports.columns import ALL_COLUMNS, HUMAN_COLUMNS, KEY_HEAD, PRINT_COLUMNS
from mutakhir.exports.words import SAMPLE_MARK
from mutakhir.spreadsheet import TooLarge, check_extent, check_unpacked

NOTE_FIELDS: tuple[str, ...] = tuple(HumanNote.__slots__)
WRITTEN_SHEET = "_mutakhir"
"""The hidden sheet that repeats the notes as they were written, so that a change made by a person can be told apart."""
LISTS_SHEET = "_mutakhir_daftar"
"""The hidden sheet with lists: the texts written outside the tables, and what drop-downs offer."""
TEXTS_HEAD = "teks"
SAMPLE_HEAD = "DATA CONTOH"
"""Stands among the heads of the hidden sheet of notes when the check list is one of sample data."""

_HEAD_ROWS = 60
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")


class UnreadableWorkbook(ConfigError):
    """A workbook is damaged, encrypted or no check list."""


@dataclass(slots=True)
class WorkbookNotes:
    """What a workbook holds now, and what it held when it was written."""

    cells: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By unique_id and note field, the text of every cell that carries it (a note can stand on two sheets)."""
    written: dict[str, HumanNote] | None = None
    """The notes at the time of writing; None where the workbook does not say."""
    strangers: list[Text] = field(default_factory=list)
    """Places with something that no column of the check list can take."""
    sample: bool = False
    """True when it is a check list of sample data."""

    def written_note(self, unique_id: str) -> HumanNote | None:
        """The note of a data set as it was written; None where that is not known."""
        return None if self.written is None else self.written.get(unique_id, HumanNote())


def read_workbook(content: bytes, name: str) -> WorkbookNotes:
    """The notes in the bytes of a workbook called `name`; UnreadableWorkbook where they cannot be had."""
    notes = WorkbookNotes()
    sheets = _sheets(content, name)
    hidden = {title: rows for title, rows in sheets if title in (WRITTEN_SHEET, LISTS_SHEET)}
    if WRITTEN_SHEET in hidden:
        notes.written = _written(hidden[WRITTEN_SHEET])
        notes.sample = any(_text(cell) == SAMPLE_HEAD for row in hidden[WRITTEN_SHEET][:1] for cell in row)
    texts = _first_column(hidden.get(LISTS_SHEET, ()))
    for title, rows in sheets:
        if title in hidden:
            continue
        head_row = _head_row(rows)
        around = rows[:head_row]
        _read_around(notes, title, around, texts)
        if WRITTEN_SHEET not in hidden and any(_text(cell) in SAMPLE_MARK for row in around for cell in row):
            notes.sample = True
        if head_row is not None:
            _read_table(notes, title, rows, head_row)
    notes.strangers += _drawn(content)
    if not notes.cells and notes.written is None:
        raise UnreadableWorkbook(
            f"{name} bukan berkas daftar periksa (tidak ada kolom {KEY_HEAD}); pindahkan atau ganti namanya.",
            f"{name} is no check list workbook (it has no column {KEY_HEAD}); move or rename it.",
        )
    return notes


def _sheets(content: bytes, name: str) -> list[tuple[str, list[list[object]]]]:
    try:
        check_unpacked(content)
        # A file cut off can still hold whole parts: only a zip whose checksums hold is believed.
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            damaged = archive.testzip()
        if damaged is None:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            check_extent(content, workbook.sheet_names)
            return [
                (title, [list(row) for row in workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)])
                for title in workbook.sheet_names
            ]
    except (KeyboardInterrupt, SystemExit):
        raise
    except TooLarge as error:
        raise UnreadableWorkbook(
            f"{name} {error.told.id}; rapikan isinya, atau pindahkan berkas itu dari foldernya.",
            f"{name} {error.told.en}; tidy it up, or move the file out of its folder.",
        ) from None
    except BaseException as error:  # the reader can panic on broken input, and that is no Exception
        raise _unreadable(name) from error
    raise _unreadable(name)


def _unreadable(name: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        f"{name} tidak dapat dibaca (rusak, terenkripsi atau bukan XLSX); perbaiki, atau pindahkan dari foldernya.",
        f"{name} cannot be read (damaged, encrypted or no XLSX); mend it, or move it out of its folder.",
    )


def _head_row(rows: Sequence[Sequence[object]]) -> int | None:
    for index, row in enumerate(rows[:_HEAD_ROWS]):
        if any(_text(cell) == KEY_HEAD for cell in row):
            return index
    return None


def _folded(head: str) -> str:
    return " ".join(head.split()).casefold()


_FIELD_OF_HEAD = {
    _folded(head): column.note for column in (*PRINT_COLUMNS, *HUMAN_COLUMNS) if column.note for head in column.head
}
_HEADS_OF_SHEETS = tuple(
    frozenset(_folded(column.head.in_(language)) for column in columns)
    for columns in (PRINT_COLUMNS, ALL_COLUMNS)
    for language in Language
)


def _read_around(notes: WorkbookNotes, title: str, rows: Sequence[Sequence[object]], texts: AbstractSet[str]) -> None:
    """Report every text outside a table that was not written with the workbook."""
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if (text := _text(cell)) and text not in texts:
                place = f"{xl_col_to_name(at)}{number}"
                notes.strangers.append(Text(f"lembar {title!r} sel {place}", f"sheet {title!r} cell {place}"))


def _unknown_columns(heads: Sequence[str]) -> set[int]:
    """Columns that the sheet did not have when it was written, known by the heads that it must have had."""
    folded = [_folded(head) for head in heads]
    own = min(_HEADS_OF_SHEETS, key=lambda known: len(known.symmetric_difference(folded)))
    # A head that stands there twice is a column of somebody's own, whichever of the two it is.
    return {at for at, head in enumerate(folded) if head not in own or head in folded[:at]}


def _drawn(content: bytes) -> list[Text]:
    """What stands upon the cells, where it can only be seen that there is something."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        if any(part.startswith(("xl/comments", "xl/threadedcomments")) for part in parts):
            return [Text("komentar pada sel", "comments on cells")]
        # LibreOffice gives every sheet an empty drawing; what is drawn has an anchor.
        drawings = (name for part, name in parts.items() if part.startswith("xl/drawings/drawing"))
        if any(b"Anchor" in archive.read(name) for name in drawings):
            return [Text("gambar atau bagan", "pictures or charts")]
    return []


def _read_table(notes: WorkbookNotes, title: str, rows: Sequence[Sequence[object]], head_row: int) -> None:
    heads = [_text(cell) for cell in rows[head_row]]
    key_at = heads.index(KEY_HEAD)
    fields = {at: found for at, head in enumerate(heads) if (found := _FIELD_OF_HEAD.get(_folded(head)))}
    unknown = _unknown_columns(heads) - fields.keys()
    for at in sorted(unknown):
        if heads[at] or any(at < len(row) and _text(row[at]) for row in rows[head_row + 1 :]):
            head = heads[at] or xl_col_to_name(at)
            notes.strangers.append(Text(f"lembar {title!r} kolom {head!r}", f"sheet {title!r} column {head!r}"))
    for number, row in enumerate(rows[head_row + 1 :], head_row + 2):
        key = _text(row[key_at]) if key_at < len(row) else ""
        if not key:
            if any(_text(cell) for cell in row):
                notes.strangers.append(Text(f"lembar {title!r} baris {number}", f"sheet {title!r} row {number}"))
            continue
        cells = notes.cells.setdefault(key, {})
        for at, name in fields.items():
            cells.setdefault(name, []).append(note_text(row[at] if at < len(row) else "", name))


def _first_column(rows: Sequence[Sequence[object]]) -> set[str]:
    return {_text(row[0]) for row in rows if row}


def _written(rows: Sequence[Sequence[object]]) -> dict[str, HumanNote]:
    head_row = _head_row(rows)
    if head_row is None:
        return {}
    heads = [_text(cell) for cell in rows[head_row]]
    written = {}
    for row in rows[head_row + 1 :]:
        cells = dict(zip(heads, row, strict=False))
        values = {name: note_text(cells.get(name, ""), name) for name in NOTE_FIELDS}
        written[_text(cells.get(KEY_HEAD, ""))] = HumanNote(**values)
    return written


def note_text(cell: object, name: str) -> str:
    """The text of a cell of the note field `name`: dates as ISO, numbers without a needless decimal."""
    text = _text(cell)
    return _promise(text) if name == "janji_mitra" else text


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def _promise(text: str) -> str:
    """A date typed as text (`20/11/2026`, `20 November 2026`) as ISO; any other text as it is."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _DAY_MONTH.fullmatch(text.lower()):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return text
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _month(word: str) -> int:
    """Number of the month that begins with `word` (at least three letters) in either language; 0 for none."""
    for language in Language:
        for number, name in enumerate(MONTHS[language], 1):
            if len(word) >= 3 and name.lower().startswith(word):
                return number
    return 0
