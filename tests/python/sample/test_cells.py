"""Numbers and dates as they stand in partners' files."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from mutakhir.sample.cells import csv_text, file_heads, number_text, row_cells


@pytest.mark.parametrize(
    ("number", "numbers", "text"),
    [
        (1234.5, "id", "1.234,5"),
        (1234.5, "en", "1,234.5"),
        (1234.5, "", "1234.5"),
        (1234567, "id", "1.234.567"),
        (Decimal("0.000001"), "id", "0,000001"),
        (-1234567.25, "en", "-1,234,567.25"),
        (0, "id", "0"),
        (100.0, "id", "100"),
        (1e16, "en", "10,000,000,000,000,000"),
    ],
)
def test_number_text(number, numbers, text):
    assert number_text(number, numbers) == text


@pytest.mark.parametrize(
    ("cell", "is_measure", "dates", "text"),
    [
        (None, True, "dmy", ""),
        (date(2026, 10, 5), False, "dmy", "05/10/2026"),
        (date(2026, 10, 5), False, "mdy", "10/05/2026"),
        (date(2026, 10, 5), False, "iso", "2026-10-05"),
        (datetime(2026, 10, 5, 8, 15), False, "dmy", "05/10/2026 08:15"),
        (2026, False, "dmy", "2026"),
        (2026, True, "dmy", "2.026"),
        ("Oktober", False, "dmy", "Oktober"),
    ],
)
def test_csv_text(cell, is_measure, dates, text):
    assert csv_text(cell, is_measure, "id", dates) == text


def test_a_split_period_stands_under_its_heads(declared):
    table = declared["hilir.niaga_bbm_bulanan"]
    row = {column.name: None for column in table.columns} | {"periode": date(2026, 10, 1), "penjualan_kl": 5.5}
    cells = dict(zip(file_heads(table), row_cells(table)(row), strict=True))
    assert cells["Bulan"] == "Oktober"
    assert cells["Tahun"] == 2026
    assert cells["Penjualan (kL)"] == 5.5


@pytest.mark.parametrize(
    ("name", "period", "head", "written"),
    [
        ("hulu.lifting_daerah_bulanan", date(2026, 10, 1), "Bulan", "Oktober 2026"),
        ("hulu.investasi_wpnb", date(2026, 7, 1), "Triwulan", "Triwulan III 2026"),
        ("hulu.target_apbn", date(2026, 1, 1), "Tahun Anggaran", 2026),
        ("hulu.pemboran_sumur", date(2026, 10, 5), "Minggu Mulai", date(2026, 10, 5)),
    ],
)
def test_a_period_is_written_by_its_grain(declared, name, period, head, written):
    table = declared[name]
    row = {column.name: None for column in table.columns} | {table.period_column: period}
    assert dict(zip(file_heads(table), row_cells(table)(row), strict=True))[head] == written
