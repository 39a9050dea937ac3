"""Defects of what came when: nothing, too old, too late, a month gone, changed or before its time."""

from dataclasses import replace
from datetime import timedelta

from mutakhir.sample.bed import Bed, Entry
from mutakhir.sample.deliveries import Delivery, again, received_at
from mutakhir.sample.periods import add_months, period_code
from mutakhir.sample.table import Row

_LATE = timedelta(days=35)
_PENYALUR_DUE_DAY = 20
_LATE_MONTHS_BACK = (7, 4)
_LATE_LAG_DAYS = 30
_RESTATED_MONTHS_BACK = 8
_RESTATED_SHARE = 0.97
_VANISHED_MONTHS_BACK = 5
_FUTURE_MONTHS = 3
_DIGITS = 6


def late_load(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """No delivery came in the last 35 days."""
    until = bed.as_of - _LATE
    return [one for one in bed.deliveries if one.received_at <= until], bed.nothing_came("late_load")


def never_delivered(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """No delivery ever came."""
    return [], bed.nothing_came("never_delivered")


def empty_table(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The only delivery that ever came has heads and no rows."""
    _, newest = bed.newest()
    return [replace(newest, suffix="", changes=(lambda rows: [],))], bed.nothing_came("empty_table")


def old_month_again(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Instead of the newest month that fell due the partner sent the month before it once more, unchanged.

    So the delivery is fresh, and only whoever looks at the periods sees that one is missing.
    """
    due = bed.newest_due(_PENYALUR_DUE_DAY, rolls=True)
    came = [one for one in bed.deliveries if one.start < due.start]
    repeated = again(came[-1], bed.boundary, bed.as_of, "kirim_ulang")
    return [*came, repeated], [bed.in_rows_of("period_coverage", "old_month_again", due)]


def late_months(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Two months of the past year came about two weeks late; since then the partner is on time again."""
    months = [add_months(bed.month, -back) for back in _LATE_MONTHS_BACK]
    slow = replace(bed.recipe, lag_days=_LATE_LAG_DAYS)
    late = [one for one in bed.deliveries if one.start in months]
    deliveries = [
        replace(one, received_at=received_at(one.dataset, one.start, slow)) if one in late else one
        for one in bed.deliveries
    ]
    entries = [bed.in_rows_of("punctuality", "late_delivery", one) for one in late]
    return sorted(deliveries, key=lambda one: one.received_at), entries


def restated_month(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """A month long closed comes once more, three per cent lower."""
    month = add_months(bed.month, -_RESTATED_MONTHS_BACK)
    first = next(one for one in bed.deliveries if one.start == month)
    measures = bed.table.measures

    def restate(rows: list[Row]) -> list[Row]:
        return [
            {name: scaled(cell, _RESTATED_SHARE) if name in measures else cell for name, cell in row.items()}
            for row in rows
            if bed.period_of(row) == month
        ]

    revision = again(first, bed.boundary, bed.as_of, "revisi").changed(restate)
    return [*bed.deliveries, revision], [bed.in_rows_of("stability", "restated_month", first)]


def scaled(cell: object, share: float) -> object:
    """A number times `share`, kept a whole number where it was one; None stays None."""
    if isinstance(cell, int):
        return round(cell * share)
    return cell if cell is None else round(float(cell) * share, _DIGITS)  # type: ignore[arg-type]


def vanished_month(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The newest snapshot of the whole table lacks one month that earlier snapshots had."""
    older, newest = bed.newest()
    month = add_months(newest.start, -_VANISHED_MONTHS_BACK)
    period = period_code(month, "month")
    spoilt = newest.changed(lambda rows: [row for row in rows if bed.period_of(row) != month])
    return [*older, spoilt], [
        bed.entry("stability", "vanished_month", period=period),
        bed.entry("period_coverage", "vanished_month", period=period, because="vanished_month"),
    ]


def future_period(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The newest delivery also has rows of a month that lies three months ahead."""
    older, newest = bed.newest()
    month = add_months(bed.month, _FUTURE_MONTHS)

    def ahead(rows: list[Row]) -> list[Row]:
        copies = [{**row, bed.table.period_column: month} for row in rows if bed.period_of(row) == newest.start]
        return rows + copies

    entry = bed.entry("stability", "future_period", period=period_code(month, "month"))
    return [*older, newest.changed(ahead)], [entry]
