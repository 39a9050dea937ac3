"""What earlier runs measured, as the verdicts use it: history/facts.jsonl up to the run that is judged."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import Facts
from mutakhir.artifacts.history import (
    DatasetChange,
    History,
    Measured,
    cut_off_text,
    fold,
    invocation_of,
    lines_before,
    own_lines,
)
from mutakhir.artifacts.history_targets import lines_of_target, other_targets, target_of
from mutakhir.domain.checklist import Evidence
from mutakhir.domain.language import Text

EVIDENCE = "history"
"""Name of the history among the inputs of a check list."""


class Then(NamedTuple):
    """What one line says of one data set."""

    measured_at: datetime
    full: bool
    change: DatasetChange


@dataclass(frozen=True)
class Past:
    """The lines before the run that is judged; `problem` says why they cannot be read."""

    lines: dict[str, Sequence[Then]] = field(default_factory=dict)
    """By data set, oldest first."""
    states: dict[str, Measured] = field(default_factory=dict)
    """What they add up to."""
    measured_at: datetime | None = None
    """Of the last line; None where there is none."""
    evidence: Evidence | None = None
    notices: tuple[Text, ...] = ()
    problem: Text | None = None


NO_PAST = Past()


def past_of(
    history: History, facts: Facts | None, facts_sha256: str, project: str, target: str, *, sample: bool
) -> Past:
    """The past of the run on `target` that exported `facts`, whose bytes have the digest `facts_sha256`.

    `target` is empty where no run log tells it: it is then that of the run's own line, or the only one there is.
    The line of that run itself, and what came after it, are left out: a verdict is the same before and after its own
    line is written.
    """
    measured_at = parse_instant(facts.generated_at) if facts else None
    if facts is None or measured_at is None:
        return NO_PAST
    lines, notices = own_lines(history, project, sample=sample)
    if history.cut_off:
        notices = (*notices, cut_off_text(history.path.name, ""))
    invocation = invocation_of(facts, facts_sha256)
    target = target or target_of(lines, invocation)
    used = lines_before(lines_of_target(lines, target), invocation, measured_at)
    if not used:
        return Past(notices=(*notices, *other_targets(lines, target, measured_at, history.path.name)))
    times = in_order([*(one.measured_at for one in used), measured_at])
    by_dataset: dict[str, list[Then]] = defaultdict(list)
    digest = sha256()
    for one, at in zip(used, times, strict=False):
        digest.update(one.raw.strip() + b"\n")
        for name, change in one.line.changes.items():
            by_dataset[name].append(Then(at, one.line.full, change))
    last = used[-1]
    evidence = Evidence(digest.hexdigest(), last.measured_at, last.line.invocation)
    return Past(dict(by_dataset), fold(used), times[-2], evidence, notices)


def in_order(moments: Sequence[datetime]) -> list[datetime]:
    """`moments` of lines, those of a wrong clock as those of the line before: lines stand in the order they came in.

    Right are the most that follow one another. A line of 2020 would make the whole past open to changes, one of next
    year would keep them findings until then.
    """
    right = _longest_rise(moments)
    found, before = [], moments[right[0]]
    kept = set(right)
    for at, moment in enumerate(moments):
        before = moment if at in kept else before
        found.append(before)
    return found


def _longest_rise(moments: Sequence[datetime]) -> list[int]:
    """Positions of the longest row of moments in which none is before its predecessor."""
    # By length of a row: the earliest moment that one so long ends with, and where that stands.
    tails: list[datetime] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, moment in enumerate(moments):
        length = bisect_right(tails, moment)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [moment]
        ends[length : length + 1] = [at]
    row, at = [], ends[-1]
    while at >= 0:
        row.append(at)
        at = previous[at]
    return row[::-1]
