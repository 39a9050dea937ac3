"""Working time: how many minutes of office hours lie between two moments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from mutakhir.due.calendar import ZONES, WorkingCalendar

_LONG, _FRIDAY = (time(7, 30), time(16)), (time(7, 30), time(16, 30))


@dataclass(frozen=True)
class OfficeHours:
    """From when to when people work, by weekday (0 is Monday); a weekday that is not here is off."""

    by_weekday: Mapping[int, tuple[time, time]] = field(
        default_factory=lambda: MappingProxyType({0: _LONG, 1: _LONG, 2: _LONG, 3: _LONG, 4: _FRIDAY})
    )


OFFICE_HOURS = OfficeHours()
"""Monday to Thursday 07.30 to 16.00, Friday 07.30 to 16.30 (Perpres 21/2023, breaks not taken off)."""


def working_minutes_between(
    start: datetime, end: datetime, zone: str, calendar: WorkingCalendar, hours: OfficeHours = OFFICE_HOURS
) -> float:
    """Minutes of office hours between two aware moments, on working days in `zone` (WIB, WITA, WIT); never negative."""
    place = ZoneInfo(ZONES[zone])
    begin, finish = start.astimezone(place), end.astimezone(place)
    if finish <= begin:
        return 0.0
    days = (begin.date() + timedelta(days=number) for number in range((finish.date() - begin.date()).days + 1))
    total = sum((_worked(day, begin, finish, calendar, hours) for day in days), timedelta())
    return total / timedelta(minutes=1)


def _worked(day: date, begin: datetime, finish: datetime, calendar: WorkingCalendar, hours: OfficeHours) -> timedelta:
    """Office hours of `day` that lie between both moments."""
    if day.weekday() not in hours.by_weekday or not calendar.is_working_day(day):
        return timedelta()
    opens, closes = (datetime.combine(day, clock, begin.tzinfo) for clock in hours.by_weekday[day.weekday()])
    return max(min(closes, finish) - max(opens, begin), timedelta())
