"""What was found beside the statuses, as the page shows it: tests, gaps, files, tables, axes, notes, evidence."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from mutakhir.domain.checklist import (
    AXES,
    AppliedWaiver,
    Checklist,
    DatasetRow,
    HumanNote,
    ModelRow,
    SetAsideFile,
    TestResult,
    UndeclaredTable,
)
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import AXIS_WORDS, MODEL_WORDS
from mutakhir.domain.status import ModelStatus, Status, Tone
from mutakhir.report.data_tests import message, requirement
from mutakhir.report.leader import CauseLine, DashboardLine, Limits, dashboard_line, worst_first
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean, sentence
from mutakhir.report.words import OUTCOMES

LEAST_BUDGET = 40_000
"""Characters that the lines of one section may always have; above a thousand data sets BUDGET_PER_DATASET for each,
so that the page grows in line with the warehouse, however long the messages are."""
BUDGET_PER_DATASET = 40
MARKUP_PER_LINE = 150
NAMES_SHOWN = 40
REASONS_SHOWN = 3
DASHBOARD_LIMITS = Limits(turns=0, unchecked=0, dashboards=0, causes=12)

Line = TypeVar("Line")
Source = TypeVar("Source")


class TestLine(NamedTuple):
    """One data test that did not pass; without an anchor it judges models only, and `dataset` names them."""

    anchor: str
    dataset: str
    test: str
    outcome: str
    tone: Tone
    rows: str
    message: str
    name: str


class ModelLine(NamedTuple):
    """One model that cannot be relied on: why, which tests on it did not pass, and the dashboards that read it.

    `name` is empty where the title says no more than the name.
    """

    title: str
    name: str
    tone: Tone
    status: str
    tests: tuple[str, ...]
    dashboards: str


class GapLine(NamedTuple):
    """What is missing from one data set, and what changed in it."""

    anchor: str
    dataset: str
    periods: str
    reporters: str
    stability: tuple[str, ...]


class AxisLine(NamedTuple):
    """How one axis was answered over all data sets."""

    name: str
    examined: bool
    safe: int
    act: int
    unknown: int
    not_applicable: int
    reasons: tuple[str, ...]


class EvidenceLine(NamedTuple):
    """One input of the check list."""

    name: str
    sha256: str
    made_at: str
    invocation: str
    dbt_version: str


@dataclass(frozen=True, slots=True)
class Section(Generic[Line]):
    """The first lines of a section, and how many more there are."""

    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Findings:
    """The sections after the list, worst data sets first; texts of plain tuples stand in the order of the columns."""

    tests: Section[TestLine]
    models: Section[ModelLine]
    gaps: Section[GapLine]
    set_aside: Section[tuple[str, str, str, str]]
    undeclared: Section[tuple[str, str]]
    dashboards: Section[DashboardLine]
    axes: tuple[AxisLine, ...]
    waivers: Section[tuple[str, str, str]]
    notes: Section[tuple[str, str, tuple[str, ...]]]
    evidence: tuple[EvidenceLine, ...]


def findings(checklist: Checklist, voice: Voice, ids: dict[str, str]) -> Findings:
    """The findings of `checklist`, with `ids` of the list's lines."""
    budget = max(LEAST_BUDGET, BUDGET_PER_DATASET * len(checklist.datasets))
    rows = sorted(checklist.datasets, key=lambda row: row.status.severity)
    tests = [
        (ids[row.dataset.unique_id], voice.title(row.dataset), test) for row in rows for test in row.axes.tests.findings
    ]
    tests += _tests_on_models(checklist, voice)
    waivers = [(row, waiver) for row in rows for waiver in row.waivers]
    by_name = {row.dataset.name: row.dataset for row in rows}
    reached = _reached(checklist, voice)
    return Findings(
        tests=_section(tests, lambda found: _test(*found, voice), budget),
        models=_section(checklist.models, lambda row: _model(row, voice, reached), budget),
        gaps=_section([row for row in rows if _has_gap(row)], lambda row: _gap(row, voice, ids), budget),
        dashboards=_section(worst_first(checklist), lambda row: dashboard_line(row, voice, DASHBOARD_LIMITS), budget),
        set_aside=_section(checklist.set_aside, lambda kept: _set_aside(kept, by_name, voice, ids), budget),
        undeclared=_section(checklist.undeclared, lambda table: _undeclared(table, voice), budget),
        axes=tuple(_axis(axis, checklist, voice) for axis in AXES),
        waivers=_section(waivers, lambda found: _waiver(*found, voice, ids), budget),
        notes=_section([row for row in rows if any(_note_texts(row.note))], lambda row: _note(row, voice, ids), budget),
        evidence=_evidence(checklist, voice),
    )


