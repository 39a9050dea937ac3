"""What was found beside the statuses, as the page shows it: tests, gaps, files, tables, axes, notes, evidence."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from mutakhir.domain.axes import AXES, StabilityFinding
from mutakhir.domain.checklist import Checklist, DatasetRow, HumanNote, SetAsideFile, UndeclaredTable
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import AXIS_WORDS
from mutakhir.domain.status import Status, Tone
from mutakhir.report.faults import ModelLine, TestLine, line_of_test, model_line, reached_dashboards, tests_on_models
from mutakhir.report.gaps import ChangeLine, GapLine, WaiverLine, change_lines, gap_line, has_gap, waiver_line
from mutakhir.report.leader import DashboardLine, Limits, dashboard_line, worst_first
from mutakhir.report.sections import Section, budget_for, section
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean, sentence

REASONS_SHOWN = 3
DASHBOARD_LIMITS = Limits(turns=0, unchecked=0, dashboards=0, causes=12)


class AxisLine(NamedTuple):
    """How one axis was answered over all data sets."""

    name: str
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
class Findings:
    """The sections after the list, worst data sets first; texts of plain tuples stand in the order of the columns."""

    tests: Section[TestLine]
    models: Section[ModelLine]
    gaps: Section[GapLine]
    changes: Section[ChangeLine]
    noted: Section[ChangeLine]
    set_aside: Section[tuple[str, str, str, str]]
    undeclared: Section[tuple[str, str]]
    dashboards: Section[DashboardLine]
    axes: tuple[AxisLine, ...]
    waivers: Section[WaiverLine]
    notes: Section[tuple[str, str, tuple[str, ...]]]
    evidence: tuple[EvidenceLine, ...]


def findings(checklist: Checklist, voice: Voice, ids: dict[str, str]) -> Findings:
    """The findings of `checklist`, with `ids` of the list's lines."""
    budget = budget_for(len(checklist.datasets))
    rows = sorted(checklist.datasets, key=lambda row: row.status.severity)
    tests = [
        (ids[row.dataset.unique_id], voice.title(row.dataset), test) for row in rows for test in row.axes.tests.findings
    ]
    tests += tests_on_models(checklist, voice)
    waivers = [(row, waiver, voice, ids[row.dataset.unique_id]) for row in rows for waiver in row.waivers]
    by_name = {row.dataset.name: row.dataset for row in rows}
    reached = reached_dashboards(checklist, voice)
    return Findings(
        tests=section(tests, lambda found: line_of_test(*found, voice), budget),
        models=section(checklist.models, lambda row: model_line(row, voice, reached), budget),
        gaps=section(
            [row for row in rows if has_gap(row)], lambda row: gap_line(row, voice, ids[row.dataset.unique_id]), budget
        ),
        changes=_changes(rows, lambda row: row.axes.stability.findings, voice, ids, budget),
        noted=_changes(rows, lambda row: row.axes.stability.noted, voice, ids, budget // 2),
        dashboards=section(worst_first(checklist), lambda row: dashboard_line(row, voice, DASHBOARD_LIMITS), budget),
        set_aside=section(checklist.set_aside, lambda kept: _set_aside(kept, by_name, voice, ids), budget),
        undeclared=section(checklist.undeclared, lambda table: _undeclared(table, voice), budget),
        axes=tuple(_axis(axis, checklist, voice) for axis in AXES),
        waivers=section(waivers, lambda found: waiver_line(*found), budget),
        notes=section([row for row in rows if any(_note_texts(row.note))], lambda row: _note(row, voice, ids), budget),
        evidence=_evidence(checklist, voice),
    )


def _changes(
    rows: Sequence[DatasetRow],
    found: Callable[[DatasetRow], tuple[StabilityFinding, ...]],
    voice: Voice,
    ids: dict[str, str],
    budget: int,
) -> Section[ChangeLine]:
    lines = [line for row in rows for line in change_lines(row, found(row), voice, ids[row.dataset.unique_id])]
    return section(lines, lambda line: line, budget)


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


def _axis(axis: str, checklist: Checklist, voice: Voice) -> AxisLine:
    verdicts = [getattr(row.axes, axis) for row in checklist.datasets]
    tones = Counter(verdict.status.tone for verdict in verdicts if verdict.status is not Status.NOT_APPLICABLE)
    unanswered = Counter(
        verdict.reason.in_(voice.language) for verdict in verdicts if verdict.status is Status.NOT_CHECKED
    )
    common = sorted(unanswered.items(), key=lambda item: (-item[1], item[0]))[:REASONS_SHOWN]
    return AxisLine(
        name=AXIS_WORDS[axis].in_(voice.language),
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
