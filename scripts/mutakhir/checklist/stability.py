"""Axis stability: what of a data set's past changed without being announced.

Two kinds of findings: those that today's facts show by themselves (`stability_now`), and those that only a comparison
with earlier runs shows (`stability_walk`). Without an earlier run the axis does not apply unless the former found
something; where the facts, the history or an identity cannot be read it is not checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Any

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import DatasetFacts, Facts, FactsDifference
from mutakhir.artifacts.history import change_of
from mutakhir.checklist import stability_words as words
from mutakhir.checklist.identities import Identity, parse_identity
from mutakhir.checklist.past import NO_PAST, Past
from mutakhir.checklist.stability_now import Today, findings_now
from mutakhir.checklist.stability_sets import GAINED
from mutakhir.checklist.stability_walk import PeriodChange, Rules, Walk, Walked
from mutakhir.checklist.words import join, listing
from mutakhir.domain.axes import Stability, StabilityFinding
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.dates import day_text, period_text
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.due.periods import Grain
from mutakhir.errors import ConfigError

_LONG_AGO = 50
_EARLIEST = 1900
_ORDER = (
    "period_regressed", "period_vanished", "future_period", "impossible_period", "without_period", "rows_lost",
    "total_changed", "rows_changed", "identity_broken", "value_vanished", "value_appeared", "column_lost",
    "column_gained", "recount_differs",
)  # fmt: skip
"""Kinds of findings, worst first."""

NO_RULE = Text("tidak ada aturan", "no rule is declared")
_NO_PAST = Text("belum ada pembanding", "nothing to compare with yet")
_NO_ROWS = Text("belum ada isi yang dapat dibandingkan", "it holds nothing to compare yet")
_NO_FACTS = Text(
    "isinya belum dihitung: jalankan `mutakhir facts`", "its contents were not counted: run `mutakhir facts`"
)


@dataclass(frozen=True)
class Counting:
    """What all data sets share: the moment of the verdict, when the facts were measured, and what a recount found."""

    as_of: datetime
    measured_at: datetime
    zone: tzinfo
    differences: dict[str, list[FactsDifference]] = field(default_factory=dict)
    """By data set; those of a recount in this cycle."""
    problem: Text | None = None
    """Why no facts can be used (too old); None where they can."""


def counting_of(facts: Facts | None, as_of: datetime, zone: tzinfo, problem: Text | None = None) -> Counting:
    """Read from facts.json what all data sets share."""
    measured_at = (parse_instant(facts.generated_at) if facts else None) or as_of
    differences: dict[str, list[FactsDifference]] = {}
    recounted_at = (parse_instant(facts.recounted_at) if facts else None) or measured_at
    if facts is not None and _month(recounted_at, zone) == _month(measured_at, zone):
        for one in facts.differences:
            differences.setdefault(one.dataset, []).append(one)
    return Counting(as_of, measured_at, zone, differences, problem)


def _month(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m}"


def judge_stability(dataset: Dataset, counted: DatasetFacts | None, past: Past | None, counting: Counting) -> Stability:
    """Verdict on the stability of `dataset`; `past` None is no history at all."""
    past = past or NO_PAST
    try:
        rules = _rules(dataset, counted)
        if rules is None:
            return Stability(Status.NOT_APPLICABLE, NO_RULE)
        today = _today(dataset, rules, counting)
    except ConfigError as error:
        return Stability(Status.NOT_CHECKED, Text(str(error), error.english))
    if (problem := _uncounted(counted, counting)) is not None or counted is None:
        return Stability(Status.NOT_CHECKED, problem or _NO_FACTS)
    return _compared(dataset, counted, past, counting, today)


def _compared(dataset: Dataset, counted: DatasetFacts, past: Past, counting: Counting, today: Today) -> Stability:
    """The verdict where there are facts and rules."""
    rules, differences = today.rules, counting.differences.get(dataset.name, ())
    if past.problem is not None:
        return Stability(Status.NOT_CHECKED, past.problem, _sorted(findings_now(counted, today, differences)))
    walked = _walked(dataset.name, counted, past, rules, counting)
    found = findings_now(counted, replace(today, shown_until=walked.shown_until), differences)
    found.extend(_from_walk(walked, dataset, rules.grain, found))
    compared_with = past.measured_at if walked.compared else None
    noted = tuple(finding for change in walked.noted for finding in words.changed(change, rules.grain))
    if found:
        return Stability(Status.QUALITY_ISSUE, _reason(_sorted(found)), _sorted(found), noted, compared_with)
    if compared_with is None:
        return Stability(Status.NOT_APPLICABLE, _NO_PAST if any(one.rows for one in counted.periods) else _NO_ROWS)
    return Stability(Status.UP_TO_DATE, _fine(compared_with, walked, rules, counting.zone), (), noted, compared_with)


def _uncounted(counted: DatasetFacts | None, counting: Counting) -> Text | None:
    if counting.problem is not None:
        return counting.problem
    if counted is not None and counted.error:
        said = " ".join(counted.error.split())[:300]
        return Text(f"isi tabelnya tidak dapat dihitung: {said}", f"its table could not be counted: {said}")
    return None


def _rules(dataset: Dataset, counted: DatasetFacts | None) -> Rules | None:
    """What the data set declares of its periods; None where it declares none that is known."""
    period = dataset.meta.get("period")
    try:
        grain = Grain(period.get("grain")) if isinstance(period, dict) else None
    except ValueError:
        grain = None
    if grain is None or not isinstance(period, dict):
        return None
    return Rules(
        grain,
        restates=_whole(dataset.meta.get("restates"), 0, range(10_000)),
        year_starts=_whole(period.get("year_starts"), 1, range(1, 13)),
        ahead=int(_is_plan(counted)),
        earliest=_earliest(dataset.meta),
    )


def _is_plan(counted: DatasetFacts | None) -> bool:
    """Whether periods fall due before they are over, as plans and opening balances do: the next one may be there."""
    return any(one.due_at[:10] < one.end for one in (counted.obligations if counted else ()))


def _whole(value: Any, default: int, valid: range) -> int:
    return value if isinstance(value, int) and value in valid else default


def _today(dataset: Dataset, rules: Rules, counting: Counting) -> Today:
    measures = _strings(dataset.meta.get("measures"))
    where = f"{dataset.file_path or dataset.name}, {dataset.name}, identities"
    identities: tuple[Identity, ...] = tuple(
        parse_identity(text, measures, where) for text in _strings(dataset.meta.get("identities"))
    )
    return Today(
        counting.as_of,
        counting.as_of.astimezone(counting.zone).date(),
        rules,
        counting.zone,
        identities=identities,
        reporter_column=dataset.reporter_column,
    )


def _earliest(meta: dict[str, Any]) -> int:
    """The first year that is no slip of the pen: declared, or half a century before the first month expected."""
    period = meta.get("period")
    declared = period.get("earliest") if isinstance(period, dict) else None
    if isinstance(declared, int) and not isinstance(declared, bool):
        return declared
    since = str(meta.get("since") or "")[:4]
    return max(int(since) - _LONG_AGO, _EARLIEST) if since.isdecimal() else _EARLIEST


def _strings(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)] if value else []


def _walked(name: str, counted: DatasetFacts, past: Past, rules: Rules, counting: Counting) -> Walked:
    """Walk through what earlier runs measured, and through what was measured now."""
    walk = Walk(rules, counting.zone)
    for then in past.lines.get(name, ()):
        walk.step(then.measured_at, then.change, full=then.full)
    walk.step(counting.measured_at, change_of(past.states.get(name), counted))
    return walk.end()


def _from_walk(
    walked: Walked, dataset: Dataset, grain: Grain, already: Sequence[StabilityFinding]
) -> list[StabilityFinding]:
    """What the comparison found, without values that `already` tells of and columns that were declared meanwhile."""
    gone = [change for change in walked.pending if change.after is None]
    if walked.latest is None and len(gone) > 1:
        found = [words.emptied(gone, grain)]
    else:
        found = [finding for change in walked.pending for finding in _changed(change, walked, grain)]
    said = {(one.kind, one.what, one.before, one.after) for one in already}
    for value in walked.values:
        finding = words.value(value, grain)
        if (finding.kind, finding.what, finding.before, finding.after) not in said:
            found.append(finding)
    return found + [
        words.column(change)
        for change in walked.columns
        if change.kind != GAINED or not change.in_warehouse or change.column not in dataset.columns
    ]


def _changed(change: PeriodChange, walked: Walked, grain: Grain) -> list[StabilityFinding]:
    newest_gone = max((one.period for one in walked.pending if one.after is None), default="")
    if walked.latest is not None and change.period == newest_gone > walked.latest:
        return [words.regressed(change, walked.latest, grain)]
    return list(words.changed(change, grain))


def _sorted(found: Sequence[StabilityFinding]) -> tuple[StabilityFinding, ...]:
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.kind), one.period or "", one.what, one.text.id)))


def _reason(found: Sequence[StabilityFinding]) -> Text:
    """The worst finding, and how many more there are."""
    more = len(found) - 1
    if not more:
        return found[0].text
    return Text(
        f"{found[0].text.id}, dan {more} temuan lain",
        f"{found[0].text.en}, and {more} more finding{'' if more == 1 else 's'}",
    )


def _fine(compared_with: datetime, walked: Walked, rules: Rules, zone: tzinfo) -> Text:
    day = day_text(compared_with.astimezone(zone).date())
    stable = Text(f"masa lalunya tetap sejak {day.id}", f"its past is unchanged since {day.en}")
    if not walked.noted:
        return stable
    names = listing([period_text(change.period, rules.grain.value) for change in walked.noted])
    return join(
        stable,
        Text(
            f"{names.id} diperbarui mitra, hal yang lazim pada periode terbaru",
            f"{names.en} restated by the partner, as is usual for the newest periods",
        ),
    )
