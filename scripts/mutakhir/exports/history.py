"""Punctuality by partner and reporter, and the months by data set, as lines of plain values."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mutakhir.domain.checklist import Checklist, MonthCell, PunctualityRow
from mutakhir.domain.finding_words import MONTH_WORDS
from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import period_words, quarter_of
from mutakhir.exports.columns import Kind, Value

PUNCTUALITY_COLUMNS = (
    (Text("Mitra", "Partner"), Kind.TEXT, 30),
    (Text("Pelapor", "Reporter"), Kind.TEXT, 34),
    (Text("Rentang", "Span"), Kind.TEXT, 12),
    (Text("Periode jatuh tempo", "Fell due in"), Kind.TEXT, 22),
    (Text("Wajib", "Due"), Kind.NUMBER, 10),
    (Text("Tepat waktu", "On time"), Kind.NUMBER, 12),
    (Text("Terlambat", "Late"), Kind.NUMBER, 12),
    (Text("Hari terlambat (jumlah)", "Days late (sum)"), Kind.NUMBER, 14),
    (Text("Belum ada", "Never came"), Kind.NUMBER, 12),
)
_WHOLE = Text("(semua)", "(all)")
_NOBODY = Text("Mitra belum dinyatakan", "No partner declared")
_QUARTER = Text("Triwulan", "Quarter")
_MONTH = Text("Bulan", "Month")
_SIGNS = {"on_time": "✓", "none": "–"}


def punctuality_lines(checklist: Checklist, language: Language) -> Iterator[Sequence[Value]]:
    """By partner (as a whole first, then by reporter) each quarter and below it its months, oldest first."""
    ordered = sorted(checklist.punctuality, key=_alphabetic)
    for (partner, reporter), rows in groupby(ordered, key=lambda row: (row.partner, row.reporter)):
        names = (partner or _NOBODY.in_(language), reporter or _WHOLE.in_(language))
        for quarter, months in groupby(rows, key=lambda row: quarter_of(row.month)):
            kept = list(months)
            yield *names, _QUARTER.in_(language), period_words(quarter, language), *counts(kept)
            for month in kept:
                yield *names, _MONTH.in_(language), period_words(month.month, language), *counts([month])


def _alphabetic(row: PunctualityRow) -> tuple[str, ...]:
    return row.partner.casefold(), row.partner, row.reporter.casefold(), row.reporter, row.month


def counts(rows: Sequence[PunctualityRow]) -> tuple[int, int, int, int, int]:
    """Due, on time, late, days late and never, added up."""
    return (
        sum(row.due for row in rows),
        sum(row.on_time for row in rows),
        sum(row.late for row in rows),
        sum(row.days_late for row in rows),
        sum(row.never for row in rows),
    )


def month_columns(checklist: Checklist) -> tuple[tuple[Text, Kind, float], ...]:
    """The data set, its partner, and a column for each month."""
    cells = checklist.months[0][1] if checklist.months else ()
    heads = [Text(*(period_words(cell.month, language, short=True) for language in Language)) for cell in cells]
    return (
        (Text("Nama Data", "Data Set"), Kind.TEXT, 34),
        (Text("Mitra", "Partner"), Kind.TEXT, 24),
        *((head, Kind.CENTRE, 10.5) for head in heads),
    )


def month_lines(checklist: Checklist, language: Language) -> Iterator[Sequence[Value]]:
    """A line per data set, in the order of the check list; values follow month_columns."""
    months = dict(checklist.months)
    for row in checklist.datasets:
        if (cells := months.get(row.dataset.unique_id)) is not None:
            title = row.dataset.title.in_(language).strip() or row.dataset.name
            partner = row.dataset.partners[0] if row.dataset.partners else ""
            yield title, partner, *(month_text(cell, language) for cell in cells)


def month_text(cell: MonthCell, language: Language) -> str:
    """What a month says: `✓`, `+3`, a word where something is missing or awaited, `–` where nothing fell due."""
    if cell.state == "late":
        return f"+{cell.days_late}"
    return _SIGNS.get(cell.state) or MONTH_WORDS.get(cell.state, Text(cell.state, cell.state)).in_(language)
