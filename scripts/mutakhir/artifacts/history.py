"""history/facts.jsonl (schema mutakhir.history/1): what each run measured, append-only, one line a run.

A line holds only what changed since the state that the lines before it add up to; the first one is full. A line is
known by the invocation that measured it. Several projects and targets may share a file; each has a state of its own
(`history_targets`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import msgspec

from mutakhir.artifacts.facts import DatasetFacts, Facts, PeriodFacts
from mutakhir.domain.language import Text

HISTORY_SCHEMA = "mutakhir.history/1"
SAMPLE_FOLDER = "contoh"
FILE_NAME = "facts.jsonl"
LONGEST = 400
"""Digits of a total; what is longer is no amount, and would fill the memory once it is written out."""

Span = tuple[str, str, int]
"""Of a value: first and last period, and in how many periods it stands."""
Values = dict[str, dict[str, Span]]
"""Spans of values by dimension."""


class PeriodState(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one period held: rows in force, reporters, control totals as decimal text."""

    rows: int
    reporters: int | None = None
    totals: dict[str, str | None] = {}


class DatasetChange(msgspec.Struct, omit_defaults=True):
    """What changed of one data set since the line before; null where something is no longer there."""

    periods: dict[str, PeriodState | None] = {}
    values: dict[str, dict[str, Span | None] | None] = {}
    columns: list[str] | None = None
    """All of them, in lower case, where they changed."""
    extra_columns: list[str] | None = None
    latest: str | None = None
    """Newest period that is there, where periods changed."""


class HistoryLine(msgspec.Struct):
    """One run."""

    schema: str
    invocation: str
    measured_at: str
    project: str
    target: str = ""
    tool_version: str = ""
    sample: bool = False
    full: bool = False
    """Data sets are held whole, whatever the lines before say."""
    by_target: bool = False
    """Changes count from the line before of this target; at first they counted from the line before of any."""
    changes: dict[str, DatasetChange] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class Measured:
    """The state of one data set after some lines."""

    periods: dict[str, PeriodState] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    extra_columns: list[str] = field(default_factory=list)

    def apply(self, change: DatasetChange) -> None:
        """Go on to the state after `change`."""
        _merge(self.periods, change.periods)
        for dimension, values in change.values.items():
            if values is None:
                self.values.pop(dimension, None)
            else:
                _merge(self.values.setdefault(dimension, {}), values)
        self.columns = self.columns if change.columns is None else change.columns
        self.extra_columns = self.extra_columns if change.extra_columns is None else change.extra_columns


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line, its bytes, its number in the file (from 1), and the moment it speaks of (UTC)."""

    line: HistoryLine
    raw: bytes
    number: int
    measured_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """The file as read; `cut_off` is what a writer that died left behind the last whole line."""

    path: Path
    lines: tuple[Recorded, ...] = ()
    whole: int = 0
    """Bytes up to the end of the last whole line."""
    cut_off: bytes = b""


def history_path(folder: Path, *, sample: bool) -> Path:
    """The file for real or for sample runs: a made-up past never meets a real one."""
    return (folder / SAMPLE_FOLDER if sample else folder) / FILE_NAME


def invocation_of(facts: Facts, sha256: str) -> str:
    """What a run's facts are known by: the id they carry, the digest `sha256` of facts.json where they carry none."""
    return facts.invocation_id or sha256


def cut_off_text(name: str, kept_in: str) -> Text:
    """The sentence for a last line that was cut off; `kept_in` is where it was set aside, empty where it stays."""
    if kept_in:
        return Text(
            f"Baris terakhir {name} terpotong (penulisnya terhenti) dan disisihkan ke {kept_in}.",
            f"The last line of {name} was cut off (its writer was stopped) and was set aside in {kept_in}.",
        )
    return Text(
        f"Baris terakhir {name} terpotong (penulisnya terhenti) dan tidak dipakai.",
        f"The last line of {name} was cut off (its writer was stopped) and was not used.",
    )