def _section(sources: Sequence[Source], write: Callable[[Source], Line], budget: int) -> Section[Line]:
    """As many lines as `budget` characters hold; at least one, where there is one."""
    lines: list[Line] = []
    spent = 0
    for source in sources:
        line = write(source)
        spent += MARKUP_PER_LINE + _length(line)
        if lines and spent > budget:
            break
        lines.append(line)
    return Section(tuple(lines), len(sources) - len(lines))


def _length(value: object) -> int:
    """Characters of a text, or of all texts in a line."""
    if isinstance(value, tuple):
        return sum(_length(part) for part in value)
    if isinstance(value, DashboardLine):
        return _length((value.title, value.tool, value.owner)) + _length(value.causes)
    if isinstance(value, CauseLine):
        return MARKUP_PER_LINE + len(value.title)
    return len(value) if isinstance(value, str) else 0


def _set_aside(
    kept: SetAsideFile, by_name: dict[str, Dataset], voice: Voice, ids: dict[str, str]
) -> tuple[str, str, str, str]:
    dataset = by_name.get(kept.dataset)
    anchor = ids[dataset.unique_id] if dataset else ""
    title = voice.title(dataset) if dataset else clean(kept.dataset, TITLE_LIMIT)
    return clean(kept.file, SENTENCE_LIMIT), anchor, title, sentence(kept.sentence, 400)


def _undeclared(table: UndeclaredTable, voice: Voice) -> tuple[str, str]:
    rows = voice.words.uncounted if table.rows is None else voice.dates.number(table.rows)
    return clean(f"{table.schema}.{table.table}", 2 * TITLE_LIMIT), rows


def _waiver(row: DatasetRow, waiver: AppliedWaiver, voice: Voice, ids: dict[str, str]) -> tuple[str, str, str]:
    return ids[row.dataset.unique_id], voice.title(row.dataset), sentence(waiver.reason)


def _model_title(row: ModelRow, voice: Voice) -> str:
    return voice.say(row.title, NAME_LIMIT) or clean(row.name, NAME_LIMIT)


def _tests_on_models(checklist: Checklist, voice: Voice) -> list[tuple[str, str, TestResult]]:
    """No anchor, the models, the test; a test that judges several models stands once."""
    names: dict[str, list[str]] = {}
    found = {}
    for row in checklist.models:
        for test in row.findings:
            found[test.unique_id] = test
            names.setdefault(test.unique_id, []).append(_model_title(row, voice))
    return [("", ", ".join(names[key][:REASONS_SHOWN]), test) for key, test in found.items()]


def _reached(checklist: Checklist, voice: Voice) -> dict[str, list[str]]:
    """Titles of the dashboards that each model keeps from being trusted, by the model's unique_id."""
    found: dict[str, list[str]] = {}
    for row in checklist.dashboards:
        for cause in row.because:
            if cause.kind == "model":
                found.setdefault(cause.unique_id, []).append(voice.say(row.dashboard.title, TITLE_LIMIT))
    return found


def _model(row: ModelRow, voice: Voice, reached: dict[str, list[str]]) -> ModelLine:
    unknown = row.status in (ModelStatus.NOT_RUN, ModelStatus.NOT_CHECKED)
    tests = [sentence(requirement(test, voice)) for test in row.findings[:REASONS_SHOWN]]
    left = len(row.findings) - len(tests)
    title, name = _model_title(row, voice), clean(row.name, NAME_LIMIT)
    return ModelLine(
        title,
        name if title != name else "",
        Tone.UNKNOWN if unknown else Tone.ACT,
        sentence(MODEL_WORDS[row.status].in_(voice.language)),
        (*tests, *([voice.fill("more_rows", count=left)] if left else [])),
        _names(reached.get(row.unique_id, ()), voice),
    )


