"""What each partner owes at as-of: missing periods, missing reporters, data that are due soon or too old."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mutakhir.domain.axes import OwedReport
from mutakhir.domain.checklist import Checklist, DatasetRow
from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import grain_in
from mutakhir.domain.status import Status
from mutakhir.due.spans import Span, spans
from mutakhir.exports.axis_values import span_words
from mutakhir.exports.words import day_words, wib

ALL_REPORTERS = Text("Seluruh data", "All data")
_NEXT = Text("kiriman berikutnya (yang terakhir {date})", "the next delivery (the last came on {date})")
_NEVER = Text("belum pernah ada kiriman", "nothing was ever delivered")


@dataclass(frozen=True, slots=True)
class OwedItem:
    """One thing a partner owes, or will soon; `due_at` is that of the oldest period."""

    partner: str
    dataset: str
    period: Text
    reporter: Text
    """Who owes it: a reporter of the partner, or ALL_REPORTERS."""
    due_at: datetime | None
    calendar_days: int | None
    working_days: int | None
    """None where that is not known; both are None where nothing is late yet."""
    soon: bool = False
    """True where it has not fallen due yet."""


def owed_items(checklist: Checklist) -> dict[str, tuple[OwedItem, ...]]:
    """By partner what he owes, oldest first and what falls due soon at the end; nothing that is waived."""
    found: dict[str, list[OwedItem]] = {}
    for row in checklist.datasets:
        for item in _of(row, checklist.as_of):
            if item.partner:
                found.setdefault(item.partner, []).append(item)
    return {partner: tuple(sorted(items, key=_age)) for partner, items in sorted(found.items())}


def _age(item: OwedItem) -> tuple[bool, float, str, str, str]:
    due = item.due_at.timestamp() if item.due_at else 0.0
    return item.soon, due, item.dataset, item.reporter.id, item.period.id


def _of(row: DatasetRow, as_of: datetime) -> Iterator[OwedItem]:
    responsible = row.dataset.partners[0] if row.dataset.partners else ""
    missing = list(_periods(row, responsible))
    yield from missing
    yield from _reporters(row, responsible, as_of)
    coverage, age = row.axes.period_coverage, row.axes.load_age
    if coverage.status is Status.DUE_SOON and coverage.due_at is not None and not _waived(row, "period_coverage", ""):
        awaited = Text("kiriman siklus ini", "this cycle's delivery")
        yield _item(row, responsible, awaited, ALL_REPORTERS, coverage.due_at, None, None, soon=True)
    if not missing and age.status is Status.LATE and not _waived(row, "load_age", ""):
        yield _too_old(row, responsible, as_of)


def _too_old(row: DatasetRow, responsible: str, as_of: datetime) -> OwedItem:
    """A delivery that is due because the last one is older than its limit; nothing says for which period."""
    came, limit = row.axes.load_age.max_loaded_at, row.axes.load_age.error_after_s
    if came is None:
        return _item(row, responsible, _NEVER, ALL_REPORTERS, None, None, None)
    said = Text(*(words.format(date=day_words(wib(came), lang)) for words, lang in zip(_NEXT, Language, strict=True)))
    due_at = None if limit is None else came + timedelta(seconds=limit)
    return _item(row, responsible, said, ALL_REPORTERS, due_at, _calendar_days(due_at, as_of), None)


def _calendar_days(due_at: datetime | None, as_of: datetime) -> int | None:
    return None if due_at is None else max(0, (wib(as_of).date() - wib(due_at).date()).days)


def _periods(row: DatasetRow, responsible: str) -> Iterator[OwedItem]:
    """The missing periods, those that follow one another as one item with the age of the oldest."""
    coverage = row.axes.period_coverage
    known = {missing.period: missing for missing in coverage.missing}
    codes = [code for code in coverage.missing_periods if not _waived(row, "period_coverage", code)]
    for run in spans(codes, grain_in(row.dataset.meta), coverage.latest_period):
        oldest = known.get(run.first)
        late = (oldest.due_at, oldest.calendar_days, oldest.working_days) if oldest else (None, None, None)
        yield _item(row, responsible, _span(row, run), ALL_REPORTERS, *late)


def _reporters(row: DatasetRow, responsible: str, as_of: datetime) -> Iterator[OwedItem]:
    """The reporters who owe; periods of which nothing at all is there are already on the responsible partner's list."""
    missing = set(row.axes.period_coverage.missing_periods)
    for owed in row.axes.reporters.owed:
        partner = owed.partner or responsible
        codes = [code for code in owed.periods if not _waived(row, "reporters", code)]
        if partner == responsible:
            codes = [code for code in codes if code not in missing]
        for run in spans(codes, grain_in(row.dataset.meta)):
            yield _reporter(row, partner, owed, run, as_of)


def _reporter(row: DatasetRow, partner: str, owed: OwedReport, run: Span, as_of: datetime) -> OwedItem:
    due_at = owed.due_at if run.first == owed.since else None
    name = Text(owed.reporter, owed.reporter)
    return _item(row, partner, _span(row, run), name, due_at, _calendar_days(due_at, as_of), None)


def _span(row: DatasetRow, run: Span) -> Text:
    return Text(*(span_words(row, run, language) for language in Language))


def _item(
    row: DatasetRow,
    partner: str,
    period: Text,
    reporter: Text,
    due_at: datetime | None,
    calendar: int | None,
    working: int | None,
    *,
    soon: bool = False,
) -> OwedItem:
    return OwedItem(partner, row.dataset.unique_id, period, reporter, due_at, calendar, working, soon)


def _waived(row: DatasetRow, axis: str, code: str) -> bool:
    """Whether a waiver in force covers the axis, for the period `code` or for every period."""
    return any(waiver.axis == axis and waiver.period in ("", code) for waiver in row.waivers)
