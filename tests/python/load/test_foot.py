"""Rows that are no data: totals wherever the word stands, notes, signatures; and data that only looks like them."""

import pytest

from load.deliveries import kejadian, table_of, workbook
from mutakhir.load.readfile import read_file
from mutakhir.load.sheet import SetAside

HEAD = ["Bulan", "KKKS", "Lifting / Minyak (bbl)", "Lifting / Gas (MMBTU)"]
ROW = ["Oktober 2026", "Sumatera", 5, 6]
OTHER = ["Oktober 2026", "Energi Contoh", 7, 8]


def names(tmp_path, *rows, merges=()):
    return read_file(table_of(tmp_path), "x", workbook([HEAD, *rows], merges=merges)).columns["kkks"]


@pytest.mark.parametrize(
    "word",
    [
        "Jumlah", "TOTAL", "Total :", "Sub-total", "Sub - Jumlah", "Subtotal Wilayah Barat", "Grand-Total", "Rata-rata",
        "Rata rata", "Rerata", "Jumlah / Total", "Total Keseluruhan", "Jumlah seluruhnya", "Total Nasional",
        "Rata-rata bulan ini", "J U M L A H", "Jumlah Sumatera", "Total Energi Contoh",
    ],
)  # fmt: skip
def test_a_total_row_whose_keys_are_all_filled(tmp_path, word):
    assert names(tmp_path, ROW, OTHER, ["Oktober 2026", word, 12, 14]) == ["Sumatera", "Energi Contoh"]


def test_a_period_merged_over_the_total_row(tmp_path):
    rows = [ROW, [None, "Energi Contoh", 7, 8], [None, "Jumlah", 12, 14]]
    assert names(tmp_path, *rows, merges=[(1, 0, 3, 0)]) == ["Sumatera", "Energi Contoh"]


def test_a_total_beside_a_period_split_over_columns(tmp_path):
    table = table_of(tmp_path, "head: Bulan", "head: [Bulan, Tahun]")
    rows = [["Bulan", "Tahun", "KKKS"], ["Oktober", 2026, "Satu"], ["Oktober", 2026, "Jumlah"]]
    assert read_file(table, "x", workbook(rows)).columns["kkks"] == ["Satu"]


def test_a_total_in_the_place_of_a_period(tmp_path):
    assert names(tmp_path, ROW, ["Jumlah", "Sumatera", 5, 6]) == ["Sumatera"]
    table = table_of(tmp_path, "keys: [periode, kkks]", "keys: [kkks, periode]")
    rows = [["KKKS", "Bulan"], ["Satu", "Okt 2026"], ["Satu", "Jumlah"]]
    assert read_file(table, "x", workbook(rows)).columns["kkks"] == ["Satu"]


def test_a_total_in_a_csv(tables):
    read = read_file(next(one for one in tables if one.name == "kejadian"), "x", kejadian("K1;;1;5", "Jumlah;;1;5"))
    assert (read.columns["no_kejadian"], read.skipped) == (["K1"], 1)


@pytest.mark.parametrize(
    "name", ["Total Energi", "Sumber Daya Energi", "Jumlah Sumur", "Totalindo", "Keterangan Jaya", "PT Total"]
)
def test_a_company_that_only_looks_like_a_total(tmp_path, name):
    assert names(tmp_path, ROW, ["Oktober 2026", name, 7, 8]) == ["Sumatera", name]


def test_the_lone_word_beside_full_keys_is_data_where_it_is_no_key(tmp_path):
    operator = "- {name: operator, data_type: varchar, config: {meta: {head: Operator}}}"
    table = table_of(tmp_path, "- {name: lifting_bbl", f"{operator}\n          - {{name: lifting_bbl")
    rows = [["Operator", "Bulan", "KKKS"], ["Total", "Okt 2026", "Satu"], ["Total", None, None], ["Total", "Okt 2026"]]
    assert read_file(table, "x", workbook(rows)).columns["kkks"] == ["Satu"]


