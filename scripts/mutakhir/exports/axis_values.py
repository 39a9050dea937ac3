"""What the columns of the check list say of periods, reporters, stability and waivers of one data set."""

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from mutakhir.checklist.words import value_text
from mutakhir.domain.axes import MissingPeriod, OwedReport, StabilityFinding
from mutakhir.domain.checklist import AppliedWaiver, DatasetRow
from mutakhir.domain.finding_words import stability_words
from mutakhir.domain.language import AXIS_WORDS, STATUS_WORDS, Language, Text
from mutakhir.domain.period_words import grain_in, period_words
from mutakhir.domain.status import Status
from mutakhir.due.spans import Span, spans
from mutakhir.exports.words import date_words, day_words, wib

NAMED = 12
"""So many periods, reporters or findings are named in one cell; the sheet of findings holds them all."""

_SPAN = Text("{first} s.d. {last} ({count} periode)", "{first} to {last} ({count} periods)")
_MORE = Text("dan {count} lainnya", "and {count} more")


def period_of(row: DatasetRow, code: str | None, language: Language) -> str:
    """A period of the data set in words."""
    return period_words(code, language, grain_in(row.dataset.meta))


def expected(row: DatasetRow, language: Language) -> str:
    """The newest period that fell due."""
    return period_of(row, row.axes.period_coverage.expected_period, language)


def latest(row: DatasetRow, language: Language) -> str:
    """The newest period that is there."""
    return period_of(row, row.axes.period_coverage.latest_period, language)


def working_days_late(row: DatasetRow) -> int | None:
    """Working days since the newest missing period fell due; None where none is missing."""
    return row.axes.period_coverage.late_working_days


def missing_periods(row: DatasetRow, language: Language) -> str:
    """The periods that are missing, those that follow one another as one, with when the oldest of them fell due."""
    coverage = row.axes.period_coverage
    known = {missing.period: missing for missing in coverage.missing}
    runs = spans(coverage.missing_periods, grain_in(row.dataset.meta), coverage.latest_period)
    return _joined((_missing(row, run, known.get(run.first), language) for run in runs), len(runs), language)


def _missing(row: DatasetRow, run: Span, oldest: MissingPeriod | None, language: Language) -> str:
    said = span_words(row, run, language)
    if oldest is None:
        return said
    due = "due" if language is Language.EN else "jatuh tempo"
    return f"{said}, {due} {day_words(wib(oldest.due_at), language)}"


def span_words(row: DatasetRow, run: Span, language: Language) -> str:
    """`Oktober 2026`, or `Mei 2026 s.d. Oktober 2026 (6 periode)`."""
    first = period_of(row, run.first, language)
    if run.size == 1:
        return first
    return _SPAN.in_(language).format(first=first, last=period_of(row, run.last, language), count=run.size)


def reporters(row: DatasetRow, language: Language) -> str:
    """`12 dari 15`: written out, since spreadsheets take 12/15 for a date."""
    axis = row.axes.reporters
    if axis.due is None or axis.present is None:
        return ""
    return f"{axis.present} {'of' if language is Language.EN else 'dari'} {axis.due}"


def missing_reporters(row: DatasetRow, language: Language) -> str:
    """Who owes, and since which period."""
    axis = row.axes.reporters
    since = {owed.reporter: owed for owed in axis.owed}
    names = list(dict.fromkeys((*axis.missing, *since)))
    return _joined((_reporter(row, name, since.get(name), language) for name in names), len(names), language)


def _reporter(row: DatasetRow, name: str, owed: OwedReport | None, language: Language) -> str:
    if owed is None:
        return name
    return f"{name} ({'since' if language is Language.EN else 'sejak'} {period_of(row, owed.since, language)})"


def stability(row: DatasetRow, language: Language) -> str:
    """The findings of stability, with before and after."""
    return _changes(row, row.axes.stability.findings, language)


def noted(row: DatasetRow, language: Language) -> str:
    """The changes that are the partner's house style: said, not judged."""
    return _changes(row, row.axes.stability.noted, language)


def _changes(row: DatasetRow, found: tuple[StabilityFinding, ...], language: Language) -> str:
    return _joined((change(row, one, language) for one in found), len(found), language)


def change(row: DatasetRow, found: StabilityFinding, language: Language) -> str:
    """`Jumlah kendali berubah, produksi_bbl, Agustus 2026: 120 menjadi 125`."""
    named = (stability_words(found.kind).in_(language), found.what, period_of(row, found.period, language))
    said = ", ".join(part for part in named if part)
    if found.before is None and found.after is None:
        return said
    became = "to" if language is Language.EN else "menjadi"
    before, after = (value_text(found, value).in_(language) for value in (found.before, found.after))
    return f"{said}: {before} {became} {after}"


def waivers(row: DatasetRow, language: Language) -> str:
    """The waivers in force, each with the status that the axis would have without it."""
    return "; ".join(waiver(row, one, language) for one in row.waivers)


def waiver(row: DatasetRow, given: AppliedWaiver, language: Language) -> str:
    """`Cakupan periode Oktober 2026 (Terlambat): Koordinator; migrasi sistem; berlaku sampai 31 Desember 2026`."""
    axis = AXIS_WORDS[given.axis].in_(language) if given.axis in AXIS_WORDS else given.axis
    about = " ".join(part for part in (axis, period_of(row, given.period, language)) if part)
    until = "until" if language is Language.EN else "berlaku sampai"
    terms = f"{given.role}; {given.reason}; {until} {date_words(given.expires, language)}"
    status = STATUS_WORDS[row.axes.status_of(given.axis)].in_(language) if given.axis in AXIS_WORDS else ""
    return f"{about} ({status}): {terms}" if status else f"{about}: {terms}"


def calendar_days_late(row: DatasetRow) -> int | None:
    """Whole calendar days since the newest missing period fell due, or since the load age passed its bound."""
    period, age = row.axes.period_coverage, row.axes.load_age
    if period.late_calendar_days is not None:
        return period.late_calendar_days
    if age.status is Status.LATE and age.age_s is not None and age.error_after_s is not None:
        return max(0, int(age.age_s - age.error_after_s) // 86400)
    return None


_TEST_WORDS = (
    ("passed", Text("lulus", "passed")),
    ("failed", Text("gagal", "failed")),
    ("warned", Text("peringatan", "warned")),
    ("errored", Text("galat", "errored")),
    ("skipped", Text("dilewati", "skipped")),
    ("not_run", Text("tidak dijalankan", "not run")),
)
_TEST_COUNTS = attrgetter(*(name for name, _ in _TEST_WORDS))


def tests(row: DatasetRow, language: Language) -> str:
    """How many data tests passed, failed and so on."""
    return _test_words(_TEST_COUNTS(row.axes.tests), language)


@lru_cache(maxsize=4096)
def _test_words(counts: tuple[int, ...], language: Language) -> str:
    found = zip(counts, (words.in_(language) for _, words in _TEST_WORDS), strict=True)
    return ", ".join(f"{count} {words}" for count, words in found if count)


def _joined(texts: Iterable[str], count: int, language: Language) -> str:
    shown = [text for text, _ in zip(texts, range(NAMED), strict=False)]
    if count > len(shown):
        shown.append(_MORE.in_(language).format(count=count - len(shown)))
    return "; ".join(shown)
