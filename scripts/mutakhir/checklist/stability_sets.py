"""What appears or vanishes in the whole of a data set: values of its declared dimensions, and its columns.

A value that is new in, or missing from, the newest period alone is judged by `stability_now`; here are those that a
restatement of the past brought or took away (a product that goes by another name in every month).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mutakhir.artifacts.history import DatasetChange, Span

STEADY = 6
"""So many periods in a row make a value one that belongs there."""
STEADY_IN_SHORT = 3
"""In a series that is not yet so long, all of them, and at least so many."""

APPEARED, VANISHED = "value_appeared", "value_vanished"
GAINED, LOST = "column_gained", "column_lost"


def is_steady(periods: int, periods_there: int) -> bool:
    """Whether a value that stands in `periods` of the `periods_there` there are belongs to the data set."""
    return periods >= STEADY or periods == periods_there >= STEADY_IN_SHORT


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value of a dimension that appeared or vanished, with the periods it stood in."""

    kind: str
    dimension: str
    value: str
    span: Span
    since: str | None = None
    """The period in which it appeared or was first missed; None where it is the whole past that changed."""


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that was gained or lost; `in_warehouse`: one of its table, else of a delivery."""

    kind: str
    column: str
    in_warehouse: bool


@dataclass(slots=True)
class ValueWalk:
    """Values that stand in the data set, those that ever did, and the changes not yet shown by a cycle."""

    _known: dict[str, dict[str, Span]] = field(default_factory=dict)
    _once: dict[str, set[str]] = field(default_factory=dict)
    _pending: dict[tuple[str, str], tuple[str, ValueChange]] = field(default_factory=dict)

    def step(
        self,
        cycle: str,
        changes: Mapping[str, Mapping[str, Span | None] | None],
        periods: tuple[int, int],
        newest_known: str,
    ) -> None:
        """Go on to a line: `periods` are how many there were before it and are after it.

        A value counts as appeared where it stands in periods up to `newest_known`, which were known without it.
        """
        self._pending = {key: kept for key, kept in self._pending.items() if cycle <= kept[0]}
        for dimension, values in changes.items():
            if values is None:
                self._forget(dimension)
            elif dimension not in self._known:
                self._known[dimension] = {value: span for value, span in values.items() if span is not None}
                self._once[dimension] = set(values)
            else:
                for value, span in values.items():
                    self._value(cycle, dimension, value, span, periods, newest_known)

    def pending(self, cycle: str) -> tuple[ValueChange, ...]:
        """The changes that came in `cycle`."""
        return tuple(change for _, (since, change) in sorted(self._pending.items()) if cycle <= since)

    def _value(
        self, cycle: str, dimension: str, value: str, span: Span | None, periods: tuple[int, int], newest_known: str
    ) -> None:
        known, once, key = self._known[dimension], self._once[dimension], (dimension, value)
        before = known.pop(value, None)
        if span is None:
            if self._pending.pop(key, None) is None and before and periods[1] and is_steady(before[2], periods[0]):
                self._pending[key] = (cycle, ValueChange(VANISHED, dimension, value, before))
            return
        known[value] = span
        if before is None:
            self._pending.pop(key, None)
            if value not in once and span[0] <= newest_known and is_steady(span[2], periods[1]):
                self._pending[key] = (cycle, ValueChange(APPEARED, dimension, value, span))
            once.add(value)

    def _forget(self, dimension: str) -> None:
        self._known.pop(dimension, None)
        for key in [key for key in self._pending if key[0] == dimension]:
            del self._pending[key]


@dataclass(slots=True)
class ColumnWalk:
    """The same for columns: those of the warehouse, and the undeclared ones of the newest delivery."""

    _columns: frozenset[str] | None = None
    _extra: frozenset[str] | None = None
    _once: set[tuple[bool, str]] = field(default_factory=set)
    _pending: dict[tuple[bool, str], tuple[str, str]] = field(default_factory=dict)

    def step(self, cycle: str, change: DatasetChange) -> None:
        """Go on to a line; a table without any column is one that is not there, and says nothing."""
        self._pending = {key: kept for key, kept in self._pending.items() if cycle <= kept[0]}
        if change.columns:
            now = frozenset(change.columns)
            self._compare(cycle, self._columns, now, in_warehouse=True)
            self._columns = now
        if self._extra is None or change.extra_columns is not None:
            named = frozenset(name for name in change.extra_columns or () if name.strip())
            self._compare(cycle, self._extra, named, in_warehouse=False)
            self._extra = named

    def pending(self, cycle: str) -> tuple[ColumnChange, ...]:
        """The changes that came in `cycle`."""
        return tuple(
            ColumnChange(kind, column, in_warehouse)
            for (in_warehouse, column), (since, kind) in sorted(self._pending.items())
            if cycle <= since
        )

    def _compare(self, cycle: str, before: frozenset[str] | None, now: frozenset[str], *, in_warehouse: bool) -> None:
        for name in now - (before or frozenset()):
            key = (in_warehouse, name)
            if self._pending.pop(key, None) is None and before is not None and key not in self._once:
                self._pending[key] = (cycle, GAINED)
            self._once.add(key)
        for name in (before or frozenset()) - now:
            if self._pending.pop((in_warehouse, name), None) is None and in_warehouse:
                self._pending[in_warehouse, name] = (cycle, LOST)
