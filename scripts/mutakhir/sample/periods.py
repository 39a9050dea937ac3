"""Periods of deliveries and how Indonesian partners write them; dates only, no clock."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from mutakhir.sample.table import Every

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
QUARTERS = ("I", "II", "III", "IV")
EN_DASH = "\u2013"
_SATURDAY = 5
_MARKET = "XSES"
"""The Singapore exchange, by the code of the library of holidays; a half day there is a trading day."""


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day` (before it when negative)."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def last_day(start: date, every: Every) -> date:
    """The last day of the period that begins on `start`."""
    if every in ("day", "trading_day"):
        return start
    if every == "week":
        return start + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    return add_months(start, months) - timedelta(days=1)


def period_starts(every: Every, since: date, until: date) -> Iterator[date]:
    """First days of the periods that begin on or after `since` and not after `until`, oldest first.

    Trading days are those of Singapore; weeks begin on Monday, quarters and years with the calendar's.
    """
    start = _first_start(every, since)
    while start <= until:
        if every != "trading_day" or is_trading_day(start):
            yield start
        start = last_day(start, every) + timedelta(days=1)


def is_trading_day(day: date) -> bool:
    """Whether the market of the product prices is open on `day`."""
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


@cache
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.financial_holidays(_MARKET, years=year))


def _first_start(every: Every, since: date) -> date:
    if every in ("day", "trading_day"):
        return since
    if every == "week":
        return since + timedelta(days=-since.weekday() % 7)
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    first = date(since.year, (since.month - 1) // months * months + 1, 1)
    return first if first == since else add_months(first, months)


def period_code(start: date, every: Every) -> str:
    """The period as it stands in file names and in planted.json: 2026-10-05, 2026-10, 2026-TW3 or 2026."""
    if every == "month":
        return f"{start:%Y-%m}"
    if every == "quarter":
        return f"{start.year}-TW{quarter_of(start)}"
    if every == "year":
        return str(start.year)
    return start.isoformat()


def period_words(start: date, every: Every) -> str:
    """The period in Indonesian words, for instance `Triwulan III 2026`."""
    if every == "month":
        return month_words(start)
    if every == "quarter":
        return f"Triwulan {QUARTERS[quarter_of(start) - 1]} {start.year}"
    if every == "year":
        return str(start.year)
    if every == "week":
        end = last_day(start, every)
        if end.month == start.month:
            return f"{start.day}{EN_DASH}{day_words(end)}"
        return f"{day_words(start)} {EN_DASH} {day_words(end)}"
    return day_words(start)


def month_words(day: date) -> str:
    """`Oktober 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """`5 Oktober 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
