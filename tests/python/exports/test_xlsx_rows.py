"""Rows handed over whole must come out as the bytes that the library's own methods write."""

import io
import zipfile
from datetime import datetime

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mutakhir.exports.words import cell_text
from mutakhir.exports.xlsx_rows import TableSheet

ROWS = [
    [(0, "Satu"), (1, 1), (3, datetime(2026, 11, 5, 8, 5, 7))],
    [(1, 0), (2, " tepi "), (4, "a & b < c\nd\x07e")],
    [(0, "Satu"), (25, 12345678901), (26, datetime(1900, 2, 28))],
    [(0, datetime(1900, 3, 1)), (3, "😀")],
    [(2, datetime(9999, 12, 31, 23, 59, 59))],
]


def workbook(sheet_class, add, rows, first=2):
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "0"})
    sheet = book.add_worksheet("A", sheet_class)
    sheet.set_default_row(18)
    sheet.write_string(0, 0, "Judul", bold)
    for row, cells in enumerate(rows, first):
        add(sheet, row, [(at, bold if at % 2 else plain, value) for at, value in cells])
        if row % 3 == 0:
            sheet.set_row(row, 40)
    book.add_worksheet("B").write_string(0, 0, "Satu")
    book.close()
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one_by_one(sheet, row, cells):
    for at, look, value in cells:
        if isinstance(value, str):
            sheet.write_string(row, at, value, look)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, at, value, look)
        else:
            sheet.write_number(row, at, value, look)


@pytest.mark.parametrize("count", [0, 1, 5, 50])
def test_whole_rows_give_the_bytes_of_single_cells(count):
    rows = (ROWS * 10)[:count]
    assert workbook(TableSheet, TableSheet.add_row, rows) == workbook(Worksheet, one_by_one, rows)


def test_rows_beyond_the_end_of_a_sheet_are_left_out_as_the_library_does():
    last = 1_048_574
    rows = [[(0, "a")], [(0, "b")], [(0, "c")]]
    assert workbook(TableSheet, TableSheet.add_row, rows, last) == workbook(Worksheet, one_by_one, rows, last)


@pytest.mark.parametrize("text", ["x" * 40000, "😀" * 20000, "x" * 32766, "é" * 32767, "😀" * 16383])
def test_a_cell_text_fits_in_utf_16(text):
    fitted = cell_text(text)
    assert len(fitted.encode("utf-16-le")) // 2 <= 32767
    assert fitted == text or fitted.endswith("…")
