"""What was found beside the statuses, as the page shows it: tests, gaps, files, tables, axes, notes, evidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mutakhir.domain.checklist import AXES, Checklist, DatasetRow
from mutakhir.domain.language import AXIS_WORDS
from mutakhir.domain.status import Status, Tone
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean, sentence
from mutakhir.report.words import OUTCOMES

LEAST_SHOWN = 300
"""Lines a section may always have; in larger warehouses, as many as there are data sets, so the page grows in line."""
NAMES_SHOWN = 40
REASONS_SHOWN = 3


class TestLine(NamedTuple):
    """One data test that did not pass."""

    anchor: str
    dataset: str
    test: str
    column: str
    outcome: str
    tone: Tone
    rows: str
    message: str


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
class Findings:
    """The sections after the list; each `more_` number says how many lines are not shown."""

    tests: tuple[TestLine, ...]
    more_tests: int
    gaps: tuple[GapLine, ...]
    more_gaps: int
    set_aside: tuple[tuple[str, str, str], ...]
    more_set_aside: int
    undeclared: tuple[tuple[str, str], ...]
    more_undeclared: int
    axes: tuple[AxisLine, ...]
    waivers: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str, tuple[str, ...]], ...]
    evidence: tuple[EvidenceLine, ...]


def findings(checklist: Checklist, voice: Voice, ids: dict[str, str]) -> Findings:
    """The findings of `checklist`, with `ids` of the list's lines."""
    most = max(LEAST_SHOWN, len(checklist.datasets))
    rows = sorted(checklist.datasets, key=lambda row: row.status.severity)
    tests = [(row, position) for row in rows for position in range(len(row.axes.tests.findings))]
    gaps = [row for row in rows if _has_gap(row)]
    return Findings(
        tests=tuple(_test(row, position, voice, ids) for row, position in tests[:most]),
        more_tests=max(0, len(tests) - most),
        gaps=tuple(_gap(row, voice, ids) for row in gaps[:most]),
        more_gaps=max(0, len(gaps) - most),
        set_aside=tuple(
            (clean(kept.file, SENTENCE_LIMIT), clean(kept.dataset, TITLE_LIMIT), sentence(kept.sentence, 400))
            for kept in checklist.set_aside[:most]
        ),
        more_set_aside=max(0, len(checklist.set_aside) - most),
        undeclared=tuple(
            (
                clean(f"{table.schema}.{table.table}", 2 * TITLE_LIMIT),
                voice.words.uncounted if table.rows is None else voice.dates.number(table.rows),
            )
            for table in checklist.undeclared[:most]
        ),
        more_undeclared=max(0, len(checklist.undeclared) - most),
        axes=tuple(_axis(axis, checklist, voice) for axis in AXES),
        waivers=tuple(
            (ids[row.dataset.unique_id], voice.title(row.dataset), sentence(waiver))
            for row in rows
            for waiver in row.waivers
        ),
        notes=tuple(_note(row, voice, ids) for row in rows if any(_note_texts(row))),
        evidence=_evidence(checklist, voice),
    )


def _test(row: DatasetRow, position: int, voice: Voice, ids: dict[str, str]) -> TestLine:
    found = row.axes.tests.findings[position]
    outcome = OUTCOMES.get(found.outcome)
    answered = found.outcome in ("warned", "failed")
    return TestLine(
        ids[row.dataset.unique_id],
        voice.title(row.dataset),
        sentence(found.description or found.name, TITLE_LIMIT),
        clean(found.column, NAME_LIMIT),
        outcome.in_(voice.language) if outcome else clean(found.outcome, NAME_LIMIT),
        Tone.ACT if answered else Tone.UNKNOWN,
        "–" if found.failures is None else voice.dates.number(found.failures),
        clean(found.message, SENTENCE_LIMIT),
    )


def _has_gap(row: DatasetRow) -> bool:
    axes = row.axes
    return bool(axes.period_coverage.missing_periods or axes.reporters.missing or axes.stability.findings)


def _gap(row: DatasetRow, voice: Voice, ids: dict[str, str]) -> GapLine:
    axes = row.axes
    periods = [voice.dates.period(clean(period, NAME_LIMIT)) for period in axes.period_coverage.missing_periods]
    reporters = [clean(reporter, NAME_LIMIT) for reporter in axes.reporters.missing]
    changes = [sentence(finding) for finding in axes.stability.findings[:NAMES_SHOWN]]
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


def _note_texts(row: DatasetRow) -> tuple[str, ...]:
    note = row.note
    return note.pic_mitra, note.pic_ditjen, note.tindak_lanjut, note.janji_mitra, note.keterangan


def _note(row: DatasetRow, voice: Voice, ids: dict[str, str]) -> tuple[str, str, tuple[str, ...]]:
    title = voice.title(row.dataset)
    return ids[row.dataset.unique_id], title, tuple(clean(text, SENTENCE_LIMIT) for text in _note_texts(row))


def _evidence(checklist: Checklist, voice: Voice) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(
            clean(name, NAME_LIMIT),
            clean(proof.sha256, 64),
            "" if proof.generated_at is None else voice.dates.moment(proof.generated_at),
            clean(proof.invocation_id, NAME_LIMIT),
            clean(proof.dbt_version, NAME_LIMIT),
        )
        for name, proof in checklist.evidence.items()
    )
