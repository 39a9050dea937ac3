"""Days, moments and periods as people say them, in both languages at once; small, without a locale library."""

from datetime import date, datetime, tzinfo

from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import day_words, period_words


def day_text(day: date) -> Text:
    """A day: `5 November 2026`."""
    return Text(day_words(day, Language.ID), day_words(day, Language.EN))


def moment_text(moment: datetime, zone: tzinfo) -> Text:
    """A moment on the clocks of `zone`: `5 Desember 2026 pukul 16.00 WIB`."""
    local = moment.astimezone(zone)
    day, name = day_text(local), local.tzname() or ""
    return Text(f"{day.id} pukul {local:%H.%M} {name}".rstrip(), f"{day.en}, {local:%H:%M} {name}".rstrip())


def period_text(code: str, grain: str = "") -> Text:
    """A period by its code, said as in period_words.py."""
    return Text(period_words(code, Language.ID, grain), period_words(code, Language.EN, grain))
