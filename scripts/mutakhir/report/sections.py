"""Sections of the page that hold as many lines as they may, and say how many more there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mutakhir.report.leader import CauseLine, DashboardLine
from mutakhir.report.voice import Voice

LEAST_BUDGET = 40_000
"""Characters that the lines of one section may always have; above a thousand data sets BUDGET_PER_DATASET for each,
so that the page grows in line with the warehouse, however long the messages are."""
BUDGET_PER_DATASET = 40
MARKUP_PER_LINE = 150
NAMES_SHOWN = 40

Line = TypeVar("Line")
Source = TypeVar("Source")


def budget_for(datasets: int) -> int:
    """Characters that one section may have on the page of so many data sets."""
    return max(LEAST_BUDGET, BUDGET_PER_DATASET * datasets)


@dataclass(frozen=True, slots=True)
class Section(Generic[Line]):
    """The first lines of a section, and how many more there are."""

    lines: tuple[Line, ...]
    more: int


def section(sources: Sequence[Source], write: Callable[[Source], Line], budget: int) -> Section[Line]:
    """As many lines as `budget` characters hold; at least one, where there is one."""
    lines: list[Line] = []
    spent = 0
    for source in sources:
        line = write(source)
        spent += MARKUP_PER_LINE + length_of(line)
        if lines and spent > budget:
            break
        lines.append(line)
    return Section(tuple(lines), len(sources) - len(lines))


def length_of(value: object) -> int:
    """Characters of a text, or of all texts in a line."""
    if isinstance(value, tuple):
        return sum(length_of(part) for part in value)
    if isinstance(value, DashboardLine):
        return length_of((value.title, value.tool, value.owner)) + length_of(value.causes)
    if isinstance(value, CauseLine):
        return MARKUP_PER_LINE + len(value.title)
    return len(value) if isinstance(value, str) else 0


def names_in_short(names: Sequence[str], voice: Voice) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:NAMES_SHOWN])
    left = len(names) - NAMES_SHOWN
    return f"{shown}, {voice.fill('more_rows', count=left)}" if left > 0 else shown
