"""Days, moments and periods in the words of people: `Jumat, 20 November 2026`, `Triwulan III 2026`."""

from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale

from mutakhir.domain.language import Language
from mutakhir.due.periods import Grain, Period

_ROMAN = ("I", "II", "III", "IV")
EN_DASH = "\u2013"


@cache
def _names(language: Language) -> tuple[dict[int, Any], dict[int, Any]]:
    locale = Locale.parse(language.value)
    return dict(locale.days["format"]["wide"]), dict(locale.months["format"]["wide"])


def date_words(day: date, language: Language) -> str:
    """`20 November 2026`."""
    return f"{day.day} {_names(language)[1][day.month]} {day.year}"


def day_words(day: date, language: Language) -> str:
    """`Jumat, 20 November 2026`."""
    return f"{_names(language)[0][day.weekday()]}, {date_words(day, language)}"


def moment_words(moment: datetime, zone: str, language: Language) -> str:
    """`Jumat, 20 November 2026 pukul 16.00 WIB`; the moment must already be in `zone`."""
    joint, point = (" pukul ", ".") if language is Language.ID else (", ", ":")
    return f"{day_words(moment.date(), language)}{joint}{moment:%H}{point}{moment:%M} {zone}"


def period_words(period: Period, language: Language) -> str:
    """`5 Oktober 2026`, `minggu 5–11 Oktober 2026`, `Oktober 2026`, `Triwulan III 2026` or `2026`."""
    start, months = period.start, _names(language)[1]
    if period.grain is Grain.YEAR:
        return str(start.year)
    if period.grain is Grain.QUARTER:
        number = (start.month - 1) // 3
        return f"Triwulan {_ROMAN[number]} {start.year}" if language is Language.ID else f"Q{number + 1} {start.year}"
    if period.grain is Grain.MONTH:
        return f"{months[start.month]} {start.year}"
    if period.grain is not Grain.WEEK:
        return date_words(start, language)
    end = period.last_day
    week = "minggu" if language is Language.ID else "week"
    if (start.year, start.month) == (end.year, end.month):
        return f"{week} {start.day}{EN_DASH}{date_words(end, language)}"
    first = date_words(start, language) if start.year != end.year else f"{start.day} {months[start.month]}"
    return f"{week} {first} {EN_DASH} {date_words(end, language)}"
