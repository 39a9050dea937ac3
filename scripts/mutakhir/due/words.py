"""Days, moments and periods in the words of people: `Jumat, 20 November 2026`, `Triwulan III 2026`."""

from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale

from mutakhir.domain import period_words as words
from mutakhir.domain.language import Language
from mutakhir.due.periods import Period


@cache
def _weekdays(language: Language) -> dict[int, Any]:
    return dict(Locale.parse(language.value).days["format"]["wide"])


def day_words(day: date, language: Language) -> str:
    """`Jumat, 20 November 2026`."""
    return f"{_weekdays(language)[day.weekday()]}, {words.day_words(day, language)}"


def moment_words(moment: datetime, zone: str, language: Language) -> str:
    """`Jumat, 20 November 2026 pukul 16.00 WIB`; the moment must already be in `zone`."""
    joint, point = (" pukul ", ".") if language is Language.ID else (", ", ":")
    return f"{day_words(moment.date(), language)}{joint}{moment:%H}{point}{moment:%M} {zone}"


def period_words(period: Period, language: Language) -> str:
    """The period as every page says it."""
    return words.period_words(period.code, language, period.grain.value)
