"""The sheets of findings, punctuality and months, and the history as text."""

import csv
import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from builders import make_checklist, make_dataset, make_row, realistic_month
from builders_full import full_checklist
from exports.hostile import FORMULAS, TEXTS
from exports.support import FOUND, MONTHS, PUNCTUAL
from mutakhir.domain.checklist import Checklist, MonthCell, PunctualityRow
from mutakhir.domain.language import Language
from mutakhir.exports import xlsx_lists
from mutakhir.exports.findings import FINDING_COLUMNS, finding_lines
from mutakhir.exports.history_text import history_csv, history_table
from mutakhir.exports.note_reading import read_workbook
from mutakhir.exports.xlsx import xlsx_bytes


def lines_of(checklist: Checklist, name: str) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(checklist)))[name]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if len([cell for cell in row if cell]) > 4)
    assert sheet.freeze_panes == f"B{head + 2}"
    assert sheet.auto_filter.ref.startswith(f"A{head + 1}:")
    return [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]


def test_each_finding_has_a_line_with_since_when_before_and_after() -> None:
    lines = lines_of(realistic_month(), FOUND)
    gaps = [line for line in lines if line["Temuan"] == "Periode belum ada"]
    assert len(gaps) == 37 + 6 + 2 + 1
    assert gaps[0]["Jatuh Tempo (WIB)"] == datetime(2026, 10, 15, 16)
    assert (gaps[0]["Terlambat (hari kalender)"], gaps[0]["Terlambat (hari kerja)"]) == (36, 25)
    (change,) = [line for line in lines if line["Temuan"] == "Jumlah kendali berubah"]
    assert (change["Periode"], change["Sebelum"], change["Sesudah"]) == ("Juli 2026", "18.412.300", "17.980.115")
    (noted,) = [line for line in lines if line["Temuan"] == "Dicatat, tidak dinilai: jumlah kendali berubah"]
    assert noted["Periode"] == "September 2026"
    (given,) = [line for line in lines if line["Temuan"] == "Dispensasi (Terlambat)"]
    assert given["Uraian"] == "Koordinator: migrasi sistem mitra; berlaku sampai 31 Desember 2026"
    owed = [line["Uraian"] for line in lines if line["Temuan"] == "Pelapor belum melapor"]
    assert "PT Bumi Lestari Migas; 3 periode sejak Agustus 2026" in owed


def test_lines_have_all_columns_in_both_languages() -> None:
    for language in Language:
        assert {len(line) for line in finding_lines(full_checklist(), language)} == {len(FINDING_COLUMNS)}


def test_quarters_add_up_their_months() -> None:
    lines = [line for line in lines_of(realistic_month(), PUNCTUAL) if line["Mitra"] == "BPH Migas"]
    numbers = ("Wajib", "Tepat waktu", "Terlambat", "Hari terlambat (jumlah)", "Belum ada")
    sums = {
        span: [sum(line[name] for line in lines if line["Rentang"] == span) for name in numbers]
        for span in ("Bulan", "Triwulan")
    }
    assert sums["Bulan"] == sums["Triwulan"]
    assert sums["Bulan"][0] == sum(sums["Bulan"][at] for at in (1, 2, 4)) > 0
    assert lines[0]["Periode jatuh tempo"] == "Triwulan III 2025"
    assert {line["Pelapor"] for line in lines} == {"(semua)"}


def test_months_are_signs_and_words() -> None:
    lines = {line["Nama Data"]: line for line in lines_of(realistic_month(), MONTHS)}
    assert lines["Pipa Gas per Ruas"]["Okt 2026"] == "belum ada"
    assert lines["Stok Terminal Harian"]["Nov 2026"] == "ditunggu"
    assert lines["Lifting per Daerah Penghasil"]["Apr 2026"] == "+3"
    assert lines["Target APBN Migas"]["Okt 2026"] == "–"
    assert len(lines) == 25


def test_without_findings_and_history_there_are_no_such_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(make_checklist([make_row()]))))
    assert not {FOUND, PUNCTUAL, MONTHS} & set(book.sheetnames)


def test_nothing_in_them_is_taken_for_something_a_person_added() -> None:
    for checklist in (realistic_month(), full_checklist(), full_checklist("=1+1\r\nbaris  kedua ")):
        assert read_workbook(xlsx_bytes(checklist), "checklist.xlsx").strangers == []


def test_what_a_person_adds_to_them_is_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(realistic_month())))
    book[PUNCTUAL]["L7"] = "catatan saya"
    buffer = io.BytesIO()
    book.save(buffer)
    (found,) = read_workbook(buffer.getvalue(), "checklist.xlsx").strangers
    assert "L7" in found.id


def test_a_sheet_that_would_be_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_lists, "MOST_LINES", 5)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(realistic_month())))[PUNCTUAL]
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Hanya 5 baris pertama yang dimuat." in texts
    assert sheet.max_row == 4 + 1 + 5


def one_row(title: str) -> Checklist:
    row = make_row(make_dataset("hulu.a", partners=(title,)))
    cells = (MonthCell("2026-10", "late", 3, 12), MonthCell("2026-11", "missing", 1, 0))
    rows = (PunctualityRow(title, title, "2026-10", 1, 0, 1, 12, 0),)
    return make_checklist([row], months=((row.dataset.unique_id, cells),), punctuality=rows)


@pytest.mark.parametrize("name", TEXTS)
def test_names_from_outside_stay_texts(name: str) -> None:
    checklist = one_row(TEXTS[name])
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(checklist)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(history_table(checklist, Language.ID).splitlines()) == 6
    rows = list(csv.reader(io.StringIO(history_csv(checklist, Language.ID), newline=""), delimiter=";"))
    assert rows[0] == ["Nama Data", "Mitra", "2026-10", "2026-11"]
    assert rows[1][2:] == ["+12", "belum ada"]
    assert rows[1][1].startswith("'") == (name in FORMULAS)


def test_the_history_as_text_says_of_when_it_is_and_what_the_signs_mean() -> None:
    text = history_table(realistic_month(), Language.EN)
    head, legend = text.splitlines()[:2]
    assert head == "DATA CONTOH (SAMPLE DATA): History of punctuality, as of 20 November 2026, 16:00 WIB"
    assert "✓ on time" in legend
    assert len({len(line) for line in text.splitlines()[4:5]}) == 1
    assert "DATA CONTOH" not in history_table(replace(realistic_month(), sample=False), Language.ID)


def test_partners_that_differ_in_capitals_alone_stay_apart() -> None:
    rows = [
        PunctualityRow(name, "", month, 1, 1, 0, 0, 0) for month in ("2026-10", "2026-11") for name in ("BPS", "bps")
    ]
    lines = lines_of(make_checklist([make_row()], punctuality=tuple(rows)), PUNCTUAL)
    assert [line["Mitra"] for line in lines] == ["BPS"] * 3 + ["bps"] * 3
