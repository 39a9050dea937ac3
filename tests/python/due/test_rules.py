import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutakhir.due.rules import (
    CalendarDays,
    DayOfMonth,
    DayOfYear,
    LongestGap,
    MonthlyAndOnChange,
    QuarterDays,
    TradingDays,
    TwoStage,
    UnknownRule,
    WorkingDays,
    parse_rule,
)

READ = {
    "H+2": CalendarDays(2),
    "h + 2": CalendarDays(2),
    "H+0": CalendarDays(0),
    "HK+3": WorkingDays(3),
    " hk+ 3 ": WorkingDays(3),
    "Tgl 20 B+1": DayOfMonth(20, 1),
    "tgl 20 b+1": DayOfMonth(20, 1),
    "Tgl20B+1": DayOfMonth(20, 1),
    "TGL 05": DayOfMonth(5, 1),
    "Tgl 10": DayOfMonth(10, 1),
    "Tgl 15 B+2": DayOfMonth(15, 2),
    "Tgl 25 B+0": DayOfMonth(25, 0),
    "Tgl 31": DayOfMonth(31, 1),
    "TW+30": QuarterDays(30),
    "tw +45": QuarterDays(45),
    "Tgl 30-06": DayOfYear(30, 6),
    "tgl 1 - 7": DayOfYear(1, 7),
    "Tgl 29-02": DayOfYear(29, 2),
    "hari bursa SGX": TradingDays("SGX"),
    "Hari  Bursa sgx h+2": TradingDays("SGX", 2),
    "per kejadian, jeda terlama 31 hari": LongestGap(31),
    "Per Kejadian ,jeda  terlama 7 Hari": LongestGap(7),
    "bulanan + setiap perubahan": MonthlyAndOnChange(),
    "Bulanan+setiap perubahan": MonthlyAndOnChange(),
    "bulanan Tgl 10 + setiap perubahan": MonthlyAndOnChange(DayOfMonth(10)),
    "warn Tgl 10, error Tgl 25": TwoStage(DayOfMonth(10), DayOfMonth(25)),
    "warn Tgl 10 B+1, error Tgl 25 B+1": TwoStage(DayOfMonth(10), DayOfMonth(25)),
    "Peringatan HK+3 , batas HK+5": TwoStage(WorkingDays(3), WorkingDays(5)),
    "warn H+2, error H+2": TwoStage(CalendarDays(2), CalendarDays(2)),
    "warn TW+20, error TW+30": TwoStage(QuarterDays(20), QuarterDays(30)),
    "warn Tgl 31-05, error Tgl 30-06": TwoStage(DayOfYear(31, 5), DayOfYear(30, 6)),
    "warn Tgl 25 B+1, error Tgl 5 B+2": TwoStage(DayOfMonth(25, 1), DayOfMonth(5, 2)),
}
NEAREST = {
    "H3": "H+3",
    "H-3": "H+3",
    "HK 3": "HK+3",
    "HK+0": "HK+1",
    "TW 30": "TW+30",
    "H+9999": "H+366",
    "tanggal 20 B+1": "Tgl 20 B+1",
    "Tgl 20 B1": "Tgl 20 B+1",
    "Tgl 32 B+1": "Tgl 31 B+1",
    "Tgl 0": "Tgl 1 B+1",
    "Tgl 31-06": "Tgl 30-06",
    "Tgl 30/06": "Tgl 30-06",
    "Tgl 10 B+99": "Tgl 10 B+12",
    "hari bursa": "hari bursa SGX",
    "bulanan dan setiap perubahan": "bulanan + setiap perubahan",
    "bulanan Tgl 40 + setiap perubahan": "bulanan + setiap perubahan",
    "per kejadian": "per kejadian, jeda terlama 20 hari",
    "per kejadian, jeda 31 hari": "per kejadian, jeda terlama 31 hari",
    "per kejadian, jeda terlama 0 hari": "per kejadian, jeda terlama 1 hari",
    "warning Tgl 10, error Tgl 25": "warn Tgl 10 B+1, error Tgl 25 B+1",
    "warn Tgl 25, error Tgl 10": "warn Tgl 10 B+1, error Tgl 25 B+1",
    "warn H+2, error HK+5": "HK+5",
    "warn hari bursa SGX, error H+3": None,
    "H+2 H+3": "H+2",
    "": None,
    "20": None,
    "H+２": None,
}


@pytest.mark.parametrize(("text", "rule"), READ.items(), ids=READ.keys())
def test_the_notation_is_read_whatever_its_spacing_and_case(text, rule):
    assert parse_rule(text) == rule


@pytest.mark.parametrize(("text", "nearest"), NEAREST.items(), ids=NEAREST.keys())
def test_anything_else_is_refused_with_the_nearest_valid_spelling(text, nearest):
    with pytest.raises(UnknownRule) as caught:
        parse_rule(text)
    assert nearest in (None, caught.value.nearest)
    assert str(parse_rule(caught.value.nearest)) == caught.value.nearest


@pytest.mark.parametrize("rule", READ.values(), ids=READ.keys())
def test_a_rule_is_written_as_it_can_be_read(rule):
    assert parse_rule(str(rule)) == rule


@given(st.text() | st.from_regex(r"(?i)(warn )?(tgl|h|hk|tw)[ +]{0,2}\d{0,4}[- b+]{0,3}\d{0,3}", fullmatch=True))
def test_any_text_is_a_rule_or_refused_with_one(text):
    try:
        rule = parse_rule(text)
    except UnknownRule as error:
        assert parse_rule(error.nearest)
    else:
        assert parse_rule(str(rule)) == rule
