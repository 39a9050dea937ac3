"""One line per finding: missing periods and reporters, changes of the past, waivers; for the sheet of findings."""

from collections.abc import Iterator, Sequence

from mutakhir.checklist.words import value_text
from mutakhir.domain.axes import StabilityFinding
from mutakhir.domain.checklist import Checklist, DatasetRow
from mutakhir.domain.finding_words import stability_words
from mutakhir.domain.language import AXIS_WORDS, STATUS_WORDS, Language, Text
from mutakhir.exports.axis_values import period_of
from mutakhir.exports.columns import Kind, Value
from mutakhir.exports.words import date_words, wib

FINDING_COLUMNS = (
    (Text("Nama Data", "Data Set"), Kind.TEXT, 32),
    (Text("Mitra", "Partner"), Kind.TEXT, 22),
    (Text("Aspek", "Aspect"), Kind.TEXT, 20),
    (Text("Temuan", "Finding"), Kind.TEXT, 24),
    (Text("Periode", "Period"), Kind.TEXT, 22),
    (Text("Uraian", "Details"), Kind.TEXT, 48),
    (Text("Sebelum", "Before"), Kind.TEXT, 16),
    (Text("Sesudah", "After"), Kind.TEXT, 16),
    (Text("Jatuh Tempo (WIB)", "Due (WIB)"), Kind.MOMENT, 18),
    (Text("Terlambat (hari kalender)", "Late (calendar days)"), Kind.NUMBER, 12),
    (Text("Terlambat (hari kerja)", "Late (working days)"), Kind.NUMBER, 12),
)

_MISSING_PERIOD = Text("Periode belum ada", "Period missing")
_MISSING_REPORTER = Text("Pelapor belum melapor", "Reporter missing")
_UNLISTED = Text("Pelapor di luar daftar", "Reporter not listed")
_NOTED = Text("Dicatat, tidak dinilai: {kind}", "Noted, not judged: {kind}")
_WAIVED = Text("Dispensasi ({status})", "Waiver ({status})")
_OWES = Text("{reporter}; {count} periode sejak {since}", "{reporter}; {count} periods since {since}")
_TERMS = Text("{role}: {reason}; berlaku sampai {until}", "{role}: {reason}; until {until}")


def finding_lines(checklist: Checklist, language: Language) -> Iterator[Sequence[Value]]:
    """The lines, in the order of the data sets; values follow FINDING_COLUMNS."""
    for row in checklist.datasets:
        title = row.dataset.title.in_(language).strip() or row.dataset.name
        responsible = row.dataset.partners[0] if row.dataset.partners else ""
        for partner, *values in _of(row, language):
            yield title, partner or responsible, *values


def _of(row: DatasetRow, language: Language) -> Iterator[Sequence[Value]]:
    """The lines of one data set: partner (empty: the responsible one), then all from Aspek on."""
    axes = row.axes
    coverage, reporters, stability = (AXIS_WORDS[name].in_(language) for name in _AXES)
    known = {missing.period: missing for missing in axes.period_coverage.missing}
    for code in axes.period_coverage.missing_periods:
        gap = known.get(code)
        late = (wib(gap.due_at), gap.calendar_days, gap.working_days) if gap else (None, None, None)
        period = period_of(row, code, language)
        yield "", coverage, _MISSING_PERIOD.in_(language), period, "", "", "", *late
    yield from _reporters(row, reporters, language)
    for found in axes.stability.findings:
        yield "", stability, stability_words(found.kind).in_(language), *_change(row, found, language)
    for found in axes.stability.noted:
        kind = stability_words(found.kind).in_(language).lower()
        yield "", stability, _NOTED.in_(language).format(kind=kind), *_change(row, found, language)
    for given in row.waivers:
        known_axis = given.axis in AXIS_WORDS
        axis = AXIS_WORDS[given.axis].in_(language) if known_axis else given.axis
        status = STATUS_WORDS[axes.status_of(given.axis)].in_(language) if known_axis else "–"
        until = date_words(given.expires, language)
        terms = _TERMS.in_(language).format(role=given.role, reason=given.reason, until=until)
        kind = _WAIVED.in_(language).format(status=status)
        yield "", axis, kind, period_of(row, given.period, language), terms, "", "", None, None, None


_AXES = ("period_coverage", "reporters", "stability")


def _reporters(row: DatasetRow, axis: str, language: Language) -> Iterator[Sequence[Value]]:
    reporters = row.axes.reporters
    owing = {owed.reporter for owed in reporters.owed}
    kind = _MISSING_REPORTER.in_(language)
    for owed in reporters.owed:
        since = period_of(row, owed.since, language)
        said = _OWES.in_(language).format(reporter=owed.reporter, count=len(owed.periods), since=since)
        yield owed.partner, axis, kind, since, said, "", "", wib(owed.due_at), None, None
    period = period_of(row, reporters.period, language)
    for name in reporters.missing:
        if name not in owing:
            yield "", axis, kind, period, name, "", "", None, None, None
    for name in reporters.unlisted:
        yield "", axis, _UNLISTED.in_(language), period, name, "", "", None, None, None


def _change(row: DatasetRow, found: StabilityFinding, language: Language) -> tuple[Value, ...]:
    """Periode, Uraian, Sebelum, Sesudah, and no due date."""
    said = (period_of(row, found.period, language), found.text.in_(language))
    values = (value_text(found, value).in_(language) if value else "" for value in (found.before, found.after))
    return *said, *values, None, None, None
