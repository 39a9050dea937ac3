"""What today's facts alone say of a data set's stability: periods that cannot be, rows without one, values that stop.

A value of a declared dimension is missed from the first period on that fell due and is there with all its reporters,
where it stood in every period before; it is new in the first period it ever stands in. Both only in periods that no
earlier cycle has shown, and in dimensions whose values are steady: where codes come and go, that is no news.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import DatasetFacts, FactsDifference, PeriodFacts, ValueFacts
from mutakhir.checklist import stability_words as words
from mutakhir.checklist.identities import Identity
from mutakhir.checklist.stability_sets import APPEARED, STEADY, STEADY_IN_SHORT, VANISHED, ValueChange
from mutakhir.checklist.stability_walk import Rules
from mutakhir.domain.axes import StabilityFinding
from mutakhir.due.periods import Grain

_STEADY_SHARE = 0.9
_FEW = 20
"""One in so many values may come or leave within half a dozen periods."""


@dataclass(frozen=True, slots=True)
class Today:
    """What today's facts are judged by."""

    as_of: datetime
    day: date
    """The day of `as_of` in the procedure's zone."""
    rules: Rules
    zone: tzinfo
    shown_until: str | None = None
    """Newest period that an earlier cycle has shown; None where there is no past."""
    identities: tuple[Identity, ...] = ()
    reporter_column: str = ""


def findings_now(counted: DatasetFacts, today: Today, differences: Sequence[FactsDifference]) -> list[StabilityFinding]:
    """Findings that need no past."""
    periods = sorted((one for one in counted.periods if one.rows > 0), key=lambda one: one.period)
    newest = today.rules.newest_on(today.day)
    found = [finding for one in periods if (finding := _misplaced(one, newest, today)) is not None]
    if counted.rows_without_period > 0:
        found.append(words.without_period(counted.rows_without_period))
    found.extend(_broken(periods, today))
    found.extend(words.recount(one, today.rules.grain) for one in differences)
    if today.rules.grain is not Grain.EVENT:
        there = [one.period for one in periods if one.period <= newest and not today.rules.is_impossible(one.period)]
        found.extend(words.value(change, today.rules.grain) for change in value_changes(counted, there, today))
    return found


def _misplaced(one: PeriodFacts, newest: str, today: Today) -> StabilityFinding | None:
    """A period that lies in the future, however far (as the dbt test has it), or in a year that cannot be meant."""
    if today.rules.is_impossible(one.period):
        return words.misplaced("impossible_period", one.period, one.rows, today.rules.grain)
    if one.period > newest and today.rules.fits(one.period):
        return words.misplaced("future_period", one.period, one.rows, today.rules.grain)
    return None


def _broken(periods: Sequence[PeriodFacts], today: Today) -> Iterator[StabilityFinding]:
    for identity in today.identities:
        for one in periods:
            sides = identity.sides(one.totals)
            if sides is not None and not identity.holds(*sides):
                yield words.broken(identity, one.period, sides, today.rules.grain)


def value_changes(counted: DatasetFacts, there: Sequence[str], today: Today) -> Iterator[ValueChange]:
    """Values that stopped, or began, in periods that no earlier cycle has shown.

    `there` are the codes of the periods that hold rows and may be, oldest first.
    """
    if not counted.values:
        return
    due = _due(counted, today)
    complete = _complete(counted, there, due)
    fresh = _fresh(there, due, complete, today)
    for dimension, values in sorted(counted.values.items()):
        if dimension == today.reporter_column:
            continue
        for value in sorted(values, key=lambda one: one.value):
            span = (value.first, value.last, value.periods)
            missed = next((code for code in complete if code > value.last), "")
            if missed in fresh and _stood(value, there) and _is_steady(values, there, missed):
                yield ValueChange(VANISHED, dimension, value.value, span, missed)
            elif value.first in fresh and _is_steady(values, there, value.first):
                yield ValueChange(APPEARED, dimension, value.value, span, value.first)


def _due(counted: DatasetFacts, today: Today) -> dict[str, datetime]:
    """The periods that fell due, and when."""
    moments = ((one.period, parse_instant(one.due_at)) for one in counted.obligations)
    return {period: at for period, at in moments if at is not None and at <= today.as_of}


def _complete(counted: DatasetFacts, there: Sequence[str], due: Collection[str]) -> list[str]:
    """The periods that fell due and are there with all their reporters, oldest first."""
    short = {one.period for one in counted.obligations if one.missing}
    return [code for code in there if code in due and code not in short]


def _fresh(there: Sequence[str], due: Mapping[str, datetime], complete: Sequence[str], today: Today) -> frozenset[str]:
    """The periods that no earlier cycle has shown, and those that fell due in this one.

    Where there is no past to tell what was shown, the two newest are: the one that came last and the one due last.
    """
    begins = datetime.combine(today.day.replace(day=1), time(), today.zone)
    now = {period for period, at in due.items() if at >= begins}
    if today.shown_until is None:
        now.update((*there[-1:], *complete[-1:]))
    return frozenset(
        code for code in there if code in now or (today.shown_until is not None and code > today.shown_until)
    )


def _stood(value: ValueFacts, there: Sequence[str]) -> bool:
    """Whether the value stood in every period from its first to its last, long enough to belong there."""
    first, after = bisect_left(there, value.first), bisect_right(there, value.last)
    steady = value.periods >= STEADY or (first == 0 and value.periods >= STEADY_IN_SHORT)
    return steady and value.periods == after - first


def _is_steady(values: Sequence[ValueFacts], there: Sequence[str], until: str) -> bool:
    """Whether the values stand without gaps (nearly all), and next to none came or left of late, `until` apart."""
    at = bisect_left(there, until)
    others = [
        (bisect_left(there, one.first), bisect_right(there, one.last), one.periods)
        for one in values
        if one.first != until
    ]
    if at < STEADY_IN_SHORT or not any(first < at for first, _, _ in others):
        return False
    without_gap = sum(periods >= after - first for first, after, periods in others)
    late = max(at - STEADY, 1)
    came = sum(first >= late for first, _, _ in others)
    left = sum(late <= after < len(there) and after != at for _, after, _ in others)
    return without_gap >= _STEADY_SHARE * len(others) and max(came, left) <= max(1, len(others) // _FEW)
