"""The history as the page shows it: months by data set, and punctuality by partner."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from mutakhir.domain.checklist import Checklist, DatasetRow, MonthCell, PunctualityRow
from mutakhir.domain.period_words import quarter_of
from mutakhir.report.chart import bar_chart
from mutakhir.report.voice import NAME_LIMIT, Voice, clean

QUARTERS_SHOWN = 5
"""The months shown are those of the last so many quarters, so that no quarter is shown in part."""
REPORTERS_SHOWN = 60
LEAST_BUDGET = 120_000
"""Characters that the heat map, and the partners, may always have; above that so many for each data set."""
BUDGET_PER_DATASET = 90
MARKUP_PER_ROW = 70
MARKUP_PER_LINE, MARKUP_PER_CELL, MARKUP_PER_PARTNER = 130, 30, 400

CELL_CLASSES = {"on_time": "o", "late": "l", "missing": "m", "waiting": "w", "none": "n"}
_SEVERITY = ("missing", "late", "waiting", "on_time", "none")


class MonthRow(NamedTuple):
    """The months of one data set; the cells are markup."""

    anchor: str
    title: str
    cells: Markup


class MonthArea(NamedTuple):
    """The data sets of one subject area."""

    name: str
    rows: tuple[MonthRow, ...]


class CountLine(NamedTuple):
    """What fell due in one quarter or month."""

    name: str
    is_quarter: bool
    counts: tuple[str, ...]


class ReporterLine(NamedTuple):
    """One reporter with a text for each quarter."""

    name: str
    quarters: tuple[str, ...]


class PartnerHistory(NamedTuple):
    """One partner: the sum of all months shown, the chart, and the tables."""

    name: str
    counts: str
    chart: Markup
    lines: tuple[CountLine, ...]
    reporters: tuple[ReporterLine, ...]
    more_reporters: int


@dataclass(frozen=True, slots=True)
class History:
    """The whole section; empty tuples where there is no history."""

    months: tuple[str, ...]
    """Heads of the columns of the heat map."""
    cut: str
    areas: tuple[MonthArea, ...]
    more_rows: int
    legend: tuple[tuple[str, str, str], ...]
    """Class, sign, meaning."""
    quarters: tuple[str, ...]
    partners: tuple[PartnerHistory, ...]
    more_partners: int


def history(checklist: Checklist, voice: Voice, ids: dict[str, str]) -> History:
    """The history of `checklist`, with `ids` of the list's lines."""
    found = sorted({cell.month for _, cells in checklist.months for cell in cells})
    found = found or sorted({row.month for row in checklist.punctuality})
    quarters = quarters_of(found)[-QUARTERS_SHOWN:]
    shown = [month for month in found if quarter_of(month) in quarters]
    budget = max(LEAST_BUDGET, BUDGET_PER_DATASET * len(checklist.datasets))
    areas, more_rows = _heat_map(checklist, voice, ids, frozenset(shown), budget)
    partners, more_partners = _partners(checklist, voice, shown, budget)
    cut = voice.fill("history_cut", shown=len(shown), total=len(found)) if len(shown) < len(found) else ""
    return History(
        tuple(voice.dates.period(clean(month, NAME_LIMIT), short=True) for month in shown),
        cut,
        areas,
        more_rows,
        _legend(voice),
        tuple(voice.dates.period(clean(quarter, NAME_LIMIT)) for quarter in quarters),
        partners,
        more_partners,
    )


def quarters_of(months: Iterable[str]) -> list[str]:
    """The quarters of the months, oldest first."""
    return sorted({quarter_of(month) for month in months})


def _legend(voice: Voice) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (CELL_CLASSES[state], month_sign(MonthCell("", state, 1, 3), voice), getattr(voice.words, f"sign_{state}"))
        for state in CELL_CLASSES
    )


def month_sign(cell: MonthCell, voice: Voice) -> str:
    """What stands in the cell of one month."""
    if cell.state == "late":
        return f"+{voice.dates.number(cell.days_late)}"
    if cell.state in ("missing", "waiting"):
        return str(getattr(voice.words, f"month_{cell.state}"))
    return "✓" if cell.state == "on_time" else "–"


def _heat_map(
    checklist: Checklist, voice: Voice, ids: dict[str, str], shown: frozenset[str], budget: int
) -> tuple[tuple[MonthArea, ...], int]:
    """The rows that the budget holds, the least regular first to be taken, in the order of the list; and the rest."""
    rows = {row.dataset.unique_id: row for row in checklist.datasets}
    ranked = sorted(
        (
            (rows[key], [cell for cell in cells if cell.month in shown])
            for key, cells in checklist.months
            if key in rows
        ),
        key=lambda pair: _regularity(pair[1]),
    )
    kept: list[tuple[DatasetRow, MonthRow]] = []
    for row, cells in ranked:
        line = _month_row(row, cells, voice, ids)
        budget -= len(line.cells) + len(line.title) + len(line.anchor) + MARKUP_PER_ROW
        if kept and budget < 0:
            break
        kept.append((row, line))
    by_area: dict[str, list[MonthRow]] = {}
    for row, line in sorted(kept, key=lambda pair: (pair[0].status.severity, pair[0].dataset.name)):
        by_area.setdefault(row.dataset.domain, []).append(line)
    first = {row.dataset.domain: row.dataset for row in reversed(checklist.datasets)}
    order = dict.fromkeys(row.dataset.domain for row in checklist.datasets)
    areas = (MonthArea(voice.area(first[one]), tuple(by_area[one])) for one in order if one in by_area)
    return tuple(areas), len(ranked) - len(kept)


