"""How the period column of a table is declared: its grain, its fiscal year, and how partners write it."""

import re
from dataclasses import dataclass

from mutakhir.declared.entry import Entry
from mutakhir.errors import ConfigError

GRAINS = ("day", "week", "month", "quarter", "year", "event")
PERIOD_KEYS = ("column", "grain", "format", "year_starts", "earliest")
TOKENS = re.compile("YYYY|YY|MMM|MM|DD|WW|Q")
"""What a format is made of, beside text that stands for itself."""
_EXAMPLES = {
    "day": ("DD/MM/YYYY",), "event": ("DD/MM/YYYY",), "week": ("YYYY WW",), "month": ("MM/YY", "YYYYMM"),
    "quarter": ("Q/YYYY",), "year": ("YY",),
}  # fmt: skip
_TYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(GRAINS, ("date",)),
    "day": ("date", "timestamptz"),
    "event": ("date", "timestamptz"),
    "year": ("date", "integer"),
}
_LONG_AGO = 50
_EARLIEST = 1950


@dataclass(frozen=True)
class PeriodRule:
    """`meta.period` of one table; all empty where the table declares none."""

    column: str = ""
    grain: str = ""
    """day, week, month, quarter, year or event."""
    year_starts: int = 1
    """First month of the fiscal year."""
    format: str = ""
    """Tokens YYYY YY MM MMM DD WW Q and plain text; empty: every spelling that can be read one way only."""
    earliest: int = _EARLIEST
    """A year before it is a slip of the pen (1926 for 2026), not a period."""


def read_period(meta: Entry) -> PeriodRule:
    """The rule of one table; raises ConfigError where it contradicts itself."""
    period = meta.child("period")
    if not period:
        return PeriodRule()
    period.refuse_unknown(PERIOD_KEYS)
    grain = period.choice("grain", GRAINS, None)
    return PeriodRule(
        column=period.text("column"),
        grain=grain,
        year_starts=_number(period, "year_starts", 1, range(1, 13)),
        format=_format(period, grain),
        earliest=_number(period, "earliest", _earliest(meta), range(1900, 2101)),
    )


def check_type(rule: PeriodRule, column: Entry, data_type: str) -> None:
    """Refuse a period column that cannot hold a period: text and fractions are no days."""
    valid = ("date",) if rule.format else _TYPES[rule.grain]
    if data_type not in valid:
        raise ConfigError(
            f"{column.file}, {column.where}: data_type {data_type} tidak dapat menampung periode; pakai "
            f"{' atau '.join(valid)} (tulisan seperti 'Oktober 2026' dibaca menjadi tanggal saat dimuat).",
            f"{column.file}, {column.where}: data_type {data_type} cannot hold a period; use {' or '.join(valid)} "
            "(text such as 'October 2026' is read into a date by the load).",
        )


def _earliest(meta: Entry) -> int:
    """Half a century before the first month expected; a longer series says `earliest` itself."""
    year = re.match(r"\d{4}", meta.text("since", ""))
    return int(year[0]) - _LONG_AGO if year else _EARLIEST


def _number(period: Entry, key: str, default: int, valid: range) -> int:
    value = period.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or value not in valid:
        raise period.error(key, value, (f"{valid[0]} sampai {valid[-1]}",))
    return value


def _format(period: Entry, grain: str) -> str:
    text = period.text("format", "")
    if not text:
        return ""
    # yyyy-mm is meant as YYYY-MM; in a format with words of its own only the capitals are tokens.
    form = text.upper() if re.fullmatch(r"[ymdqw\W\d_]+", text, re.IGNORECASE) else text
    found = TOKENS.findall(form)
    needed = {"day": "DM", "event": "DM", "month": "M", "year": ""}
    names = "".join(sorted({token[0] for token in found} - {"Y"}))
    fits = names in ("Q", "M") if grain == "quarter" else names in ("W", "DM") if grain == "week" else False
    fits = fits or names == needed.get(grain, "?")
    once = len(found) == len({token[0] for token in found})
    if "%" in form or not once or "Y" not in {token[0] for token in found} or not fits:
        raise period.error("format", text, _EXAMPLES.get(grain, ("YYYY-MM",)))
    return form
