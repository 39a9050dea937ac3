from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from due.calendars import EID, PLAIN, indonesia
from due.test_due_dates import DAYS, TIMED
from mutakhir.domain.language import Language
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.due_dates import Roll, Terms, due_of
from mutakhir.due.explain import explain
from mutakhir.due.periods import Grain, period_from_code, period_of
from mutakhir.due.rules import TradingDays, parse_rule
from mutakhir.due.words import day_words, period_words


def steps(rule, code, grain, calendar=PLAIN, year_starts=1, language=Language.ID, **terms):
    due = due_of(period_from_code(code, grain, year_starts), Terms(parse_rule(rule), **terms), calendar)
    return [step.in_(language) for step in explain(due, calendar)]


def test_a_plain_one():
    assert steps("Tgl 20", "2026-10", Grain.MONTH, basis="Surat Dirjen") == [
        "Periode Oktober 2026 berakhir Sabtu, 31 Oktober 2026.",
        "Aturannya Tgl 20 B+1, dasar: Surat Dirjen.",
        "Batas menurut aturan, tanggal 20 bulan berikutnya: Jumat, 20 November 2026.",
        "Jatuh tempo Jumat, 20 November 2026 pukul 16.00 WIB.",
    ]


def test_both_dates_and_every_holiday_in_between_where_it_rolled():
    said = steps("Tgl 10", "2027-02", Grain.MONTH, WorkingCalendar(EID, date(2026, 12, 31)), language=Language.EN)
    assert said[2:] == [
        "Limit by the rule, day 10 of the next month: Wednesday, 10 March 2027.",
        "No working day (10 March: Hari Raya Idul Fitri (perkiraan); 11 March: Hari kedua dari Hari Raya Idul Fitri "
        "(perkiraan); 12 March: Cuti Bersama Hari Raya Idul Fitri; 13 March: Saturday; 14 March: Sunday; 15 March: "
        "Cuti Bersama Hari Raya Idul Fitri): forward to Tuesday, 16 March 2027.",
        "Due Tuesday, 16 March 2027, 16:00 WIB.",
        "An estimate: the list of holidays was reviewed only until 31 December 2026.",
    ]


def test_a_day_off_that_stays_says_why():
    said = steps("Tgl 15", "2026-10", Grain.MONTH, roll=Roll.NONE, basis="PTK-062")
    assert "Hari itu bukan hari kerja (Minggu), tetapi tidak digeser karena aturan berdasar peraturan." in said
    said = steps("Tgl 15", "2026-10", Grain.MONTH, roll=Roll.NONE)
    assert "Hari itu bukan hari kerja (Minggu), tetapi tidak digeser (due_roll: none)." in said


def test_grace_is_told_with_both_dates():
    said = steps("Tgl 20", "2026-10", Grain.MONTH, grace=1)
    assert said[2:] == [
        "Batas menurut aturan, tanggal 20 bulan berikutnya: Jumat, 20 November 2026.",
        "Masa tenggang 1 hari kalender: sampai Sabtu, 21 November 2026.",
        "Bukan hari kerja (21 November: Sabtu; 22 November: Minggu): maju ke Senin, 23 November 2026.",
        "Jatuh tempo Senin, 23 November 2026 pukul 16.00 WIB.",
    ]


@pytest.mark.parametrize(
    ("rule", "code", "grain", "words"),
    [
        ("Tgl 31", "2026-10", Grain.MONTH, "hari terakhir bulan berikutnya karena tidak ada tanggal 31"),
        ("Tgl 5 B+2", "2026-10", Grain.MONTH, "tanggal 5 bulan ke-2 sesudahnya"),
        ("Tgl 25 B+0", "2026-11", Grain.MONTH, "tanggal 25 bulan periode berakhir"),
        ("H+1", "2026-10-05", Grain.DAY, "Periodenya satu hari: Senin, 5 Oktober 2026."),
        ("H+5", "2026-10-26", Grain.WEEK, "Periode minggu 26 Oktober – 1 November 2026 berakhir"),
        ("TW+30", "2026-TW3", Grain.QUARTER, "30 hari sesudah triwulan berakhir (30 September 2026)"),
        ("Tgl 30-06", "2026", Grain.YEAR, "pada tahun periode itu sendiri"),
        ("bulanan + setiap perubahan", "2026-10", Grain.MONTH, "dikirim saat terjadi dan tidak dijadwalkan"),
        ("warn Tgl 10, error Tgl 25", "2026-10", Grain.MONTH, "Diperingatkan sejak Selasa, 10 November 2026"),
    ],
)
def test_every_kind_of_rule_has_its_words(rule, code, grain, words):
    assert words in " ".join(steps(rule, code, grain))


def test_working_days_name_the_holidays_they_pass_over():
    calendar = WorkingCalendar(EID, date(2027, 12, 31))
    said = " ".join(steps("HK+2", "2027-03-08", Grain.DAY, calendar))
    assert "hari kerja ke-2 sesudah periode berakhir (melewati 9 Maret: Cuti Bersama Hari Raya Idul Fitri; " in said
    assert "Sabtu" not in said


def test_a_fiscal_quarter_says_what_it_covers():
    said = steps("TW+45", "2026-TW4", Grain.QUARTER, year_starts=12)
    assert (
        said[0] == "Periode Triwulan IV 2026 (tahun fiskal) mencakup 1 September 2026 sampai Senin, 30 November 2026."
    )


def test_a_trading_day():
    assert "Hari itu bursa SGX buka." in steps("hari bursa SGX", "2026-10-02", Grain.DAY, indonesia())


@given(TIMED, DAYS)
def test_every_due_date_can_be_explained_in_both_languages(terms, day):
    grain = Grain.DAY if isinstance(terms.rule, TradingDays) else Grain.MONTH
    due = due_of(period_of(day, grain), terms, indonesia())
    if due is None:
        return
    said = explain(due, indonesia())
    for language in Language:
        words = [step.in_(language) for step in said]
        assert all(word.endswith(".") and "\n" not in word for word in words)
        assert any(day_words(due.limit.last_day, language) in word for word in words)


@pytest.mark.parametrize(
    ("code", "grain", "indonesian", "english"),
    [
        ("2026-10-05", Grain.DAY, "5 Oktober 2026", "5 October 2026"),
        ("2026-10-05", Grain.WEEK, "minggu 5–11 Oktober 2026", "week of 5–11 October 2026"),
        (
            "2026-12-28",
            Grain.WEEK,
            "minggu 28 Desember 2026 – 3 Januari 2027",
            "week of 28 December 2026 – 3 January 2027",
        ),
        ("2026-08", Grain.MONTH, "Agustus 2026", "August 2026"),
        ("2026-TW3", Grain.QUARTER, "Triwulan III 2026", "Quarter III 2026"),
        ("2026", Grain.YEAR, "2026", "2026"),
    ],
)
def test_periods_in_words(code, grain, indonesian, english):
    period = period_from_code(code, grain)
    assert [period_words(period, language) for language in Language] == [indonesian, english]


@given(st.dates(), st.sampled_from(list(Grain)))
def test_any_period_has_words(day, grain):
    assert all(period_words(period_of(day, grain), language) for language in Language)
