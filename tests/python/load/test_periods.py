"""Period columns: every spelling lands on the period it names, and what could only be guessed at is refused."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load.deliveries import SOURCES, table_of, workbook, write_sources
from mutakhir.declared.period import PeriodRule
from mutakhir.declared.tables import Origin, read_declared
from mutakhir.due.periods import Grain, period_of
from mutakhir.errors import ConfigError
from mutakhir.load.cells import shown
from mutakhir.load.periods import NotAPeriod, periods_in_name, read_period
from mutakhir.load.readfile import read_file
from mutakhir.load.sheet import SetAside

MARK = "\u2013"
HEAD = ["Bulan", "KKKS", "Lifting / Minyak (bbl)"]


def read(cell, grain="month", form="", year_starts=1, earliest=1950, dates="dmy"):
    """First day of the period, or None where it is none."""
    rule = PeriodRule("x", grain, year_starts, form, earliest)
    origin = Origin("x", "csv", None, ";", "utf-8", "id", dates, "Asia/Jakarta", ())
    found = read_period(cell, shown(cell), rule, origin)
    return None if isinstance(found, NotAPeriod) else found


OCTOBER = [
    "2026-10", "202610", "10/2026", "10 2026", "2026 10", "Oktober 2026", "October 2026", "Okt 2026", "Oct 2026",
    "Oct-26", "Okt-26", "OKT'26", "Bulan Oktober 2026", "2026 Oktober", "2026 October", "31/10/2026", "2026-10-17",
    f"1 {MARK} 31 Oktober 2026", "01/10/2026 s.d. 31/10/2026", "2026-10-01 2026", "2026 2026-10-01", 202610, 202610.0,
    46300, 46300.5, date(2026, 10, 31), datetime(2026, 10, 1, 7), 20261005,
]  # fmt: skip


@pytest.mark.parametrize("cell", OCTOBER, ids=str)
def test_a_month(cell):
    assert read(cell) == date(2026, 10, 1)


NO_MONTH = [
    "2026", 2026, "TW III 2026", "Q3 2026", "2026-W07", "1-15 Oktober 2026", "28 September - 4 Oktober 2026", "10", 10,
    "10 26", "10-26", "Oktober", "Oktobr 2026", "13/2026", "2026-13", "0026-10", "1926-10", "3026-10", 10.2026, 2026.5,
    "Total 2026", "2026-10-01 2025", True, float("nan"), datetime(1900, 1, 10), "Semester I 2026", "2026/2027",
]  # fmt: skip


@pytest.mark.parametrize("cell", NO_MONTH, ids=str)
def test_what_names_no_month_is_never_guessed_at(cell):
    assert read(cell) is None


QUARTERS = {
    "TW III 2026": 7, "Triwulan III/2026": 7, "Q3 2026": 7, "Q3-2026": 7, "2026 TW3": 7, "Kuartal 3 2026": 7,
    "TW I Tahun 2026": 1, "September 2026": 7, "30/09/2026": 7, "2026-03": 1, "12/2026": 10,
    "Juli - September 2026": 7, f"1 Juli {MARK} 30 September 2026": 7, "Jul-Sep 2026": 7, "2026-07-01": 7,
}  # fmt: skip


@pytest.mark.parametrize(("cell", "month"), QUARTERS.items())
def test_a_quarter(cell, month):
    assert read(cell, "quarter") == date(2026, month, 1)


@pytest.mark.parametrize("cell", ["3/2026", "2026-3", "1 2026", "2026", "TW V 2026", "Juli - Agustus 2026", "2026-W07"])
def test_no_quarter(cell):
    assert read(cell, "quarter") is None


FISCAL = {
    "TW I 2026": (2026, 1), "Desember 2025 - Februari 2026": (2026, 1), "Januari 2026": (2026, 1),
    "2026-07-01": (2026, 7), "Desember 2025": None, "31/12/2025": None, "Maret 2026": None, "Jan-Mar 2026": None,
}  # fmt: skip


@pytest.mark.parametrize(("cell", "first"), FISCAL.items())
def test_a_quarter_of_a_year_that_begins_in_december(cell, first):
    """A month that stands in different quarters by calendar and by fiscal year says nothing that is certain."""
    assert read(cell, "quarter", year_starts=12) == (date(*first, 1) if first else None)


WEEKS = [
    "2026-W41", "2026W41", "W41 2026", "W41-2026", "05/10/2026", "9 Oktober 2026", f"5{MARK}11 Oktober 2026",
    "5 - 9 Oktober 2026", "5 Okt s/d 11 Okt 2026", "05/10/2026 - 11/10/2026", "2026-10-05 sampai dengan 2026-10-11",
    "5/10-11/10/2026", date(2026, 10, 11), 46300,
]  # fmt: skip


@pytest.mark.parametrize("cell", WEEKS, ids=str)
def test_a_week_lands_on_its_monday(cell):
    assert read(cell, "week") == date(2026, 10, 5)


def test_a_week_over_the_end_of_a_month_or_year():
    assert read(f"28 September {MARK} 4 Oktober 2026", "week") == date(2026, 9, 28)
    assert read("27 Des - 2 Jan 2027", "week") is None
    assert read("28 Des - 3 Jan 2027", "week") == date(2026, 12, 28)
    assert read("28 Desember 2026 - 3 Januari 2027", "week") == date(2026, 12, 28)
    assert read("10/5-10/11/2026", "week", dates="mdy") == date(2026, 10, 5)


@pytest.mark.parametrize(
    "cell", ["Minggu 7 2026", "Minggu ke-2 Oktober 2026", "2026-07", "2026-W54", "4-10 Oktober 2026", "Oktober 2026"]
)
def test_no_week(cell):
    assert read(cell, "week") is None


def test_years_days_and_events():
    assert [read(cell, "year") for cell in ("2026", 2026, 2026.0, "Tahun 2026", "31/12/2026")] == [date(2026, 1, 1)] * 5
    assert [read(cell, "year") for cell in ("26", 26, "2026/2027", "TW I 2026")] == [None] * 4
    for grain in ("day", "event"):
        assert read("5 Oktober 2026", grain) == read(46300, grain) == date(2026, 10, 5)
        assert [read(cell, grain) for cell in ("Oktober 2026", "2026", "2026-W41", 202610)] == [None] * 4


FORMATS = {
    ("MM/YY", "month", "10/26"): (2026, 10), ("MMYY", "month", "1026"): (2026, 10), ("MMYY", "month", 326): (2026, 3),
    ("YYMM", "month", "2610"): (2026, 10), ("MM YY", "month", "10 26"): (2026, 10),
    ("[MMM] YYYY", "month", "[Okt] 2026"): (2026, 10), ("Q/YYYY", "quarter", "3/2026"): (2026, 7),
    ("MM/YYYY", "quarter", "3/2026"): (2026, 1), ("YYYY WW", "week", "2026 41"): (2026, 10, 5),
    ("Minggu WW YYYY", "week", "minggu 41 2026"): (2026, 10, 5), ("YY", "year", 26): (2026,),
    ("MM/DD/YYYY", "day", "10/05/2026"): (2026, 10, 5), ("yyyy.mm", "month", "2026.10"): (2026, 10),
    ("YYYYMM", "month", date(2026, 10, 5)): (2026, 10), ("MM/YY", "month", "2026-10"): None,
    ("MM/YY", "month", "13/26"): None, ("Q/YYYY", "quarter", "5/2026"): None, ("YYYY WW", "week", "2026 54"): None,
    ("YYYY", "year", "0026"): None, ("DD.MM.YYYY", "event", "31.02.2026"): None, ("MMYY", "month", 46300): None,
}  # fmt: skip


@pytest.mark.parametrize(("how", "day"), FORMATS.items())
def test_a_declared_format_reads_its_spelling_and_no_other(how, day):
    form, grain, cell = how
    form = form.upper() if form.islower() else form
    assert read(cell, grain, form) == (date(*(*day, 1, 1)[:3]) if day else None)


@given(st.dates(date(1951, 1, 1), date(2099, 12, 31)), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_day_lands_on_the_first_day_of_its_period(day, grain):
    start = period_of(day, Grain(grain)).start
    assert read(day, grain) == read(f"{day:%d/%m/%Y}", grain) == start
    assert read(start, grain) == start


@given(st.dates(date(1951, 1, 1), date(2099, 12, 31)))
def test_seven_days_are_a_week_only_from_monday_on(day):
    text = f"{day:%d/%m/%Y} - {day + timedelta(days=6):%d/%m/%Y}"
    assert read(text, "week") == (day if day.weekday() == 0 else None)


@given(st.text(max_size=40), st.sampled_from(["day", "week", "month", "quarter", "year", "event"]))
def test_no_text_breaks_it(text, grain):
    read(text, grain)


NAMES = {
    ("stok_202610", "month"): {(2026, 10, 1)}, ("stok 2026-W41 rev", "week"): {(2026, 10, 5)},
    ("stok_2026w41", "week"): {(2026, 10, 5)}, ("stok_2026", "month"): set(), ("Q3_2026", "quarter"): {(2026, 7, 1)},
    ("stok_2026-10-05_sd_2026-10-11", "week"): {(2026, 10, 5)}, ("stok_2026-10-05", "month"): {(2026, 10, 1)},
    ("lapor 2026-09 kirim 2026-10-05", "month"): {(2026, 9, 1), (2026, 10, 1)},
}  # fmt: skip


@pytest.mark.parametrize(("how", "days"), NAMES.items())
def test_periods_in_file_names(how, days):
    name, grain = how
    origin = Origin("x", "csv", None, ";", "utf-8", "id", "dmy", "Asia/Jakarta", ())
    assert periods_in_name(name, PeriodRule("x", grain), origin) == {date(*day) for day in days}


def test_a_format_reads_file_names_too():
    origin = Origin("x", "csv", None, ";", "utf-8", "id", "dmy", "Asia/Jakarta", ())
    assert periods_in_name("stok_1026_v2", PeriodRule("x", "month", 1, "MMYY"), origin) == {date(2026, 10, 1)}


# Month and year in two columns, as CSV and as a workbook: numbers, names, text and numeric cells, either order.
PAIRS = [
    (10, 2026),
    ("10", "2026"),
    ("October", 2026),
    ("Oktober", "2026"),
    ("Oct", 2026.0),
    ("Okt", "2026"),
    (10.0, 2026),
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["month first", "year first"])
def test_month_and_year_in_two_columns(tmp_path, kind, order):
    head = [("Month", "Year")[at] for at in order]
    rows = [[head[0], "KKKS", head[1]], *([pair[order[0]], f"K{at}", pair[order[1]]] for at, pair in enumerate(PAIRS))]
    change = ["xlsx, numbers: id", "csv, numbers: id"] if kind == "csv" else []
    table = table_of(tmp_path, "head: Bulan", f"head: {head}".replace("'", ""), *change)
    text = "\r\n".join(",".join(shown(cell) for cell in row) for row in rows)
    content = workbook(rows) if kind == "xlsx" else f"{text}\r\n".encode()
    assert read_file(table, "x", content).columns["periode"] == [date(2026, 10, 1)] * len(PAIRS)


def test_a_year_that_stands_once_over_merged_cells(tmp_path):
    table = table_of(tmp_path, "head: Bulan", "head: [Month, Year]")
    content = workbook([["Month", "Year", "KKKS"], ["Sep", 2026, "A"], ["Oct", None, "A"]], merges=[(1, 1, 2, 1)])
    assert read_file(table, "x", content).columns["periode"] == [date(2026, 9, 1), date(2026, 10, 1)]


REFUSED = {
    "Oktobr 2026": "bukan bulan yang terbaca; minta mitra memperbaiki sel itu, atau nyatakan .* period.format",
    "2026": "yaitu tahun, sedangkan periode tabel ini bulan; .* sesuaikan period",
    "0026-10": "padahal tahun 0026 tidak mungkin; minta mitra",
    "1926-10": r"padahal tahun 1926 jauh sebelum data ini dimulai \(paling awal 1950\); .* period.earliest",
    "TW III 2026": "yaitu triwulan, sedangkan periode tabel ini bulan",
}


@pytest.mark.parametrize(("cell", "said"), REFUSED.items())
def test_a_refusal_is_one_sentence_that_says_where_what_and_what_to_do(tmp_path, cell, said):
    with pytest.raises(SetAside, match=rf"^Sel lembar Lifting baris 3 kolom A \(Bulan\) bertuliskan '{cell}', {said}"):
        read_file(table_of(tmp_path), "x", workbook([HEAD, ["Okt 2026", "A", 1], [cell, "B", 2]]))


def test_half_a_period_names_the_half_that_is_blank(tmp_path):
    table = table_of(tmp_path, "head: Bulan", "head: [Month, Year]")
    head = ["Month", "KKKS", "Year", "Lifting / Minyak (bbl)"]
    content = workbook([head, ["Oct", "A", 2026, 1], ["Oct", "B", None, 2]])
    with pytest.raises(SetAside, match=r"baris 3 kolom C \(Year\) bertuliskan 'Oct', padahal kolom Year kosong; minta"):
        read_file(table, "x", content)


def test_rows_without_any_period_land_and_are_said(tmp_path):
    rows = [HEAD, ["Okt 2026", "A", 1], [None, "B", 2], [None, "C", 3]]
    read = read_file(table_of(tmp_path), "x", workbook(rows))
    assert read.columns["periode"] == [date(2026, 10, 1), None, None]
    assert any("2 baris tanpa periode (baris 3, 4)" in note for note in read.notes)


def test_a_period_that_is_no_key_costs_its_cell_only(tmp_path):
    table = table_of(tmp_path, "keys: [periode, kkks]", "keys: [kkks]")
    rows = [["Bulan", "KKKS"], ["1926-10", "A"], ["Okt 2026", "B"]]
    read = read_file(table, "x", workbook(rows))
    assert read.columns["periode"] == [None, date(2026, 10, 1)]
    assert read.unreadable == ["periode=1926-10", None]
    assert any("1 baris tanpa periode (baris 2)" in note for note in read.notes)


def test_a_long_series_says_how_far_back_it_goes(tmp_path):
    table = table_of(tmp_path, "grain: month}", "grain: month, earliest: 1900}")
    content = workbook([["Bulan", "KKKS"], ["1926-10", "A"]])
    assert read_file(table, "x", content).columns["periode"] == [date(1926, 10, 1)]


def test_since_says_how_far_back_a_series_can_go(tmp_path):
    table = table_of(tmp_path, "period:", "since: 2026-01\n            period:")
    assert table.period.earliest == 1976


def test_years_as_numbers_and_moments_are_held_to_the_same(tmp_path):
    year = table_of(
        tmp_path, "grain: month", "grain: year", "{name: periode, data_type: date", "{name: periode, data_type: integer"
    )
    assert read_file(year, "x", workbook([["Bulan", "KKKS"], [2026, "A"]])).columns["periode"] == [2026]
    for wrong in (26, 1926, 20261):
        with pytest.raises(SetAside, match=f"bertuliskan '{wrong}', padahal tahun {wrong}"):
            read_file(year, "x", workbook([["Bulan", "KKKS"], [wrong, "A"]]))
    event = table_of(
        tmp_path,
        "grain: month",
        "grain: event",
        "{name: periode, data_type: date",
        "{name: periode, data_type: timestamptz",
    )
    with pytest.raises(SetAside, match="padahal tahun 1926"):
        read_file(event, "x", workbook([["Bulan", "KKKS"], ["5/10/1926 07.30", "A"]]))
    with pytest.raises(SetAside, match="bukan waktu yang terbaca"):
        read_file(event, "x", workbook([["Bulan", "KKKS"], ["besok", "A"]]))


def test_period_above_the_table_or_in_the_file_name(tmp_path):
    title = table_of(tmp_path, "{head: Bulan}", "{head: Periode, from: title}")
    content = workbook([["Periode: TW III 2026"], ["KKKS", "x"], ["A", 1]])
    with pytest.raises(SetAside, match=r"atas kepala tabel \(Periode\) bertuliskan 'TW III 2026', yaitu triwulan"):
        read_file(title, "x", content)
    name = table_of(tmp_path, "{head: Bulan}", "{from: file}")
    content = workbook([["KKKS", "x"], ["A", 1]])
    assert read_file(name, "lifting_2026-10-31.xlsx", content).columns["periode"] == [date(2026, 10, 1)]
    with pytest.raises(SetAside, match="Isi periode dalam nama berkas tidak ada"):
        read_file(name, "lifting_2026.xlsx", content)


DECLARED = {
    "grain misspelt": ("grain: month", "grain: monht", ["period.grain", "month?"]),
    "grain in Indonesian": ("grain: month", "grain: bulan", ["period.grain", "pilihannya: day, week, month"]),
    "no grain": (", grain: month", "", ["period.grain tidak boleh kosong"]),
    "no column": ("column: periode, ", "", ["period.column tidak boleh kosong"]),
    "unknown key": ("grain: month", "grain: month, formt: x", ["period.formt", "format?"]),
    "format of another tool": ("grain: month", "grain: month, format: '%Y-%m'", ["period.format", "%Y-%m"]),
    "format without the month": ("grain: month", "grain: month, format: YYYY", ["period.format", "'YYYY'"]),
    "format with two years": ("grain: month", "grain: month, format: YYYY MM YY", ["period.format"]),
    "month that is none": ("grain: month", "grain: quarter, year_starts: 13", ["year_starts", "1 sampai 12"]),
    "text as the type": (
        "{name: periode, data_type: date",
        "{name: periode, data_type: varchar",
        ["periode", "pakai date"],
    ),
    "a format for what is no text": (
        "{column: periode, grain: month}",
        "{column: kkks, grain: month, format: MM/YY}",
        ["kolom kkks", "pakai date"],
    ),
    "a fraction as the type": (
        "{name: periode, data_type: date",
        "{name: periode, data_type: numeric",
        ["numeric tidak dapat menampung periode"],
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), DECLARED.values(), ids=DECLARED.keys())
def test_a_bad_declaration_is_one_sentence(tmp_path, old, new, said):
    assert old in SOURCES
    with pytest.raises(ConfigError) as caught:
        read_declared(write_sources(tmp_path, SOURCES.replace(old, new, 1)))
    sentence = str(caught.value)
    assert all(part in sentence for part in ["sources/hulu.yml", "hulu.lifting", *said]), sentence
    assert "\n" not in sentence
