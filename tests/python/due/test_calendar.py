from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from due.calendars import EID, PLAIN, indonesia
from mutakhir.due.calendar import WorkingCalendar

DAYS = st.dates(date(2021, 1, 1), date(2029, 12, 31))
FEW = st.integers(0, 60)


@given(DAYS)
def test_rolling_ends_on_the_nearest_working_day(day):
    calendar = indonesia()
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert back <= day <= forward
    assert calendar.is_working_day(forward)
    assert calendar.is_working_day(back)
    if calendar.is_working_day(day):
        assert forward == back == day
    else:
        assert calendar.working_days_between(back, forward) == 1


@given(DAYS, st.integers(-40, 40))
def test_adding_working_days_and_counting_them_agree(day, count):
    calendar = indonesia()
    reached = calendar.add_working_days(day, count)
    assert (reached > day) == (count > 0)
    if count > 0:
        assert calendar.is_working_day(reached)
        assert calendar.working_days_between(day, reached) == count
    elif count < 0:
        assert calendar.working_days_between(reached - timedelta(days=1), day - timedelta(days=1)) == -count


@given(DAYS, FEW)
def test_counting_is_what_walking_gives(day, days):
    calendar, last = indonesia(), day + timedelta(days=days)
    walked = sum(calendar.is_working_day(day + timedelta(days=number)) for number in range(1, days + 1))
    assert calendar.working_days_between(day, last) == walked
    assert calendar.working_days_between(last, day) == 0


def test_around_the_estimated_eid_of_2027():
    calendar = WorkingCalendar(EID, date(2026, 12, 31))
    assert calendar.roll_forward(date(2027, 3, 9)) == date(2027, 3, 16)
    assert calendar.roll_back(date(2027, 3, 15)) == date(2027, 3, 8)
    assert calendar.add_working_days(date(2027, 3, 8), 1) == date(2027, 3, 16)
    assert PLAIN.add_working_days(date(2027, 3, 8), 1) == date(2027, 3, 9)


def test_centuries_are_counted_as_fast_as_days():
    assert indonesia().working_days_between(date(1, 1, 1), date.max) > 2_000_000
