"""Cells: what is read, what is refused, and that nothing is read as something else."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutakhir.declared.period import PeriodRule
from mutakhir.declared.tables import Column, Origin
from mutakhir.load.cells import UNREADABLE, number, reader_for, shown
from mutakhir.load.dates import find_date, native_date, parse_date


def origin(numbers="id", dates="dmy", zone="Asia/Jakarta"):
    return Origin("x", "csv", None, ";", "utf-8", numbers, dates, zone, ())


def reader(data_type, unit="", period=None, **kwargs):
    column = Column("x", data_type, ("X",), "column", unit, is_key=False, is_measure=False, period=period)
    return reader_for(column, origin(**kwargs))


ID_NUMBERS = {
    "1.234,5": "1234.5", "1234,5": "1234.5", "1.234.567": "1234567", "1.234": "1234", "0,5": "0.5", ",5": "0.5",
    "-1.234,5": "-1234.5", "\u2212 5": "-5", "(1.234,50)": "-1234.5", "+7": "7", " 12 ": "12", "1\u00a0234,5": "1234.5",
    "1 234 567": "1234567", "007": "7", "1,5E+06": "1500000", "0,0000005": "0", "0,0000015": "0.000002",
    "1,234.5": None, "1234.5": None, "0.123": None, "1.23": None, "1.2345": None, "12.34,5": None, "1.234 567": None,
    "1,2,3": None, "abc": None, "12%": None, "Rp5": None, "1.5E3": None, "--5": None, "(-5)": None, "5-": None,
    "1e999": None, "9" * 23: None, "\u0661\u0662x": None, "(": None, ",": None, ".": None, "12 ton": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ID_NUMBERS.items())
def test_indonesian_numbers(text, value):
    assert number(text, "id") == (UNREADABLE if value is None else Decimal(value))


EN_NUMBERS = {
    "1,234.5": "1234.5", "1234.5": "1234.5", ".5": "0.5", "1,234": "1234", "-1.25e3": "-1250", "(3.5)": "-3.5",
    "1.234,5": None, "1234,5": None, "0,123": None, "1,23": None, "1,234,5": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), EN_NUMBERS.items())
def test_english_numbers(text, value):
    assert number(text, "en") == (UNREADABLE if value is None else Decimal(value))


@pytest.mark.parametrize("nothing", ["", "-", " - ", "\u2013", "\u2014", "\u00a0", None, "\u200b"])
@pytest.mark.parametrize("data_type", ["numeric", "integer", "date", "timestamptz", "varchar"])
def test_nothing_is_null(nothing, data_type):
    assert reader(data_type)(nothing) is None


NATIVE = {
    12.5: Decimal("12.5"), 3: Decimal(3), 0.1 + 0.2: Decimal("0.3"), 1e30: UNREADABLE, float("nan"): UNREADABLE,
    float("inf"): UNREADABLE,
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), NATIVE.items())
def test_native_numbers(cell, value):
    assert number(cell, "id") == value


@pytest.mark.parametrize("cell", [True, date(2026, 1, 1), time(7), timedelta(1)])
def test_other_native_cells_are_no_numbers(cell):
    assert number(cell, "id") is UNREADABLE


def test_percent_only_where_the_unit_is_percent():
    assert reader("numeric", unit="persen")("85,2%") == Decimal("85.2")
    assert reader("numeric", unit="barel")("85,2%") is UNREADABLE


@pytest.mark.parametrize(("cell", "value"), [("1.200", 1200), (12.0, 12), ("12,5", UNREADABLE), (0.5, UNREADABLE)])
def test_integers(cell, value):
    assert reader("integer")(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1101.0, "1101"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (datetime(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 7, 30), "2026-01-02 07:30:00"),
        ("  a\u00a0b ", "a b"),
        ("x\x00y", "xy"),
        ("=1+1", "=1+1"),
    ],
)
def test_text(cell, value):
    assert reader("varchar")(cell) == value


DATES = {
    "2026-12-31": (2026, 12, 31), "2026/12/31": (2026, 12, 31), "31/12/2026": (2026, 12, 31), "1-2-2026": (2026, 2, 1),
    "31.12.26": (2026, 12, 31), "20261231": (2026, 12, 31), "Oktober 2026": (2026, 10, 1), "OKT 2026": (2026, 10, 1),
    "Okt-26": (2026, 10, 1), "Oct-26": (2026, 10, 1), "Okt'26": (2026, 10, 1), "2026-10": (2026, 10, 1),
    "202610": (2026, 10, 1), "10/2026": (2026, 10, 1), "10 2026": (2026, 10, 1), "2026 10": (2026, 10, 1),
    "TW I 2026": (2026, 1, 1), "Triwulan IV 2026": (2026, 10, 1), "tw.3/2026": (2026, 7, 1), "Q2-2026": (2026, 4, 1),
    "2026 Triwulan II": (2026, 4, 1), "TW III Tahun 2026": (2026, 7, 1), "2026": (2026, 1, 1),
    "Tahun 2026": (2026, 1, 1), "5 Agt 2026": (2026, 8, 5), "05-Nop-2026": (2026, 11, 5),
    "Kamis, 5 Maret 2026": (2026, 3, 5), "May 7, 2026": (2026, 5, 7), "Bulan Mei 2026": (2026, 5, 1),
    "31/12/2026 07.30": (2026, 12, 31), "29/02/2028": (2028, 2, 29), "1987-05-20": (1987, 5, 20),
    "2026-12-31T20:00:00Z": (2027, 1, 1), "5 10 2026": (2026, 10, 5),
    "12/31/2026": None, "30/02/2026": None, "29/02/2026": None, "2026-13": None, "Oktobr 2026": None, "TW V 2026": None,
    "46000": None, "0026": None, "26": None, "": None, "2026-10-01 25:00": None, "99999999": None, "3026": None,
    "2026-10-01 WIB": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_dates(text, day):
    assert parse_date(text, "dmy") == (date(*day) if day else None)


def test_month_before_day_only_where_declared():
    assert parse_date("12/31/2026", "mdy") == date(2026, 12, 31)
    assert parse_date("31/12/2026", "mdy") is None


NATIVE_DATES = {
    datetime(2026, 10, 5, 7): date(2026, 10, 5), date(2026, 10, 5): date(2026, 10, 5), 46300: date(2026, 10, 5),
    46300.75: date(2026, 10, 5), 2026: date(2026, 1, 1), 2027.0: date(2027, 1, 1), 202610: date(2026, 10, 1),
    20261005: date(2026, 10, 5), 12: None, 2026.5: None, True: None, 202613: None, -1: None, float("nan"): None,
}  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), NATIVE_DATES.items())
def test_native_dates(cell, day):
    assert native_date(cell) == day


def test_a_monthly_period_lands_on_the_first():
    assert reader("date", period=PeriodRule("x", "month"))("31/10/2026") == date(2026, 10, 1)
    assert reader("date")("31/10/2026") == date(2026, 10, 31)


MOMENTS = {
    "2026-11-05 07:30": (5, 0, 30), "2026-11-05T07:30:00+07:00": (5, 0, 30), "2026-11-05T00:30:00Z": (5, 0, 30),
    "5/11/2026 07.30 WIB": (5, 0, 30), "5 November 2026 pukul 09.30 WIT": (5, 0, 30), "5/11/2026": (4, 17, 0),
}  # fmt: skip


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_moments_are_utc(text, moment):
    day, hour, minute = moment
    assert reader("timestamptz")(text) == datetime(2026, 11, day, hour, minute, tzinfo=timezone.utc)


def test_native_moments_are_meant_in_the_declared_zone():
    assert reader("timestamptz")(datetime(2026, 11, 5, 7, 30)).isoformat() == "2026-11-05T00:30:00+00:00"
    assert reader("timestamptz", zone="UTC")(46331.3125).isoformat() == "2026-11-05T07:30:00+00:00"
    assert reader("timestamptz")("Oktober 2026") is UNREADABLE
    assert reader("timestamptz")(time(7)) is UNREADABLE


FILE_NAMES = {
    "produksi_harian_2026-10-05": (2026, 10, 5), "lifting_daerah_202610": (2026, 10, 1), "mops_20261005": (2026, 10, 5),
    "jargas_Okt_2026_rev_2": (2026, 10, 1), "lpg 2026_10": (2026, 10, 1), "tkdn_TW III 2026": (2026, 7, 1),
    "cadangan_2026": (2026, 1, 1), "tanpa_tanggal": None, "dari_2026-10-01_sampai_2026-10-07": None,
    "Lifting 2026-09 dikirim 5 Oktober 2026": None, "lifting_September 2026_5 Oktober 2026": None,
    "lifting_2026-09_kirim_20261005": None, "Lifting 31 Oktober 2026 (1)": (2026, 10, 31),
    "Laporan 2026 lifting 5 Oktober 2026": (2026, 10, 5), "Tahun 2026 - Oktober 2026": (2026, 10, 1),
    "lifting 2025 (Oktober 2026)": None, "Okt 2026 lifting 2026-10": (2026, 10, 1),
}  # fmt: skip


@pytest.mark.parametrize(("name", "day"), FILE_NAMES.items())
def test_dates_in_file_names(name, day):
    assert find_date(name, "dmy") == (date(*day) if day else None)


def written(value, style, grouped):
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if style == "id" else text


NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=6, allow_nan=False)


@given(NUMBERS, st.sampled_from(["id", "en"]), st.booleans())
def test_a_written_number_is_read_back(value, style, grouped):
    assert number(written(value, style, grouped), style) == value


@given(NUMBERS, st.sampled_from(["id", "en"]), st.booleans())
def test_a_number_of_the_other_style_is_never_misread(value, style, grouped):
    """Either the text means the same in both styles' grammar of whole groups, or it is unreadable."""
    text = written(value, style, grouped)
    other = "en" if style == "id" else "id"
    read = number(text, other)
    # With six decimals no group of three can swallow the decimals: nothing may be read at all.
    assert read is UNREADABLE


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_a_native_number_keeps_its_shown_digits(value):
    read = number(value, "id")
    assert isinstance(read, Decimal)
    assert abs(read - Decimal(repr(value))) <= Decimal("0.0000005")


@given(st.text(max_size=30), st.sampled_from(["numeric", "integer", "date", "timestamptz", "varchar"]))
def test_no_text_breaks_a_reader(text, data_type):
    reader(data_type)(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d"]))
def test_a_written_date_is_read_back(day, form):
    text = day.strftime(form) if day.year >= 1000 else ""
    assert parse_date(text, "dmy") == day


@given(
    st.one_of(st.none(), st.text(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times())
)
def test_any_cell_can_be_shown(cell):
    assert isinstance(shown(cell), str)
