"""How exports write times, periods and statuses: small, without a locale library, in WIB and in both languages."""

import re
from datetime import datetime, timedelta, timezone

from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time; it has no summer time."""

MONTHS: dict[Language, tuple[str, ...]] = {
    Language.ID: tuple(
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    ),
    Language.EN: tuple("January February March April May June July August September October November December".split()),
}

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
_ROMAN = ("I", "II", "III", "IV")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?(?:Q|TW)([1-4])")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")


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


def day_words(day: datetime, language: Language) -> str:
    """A day as people write it: `5 November 2026`."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def moment_words(moment: datetime, language: Language) -> str:
    """A moment as people write it, in WIB: `5 November 2026 pukul 08.05 WIB`."""
    local = wib(moment)
    if language is Language.EN:
        return f"{day_words(local, language)}, {local:%H:%M} WIB"
    return f"{day_words(local, language)} pukul {local:%H.%M} WIB"


def month_words(cycle: str, language: Language) -> str:
    """The cycle `2026-11` as `November 2026`; what is no month stays as it is."""
    return period_words(cycle, language)


def period_words(period: str | None, language: Language) -> str:
    """A period as people say it: `Oktober 2026`, `Triwulan III 2026`, `5 Oktober 2026`, `2026`; empty for None."""
    if not period:
        return ""
    months = MONTHS[language]
    if (found := _MONTH.fullmatch(period)) and 1 <= int(found[2]) <= 12:
        return f"{months[int(found[2]) - 1]} {found[1]}"
    if (found := _DAY.fullmatch(period)) and 1 <= int(found[2]) <= 12:
        return f"{int(found[3])} {months[int(found[2]) - 1]} {found[1]}"
    if found := _QUARTER.fullmatch(period):
        return f"{'Quarter' if language is Language.EN else 'Triwulan'} {_ROMAN[int(found[2]) - 1]} {found[1]}"
    if found := _WEEK.fullmatch(period):
        return f"{'Week' if language is Language.EN else 'Minggu'} {int(found[2])} {found[1]}"
    return period


def cadence_words(cadence: str, language: Language) -> str:
    """How often data come, in words; a cadence the vocabulary does not know stays as it is written."""
    known = CADENCES.get(cadence.lower())
    return known.in_(language) if known else cadence
