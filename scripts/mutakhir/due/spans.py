"""Runs of periods that follow one another, so that thirty missing days are said in one line."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mutakhir.due.periods import Grain, Period

_QUARTER = "-TW"


class Span(NamedTuple):
    """Periods from the code `first` to the code `last` without a gap; `size` of them."""

    first: str
    last: str
    size: int


def spans(codes: Sequence[str], grain: str, newest: str | None = None) -> list[Span]:
    """The missing codes (oldest first) as runs; a code that is no period of `grain` stands alone.

    All that come after `newest`, the newest period that is there, are one run: whatever lies between them, such as
    days on which a market is closed, was never expected.
    """
    found: list[Span] = []
    awaited = ""
    for code in codes:
        tail = bool(newest) and bool(found) and found[-1].first > str(newest)
        if found and (code == awaited or tail):
            found[-1] = Span(found[-1].first, code, found[-1].size + 1)
        else:
            found.append(Span(code, code, 1))
        awaited = _next(code, grain)
    return found


def _next(code: str, grain: str) -> str:
    """The code after `code`; empty where there is none."""
    try:
        return Period(_start(code), Grain(grain)).next.code
    except (ValueError, OverflowError):
        return ""


def _start(code: str) -> date:
    """First day of a period by its code; ValueError where it is none."""
    year, quarter, number = code.partition(_QUARTER)
    if quarter:
        return date(int(year), 3 * int(number) - 2, 1)
    parts = [int(part) for part in code.split("-")]
    year_month_day = (*parts, 1, 1)[:3]
    return date(*year_month_day)
