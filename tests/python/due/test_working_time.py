from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from due.calendars import indonesia
from mutakhir.due.working_time import working_minutes_between

WIB = ZoneInfo("Asia/Jakarta")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30), timezones=st.just(timezone.utc))
ZONES = st.sampled_from(["WIB", "WITA", "WIT"])


def minutes(start, end, zone="WIB"):
    begin, finish = (datetime.fromisoformat(text).replace(tzinfo=WIB) for text in (start, end))
    return working_minutes_between(begin, finish, zone, indonesia())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-16T07:30", "2026-11-16T16:00", 510),  # a Monday
        ("2026-11-20T00:00", "2026-11-21T00:00", 540),  # a Friday ends at 16.30
        ("2026-11-16T10:00", "2026-11-16T10:10", 10),
        ("2026-11-16T15:50", "2026-11-17T07:40", 20),
        ("2026-11-20T16:00", "2026-11-23T08:00", 60),  # over a weekend
        ("2026-12-23T15:00", "2026-12-28T08:30", 120),  # over Christmas and its cuti bersama
        ("2026-11-21T08:00", "2026-11-22T15:00", 0),
        ("2026-11-17T10:00", "2026-11-16T10:00", 0),
        ("2026-11-16T00:00", "2026-11-23T00:00", 4 * 510 + 540),
    ],
)
def test_office_hours(start, end, expected):
    assert minutes(start, end) == expected


def test_the_zone_decides_when_the_office_opens():
    """09.30 WIT is 07.30 WIB."""
    assert minutes("2026-11-16T05:30", "2026-11-16T07:30", "WIT") == 120
    assert minutes("2026-11-16T05:30", "2026-11-16T07:30", "WIB") == 0


@given(MOMENTS, MOMENTS, MOMENTS, ZONES)
def test_what_lies_between_adds_up(one, other, third, zone):
    first, second, last = sorted((one, other, third))
    parts = [working_minutes_between(*pair, zone, indonesia()) for pair in ((first, second), (second, last))]
    assert sum(parts) == pytest.approx(working_minutes_between(first, last, zone, indonesia()))


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=40)), ZONES)
def test_never_more_than_the_time_itself_nor_than_the_days_hold(start, length, zone):
    end = start + length
    found = working_minutes_between(start, end, zone, indonesia())
    assert 0 <= found <= length / timedelta(minutes=1)
    days = indonesia().working_days_between(start.date() - timedelta(days=1), end.date() + timedelta(days=1))
    assert found <= days * 540


def test_a_day_off_has_no_office_hours():
    day = date(2026, 12, 25)
    start = datetime(day.year, day.month, day.day, tzinfo=WIB)
    assert working_minutes_between(start, start + timedelta(days=1), "WIB", indonesia()) == 0
