"""A calendar of the tests: the library's holidays of 2020 to 2030, read once; and a few made by hand."""

from datetime import date
from functools import cache

from mutakhir.declared.holidays import library_days
from mutakhir.due.calendar import Holiday, WorkingCalendar

EID = {
    date(2027, 3, 9): Holiday("Cuti Bersama Hari Raya Idul Fitri", "cuti bersama"),
    date(2027, 3, 10): Holiday("Hari Raya Idul Fitri (perkiraan)", "libur nasional"),
    date(2027, 3, 11): Holiday("Hari kedua dari Hari Raya Idul Fitri (perkiraan)", "libur nasional"),
    date(2027, 3, 12): Holiday("Cuti Bersama Hari Raya Idul Fitri", "cuti bersama"),
    date(2027, 3, 15): Holiday("Cuti Bersama Hari Raya Idul Fitri", "cuti bersama"),
}
PLAIN = WorkingCalendar({}, date(2026, 12, 31))
"""No holidays at all."""


@cache
def indonesia() -> WorkingCalendar:
    """Indonesia's days off from 2020 to 2030; SGX closed on weekends and New Year's Days."""
    days = dict(library_days(range(2020, 2031)))
    first, last = date(2020, 1, 1).toordinal(), date(2030, 12, 31).toordinal()
    every = (date.fromordinal(number) for number in range(first, last + 1))
    closed = frozenset(day for day in every if day.weekday() > 4 or (day.month, day.day) == (1, 1))
    return WorkingCalendar(days, date(2026, 12, 31), {"SGX": closed})
