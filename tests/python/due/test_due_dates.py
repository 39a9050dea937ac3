from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from due.calendars import EID, PLAIN, indonesia
from mutakhir.due.calendar import Holiday, WorkingCalendar
from mutakhir.due.due_dates import Roll, Terms, due_of, is_scheduled
from mutakhir.due.periods import Grain, Period, period_from_code, period_of, periods_between
from mutakhir.due.rules import (
    CalendarDays,
    DayOfMonth,
    DayOfYear,
    LongestGap,
    MonthlyAndOnChange,
    QuarterDays,
    TradingDays,
    TwoStage,
    WorkingDays,
    parse_rule,
)

DAYS = st.dates(date(2021, 1, 1), date(2028, 12, 31))
DATED = st.one_of(
    st.builds(CalendarDays, st.integers(0, 90)),
    st.builds(WorkingDays, st.integers(1, 60)),
    st.builds(DayOfMonth, st.integers(1, 31), st.integers(0, 4)),
    st.builds(QuarterDays, st.integers(0, 90)),
)
STAGED = st.one_of(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
        lambda pair: TwoStage(CalendarDays(min(pair)), CalendarDays(max(pair)))
    ),
    st.tuples(st.integers(1, 31), st.integers(1, 31)).map(
        lambda pair: TwoStage(DayOfMonth(min(pair)), DayOfMonth(max(pair)))
    ),
)
YEARLY = st.builds(DayOfYear, st.integers(1, 28), st.integers(1, 12))
ROLLS = st.sampled_from(list(Roll))
TIMED = st.builds(
    Terms,
    rule=st.one_of(DATED, STAGED, st.just(MonthlyAndOnChange()), st.builds(TradingDays, st.just("SGX"))),
    roll=ROLLS,
    time_of_day=st.times(),
    zone=st.sampled_from(["WIB", "WITA", "WIT"]),
    grace=st.integers(0, 20),
)
YEAR_STARTS = st.integers(1, 12)


def due(rule: str, code: str, grain: Grain, calendar: WorkingCalendar = PLAIN, year_starts: int = 1, **terms):
    """The due date of one period, as `2026-11-20 16:00+07:00`."""
    period = period_from_code(code, grain, year_starts)
    found = due_of(period, Terms(parse_rule(rule), **terms), calendar)
    return found and found.due_at.isoformat(" ", "minutes")


KNOWN = {
    "lifting of October": ("Tgl 20 B+1", "2026-10", Grain.MONTH, "2026-11-20 16:00+07:00"),
    "no offset is the next month": ("Tgl 20", "2026-10", Grain.MONTH, "2026-11-20 16:00+07:00"),
    "over the year's end": ("Tgl 20 B+1", "2026-12", Grain.MONTH, "2027-01-20 16:00+07:00"),
    "day 31 in a month of 30": ("Tgl 31", "2026-10", Grain.MONTH, "2026-11-30 16:00+07:00"),
    "day 31 in February": ("Tgl 31", "2027-01", Grain.MONTH, "2027-03-01 16:00+07:00"),
    "day 30 in a leap February, a Thursday": ("Tgl 30", "2024-01", Grain.MONTH, "2024-02-29 16:00+07:00"),
    "in the month itself": ("Tgl 25 B+0", "2026-11", Grain.MONTH, "2026-11-25 16:00+07:00"),
    "the day after": ("H+1", "2026-10-05", Grain.DAY, "2026-10-06 16:00+07:00"),
    "the day after a Friday": ("H+1", "2026-10-02", Grain.DAY, "2026-10-05 16:00+07:00"),
    "a leap day": ("H+1", "2024-02-28", Grain.DAY, "2024-02-29 16:00+07:00"),
    "working days after a week": ("HK+5", "2026-10-05", Grain.WEEK, "2026-10-16 16:00+07:00"),
    "a quarter": ("TW+30", "2026-TW3", Grain.QUARTER, "2026-10-30 16:00+07:00"),
    "a month delivered by quarters": ("TW+30", "2026-08", Grain.MONTH, "2026-10-30 16:00+07:00"),
    "reserves as of 1 January": ("Tgl 30-06", "2026", Grain.YEAR, "2026-06-30 16:00+07:00"),
    "29 February in an ordinary year, rolled": ("Tgl 29-02", "2026", Grain.YEAR, "2026-03-02 16:00+07:00"),
    "limit of two stages": ("warn Tgl 10, error Tgl 25", "2026-10", Grain.MONTH, "2026-11-25 16:00+07:00"),
    "monthly and on change": ("bulanan + setiap perubahan", "2026-10", Grain.MONTH, "2026-11-30 16:00+07:00"),
    "monthly by day 10": ("bulanan Tgl 10 + setiap perubahan", "2026-10", Grain.MONTH, "2026-11-10 16:00+07:00"),
    "an event": ("H+3", "2026-10-05", Grain.EVENT, "2026-10-08 16:00+07:00"),
    "no dates": ("per kejadian, jeda terlama 31 hari", "2026-10-05", Grain.EVENT, None),
}


@pytest.mark.parametrize(("rule", "code", "grain", "expected"), KNOWN.values(), ids=KNOWN.keys())
def test_known_due_dates(rule, code, grain, expected):
    assert due(rule, code, grain) == expected


def test_the_dbh_quarter_ends_in_november():
    assert due("TW+45", "2026-TW4", Grain.QUARTER, year_starts=12) == "2027-01-14 16:00+07:00"
    assert due("TW+45", "2026-TW4", Grain.QUARTER) == "2027-02-15 16:00+07:00"
    assert due("TW+45", "2025-12", Grain.MONTH, year_starts=12) == "2026-04-14 16:00+07:00"
    assert due("TW+45", "2026-02", Grain.MONTH, year_starts=12) == "2026-04-14 16:00+07:00"