def test_a_company_with_an_unreadable_period_is_refused_not_skipped(tmp_path):
    table = table_of(tmp_path, "keys: [periode, kkks]", "keys: [kkks, periode]")
    head = ["KKKS", "Bulan", "Lifting / Minyak (bbl)"]
    with pytest.raises(SetAside, match="baris 3 kolom B"):
        read_file(table, "x", workbook([head, ["Satu", "Okt 2026", 1], ["Sumber Daya", "31/31/2026", 2]]))


FEET = {
    "note mark": [["*) Angka sementara"]],
    "two note marks": [["*) Angka sementara"], ["**) Angka diperbaiki"]],
    "note without a mark": [["Angka masih dapat berubah"]],
    "signature on the right": [
        [],
        [None, None, "Jakarta, 5 November 2026"],
        [None, None, "Kepala Dinas"],
        [None, None, "Nama Pejabat"],
        [None, None, "196801011990031001"],
    ],
    "two signatures": [
        [None, "Mengetahui,", None, "Jakarta, 5 November 2026"],
        [None, "Direktur", None, "Kepala Dinas"],
        [None, "(Nama Satu)", None, "(Nama Dua)"],
    ],
    "signature under the company": [[None, "Jakarta,  tanggal 5 November 2026"], [None, "Kepala Dinas"]],
    "signature under the period": [["Jakarta, 5 Nopember 2026"], ["Kepala Dinas"]],
    "total, note and signature": [["Jumlah", None, 5, 6], ["*) Sementara"], [None, None, "Kepala Dinas"]],
}


@pytest.mark.parametrize("feet", FEET.values(), ids=FEET.keys())
def test_what_stands_below_the_data(tmp_path, feet):
    read = read_file(table_of(tmp_path), "x", workbook([HEAD, ROW, *feet]))
    assert (read.columns["kkks"], read.unreadable_cells) == (["Sumatera"], 0)
    assert read.skipped == len([row for row in feet if row])


def test_a_signature_where_the_company_is_the_only_key(tmp_path):
    table = table_of(tmp_path, "keys: [periode, kkks]", "keys: [kkks]")
    rows = [["KKKS", HEAD[2]], ["Satu", 5], ["*) Sementara"], ["Jakarta, 5 November 2026"], ["Kepala Dinas"]]
    assert read_file(table, "x", workbook(rows)).columns["kkks"] == ["Satu"]


def test_a_note_and_a_signature_below_a_head_without_rows(tmp_path):
    rows = [HEAD, ["*) Tidak ada kegiatan"], [None, None, "Jakarta, 5 November 2026"], [None, None, "Kepala Dinas"]]
    read = read_file(table_of(tmp_path), "x", workbook(rows))
    assert (read.numbers, read.skipped) == ([], 3)


def test_rows_that_say_something_are_never_a_foot(tmp_path):
    quiet = ["Oktober 2026", "Diam", None, None]
    dashed = [None, "Energi Contoh", "-", "-"]
    wordy = [None, "Energi Contoh", "n/a", "n/a"]
    assert names(tmp_path, ROW, quiet) == ["Sumatera", "Diam"]
    assert names(tmp_path, ROW, dashed) == ["Sumatera", "Energi Contoh"]
    assert names(tmp_path, ROW, wordy) == ["Sumatera", "Energi Contoh"]
    assert names(tmp_path, ROW, [None, None, 5, None]) == ["Sumatera", None]


def test_a_note_between_the_data_is_refused(tmp_path):
    with pytest.raises(SetAside, match="baris 3 kolom A"):
        names(tmp_path, ROW, ["Wilayah Timur"], OTHER)


def test_a_file_of_unreadable_rows_is_refused_not_empty(tmp_path):
    table = table_of(tmp_path, "[KKKS, SKK Migas]", "[KKKS]", "keys: [periode, kkks]", "keys: [periode]")
    rows = [["Bulan", HEAD[2]], ["bulan kesatu", None], ["bulan kedua", "n/a"]]
    with pytest.raises(SetAside, match="baris 2 kolom A"):
        read_file(table, "x", workbook(rows))
    with pytest.raises(SetAside, match="baris 3 kolom A"):
        read_file(table, "x", workbook([rows[0], ["Okt 2026", 1], rows[2]]))
