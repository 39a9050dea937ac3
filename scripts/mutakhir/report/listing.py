"""The list of all data sets and the tables of counts, as the page shows them; lean, for there may be ten thousand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from mutakhir.domain.axes import AXES
from mutakhir.domain.checklist import Checklist, DatasetRow
from mutakhir.domain.status import Status
from mutakhir.report.cells import DUE, MARKS, PERIODS, Cell, CellWriter
from mutakhir.report.voice import NAME_LIMIT, TITLE_LIMIT, Voice, clean, status_reason

REASON_LIMIT = 160
COUNTED = (Status.UP_TO_DATE, Status.LATE, Status.INCOMPLETE, Status.QUALITY_ISSUE, Status.NOT_CHECKED)
"""Statuses with a column of their own in the tables of counts; all others stand under `others`."""

_ANCHOR = re.compile(r"[A-Za-z][\w.-]{0,79}", re.ASCII)


class ListRow(NamedTuple):
    """One line of the list; every text in it is escaped for HTML already (see _escaped)."""

    anchor: str
    title: str
    name: str
    partner: str
    by: int
    """Which line of the table of partners counts the row."""
    cadence: str
    due: str
    mark: str
    status: str
    severity: str
    reason: str
    cells: tuple[tuple[str, ...], ...]
    """Mark, text, note and order of each axis."""


class Area(NamedTuple):
    """The lines of one subject area, worst first."""

    name: str
    rows: tuple[ListRow, ...]


class Counts(NamedTuple):
    """One line of a table of counts; `counts` follow COUNTED, then the others, `key` is what its rows name in `by`."""

    key: int
    name: str
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The list and the tables made from it."""

    axes: tuple[str, ...]
    """The axes, in the order of their columns, with DUE behind the periods."""
    has_due: bool
    areas: tuple[Area, ...]
    by_partner: tuple[Counts, ...]
    by_area: tuple[Counts, ...]
    overall: Counts
    count_heads: tuple[str, ...]
    statuses: tuple[tuple[int, str], ...]
    """Severity and word of the statuses that occur, for the filter."""


def anchors(rows: Iterable[DatasetRow]) -> dict[str, str]:
    """An id in the page for each data set by unique_id: its name where that is a safe id, else a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, row in enumerate(rows, 1):
        name = row.dataset.name
        anchor = name if "." in name and _ANCHOR.fullmatch(name) and name not in taken else f"data-set-{number}"
        taken.add(anchor)
        found[row.dataset.unique_id] = anchor
    return found


def listing(checklist: Checklist, voice: Voice, ids: dict[str, str]) -> Listing:
    """The list of `checklist`, with `ids` from anchors()."""
    axes = tuple(column for axis in AXES for column in ((axis, DUE) if axis == PERIODS else (axis,)))
    cells = CellWriter(voice)
    by_area: dict[str, list[DatasetRow]] = {}
    by_partner: dict[str, list[DatasetRow]] = {}
    for row in checklist.datasets:
        by_area.setdefault(row.dataset.domain, []).append(row)
        by_partner.setdefault(_responsible(row), []).append(row)
    keys = {partner: key for key, partner in enumerate(by_partner)}
    areas = []
    for rows in by_area.values():
        rows.sort(key=lambda row: (row.status.severity, row.dataset.name))
        lines = (_line(row, keys[_responsible(row)], voice, ids, axes, cells) for row in rows)
        areas.append(Area(voice.area(rows[0].dataset), tuple(lines)))
    partners = [
        _counts(clean(partner, NAME_LIMIT) or voice.words.no_partner, rows, keys[partner])
        for partner, rows in by_partner.items()
    ]
    partners.sort(key=lambda counts: (-sum(counts.counts[1:5]), counts.name))
    occurring = {row.status for row in checklist.datasets}
    return Listing(
        axes=axes,
        has_due=any(row.dataset.due for row in checklist.datasets),
        areas=tuple(areas),
        by_partner=tuple(partners),
        by_area=tuple(_counts(voice.area(rows[0].dataset), rows) for rows in by_area.values()),
        overall=_counts(voice.words.total, checklist.datasets),
        count_heads=(*(voice.status(status) for status in COUNTED), voice.words.others),
        statuses=tuple((status.severity, voice.status(status)) for status in Status if status in occurring),
    )


def _responsible(row: DatasetRow) -> str:
    """The partner named first, who is responsible; empty where none is declared."""
    return row.dataset.partners[0] if row.dataset.partners else ""


def _counts(name: str, rows: Iterable[DatasetRow], key: int = 0) -> Counts:
    statuses = [row.status for row in rows]
    counted = tuple(statuses.count(status) for status in COUNTED)
    return Counts(key, name, len(statuses), (*counted, len(statuses) - sum(counted)))


def _line(
    row: DatasetRow, by: int, voice: Voice, ids: dict[str, str], axes: tuple[str, ...], cells: CellWriter
) -> ListRow:
    dataset, status = row.dataset, row.status
    title, name = voice.title(dataset), clean(dataset.name, TITLE_LIMIT)
    texts = [
        ids[dataset.unique_id],
        title,
        name if name != title else "",
        clean(", ".join(dataset.partners), NAME_LIMIT),
        voice.cadence(dataset),
        voice.due(dataset),
        MARKS[status.tone],
        voice.status(status),
        str(status.severity),
        status_reason(row.reason.in_(voice.language), REASON_LIMIT),
    ]
    for axis in axes:
        texts.extend(cells.write(axis, row))
    plain = _escaped(texts)
    anchor, shown, code, partner, cadence, due, mark, word, severity, reason, *rest = plain
    marks = tuple(zip(*[iter(rest)] * len(Cell._fields), strict=True))
    return ListRow(anchor, shown, code, partner, by, cadence, due, mark, word, severity, reason, marks)


def _escaped(texts: list[str]) -> list[str]:
    """All texts of a row escaped at once: ten times faster than one by one, and clean() leaves no NUL in a text."""
    return str(escape("\0".join(texts))).split("\0")
