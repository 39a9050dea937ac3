"""Whose lines of a history are whose: a warehouse is compared with its own past, never with that of a copy beside it.

Which lines are a target's, and what they add up to, rests on nothing that comes after them: else a line that was
written as a change from a state would later be read as one from another.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from mutakhir.artifacts.history import DatasetChange, Measured, Recorded, advance, change_between
from mutakhir.domain.language import Text


def lines_of_target(lines: Sequence[Recorded], target: str) -> list[Recorded]:
    """Those of `lines` (of one project) that are of `target`, each as a change from the one before it in the result.

    A line that names no target is of every one until a line of another target comes. Lines that were written as changes
    from a line of any target are told anew, as changes from the line before of their own.
    """
    found: list[Recorded] = []
    together: dict[str, Measured] = {}
    own: dict[str, Measured] = {}
    strangers = False
    for one in lines:
        mine = one.line.target == target or not (one.line.target or strangers)
        advance(together, one.line)
        strangers = strangers or not mine
        if mine:
            anew = strangers and not one.line.by_target
            found.append(_told_anew(one, _between(own, together), full=not found) if anew else one)
            advance(own, found[-1].line)
    return found


def _told_anew(one: Recorded, changes: dict[str, DatasetChange], *, full: bool) -> Recorded:
    line = msgspec.structs.replace(one.line, full=full, changes=changes)
    return Recorded(line, one.raw, one.number, one.measured_at)


def _between(own: dict[str, Measured], together: dict[str, Measured]) -> dict[str, DatasetChange]:
    changes = {name: change_between(own.get(name) or Measured(), state) for name, state in together.items()}
    return {name: change for name, change in changes.items() if change != DatasetChange()}


def target_of(lines: Sequence[Recorded], invocation: str) -> str:
    """The target of a run that no log binds: that of its own line, or the only one there is; else empty."""
    own = {one.line.target for one in lines if one.line.invocation == invocation}
    named = own or {one.line.target for one in lines}
    return named.pop() if len(named - {""}) == len(named) == 1 else ""


def other_targets(lines: Sequence[Recorded], target: str, until: datetime, name: str) -> tuple[Text, ...]:
    """The sentence for a history `name` that holds only runs of other targets; none where it holds none of these."""
    others = sorted({one.line.target for one in lines if one.measured_at <= until} - {"", target})
    if not others:
        return ()
    listed, shown = ", ".join(others), target or "-"
    return (
        Text(
            f"{name} belum memuat hitungan target {shown}, hanya {listed}: kestabilan dibandingkan mulai run "
            "berikutnya",
            f"{name} holds no counts of target {shown} yet, only of {listed}: stability is compared from the next run "
            "on",
        ),
    )
