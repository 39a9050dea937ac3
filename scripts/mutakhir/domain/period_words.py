"""How people say a reporting period in both languages: `Oktober 2026`, `Triwulan III 2026`, `minggu 5-11 Oktober 2026`.

The one place for it: pages, workbooks, letters and the sentences of verdicts say the same period in the same words.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mutakhir.domain.language import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    Language.ID: tuple(
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    ),
    Language.EN: tuple("January February March April May June July August September October November December".split()),
}
SHORT_MONTHS: dict[Language, tuple[str, ...]] = {
    Language.ID: tuple("Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()),
    Language.EN: tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
}

_ROMAN = ("I", "II", "III", "IV")
_CODE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-?(?:Q|TW)([1-4])|-?W(\d{1,2}))?", re.ASCII)
_LAST_DAY_OF_WEEK = timedelta(days=6)


def day_words(day: date, language: Language) -> str:
    """A day: `5 November 2026`."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def period_words(code: str | None, language: Language, grain: str = "", *, short: bool = False) -> str:
    """The period `code` in words; empty for None, and as it stands where it is no code.

    `grain` (as in meta.period) tells a week, known by its Monday, from a day. With `short`, months are abbreviated.
    """
    found = _CODE.fullmatch(code) if code else None
    if not code or found is None:
        return code or ""
    year, month, _, quarter, week = found.groups()
    if quarter:
        return f"{'Quarter' if language is Language.EN else 'Triwulan'} {_ROMAN[int(quarter) - 1]} {year}"
    if week:
        return f"{'Week ' if language is Language.EN else 'Minggu ke-'}{int(week)} {year}"
    return _with_month(code, (SHORT_MONTHS if short else MONTHS)[language], language, grain) if month else year


def _with_month(code: str, months: tuple[str, ...], language: Language, grain: str) -> str:
    """A month, a day, or the week that begins with it; `code` itself where there is no such month."""
    year, month, *day = code.split("-")
    if not 1 <= int(month) <= len(months):
        return code
    if grain == "week" and day and (said := _week(code, months, language)):
        return said
    name = f"{months[int(month) - 1]} {year}"
    return f"{int(day[0])} {name}" if day else name


def _week(monday: str, months: tuple[str, ...], language: Language) -> str:
    """`minggu 5-11 Oktober 2026`, with as much of its first day as differs from its last; empty where it is no date."""
    try:
        first = date.fromisoformat(monday)
        last = first + _LAST_DAY_OF_WEEK
    except (ValueError, OverflowError):
        return ""
    begin, dash = str(first.day), "–"
    if first.month != last.month:
        begin, dash = f"{begin} {months[first.month - 1]}", " – "
    if first.year != last.year:
        begin += f" {first.year}"
    word = "week of" if language is Language.EN else "minggu"
    return f"{word} {begin}{dash}{last.day} {months[last.month - 1]} {last.year}"


def quarter_of(month: str) -> str:
    """The quarter (2026-TW4) of a month (2026-11); the month itself where it is none."""
    found = _CODE.fullmatch(month)
    if found is None or not found[2] or not 1 <= int(found[2]) <= 12:
        return month
    return f"{found[1]}-TW{(int(found[2]) - 1) // 3 + 1}"


def grain_in(meta: Mapping[str, Any]) -> str:
    """The grain that a data set's `meta` declares (`meta.period.grain`); empty where it declares none."""
    period = meta.get("period")
    grain = period.get("grain") if isinstance(period, Mapping) else None
    return grain if isinstance(grain, str) else ""