def own_lines(history: History, project: str, *, sample: bool) -> tuple[list[Recorded], tuple[Text, ...]]:
    """The lines of `project`, sample or real, and a sentence about those that are of another."""
    own = [one for one in history.lines if one.line.project == project and one.line.sample == sample]
    if not (others := len(history.lines) - len(own)):
        return own, ()
    name = history.path.name
    return own, (
        Text(
            f"{others} baris {name} berasal dari proyek lain dan tidak dipakai.",
            f"{others} line{'s' if others > 1 else ''} of {name} of another project not used.",
        ),
    )


def lines_before(lines: list[Recorded], invocation: str, measured_at: datetime) -> list[Recorded]:
    """The lines that facts measured at `measured_at` are compared with.

    Those before the line of their own `invocation`, all where it is not there yet; of these without the last ones that
    were measured later: facts of the past must not know what came after them.
    """
    own = next((at for at, one in enumerate(lines) if one.line.invocation == invocation), len(lines))
    while own and lines[own - 1].measured_at > measured_at:
        own -= 1
    return lines[:own]


def fold(lines: Iterable[Recorded]) -> dict[str, Measured]:
    """The state of every data set after `lines`."""
    states: dict[str, Measured] = {}
    for one in lines:
        advance(states, one.line)
    return states


def advance(states: dict[str, Measured], line: HistoryLine) -> None:
    """Take `states` on to those after `line`."""
    for name, change in line.changes.items():
        if line.full or name not in states:
            states[name] = Measured()
        states[name].apply(change)


def changes_since(states: dict[str, Measured], facts: Facts) -> dict[str, DatasetChange]:
    """What `facts` say other than `states`, by data set; one that could not be counted says nothing."""
    found = {
        name: change_of(states.get(name), counted)
        for name, counted in sorted(facts.datasets.items())
        if not counted.error
    }
    return {name: change for name, change in found.items() if change != DatasetChange()}


def change_of(before: Measured | None, counted: DatasetFacts) -> DatasetChange:
    """The change from `before` to what was counted now."""
    return change_between(before or Measured(), measured_of(counted))


def change_between(old: Measured, new: Measured) -> DatasetChange:
    """The change that leads from `old` to `new`."""
    periods = _difference(old.periods, new.periods)
    values: dict[str, dict[str, Span | None] | None] = {
        dimension: None for dimension in old.values if dimension not in new.values
    }
    for dimension, spans in new.values.items():
        if (changed := _difference(old.values.get(dimension, {}), spans)) or dimension not in old.values:
            values[dimension] = changed
    return DatasetChange(
        periods=periods,
        values=values,
        columns=new.columns if new.columns != old.columns else None,
        extra_columns=new.extra_columns if new.extra_columns != old.extra_columns else None,
        latest=max(new.periods, default=None) if periods else None,
    )


def measured_of(counted: DatasetFacts) -> Measured:
    """What was counted as a state; a period without rows in force is not there."""
    return Measured(
        periods={one.period: _state_of(one) for one in sorted(counted.periods, key=_by_code) if one.rows > 0},
        values={
            dimension: {one.value: (one.first, one.last, one.periods) for one in spans}
            for dimension, spans in sorted(counted.values.items())
        },
        columns=sorted({name.lower() for name in counted.columns}),
        extra_columns=sorted(set(counted.extra_columns)),
    )


def _by_code(one: PeriodFacts) -> str:
    return one.period


def _state_of(one: PeriodFacts) -> PeriodState:
    totals = {name: plain(total) for name, total in sorted(one.totals.items())}
    return PeriodState(one.rows, one.reporters, totals)


def plain(total: str | None) -> str | None:
    """A decimal number in one spelling whatever adapter wrote it: 1.50, 1.5E0 and 1.5 are 1.5."""
    try:
        number = Decimal(total) if total is not None else None
    except InvalidOperation:
        return total
    if number is None or not number.is_finite() or abs(number.adjusted()) > LONGEST:
        return total
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0", "-") else text


ValueT = TypeVar("ValueT")


def _merge(into: dict[str, ValueT], changed: Mapping[str, ValueT | None]) -> None:
    for key, value in changed.items():
        if value is None:
            into.pop(key, None)
        else:
            into[key] = value


def _difference(old: Mapping[str, ValueT], new: Mapping[str, ValueT]) -> dict[str, ValueT | None]:
    gone: dict[str, ValueT | None] = {key: None for key in old if key not in new}
    return gone | {key: value for key, value in new.items() if old.get(key) != value}
