"""What earlier runs measured, as the verdicts use it: history/facts.jsonl up to the run that is judged."""

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


def past_of(history: History, facts: Facts | None, facts_sha256: str, project: str, *, sample: bool) -> Past:
    """The past of the run that exported `facts`, whose bytes have the digest `facts_sha256`.

    The line of that run itself, and what came after it, are left out: a verdict is the same before and after its own
    line is written.
    """
    measured_at = parse_instant(facts.generated_at) if facts else None
    if facts is None or measured_at is None:
        return NO_PAST
    own, notices = own_lines(history, project, sample=sample)
    if history.cut_off:
        notices = (*notices, cut_off_text(history.path.name, ""))
    used = lines_before(own, invocation_of(facts, facts_sha256), measured_at)
    if not used:
        return Past(notices=notices)
    lines: dict[str, list[Then]] = defaultdict(list)
    digest = sha256()
    for one in used:
        digest.update(one.raw.strip() + b"\n")
        for name, change in one.line.changes.items():
            lines[name].append(Then(one.measured_at, one.line.full, change))
    last = used[-1]
    evidence = Evidence(digest.hexdigest(), last.measured_at, last.line.invocation)
    return Past(dict(lines), fold(used), last.measured_at, evidence, notices)
