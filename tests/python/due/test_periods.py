from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutakhir.due.periods import Grain, Period, add_months, end_of_month, period_from_code, period_of, periods_between

CODED = [
    (Grain.DAY, date(2026, 10, 5), "2026-10-05"),
    (Grain.EVENT, date(2026, 10, 5), "2026-10-05"),
    (Grain.WEEK, date(2026, 10, 5), "2026-10-05"),
    (Grain.MONTH, date(2026, 10, 1), "2026-10"),
    (Grain.QUARTER, date(2026, 7, 1), "2026-TW3"),
    (Grain.YEAR, date(2026, 1, 1), "2026"),
]
ANY_DAY = st.dates()
GRAINS = st.sampled_from(list(Grain))
STARTS = st.integers(1, 12)


@pytest.mark.parametrize(("grain", "start", "code"), CODED)
def test_codes(grain, start, code):
    assert Period(start, grain).code == code
    assert period_from_code(code, grain) == Period(start, grain)


@pytest.mark.parametrize(
    ("code", "grain"),
    [
        ("2026", Grain.MONTH),
        ("2026-10", Grain.YEAR),
        ("2026-10", Grain.DAY),
        ("2026-10-05", Grain.MONTH),
        ("2026-TW3", Grain.MONTH),
        ("2026-TW5", Grain.QUARTER),
        ("2026-13", Grain.MONTH),
        ("2026-02-30", Grain.DAY),
        ("0000", Grain.YEAR),
        ("2026-00", Grain.MONTH),
        ("oktober", Grain.MONTH),
        ("", Grain.YEAR),
        ("２０２６", Grain.YEAR),
    ],
)
def test_what_is_no_code_of_the_grain(code, grain):
    assert period_from_code(code, grain) is None


def test_a_week_goes_by_its_monday_and_case_does_not_matter():
    assert period_from_code("2026-10-07", Grain.WEEK) == Period(date(2026, 10, 5), Grain.WEEK)
    assert period_from_code(" 2026-tw3 ", Grain.QUARTER) == Period(date(2026, 7, 1), Grain.QUARTER)


def test_the_quarters_of_a_year_that_begins_in_december():
    """DBH: quarter I of 2026 is December 2025 to February 2026."""
    quarters = list(periods_between(date(2026, 1, 1), date(2026, 12, 31), Grain.QUARTER, 12))
    assert [(period.code, period.first_day, period.last_day) for period in quarters] == [
        ("2026-TW1", date(2025, 12, 1), date(2026, 2, 28)),
        ("2026-TW2", date(2026, 3, 1), date(2026, 5, 31)),
        ("2026-TW3", date(2026, 6, 1), date(2026, 8, 31)),
        ("2026-TW4", date(2026, 9, 1), date(2026, 11, 30)),
    ]
    assert Period(date(2024, 1, 1), Grain.QUARTER, 12).last_day == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("grain", "start", "last"),
    [
        (Grain.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Grain.MONTH, date(2100, 2, 1), date(2100, 2, 28)),
        (Grain.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (Grain.WEEK, date(2026, 12, 28), date(2027, 1, 3)),
        (Grain.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_last_days(grain, start, last):
    assert Period(start, grain).last_day == last


@given(ANY_DAY, GRAINS, STARTS)
def test_every_day_of_any_century_has_a_period_and_nothing_of_it_fails(day, grain, year_starts):
    period = period_of(day, grain, year_starts)
    assert period.start <= day
    assert period.first_day <= period.last_day
    assert period.next >= period
    assert period_from_code(period.code, grain, year_starts) == period


@given(ANY_DAY, GRAINS, STARTS, st.integers(0, 400))
def test_periods_follow_each_other_without_gap(day, grain, year_starts, days):
    last = day + timedelta(days=min(days, (date.max - day).days))
    periods = list(periods_between(day, last, grain, year_starts))
    assert all(day <= period.start <= last for period in periods)
    for period, following in pairwise(periods):
        assert period.next == following
        assert period.last_day + timedelta(days=1) == following.first_day
    assert len({period.code for period in periods}) == len(periods)


@given(ANY_DAY, st.integers(-30000, 30000))
def test_months_stay_inside_the_calendar(day, months):
    assert add_months(day, months).day == 1
    assert end_of_month(day) >= day


def test_the_calendar_ends():
    assert [period.code for period in periods_between(date(9999, 12, 30), date.max, Grain.DAY)] == [
        "9999-12-30",
        "9999-12-31",
    ]
    assert list(periods_between(date(9999, 12, 31), date.max, Grain.MONTH)) == []
    assert len(list(periods_between(date(9999, 11, 2), date.max, Grain.MONTH))) == 1
