"""Reporting periods: days, weeks (Monday to Sunday), months, quarters and years, on the calendar or a fiscal one.

A period is known by the first day it has on the ordinary calendar (`start`, as landing tables hold it) and its grain.
In a fiscal year that begins in December quarter I of 2026 is December 2025 to February 2026; partners write it as
quarter I of 2026, so `start` is 2026-01-01, while `first_day` and `last_day` are those of the months it holds. A fiscal
year bears the number of the year it ends in.

Dates come from partners, some of them in a wrong century: whatever a date can be, no property of a period fails; at the
ends of the calendar (years 1 and 9999) it stays inside.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Grain(str, Enum):
    """How long a period is; an event has the day on which it happened."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    EVENT = "event"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period; ordered by start. `year_starts` is the month (1 to 12) in which its fiscal year begins."""

    start: date
    grain: Grain
    year_starts: int = 1

    @property
    def code(self) -> str:
        """2026-10-05 (day, event, week by its Monday), 2026-10, 2026-TW3 or 2026."""
        if self.grain is Grain.MONTH:
            return self.start.isoformat()[:7]
        if self.grain is Grain.QUARTER:
            return f"{self.start.year:04d}-TW{(self.start.month - 1) // 3 + 1}"
        if self.grain is Grain.YEAR:
            return f"{self.start.year:04d}"
        return self.start.isoformat()

    @property
    def first_day(self) -> date:
        """First day that the period covers; before `start` in a fiscal year that begins in the year before."""
        if self.grain not in (Grain.QUARTER, Grain.YEAR):
            return self.start
        return add_months(self.start, self.year_starts - 1 - (12 if self.year_starts > 1 else 0))

    @property
    def last_day(self) -> date:
        """Last day that the period covers."""
        if self.grain in (Grain.DAY, Grain.EVENT):
            return self.start
        if self.grain is Grain.WEEK:
            return self.start + timedelta(days=min(6, (date.max - self.start).days))
        return end_of_month(add_months(self.first_day, _MONTHS[self.grain.value] - 1))

    @property
    def next(self) -> "Period":
        """The period after it; itself where the calendar ends."""
        if self.grain in _MONTHS_GRAINS:
            return Period(add_months(self.start, _MONTHS[self.grain.value]), self.grain, self.year_starts)
        days = 7 if self.grain is Grain.WEEK else 1
        if (date.max - self.start).days < days:
            return self
        return Period(self.start + timedelta(days=days), self.grain, self.year_starts)


_MONTHS_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_FIRST_MONTH, _LAST_MONTH = 12, 9999 * 12 + 11  # January of year 1, December of year 9999


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day` (before it when negative)."""
    number = min(max(day.year * 12 + day.month - 1 + months, _FIRST_MONTH), _LAST_MONTH)
    return date(number // 12, number % 12 + 1, 1)


def end_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def period_of(day: date, grain: Grain, year_starts: int = 1) -> Period:
    """The period whose `start` (ordinary calendar) is on or last before `day`."""
    if grain is Grain.WEEK:
        return Period(day - timedelta(days=day.weekday()), grain)
    if grain in _MONTHS_GRAINS:
        months = _MONTHS[grain.value]
        return Period(date(day.year, (day.month - 1) // months * months + 1, 1), grain, year_starts)
    return Period(day, grain)


def periods_between(first: date, last: date, grain: Grain, year_starts: int = 1) -> Iterator[Period]:
    """Periods that start (ordinary calendar) on or after `first` and not after `last`, oldest first."""
    period = period_of(first, grain, year_starts)
    while period.start <= last:
        if period.start >= first:
            yield period
        following = period.next
        if following == period:
            return
        period = following


_CODE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-TW([1-4]))?", re.ASCII | re.IGNORECASE)


def period_from_code(code: str, grain: Grain, year_starts: int = 1) -> Period | None:
    """The period that `code` (2026-10-05, 2026-10, 2026-TW3 or 2026) names; None where it is no code of this grain.

    A week may be named by any of its days.
    """
    found = _CODE.fullmatch(code.strip())
    if found is None:
        return None
    year, month, day, quarter = (int(part) if part else 0 for part in found.groups())
    fits = {
        Grain.MONTH: month and not day,
        Grain.QUARTER: quarter,
        Grain.YEAR: not month and not quarter,
    }.get(grain, day)
    if not fits:
        return None
    try:
        return period_of(date(year, month or (quarter * 3 or 1), day or 1), grain, year_starts)
    except ValueError:
        return None
