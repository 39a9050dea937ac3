"""What is missing from data sets, what changed in them, and what was waived, as lines of the page."""

from typing import NamedTuple

from mutakhir.checklist.words import value_text
from mutakhir.domain.axes import PeriodCoverage, StabilityFinding
from mutakhir.domain.checklist import AppliedWaiver, DatasetRow
from mutakhir.domain.finding_words import stability_words
from mutakhir.domain.language import AXIS_WORDS
from mutakhir.domain.period_words import grain_in
from mutakhir.domain.status import Tone
from mutakhir.due.spans import Span, spans
from mutakhir.report.sections import names_in_short
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, Voice, clean, sentence

CHANGES_SHOWN = 40
"""Changes of one data set; more are only counted."""


class GapLine(NamedTuple):
    """The periods and reporters that are missing from one data set, each with since when."""

    anchor: str
    dataset: str
    expected: str
    available: str
    due: str
    late: str
    periods: tuple[str, ...]
    share: str
    reporters: tuple[str, ...]
    unlisted: str


class ChangeLine(NamedTuple):
    """One thing of the past of a data set that changed; without a title it only counts the rest."""

    anchor: str
    dataset: str
    period: str
    kind: str
    text: str
    before: str
    after: str


class WaiverLine(NamedTuple):
    """One waiver in force, with the status that its axis has without it."""

    anchor: str
    dataset: str
    axis: str
    period: str
    tone: Tone
    status: str
    role: str
    reason: str
    until: str


def has_gap(row: DatasetRow) -> bool:
    """Whether a period or a reporter is missing, or a reporter is not in the roster."""
    coverage, reporters = row.axes.period_coverage, row.axes.reporters
    return bool(coverage.missing_periods or reporters.missing or reporters.owed or reporters.unlisted)


def gap_line(row: DatasetRow, voice: Voice, anchor: str) -> GapLine:
    """What is missing from the data set."""
    coverage, reporters = row.axes.period_coverage, row.axes.reporters
    known = reporters.due is not None and reporters.present is not None
    return GapLine(
        anchor,
        voice.title(row.dataset),
        _period(row, coverage.expected_period, voice) or "–",
        _available(row, voice),
        voice.dates.moment(coverage.due_at) if coverage.due_at else "",
        _late(coverage, voice),
        _missing_periods(row, voice),
        voice.fill("of", count=reporters.present, total=reporters.due) if known else "",
        _missing_reporters(row, voice),
        names_in_short([clean(name, NAME_LIMIT) for name in reporters.unlisted], voice),
    )


def _late(coverage: PeriodCoverage, voice: Voice) -> str:
    """How late the newest period is that fell due; older ones tell their own days, beside their own dates."""
    if coverage.missing_periods and coverage.expected_period not in coverage.missing_periods:
        return ""
    return voice.days_late(coverage.late_calendar_days, coverage.late_working_days)


def _available(row: DatasetRow, voice: Voice) -> str:
    period = _period(row, row.axes.period_coverage.latest_period, voice)
    return voice.fill("available", period=period) if period else str(voice.words.no_data_yet)


def _period(row: DatasetRow, code: str | None, voice: Voice) -> str:
    return voice.dates.period(clean(code or "", NAME_LIMIT), grain=grain_in(row.dataset.meta))


def _missing_periods(row: DatasetRow, voice: Voice) -> tuple[str, ...]:
    """The missing periods, those that follow one another in one line, with the due date of the oldest."""
    coverage = row.axes.period_coverage
    due = {missing.period: missing for missing in coverage.missing}
    runs = spans(coverage.missing_periods, grain_in(row.dataset.meta), coverage.latest_period)
    said = []
    for run in runs[:CHANGES_SHOWN]:
        words = span_words(row, run, voice)
        if missing := due.get(run.first):
            late = voice.days_late(missing.calendar_days, missing.working_days)
            words = voice.fill("gap_due", period=words, date=voice.dates.date(missing.due_at), late=late)
        said.append(words)
    return _with_rest(said, sum(run.size for run in runs[CHANGES_SHOWN:]), voice)


def span_words(row: DatasetRow, run: Span, voice: Voice) -> str:
    """`Oktober 2026`, or `Mei 2026 s.d. Oktober 2026 (6 periode)`."""
    first = _period(row, run.first, voice)
    if run.size == 1:
        return first
    return voice.fill("span", first=first, last=_period(row, run.last, voice), count=run.size)


def _missing_reporters(row: DatasetRow, voice: Voice) -> tuple[str, ...]:
    """Who owes, those who owe since the same period in one line; who lacks only whole missing periods is counted."""
    reporters, gone = row.axes.reporters, set(row.axes.period_coverage.missing_periods)
    groups: dict[tuple[str, int], list[str]] = {}
    known, beside = set(), 0
    for owed in reporters.owed:
        known.add(owed.reporter)
        if gone.issuperset(owed.periods):
            beside += 1
        else:
            groups.setdefault((owed.since, len(owed.periods)), []).append(owed.reporter)
    said = []
    for (since, count), names in sorted(groups.items()):
        shown = names_in_short([clean(name, NAME_LIMIT) for name in names], voice)
        said.append(voice.fill("owe_since", reporters=shown, period=_period(row, since, voice), count=count))
    if others := [clean(name, NAME_LIMIT) for name in reporters.missing if name not in known]:
        said.append(names_in_short(others, voice))
    if beside:
        said.append(voice.fill("owe_whole", count=beside))
    return tuple(said)


def _with_rest(said: list[str], left: int, voice: Voice) -> tuple[str, ...]:
    return (*said, *([voice.fill("more_rows", count=left)] if left > 0 else []))


def change_lines(
    row: DatasetRow, found: tuple[StabilityFinding, ...], voice: Voice, anchor: str
) -> tuple[ChangeLine, ...]:
    """The changes of one data set, the first so many."""
    title = voice.title(row.dataset)
    lines = [
        ChangeLine(
            anchor,
            title,
            _period(row, one.period, voice) or "–",
            clean(stability_words(one.kind).in_(voice.language), NAME_LIMIT),
            sentence(one.text.in_(voice.language)),
            voice.say(value_text(one, one.before), NAME_LIMIT),
            voice.say(value_text(one, one.after), NAME_LIMIT),
        )
        for one in found[:CHANGES_SHOWN]
    ]
    if left := len(found) - len(lines):
        lines.append(ChangeLine(anchor, title, "–", voice.fill("more_rows", count=left), "", "–", "–"))
    return tuple(lines)


def waiver_line(row: DatasetRow, waiver: AppliedWaiver, voice: Voice, anchor: str) -> WaiverLine:
    """The waiver, with the true status of its axis."""
    known = waiver.axis in AXIS_WORDS
    status = row.axes.status_of(waiver.axis) if known else row.status
    return WaiverLine(
        anchor,
        voice.title(row.dataset),
        AXIS_WORDS[waiver.axis].in_(voice.language) if known else clean(waiver.axis, NAME_LIMIT),
        _period(row, waiver.period, voice) or voice.words.every_period,
        status.tone,
        voice.status(status),
        clean(waiver.role, NAME_LIMIT),
        sentence(waiver.reason, SENTENCE_LIMIT),
        voice.dates.period(waiver.expires.isoformat()),
    )
