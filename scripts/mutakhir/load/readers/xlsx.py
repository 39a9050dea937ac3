"""Excel workbooks (xlsx, xls, ods) through calamine; formulas give their last computed value."""

import io
from collections.abc import Iterable, Sequence

import openpyxl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from mutakhir.load.sheet import Cell, SetAside, Sheet


def read_sheets(content: bytes, wanted: str | None) -> list[Sheet]:
    """Sheets of a workbook, or only the one called `wanted` (case and spaces do not matter).

    Raises SetAside when the workbook is damaged or locked, or has no such sheet.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = _wanted_names(list(book.sheet_names), wanted)
            if not names:
                raise SetAside("Buku kerja tidak berisi satu lembar pun; minta mitra mengirim ulang.")
            return [_sheet(book.get_sheet_by_name(name)) for name in names]
    except PasswordError:
        raise SetAside("Berkas terkunci kata sandi; minta mitra mengirim ulang tanpa kata sandi.") from None
    except SetAside:
        raise
    # A damaged file can fail anywhere in the parser, a Rust panic included (which is no Exception).
    except (CalamineError, Exception):
        raise SetAside("Berkas rusak atau bukan buku kerja Excel; minta mitra mengirim ulang.") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SetAside("Berkas rusak atau bukan buku kerja Excel; minta mitra mengirim ulang.") from None


def percent_cells(content: bytes, sheet: str, columns: Iterable[int]) -> set[tuple[int, int]]:
    """Places (row, column, from 0) in these columns whose cells are formatted as percent: 0.852 shown as 85.2%.

    Calamine gives no formats, so the file is opened once more; empty where only calamine can read it (xls, ods).
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
        # Its parser is stricter than calamine's and fails in many ways; the file itself has been read already.
        return set()


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
