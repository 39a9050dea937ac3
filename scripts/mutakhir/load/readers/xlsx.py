"""Excel workbooks (xlsx, xls, ods) through calamine; formulas give their last computed value."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from mutakhir.load.sheet import Broken, Cell, SetAside, Sheet
from mutakhir.spreadsheet import TooLarge, check_extent, check_unpacked

Place = tuple[int, int]
"""Row and column, from 0."""
# An error, or a formula (as text or shared) behind which no value stands.
_BROKEN = re.compile(
    rb'\bt="e"'
    rb"|(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</|</(?:\w+:)?c>)"
)


def read_sheets(content: bytes, wanted: str | None) -> list[Sheet]:
    """Sheets of a workbook, or only the one called `wanted` (case and spaces do not matter).

    Raises SetAside when the workbook is damaged or locked, or has no such sheet.
    """
    try:
        check_unpacked(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = _wanted_names(list(book.sheet_names), wanted)
            if not names:
                raise SetAside("Buku kerja tidak berisi satu lembar pun; minta mitra mengirim ulang.")
            check_extent(content, names)
            return [_sheet(book.get_sheet_by_name(name)) for name in names]
    except PasswordError:
        raise SetAside("Berkas terkunci kata sandi; minta mitra mengirim ulang tanpa kata sandi.") from None
    except SetAside:
        raise
    except TooLarge as error:
        raise SetAside(f"Berkas {error.told.id}; minta mitra merapikannya lalu mengirim ulang.") from None
    # A damaged file can fail anywhere in the parser, a Rust panic included (which is no Exception).
    except (CalamineError, Exception):
        raise SetAside("Berkas rusak atau bukan buku kerja Excel; minta mitra mengirim ulang.") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SetAside("Berkas rusak atau bukan buku kerja Excel; minta mitra mengirim ulang.") from None


def percent_cells(content: bytes, sheet: str, columns: Iterable[int]) -> set[tuple[int, int]]:
    """Places (row, column, from 0) in these columns whose cells are formatted as percent: 0.852 shown as 85.2%.

    Calamine gives no formats, so the file is opened once more; empty for xls and ods, which only calamine reads.
    Raises SetAside for an xlsx whose formats cannot be had.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return {
            (cell.row - 1, at)
            for at in columns
            for (cell,) in book[sheet].iter_rows(min_col=at + 1, max_col=at + 1)
            if "%" in str(cell.number_format)
        }
    except Exception:
        _refuse_xlsx(content)
        return set()


def broken_cells(content: bytes, sheet: Sheet, first_row: int, columns: Iterable[int]) -> dict[Place, Broken]:
    """Cells of these columns, from a row on, that hold an error or a formula without a computed value.

    Calamine gives both as blank, and leaves such rows out at the end. A formula that yields an empty text is blank
    indeed. Empty for xls and ods, which only calamine reads. The file is opened again only where it has to be.
    Raises SetAside for an xlsx where this cannot be told.
    """
    wanted = set(columns)
    try:
        if not _has_broken_cells(content):
            return {}
        blank = {
            place: cell
            for place, cell in _cells(content, sheet.name, values=True).items()
            if place[0] >= first_row and place[1] in wanted and sheet.cell(*place) in (None, "")
        }
        errors = {place: Broken(value) for place, (kind, value) in blank.items() if kind == "e"}
        # A formula computed to an empty text is of kind "str"; a cell without a value may be no formula at all.
        formulas = _cells(content, sheet.name, values=False)
        without = (place for place, (kind, value) in blank.items() if kind == "n" and value is None)
        return errors | {place: Broken("rumus belum dihitung") for place in without if formulas[place][0] == "f"}
    except Exception:
        _refuse_xlsx(content)
        return {}


def _refuse_xlsx(content: bytes) -> None:
    """Openpyxl is stricter than calamine: what it cannot tell of an xlsx must not be taken for "nothing there"."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            is_xlsx = "xl/workbook.xml" in map(str.casefold, parts.namelist())
        if is_xlsx:
            raise SetAside(
                "Format sel tidak terbaca, jadi persen dan kesalahan rumus tidak dapat dipastikan; minta mitra "
                "menyimpan ulang berkas di Excel lalu mengirimnya lagi."
            )


def _has_broken_cells(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return any(
            _BROKEN.search(parts.read(name))
            for name in parts.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )


def _cells(content: bytes, sheet: str, *, values: bool) -> dict[Place, tuple[str, object]]:
    """Kind and content of every cell as openpyxl sees it: with computed values, or with the formulas themselves."""
    page = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)[sheet]
    # The dimension a file states of itself may be wrong.
    page.reset_dimensions()
    return {
        (at, column): (cell.data_type, cell.value)
        for at, row in enumerate(page.iter_rows())
        for column, cell in enumerate(row)
    }


def _wanted_names(names: list[str], wanted: str | None) -> list[str]:
    if wanted is None:
        return names
    plain = "".join(wanted.split()).casefold()
    found = [name for name in names if "".join(name.split()).casefold() == plain]
    if not found:
        listed = ", ".join(names) or "tidak ada lembar"
        raise SetAside(f"Lembar {wanted} tidak ada (yang ada: {listed}); minta mitra memakai nama lembar itu.")
    return found[:1]


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows: list[Sequence[Cell]] = list(sheet.to_python(skip_empty_area=False))
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Sheet(rows=rows, name=sheet.name, merged=merged, kind="xlsx")
