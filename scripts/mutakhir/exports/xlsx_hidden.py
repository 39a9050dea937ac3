"""The hidden sheets: what the next reading must know of this writing, and the texts that drop-downs offer."""

from collections.abc import Iterable, Mapping

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.exports.columns import KEY_HEAD, REMARKS_OFFERED
from mutakhir.exports.json import note_fields
from mutakhir.exports.note_reading import LISTS_SHEET, NOTE_FIELDS, SAMPLE_HEAD, TEXTS_HEAD, WRITTEN_SHEET
from mutakhir.exports.words import cell_text

_OFFERED = ("pic_mitra", "pic_ditjen", "keterangan")
_LONGEST_OFFER = 255


def offers(checklist: Checklist, language: Language) -> dict[str, tuple[str, ...]]:
    """By note field what its drop-down offers: names already written, partners or units, common remarks."""
    rows = checklist.datasets
    return {
        "pic_mitra": _choices(
            (row.note.pic_mitra for row in rows), (partner for row in rows for partner in row.dataset.partners)
        ),
        "pic_ditjen": _choices((row.note.pic_ditjen for row in rows), (row.dataset.steward for row in rows)),
        "keterangan": tuple(remark.in_(language) for remark in REMARKS_OFFERED),
    }


def _choices(*groups: Iterable[str]) -> tuple[str, ...]:
    """The texts of each group in the order of the alphabet, each once; none that is too long for a list."""
    sorted_groups = (sorted({cell_text(text.strip()) for text in group}, key=str.casefold) for group in groups)
    texts = dict.fromkeys(text for group in sorted_groups for text in group)
    return tuple(text for text in texts if text and len(text) <= _LONGEST_OFFER and "\n" not in text)


def sources(offered: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """By note field the range where its texts stand; a list given in words could hold 255 characters and no comma."""
    return {
        name: f"={LISTS_SHEET}!{xl_range_abs(1, at, len(texts), at)}"
        for at, name in enumerate(_OFFERED, 1)
        if (texts := offered[name])
    }


def write_lists(workbook: Workbook, texts: Iterable[str], offered: Mapping[str, tuple[str, ...]]) -> None:
    """Write the texts that stand outside the tables, and what drop-downs offer."""
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.very_hidden()
    columns = {TEXTS_HEAD: tuple(dict.fromkeys(texts)), **{name: offered[name] for name in _OFFERED}}
    for at, (head, column) in enumerate(columns.items()):
        for row, text in enumerate((head, *column)):
            sheet.write_string(row, at, cell_text(text))


def write_written(workbook: Workbook, checklist: Checklist) -> None:
    """Write the notes as they are now and whether it is a sample: so the next reading knows what a person changed."""
    sheet = workbook.add_worksheet(WRITTEN_SHEET)
    sheet.very_hidden()
    heads = (KEY_HEAD, *NOTE_FIELDS, *((SAMPLE_HEAD,) if checklist.sample else ()))
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head)
    noted = (row for row in checklist.datasets if note_fields(row.note))
    for number, row in enumerate(noted, 1):
        sheet.write_string(number, 0, cell_text(row.dataset.unique_id))
        for at, name in enumerate(NOTE_FIELDS, 1):
            sheet.write_string(number, at, cell_text(getattr(row.note, name)))
