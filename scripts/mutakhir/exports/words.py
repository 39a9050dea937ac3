"""How exports write times, periods and statuses: small, without a locale library, in WIB and in both languages."""

import re
from datetime import date, datetime, timedelta, timezone

from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import MONTHS, period_words
from mutakhir.domain.status import Status

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time; it has no summer time."""

SYMBOLS: dict[Status, str] = {
    Status.NOT_CHECKED: "?",
    Status.LATE: "✖",
    Status.INCOMPLETE: "▼",
    Status.QUALITY_ISSUE: "▲",
    Status.DUE_SOON: "►",
    Status.NOT_DUE: "○",
    Status.UP_TO_DATE: "✔",
    Status.NO_RULE: "□",
    Status.WAIVED: "◊",
    Status.NOT_APPLICABLE: "·",
}
"""One sign per status, so that a page printed in grey reads as well as one in colour."""

CADENCES: dict[str, Text] = {
    "harian": Text("Harian", "Daily"),
    "mingguan": Text("Mingguan", "Weekly"),
    "bulanan": Text("Bulanan", "Monthly"),
    "triwulanan": Text("Triwulanan", "Quarterly"),
    "semesteran": Text("Semesteran", "Half-yearly"),
    "tahunan": Text("Tahunan", "Yearly"),
    "insidental": Text("Insidental", "On event"),
}

SAMPLE_MARK = Text("DATA CONTOH", "DATA CONTOH (SAMPLE DATA)")

_LONGEST_CELL = 32766
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` with the characters that neither UTF-8 nor XML can carry made visible as U+FFFD."""
    if text.isprintable():
        return text
    return _UNWRITABLE.sub("\ufffd", text)


def cell_text(text: str) -> str:
    """`text` as a cell of a workbook can hold it: cleaned, cut at the longest a cell takes (in UTF-16 units)."""
    text = clean(text)
    if len(text) > _LONGEST_CELL // 2:
        units = text.encode("utf-16-le")
        if len(units) > 2 * _LONGEST_CELL:
            text = units[: 2 * (_LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    # XlsxWriter would take such a text for markup of its own and write it as it is.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def utc(moment: datetime) -> datetime:
    """`moment` in UTC; one without zone is taken as UTC, as dbt writes it, never as this machine's time."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    try:
        return moment.astimezone(timezone.utc)
    except OverflowError:
        return moment.replace(tzinfo=timezone.utc)


def wib(moment: datetime) -> datetime:
    """The wall clock time of `moment` in WIB, without zone, to the second."""
    try:
        local = utc(moment).astimezone(WIB)
    except OverflowError:
        local = moment
    return local.replace(tzinfo=None, microsecond=0)


def date_words(day: date, language: Language) -> str:
    """A day as people write it: `5 November 2026`."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def day_words(day: datetime, language: Language) -> str:
    """The day of a moment as people write it: `5 November 2026`."""
    return date_words(day, language)


def moment_words(moment: datetime, language: Language) -> str:
    """A moment as people write it, in WIB: `5 November 2026 pukul 08.05 WIB`."""
    local = wib(moment)
    if language is Language.EN:
        return f"{day_words(local, language)}, {local:%H:%M} WIB"
    return f"{day_words(local, language)} pukul {local:%H.%M} WIB"


def month_words(cycle: str, language: Language) -> str:
    """The cycle `2026-11` as `November 2026`; what is no month stays as it is."""
    return period_words(cycle, language)


def cadence_words(cadence: str, language: Language) -> str:
    """How often data come, in words; a cadence the vocabulary does not know stays as it is written."""
    known = CADENCES.get(cadence.lower())
    return known.in_(language) if known else cadence
