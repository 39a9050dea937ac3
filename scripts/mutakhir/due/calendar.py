"""The working calendar: which days people work, counted and rolled; pure, it reads nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """One day off: its name, kind (`libur nasional` or `cuti bersama`) and the decree that says so ("" if none)."""

    name: str
    kind: str
    decree: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday but for holidays. Days after `valid_until` are a guess, and users must say so."""

    holidays: Mapping[date, Holiday]
    valid_until: date

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
        days = max((last - first).days, 0)
        return sum(self.is_working_day(first + timedelta(days=number)) for number in range(1, days + 1))
