"""checklist.csv: the columns, and texts that spreadsheets would run."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import make_axes, make_checklist, make_row, realistic_month
from exports.hostile import FORMULAS, TEXTS, UNWRITABLE
from exports.support import row_of
from golden import compare_golden
from mutakhir.domain.axes import MissingPeriod, OwedReport, PeriodCoverage, Reporters, Stability, StabilityFinding
from mutakhir.domain.checklist import AppliedWaiver, Checklist, HumanNote
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.exports.csv import checklist_csv

GOLDEN = Path(__file__).parent / "golden"


def rows_of(checklist: Checklist, language: Language = Language.ID) -> list[dict[str, str]]:
    text = checklist_csv(checklist, language).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("language", list(Language))
def test_the_month_as_a_whole(language: Language, request: pytest.FixtureRequest) -> None:
    made = checklist_csv(realistic_month(), language)
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == 31
    compare_golden(GOLDEN / f"checklist.{language.value}.csv", made.replace(b"\r\n", b"\n"), request)


@pytest.mark.parametrize("name", FORMULAS)
def test_what_a_spreadsheet_would_run_is_made_harmless(name: str) -> None:
    made = make_checklist([row_of("a", FORMULAS[name], HumanNote(keterangan=FORMULAS[name]))])
    row = rows_of(made)[0]
    assert row["Nama Data"][0] == "'"
    assert row["Keterangan"] == "'" + FORMULAS[name]


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - FORMULAS.keys()))
def test_other_texts_stay(name: str) -> None:
    assert (
        rows_of(make_checklist([row_of("a", note=HumanNote(keterangan=TEXTS[name]))]))[0]["Keterangan"] == TEXTS[name]
    )


@pytest.mark.parametrize("name", UNWRITABLE)
def test_what_cannot_be_written_is_made_visible(name: str) -> None:
    assert "\ufffd" in rows_of(make_checklist([row_of("a", UNWRITABLE[name])]))[0]["Nama Data"]


def test_periods_lateness_reporters_changes_and_waivers() -> None:
    made = make_checklist([])
    owed = OwedReport("KKKS Contoh", "SKK Migas", "2026-08", ("2026-08", "2026-10"), made.as_of)
    change = StabilityFinding("total_changed", Text("a", "a"), "2026-07", "lifting_bbl", "120", "125")
    noted = StabilityFinding("column_gained", Text("a", "a"), None, "catatan")
    given = AppliedWaiver("period_coverage", "2026-10", "Koordinator", "migrasi sistem", date(2026, 12, 31))
    axes = make_axes(
        period_coverage=PeriodCoverage(
            Status.LATE,
            Text("a", "a"),
            "2026-10",
            "2026-09",
            made.as_of.replace(day=10, hour=17),
            ("2026-10",),
            (MissingPeriod("2026-10", made.as_of.replace(day=10, hour=17), 9, 7),),
            9,
            7,
        ),
        reporters=Reporters(
            Status.INCOMPLETE, Text("a", "a"), 15, 12, ("KKKS Contoh", "KKKS Baru"), "2026-10", (owed,)
        ),
        stability=Stability(Status.QUALITY_ISSUE, Text("a", "a"), (change,), (noted,)),
    )
    row = rows_of(replace(made, datasets=(make_row(status=Status.LATE, axes=axes, waivers=(given,)),)))[0]
    assert row["Periode Seharusnya"] == "Oktober 2026"
    assert row["Periode Tersedia"] == "September 2026"
    # 17.00 UTC is the next day in Jakarta.
    assert row["Jatuh Tempo (WIB)"] == "2026-11-11 00:00"
    assert row["Keterlambatan (hari kalender)"] == "9"
    assert row["Keterlambatan (hari kerja)"] == "7"
    assert row["Periode Belum Ada"] == "Oktober 2026, jatuh tempo 11 November 2026"
    assert row["Kelengkapan Pelapor"] == "12 dari 15"
    assert row["Pelapor Belum Melapor"] == "KKKS Contoh (sejak Agustus 2026); KKKS Baru"
    assert row["Temuan Kestabilan"] == "Jumlah kendali berubah, lifting_bbl, Juli 2026: 120 menjadi 125"
    assert row["Perubahan Dicatat"] == "Kolom bertambah, catatan"
    terms = "Koordinator; migrasi sistem; berlaku sampai 31 Desember 2026"
    assert row["Dispensasi"] == f"Cakupan periode Oktober 2026 (Terlambat): {terms}"


def test_sample_says_so_in_every_row() -> None:
    assert {row["Sifat Data"] for row in rows_of(realistic_month())} == {"DATA CONTOH"}
    assert "Sifat Data" not in rows_of(make_checklist([make_row()]))[0]


def test_machine_columns_stand_before_human_ones() -> None:
    heads = list(rows_of(make_checklist([make_row()]))[0])
    assert heads[-5:] == ["PIC Mitra", "PIC Ditjen", "Tindak Lanjut", "Janji Mitra", "Keterangan"]
