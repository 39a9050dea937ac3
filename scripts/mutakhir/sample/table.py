"""What an area module says of one sample table: its rows for a period, and when partners deliver them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

Row = dict[str, object]
"""One row by landing column name: date, int, float, Decimal, str or None; never already formatted text."""

Every = Literal["day", "trading_day", "week", "month", "quarter", "year"]


@dataclass(frozen=True)
class SampleTable:
    """Recipe of one sample table.

    `rows(start, rng)` returns the rows of the delivery for the period that begins on `start` (a Monday for a week,
    the first day for month, quarter and year); it must depend on nothing but its arguments, so that the same as-of
    gives the same bytes. A delivery comes `lag_days` calendar days after the period's last day.
    """

    rows: Callable[[date, Random], list[Row]]
    every: Every
    lag_days: int


def chance(*words: str) -> Random:
    """Chance that is the same for the same words on every machine and in every run."""
    return Random(":".join(words))
