"""One cell to one value of the declared type, or UNREADABLE; never a guess, never a silent misreading."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum

from mutakhir.declared.period import PeriodRule
from mutakhir.declared.tables import Column, Origin
from mutakhir.load import dates
from mutakhir.load.periods import NotAPeriod, no_year_of, read_period
from mutakhir.load.sheet import Broken, Cell


class Unreadable(Enum):
    """The one value that says a cell could not be read as its type."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE
TYPE_WORDS = {
    "date": "tanggal",
    "timestamptz": "waktu",
    "numeric": "angka",
    "integer": "bilangan bulat",
    "varchar": "teks",
}
Value = date | datetime | Decimal | int | str | None
ReadCell = Value | Unreadable
Reader = Callable[[Cell], ReadCell]

_SCALE = Decimal("0.000001")
_LIMIT = Decimal(10) ** 22
# Spaces partners and spreadsheets put into numbers and heads, and marks that cannot be seen at all.
_SPACES, _UNSEEN = "\u00a0\u2007\u2009\u202f\t\r\n", "\ufeff\u200b\u200e\u200f\x00"
_MENDED = {**dict.fromkeys(map(ord, _SPACES), " "), **dict.fromkeys(map(ord, _UNSEEN), None)}
_ODD = re.compile(f"[{_SPACES}{_UNSEEN}]")
_NOTHING = frozenset({"", "-", "\u2013", "\u2014", "\u2212", "--"})
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-"})
# A grouped number never begins with 0: "0.123" where groups are dots is no 123.
_NUMBER = {
    style: re.compile(
        rf"(?P<sign>[+-]?) ?(?:(?P<whole>[1-9]\d{{0,2}}(?P<sep>[{group} ])\d{{3}}(?:(?P=sep)\d{{3}})*|\d+)"
        rf"(?:{point}(?P<part>\d+))?|{point}(?P<only>\d+))(?P<exp>[eE][+-]?\d{{1,3}})?"
    )
    for style, group, point in (("id", ".", ","), ("en", ",", r"\."))
}


def tidy(value: str) -> str:
    """Text without invisible marks, with plain spaces, without space at its ends."""
    # Most cells hold nothing to mend: one search is much cheaper than two translations.
    return (value.translate(_MENDED) if _ODD.search(value) else value).strip()


def is_blank(value: Cell) -> bool:
    """Nothing stands in the cell."""
    if type(value) is str:
        return not value or (not value[0].isalnum() and not tidy(value))
    return value is None


def shown(value: Cell) -> str:
    """A cell as a person sees it: whole numbers without `.0`, midnight without a time."""
    if value is None or isinstance(value, str):
        return tidy(value or "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return str(value)


def reader_for(column: Column, origin: Origin) -> Reader:
    """The function that reads cells of this column; it remembers texts, since columns repeat themselves."""
    style, percent = origin.numbers, is_percent(column.unit)
    make: dict[str, Reader] = {
        "varchar": _varchar,
        "numeric": lambda cell: number(cell, style, percent),
        "integer": lambda cell: _whole(number(cell, style, percent)),
        "date": lambda cell: _date(cell, origin),
        "timestamptz": lambda cell: _moment(cell, origin),
    }
    read = make[column.data_type]
    if column.period:
        read = _period_reader(column.period, column, origin, read)
    known: dict[str, ReadCell] = {}

    def remembering(cell: Cell) -> ReadCell:
        if type(cell) is not str:
            return UNREADABLE if type(cell) is Broken else read(cell)
        if cell not in known:
            known[cell] = None if tidy(cell) in _NOTHING else read(cell)
        return known[cell]

    return remembering


def number(cell: Cell, style: str, percent: bool = False) -> Decimal | Unreadable | None:
    """A number written `id` (1.234,5) or `en` (1,234.5), or a native one, rounded to six decimals.

    "(5)" is -5. A percent sign is read only where the column's unit is percent (`percent`): elsewhere 12% may mean
    12 or 0.12.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        text = tidy(cell).translate(_SIGNS)
        if percent and text.endswith("%"):
            text = text[:-1].rstrip()
        return None if text in _NOTHING else _written(text, style)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
        return _fits(Decimal(repr(cell)))
    return UNREADABLE


def _written(text: str, style: str) -> Decimal | Unreadable:
    bracketed = text.startswith("(") and text.endswith(")")
    found = _NUMBER[style].fullmatch(text[1:-1].strip() if bracketed else text)
    if found is None or (bracketed and found["sign"]) or (found["exp"] and found["sep"]):
        return UNREADABLE
    whole = (found["whole"] or "0").replace(found["sep"] or " ", "")
    sign = "-" if bracketed or found["sign"] == "-" else ""
    return _fits(Decimal(f"{sign}{whole}.{found['part'] or found['only'] or 0}{found['exp'] or ''}"))


def _fits(value: Decimal) -> Decimal | Unreadable:
    return value.quantize(_SCALE, ROUND_HALF_EVEN) if abs(value) < _LIMIT else UNREADABLE


def _whole(value: Decimal | Unreadable | None) -> int | Unreadable | None:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() and abs(value) < 2**63 else UNREADABLE


def is_percent(unit: str) -> bool:
    """The unit of a column is percent."""
    return unit.casefold().startswith(("persen", "%"))


def _varchar(cell: Cell) -> str | None:
    return shown(cell) or None


def why_unreadable(cell: Cell, column: Column, origin: Origin) -> NotAPeriod:
    """Why a cell that is UNREADABLE in its column is so, as the end of a sentence."""
    if column.period is None or isinstance(cell, Broken):
        return NotAPeriod(f", bukan {TYPE_WORDS[column.data_type]} yang terbaca")
    if column.data_type == "date":
        found: object = read_period(cell, shown(cell), column.period, origin)
    else:
        found = _judged(reader_for(replace(column, period=None), origin)(cell), column.period)
    return found if isinstance(found, NotAPeriod) else why_unreadable(cell, replace(column, period=None), origin)


def _period_reader(rule: PeriodRule, column: Column, origin: Origin, read: Reader) -> Reader:
    """A reader of periods; a year that must be a slip of the pen is unreadable, whatever the type of the column."""

    def period(cell: Cell) -> ReadCell:
        if is_blank(cell):
            return None
        found = (
            read_period(cell, shown(cell), rule, origin) if column.data_type == "date" else _judged(read(cell), rule)
        )
        return UNREADABLE if isinstance(found, NotAPeriod) else found

    return period


def _judged(value: ReadCell, rule: PeriodRule) -> ReadCell | NotAPeriod:
    """A moment, or a year as a number, unless its year must be a slip of the pen."""
    year = value if isinstance(value, int) else value.year if isinstance(value, date) else None
    return value if year is None else no_year_of(year, rule) or value


def _date(cell: Cell, origin: Origin) -> date | Unreadable | None:
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        found = dates.parse_date(tidy(cell), origin.dates, origin.zone)
    else:
        found = dates.native_date(cell)
    return UNREADABLE if found is None else found


def _moment(cell: Cell, origin: Origin) -> datetime | Unreadable | None:
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        found = dates.parse_moment(tidy(cell), origin.dates, origin.zone)
    else:
        found = None if isinstance(cell, (time, timedelta)) else dates.native_moment(cell, origin.zone)
    return UNREADABLE if found is None else found.astimezone(timezone.utc)
