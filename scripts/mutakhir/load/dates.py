"""Dates as Indonesian partners write them. What can be read two ways is read as declared, or not at all."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from mutakhir.load.sheet import Cell

Order = Literal["dmy", "mdy", "iso"]
Kind = Literal["month", "quarter", "year"]
_T = TypeVar("_T")

_MONTH_WORDS = (
    "januari january jan", "februari pebruari february feb peb", "maret march mar mrt", "april apr", "mei may",
    "juni june jun", "juli july jul", "agustus august agu agt ags agust aug", "september sept sep",
    "oktober october okt oct", "november nopember nov nop", "desember december des dec",
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*,\s*"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MONTH = rf"(?P<word>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_QUARTER = r"(?:tw|triwulan|kuartal|kw|q)[\s.\-]*(?P<quarter>iv|i{1,3}|[1-4])"
_YEAR = r"(?P<y>\d{4})"
_SHORT_YEAR = r"(?P<y>\d{4}|'?\d{2})"
_CLOCK = r"(?:[t ]+(?:pukul\s+)?(?P<h>\d{1,2})[:.](?P<min>\d{2})(?:[:.](?P<s>\d{2})(?:[.,](?P<frac>\d{1,6})\d*)?)?)?"
_ZONE = r"(?:\s*(?P<zone>z|utc|gmt|wib|wita|wit|[+-]\d{2}:?\d{2}))?"
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wib": 7, "wita": 8, "wit": 9}

# Tried in order; the first that matches decides, so that "10/2026" is never a day of a short year.
_FORMS = tuple(
    re.compile(form + _CLOCK + _ZONE)
    for form in (
        rf"{_YEAR}(?P<sep>[-/. ])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})",
        rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})",
        r"(?P<first>\d{1,2})(?P<sep>[-/. ])(?P<second>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})",
        rf"(?P<d>\d{{1,2}})[\s\-/.]*{MONTH}[\s\-/.,]*{_SHORT_YEAR}",
        rf"{MONTH}\s*(?P<d>\d{{1,2}})\s*,\s*{_YEAR}",
    )
)
_PERIODS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/. ](?P<m>\d{{1,2}})",
        rf"(?P<m>\d{{1,2}})[-/. ]{_YEAR}",
        rf"{_YEAR}(?P<m>\d{{2}})",
        rf"(?:bulan\s+)?{MONTH}[\s\-/.,]*{_SHORT_YEAR}",
        rf"{_YEAR}[\s\-/.]+{MONTH}",
        rf"{_QUARTER}[\s\-/.,]*(?:tahun\s+)?{_YEAR}",
        rf"{_YEAR}[\s\-/.,]*{_QUARTER}",
        rf"(?:tahun\s+)?{_YEAR}",
    )
)
_LONE_YEAR = re.compile(r"(?:tahun )?\d{4}")
_SERIAL_START = datetime(1899, 12, 30)
# 1954 to 2119 as day numbers of a spreadsheet: apart from every year, yyyymm and yyyymmdd.
SERIALS = (20_000, 80_000)


def parse_moment(text: str, order: Order, zone: str) -> datetime | None:
    """Date with an optional time of day as an aware instant; a text without zone is meant in `zone`."""
    plain = _WEEKDAY.sub("", " ".join(text.casefold().split()))
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _moment(found.groupdict(), order, zone)
    return None


def parse_date(text: str, order: Order, zone: str = "Asia/Jakarta") -> date | None:
    """Day, or first day of the month, quarter or year a text names; None when it is not a date as declared.

    A time of day with a zone of its own is brought into `zone` first: 17.00 UTC is the next day in Jakarta.
    """
    moment = parse_moment(text, order, zone)
    if moment is not None:
        return moment.astimezone(ZoneInfo(zone)).date()
    named = named_period(text)
    return named[0] if named else None


def named_period(text: str) -> tuple[date, Kind, bool] | None:
    """First day of the month, calendar quarter or year that a text names, and which of them it is.

    The last value says whether its month is a lone digit, which may as well count quarters. None when it names none.
    """
    plain = " ".join(text.casefold().split())
    for form in _PERIODS:
        found = form.fullmatch(plain)
        if found:
            parts = found.groupdict()
            quarter, digits = parts.get("quarter"), parts.get("m") or ""
            month = ROMAN[quarter] * 3 - 2 if quarter else _month(parts, default=1)
            day = _day(year_of(parts["y"]), month, 1)
            kind: Kind = "quarter" if quarter else "month" if digits or parts.get("word") else "year"
            return (day, kind, len(digits) == 1) if day else None
    return None


def find_date(text: str, order: Order) -> date | None:
    """The one date inside a longer text such as a file name; None when there is none, or several that differ."""
    found = find_dates(text, order)
    return found.pop() if len(found) == 1 else None


def find_dates(text: str, order: Order, parse: Callable[[str, Order], date | None] = parse_date) -> set[date]:
    """Every date inside a longer text, as `parse` reads one.

    A longer run of words beats what lies in it or reaches into it ("31 Oktober 2026 (1)"); apart from it, every date
    counts. A lone year beside a date of that year says nothing new.
    """
    plain = re.sub(r"[_,()\[\]]+", " ", text.casefold())
    words = re.findall(r"[a-z']+\.?|[\d]+(?:[-/.]\d+)*|[-/.]", plain)
    taken: set[int] = set()
    days: set[date] = set()
    years: set[date] = set()
    for size in (3, 2, 1):
        places = [range(at, at + size) for at in range(len(words) - size + 1)]
        runs = {place: " ".join(words[at] for at in place) for place in places if taken.isdisjoint(place)}
        for place, run in runs.items():
            day = parse(run.replace(" - ", "-"), order)
            if day is not None:
                (years if _LONE_YEAR.fullmatch(run) else days).add(day)
                taken.update(place)
    return days | {year for year in years if all(day.year != year.year for day in days)}


def native_date(value: Cell) -> date | None:
    """Date of a spreadsheet cell: a date, a day number, a year (2026), 202610 or 20261031."""
    if isinstance(value, datetime):
        return value.date() if 1900 <= value.year <= 2100 else None
    if isinstance(value, date):
        return value if 1900 <= value.year <= 2100 else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if SERIALS[0] <= value < SERIALS[1]:
        return (_SERIAL_START + timedelta(days=float(value))).date()
    # Compared before int(): a cell can hold NaN.
    return parse_date(str(int(value)), "dmy") if 1900 <= value < 1e8 and value == int(value) else None


def native_moment(value: Cell, zone: str) -> datetime | None:
    """Instant of a spreadsheet cell; spreadsheets know no zone, so it is meant in `zone`."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not SERIALS[0] <= value < SERIALS[1]:
            return None
        # A day number carries a time only to the millisecond; more digits are noise of the fraction.
        value = _SERIAL_START + timedelta(milliseconds=round(float(value) * 86_400_000))
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value.replace(tzinfo=ZoneInfo(zone)) if isinstance(value, datetime) and 1900 <= value.year <= 2100 else None