def _regularity(cells: Sequence[MonthCell]) -> tuple[int, ...]:
    """Sort key: most months missing first, then most late."""
    states = Counter(cell.state for cell in cells)
    return tuple(-states[state] for state in _SEVERITY)


def _month_row(row: DatasetRow, cells: Iterable[MonthCell], voice: Voice, ids: dict[str, str]) -> MonthRow:
    marked = "".join(
        f"<td class={CELL_CLASSES.get(cell.state, 'n')}>{escape(month_sign(cell, voice))}</td>" for cell in cells
    )
    return MonthRow(ids[row.dataset.unique_id], voice.title(row.dataset), Markup(marked))  # noqa: S704 - escaped above


def _partners(
    checklist: Checklist, voice: Voice, shown: Sequence[str], budget: int
) -> tuple[tuple[PartnerHistory, ...], int]:
    by_partner: dict[str, list[PunctualityRow]] = {}
    months = frozenset(shown)
    for row in checklist.punctuality:
        if row.month in months:
            by_partner.setdefault(row.partner, []).append(row)
    ordered = sorted(by_partner.items(), key=lambda pair: (-_not_on_time(pair[1]), pair[0].casefold(), pair[0]))
    kept: list[PartnerHistory] = []
    for number, (partner, rows) in enumerate(ordered, 1):
        made = _partner(partner, rows, voice, shown, number)
        budget -= _size(made)
        if kept and budget < 0:
            break
        kept.append(made)
    # Those that fit are chosen by how much is open; shown they are by name, since this is no ranking.
    return tuple(sorted(kept, key=lambda partner: partner.name.casefold())), len(ordered) - len(kept)


def _size(partner: PartnerHistory) -> int:
    """About how many characters of the page a partner takes."""
    reporters = sum(len(line.name) + MARKUP_PER_CELL * (1 + len(line.quarters)) for line in partner.reporters)
    return len(partner.chart) + MARKUP_PER_LINE * len(partner.lines) + reporters + MARKUP_PER_PARTNER


def _not_on_time(rows: Iterable[PunctualityRow]) -> int:
    return sum(row.late + row.never for row in rows if not row.reporter)


def _partner(
    partner: str,
    rows: Sequence[PunctualityRow],
    voice: Voice,
    shown: Sequence[str],
    number: int,
) -> PartnerHistory:
    """One partner of those that are shown; `number` makes the ids of its chart unique."""
    quarters = quarters_of(shown)
    name = clean(partner, NAME_LIMIT) or voice.words.no_partner
    whole = sorted((row for row in rows if not row.reporter), key=lambda row: row.month)
    lines: list[CountLine] = []
    for quarter, months in groupby(whole, key=lambda row: quarter_of(row.month)):
        kept = list(months)
        lines.append(_counts(quarter, kept, True, voice))
        lines += [_counts(row.month, [row], False, voice) for row in kept]
    reporters: dict[str, list[PunctualityRow]] = {}
    for row in rows:
        if row.reporter:
            reporters.setdefault(row.reporter, []).append(row)
    worst = sorted(reporters.items(), key=lambda pair: (-sum(r.late + r.never for r in pair[1]), pair[0].casefold()))
    return PartnerHistory(
        name,
        counts_in_words(whole, voice),
        bar_chart(name, whole, shown, voice, number),
        tuple(lines),
        tuple(_reporter(one, found, quarters, voice) for one, found in worst[:REPORTERS_SHOWN]),
        max(0, len(worst) - REPORTERS_SHOWN),
    )


def counts_in_words(rows: Sequence[PunctualityRow], voice: Voice) -> str:
    """`30 wajib: 27 tepat waktu, 2 terlambat, 1 belum ada`."""
    return voice.fill(
        "counts",
        due=sum(row.due for row in rows),
        on_time=sum(row.on_time for row in rows),
        late=sum(row.late for row in rows),
        never=sum(row.never for row in rows),
    )


def _counts(code: str, rows: Sequence[PunctualityRow], is_quarter: bool, voice: Voice) -> CountLine:
    sums = [sum(getattr(row, name) for row in rows) for name in ("due", "on_time", "late", "days_late", "never")]
    said = tuple(voice.dates.number(count) if count else "–" for count in sums)
    return CountLine(voice.dates.period(clean(code, NAME_LIMIT)), is_quarter, said)


def _reporter(name: str, rows: Iterable[PunctualityRow], quarters: Sequence[str], voice: Voice) -> ReporterLine:
    by_quarter: dict[str, list[PunctualityRow]] = {}
    for row in rows:
        by_quarter.setdefault(quarter_of(row.month), []).append(row)
    return ReporterLine(
        clean(name, NAME_LIMIT), tuple(_quarter(by_quarter.get(quarter, ()), voice) for quarter in quarters)
    )


def _quarter(rows: Sequence[PunctualityRow], voice: Voice) -> str:
    """`2 / 1 (+3) / 0`: on time, late with the days added up, never; a dash where nothing fell due."""
    if not rows:
        return "–"
    on_time, late, never = (sum(getattr(row, name) for row in rows) for name in ("on_time", "late", "never"))
    days = f" (+{voice.dates.number(sum(row.days_late for row in rows))})" if late else ""
    return f"{voice.dates.number(on_time)} / {voice.dates.number(late)}{days} / {voice.dates.number(never)}"
