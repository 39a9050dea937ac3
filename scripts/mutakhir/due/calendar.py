"""The working calendar: which days people work, counted and rolled; pure, it reads nothing."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

_SATURDAY = 5
_WORKING_DAYS_A_WEEK = 5

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""Indonesia's three zones by the letters people write behind the hour."""


@dataclass(frozen=True)
class Holiday:
    """One day off: its name, kind (`libur nasional` or `cuti bersama`) and the decree that says so ("" if none)."""

    name: str
    kind: str
    decree: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday but for holidays. Days after `valid_until` are a guess, and users must say so.

    `closed` has, for every market that a due rule names, the days on which nothing is traded there.
    """

    holidays: Mapping[date, Holiday]
    valid_until: date
    closed: Mapping[str, frozenset[date]] = field(default_factory=lambda: MappingProxyType({}))

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def roll_forward(self, day: date) -> date:
        """`day`, or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def roll_back(self, day: date) -> date:
        """`day`, or the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); `day` itself for 0."""
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; 0 where `last` is not after `first`."""
        if last <= first:
            return 0
        weekdays = _weekdays_until(last) - _weekdays_until(first)
        return weekdays - bisect_right(self._weekday_holidays, last) + bisect_right(self._weekday_holidays, first)

    @cached_property
    def _weekday_holidays(self) -> list[date]:
        return sorted(day for day in self.holidays if day.weekday() < _SATURDAY)


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the beginning of the calendar (0001-01-01, a Monday) to `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _WORKING_DAYS_A_WEEK + min(rest, _WORKING_DAYS_A_WEEK)