def _moment(parts: dict[str, str | None], order: Order, zone: str) -> datetime | None:
    if parts.get("first"):
        day, month = (parts["first"], parts["second"]) if order != "mdy" else (parts["second"], parts["first"])
        parts = {**parts, "d": day, "m": month}
    found = _day(year_of(parts["y"] or ""), _month(parts, default=0), int(parts["d"] or 0))
    if found is None:
        return None
    fraction = (parts["frac"] or "0").ljust(6, "0")
    clock = _made(lambda: time(int(parts["h"] or 0), int(parts["min"] or 0), int(parts["s"] or 0), int(fraction)))
    if clock is None or (parts["zone"] and not parts["h"]):
        return None
    return datetime.combine(found, clock, _zone(parts["zone"]) or ZoneInfo(zone))


def _zone(word: str | None) -> timezone | None:
    if not word:
        return None
    if word in _ZONES:
        return timezone(timedelta(hours=_ZONES[word]))
    digits = word[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return _made(lambda: timezone(offset if word[0] == "+" else -offset))


def _month(parts: dict[str, str | None], default: int) -> int:
    if parts.get("word"):
        return MONTHS[parts["word"] or ""]
    return int(parts["m"] or 0) if parts.get("m") else default


def year_of(digits: str | None) -> int:
    """Four digits as they stand; two digits as POSIX reads them: 69 to 99 lie in the last century."""
    text = (digits or "0").lstrip("'")
    number = int(text)
    return number if len(text) == 4 else number + (1900 if number >= 69 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    return _made(lambda: date(year, month, day)) if 1900 <= year <= 2100 else None


def _made(make: Callable[[], _T]) -> _T | None:
    try:
        return make()
    except ValueError:
        return None