def test_rolling_grace_zone_and_hour():
    calendar = WorkingCalendar(EID, date(2026, 12, 31))
    february = ("Tgl 10", "2027-02", Grain.MONTH, calendar)
    assert due(*february) == "2027-03-16 16:00+07:00"
    assert due(*february, roll=Roll.BACK) == "2027-03-08 16:00+07:00"
    assert due(*february, roll=Roll.NONE) == "2027-03-10 16:00+07:00"
    # The last day of grace is 20 March, a Saturday.
    assert due(*february, grace=4) == "2027-03-22 16:00+07:00"
    assert due(*february, grace=4, roll=Roll.NONE) == "2027-03-14 16:00+07:00"
    # Grace of a due date that was rolled back is given in full.
    assert due(*february, grace=1, roll=Roll.BACK) == "2027-03-16 16:00+07:00"
    assert due(*february, zone="WIT", time_of_day=time(9, 30)) == "2027-03-16 09:30+09:00"
    assert due(*february, zone="WITA") == "2027-03-16 16:00+08:00"


def test_grace_moves_the_limit_and_not_the_warning():
    period = Period(date(2026, 10, 1), Grain.MONTH)
    plain = Terms(parse_rule("warn Tgl 10, error Tgl 25"))
    early, late = due_of(period, plain, PLAIN), due_of(period, replace(plain, grace=2), PLAIN)
    assert early.warn_at == late.warn_at
    assert late.due_at - early.due_at == timedelta(days=2)
    assert late.limit.rolled == early.limit.last_day


def test_nothing_is_owed_for_a_day_without_trading():
    assert due("hari bursa SGX", "2026-01-01", Grain.DAY, indonesia()) is None
    assert due("hari bursa SGX", "2026-10-03", Grain.DAY, indonesia()) is None
    assert due("hari bursa SGX", "2026-10-02", Grain.DAY, indonesia(), roll=Roll.NONE) == "2026-10-03 16:00+07:00"
    assert due("hari bursa SGX H+4", "2026-10-02", Grain.DAY, indonesia()) == "2026-10-06 16:00+07:00"


def test_what_is_scheduled():
    assert is_scheduled(Terms(CalendarDays(1)), Grain.DAY)
    assert not is_scheduled(Terms(CalendarDays(3)), Grain.EVENT)
    assert not is_scheduled(Terms(LongestGap(31)), Grain.EVENT)


@given(TIMED, DAYS, YEAR_STARTS)
def test_no_due_date_is_a_day_off_unless_the_rule_says_so(terms, day, year_starts):
    grain = Grain.DAY if isinstance(terms.rule, TradingDays) else Grain.MONTH
    found = due_of(period_of(day, grain, year_starts), terms, indonesia())
    if found is None:
        assert day in indonesia().closed["SGX"]
        return
    for stage in (found.warning, found.limit):
        if stage is not None and terms.roll is not Roll.NONE:
            assert indonesia().is_working_day(stage.rolled)
            assert indonesia().is_working_day(stage.last_day)
        elif stage is not None:
            assert stage.rolled == stage.by_rule
    if isinstance(terms.rule, WorkingDays):
        assert indonesia().is_working_day(found.limit.by_rule)
    assert found.warn_at is None or found.warn_at <= found.due_at
    assert found.due_at.utcoffset() == timedelta(hours={"WIB": 7, "WITA": 8, "WIT": 9}[terms.zone])
    assert found.due_at.replace(tzinfo=None).time() == terms.time_of_day


@given(TIMED, DAYS, st.sampled_from([Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER]), YEAR_STARTS)
def test_a_later_period_never_falls_due_earlier(terms, day, grain, year_starts):
    if isinstance(terms.rule, TradingDays):
        grain = Grain.DAY
    found = [
        due_of(period, terms, indonesia())
        for period in periods_between(day, day + timedelta(days=400), grain, year_starts)
    ]
    dates = [(one.warn_at or one.due_at, one.due_at) for one in found if one]
    assert all(one <= other for (one, _), (other, _) in pairwise(dates))
    assert all(one <= other for (_, one), (_, other) in pairwise(dates))


@given(YEARLY, ROLLS, st.integers(0, 30), st.integers(2021, 2027))
def test_years_fall_due_in_order(rule, roll, grace, year):
    terms = Terms(rule, roll=roll, grace=grace)
    first, second = (due_of(Period(date(year + more, 1, 1), Grain.YEAR), terms, indonesia()) for more in (0, 1))
    assert first.due_at < second.due_at


@given(TIMED, DAYS)
def test_a_further_holiday_moves_a_due_date_only_the_way_it_rolls(terms, day):
    if isinstance(terms.rule, TradingDays) or (isinstance(terms.rule, WorkingDays) and terms.roll is Roll.NONE):
        return
    period = period_of(day, Grain.MONTH)
    before = due_of(period, terms, indonesia())
    more = {**indonesia().holidays, before.limit.last_day: Holiday("Libur baru", "cuti bersama", "SKB")}
    after = due_of(period, terms, WorkingCalendar(more, indonesia().valid_until))
    if isinstance(terms.rule, WorkingDays) or terms.grace:
        assert after.due_at >= before.due_at
    elif terms.roll is Roll.NONE:
        assert after.due_at == before.due_at
    else:
        assert (after.due_at > before.due_at) == (terms.roll is Roll.FORWARD)


def test_the_moment_is_that_of_the_zone():
    found = due_of(Period(date(2026, 10, 1), Grain.MONTH), Terms(DayOfMonth(20)), PLAIN)
    assert found.due_at.astimezone(ZoneInfo("UTC")).isoformat() == "2026-11-20T09:00:00+00:00"