def _test(anchor: str, judged: str, found: TestResult, voice: Voice) -> TestLine:
    outcome = OUTCOMES.get(found.outcome)
    answered = found.outcome in ("warned", "failed")
    return TestLine(
        anchor,
        judged,
        sentence(requirement(found, voice), SENTENCE_LIMIT),
        outcome.in_(voice.language) if outcome else clean(found.outcome, NAME_LIMIT),
        Tone.ACT if answered else Tone.UNKNOWN,
        "–" if found.failures is None else voice.dates.number(found.failures),
        message(found),
        clean(found.name, SENTENCE_LIMIT),
    )


def _has_gap(row: DatasetRow) -> bool:
    axes = row.axes
    return bool(axes.period_coverage.missing_periods or axes.reporters.missing or axes.stability.findings)


def _gap(row: DatasetRow, voice: Voice, ids: dict[str, str]) -> GapLine:
    axes = row.axes
    periods = [voice.dates.period(clean(period, NAME_LIMIT)) for period in axes.period_coverage.missing_periods]
    reporters = [clean(reporter, NAME_LIMIT) for reporter in axes.reporters.missing]
    changes = [voice.say(finding.text) for finding in axes.stability.findings[:NAMES_SHOWN]]
    left = len(axes.stability.findings) - len(changes)
    return GapLine(
        ids[row.dataset.unique_id],
        voice.title(row.dataset),
        _names(periods, voice),
        _names(reporters, voice),
        (*changes, *([voice.fill("more_rows", count=left)] if left else [])),
    )


def _names(names: Sequence[str], voice: Voice) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:NAMES_SHOWN])
    left = len(names) - NAMES_SHOWN
    return f"{shown}, {voice.fill('more_rows', count=left)}" if left > 0 else shown


def _axis(axis: str, checklist: Checklist, voice: Voice) -> AxisLine:
    verdicts = [getattr(row.axes, axis) for row in checklist.datasets]
    tones = Counter(verdict.status.tone for verdict in verdicts if verdict.status is not Status.NOT_APPLICABLE)
    unanswered = Counter(
        verdict.reason.in_(voice.language) for verdict in verdicts if verdict.status is Status.NOT_CHECKED
    )
    common = sorted(unanswered.items(), key=lambda item: (-item[1], item[0]))[:REASONS_SHOWN]
    return AxisLine(
        name=AXIS_WORDS[axis].in_(voice.language),
        examined=axis in checklist.examined,
        safe=tones[Tone.SAFE],
        act=tones[Tone.ACT],
        unknown=tones[Tone.UNKNOWN],
        not_applicable=len(verdicts) - sum(tones.values()),
        reasons=tuple(
            voice.fill("reason_count", reason=sentence(reason), count=count) for reason, count in common if reason
        ),
    )


def _note_texts(note: HumanNote) -> tuple[str, ...]:
    return note.pic_mitra, note.pic_ditjen, note.tindak_lanjut, note.janji_mitra, note.keterangan


def _note(row: DatasetRow, voice: Voice, ids: dict[str, str]) -> tuple[str, str, tuple[str, ...]]:
    title, note = voice.title(row.dataset), row.note
    shown = replace(note, janji_mitra=voice.promise(note.janji_mitra, SENTENCE_LIMIT))
    return ids[row.dataset.unique_id], title, tuple(clean(text, SENTENCE_LIMIT) for text in _note_texts(shown))


def _made_at(instant: datetime, voice: Voice) -> str:
    day, clock = voice.dates.stamp(instant)
    return f"{day}, {clock} {voice.dates.zone_name(instant)}"


def _evidence(checklist: Checklist, voice: Voice) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(
            clean(name, NAME_LIMIT),
            clean(proof.sha256, 64),
            "" if proof.generated_at is None else _made_at(proof.generated_at, voice),
            clean(proof.invocation_id, NAME_LIMIT),
            clean(proof.dbt_version, NAME_LIMIT),
        )
        for name, proof in checklist.evidence.items()
    )
