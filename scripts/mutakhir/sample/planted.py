"""Defects on purpose, and the list of what must therefore be found.

Each planter takes the deliveries of one table as they would normally come, and gives back the spoilt ones with one
entry per axis that must flag; an axis that flags only as a consequence names its cause in `because`. Defects that
stand in a delivery's rows always first appear in the present (`kini`): where the newest normal delivery is older,
the partner sends it once more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from mutakhir.declared.tables import LandingTable
from mutakhir.sample.cells import number_text
from mutakhir.sample.deliveries import WIB, Delivery, again, working_day_before
from mutakhir.sample.inbox import PRESENT, file_name
from mutakhir.sample.periods import add_months, period_code
from mutakhir.sample.table import Row, SampleTable, chance

Entry = dict[str, str | None]

UNDECLARED: Entry = {
    "unique_id": None,
    "table": "landing.rekap_jargas_2024",
    "axis": "undeclared",
    "kind": "undeclared_table",
}
"""The table that macro sample_undeclared_table makes in the warehouse; no file has anything to do with it."""

_LATE = timedelta(days=35)
_SATURDAY = 5
_NIAGA_DUE_DAY = 10
# Longer than any row of holidays that could move a due date on (Eid with its common leave days).
_LONGEST_HOLIDAYS = timedelta(days=12)
_MISSING_REPORTERS = 3
_RESTATED_MONTHS_BACK = 8
_RESTATED_SHARE = 0.97
_VANISHED_MONTHS_BACK = 5
_FUTURE_MONTHS = 3
_SLIP = 1000
_REGION = "wilayah"
_SLIPPED_MEASURE = "realisasi_mt"
_DIGITS = 6


@dataclass(frozen=True)
class Bed:
    """What a planter has before it."""

    table: LandingTable
    recipe: SampleTable
    deliveries: list[Delivery]
    """Normal deliveries, oldest first."""
    as_of: datetime
    boundary: datetime
    """Deliveries received later than this belong to the present."""

    def entry(self, axis: str, kind: str, **more: str) -> Entry:
        """One line of planted.json about this table."""
        return {"unique_id": self.table.unique_id, "axis": axis, "kind": kind, **more}

    def nothing_came(self, kind: str) -> list[Entry]:
        """Entries of a table that lacks its newest periods: age, periods, and reporters where they are counted."""
        entries = [self.entry("load_age", kind), self.entry("period_coverage", kind, because=kind)]
        if self.table.reporter_column:
            entries.append(self.entry("reporters", kind, because=kind))
        return entries

    def newest(self) -> tuple[list[Delivery], Delivery]:
        """The older deliveries, and the newest one in the present: sent again where it came before the boundary."""
        newest = self.deliveries[-1]
        if newest.received_at > self.boundary:
            return self.deliveries[:-1], newest
        return self.deliveries, again(newest, self.boundary, self.as_of, "kirim_ulang")

    def period_of(self, row: Row) -> date:
        """The row's period."""
        return cast("date", row[self.table.period_column])


Planter = Callable[[Bed], tuple[list[Delivery], list[Entry]]]
MINIMUM_MONTHS = 10
"""So many months of deliveries must lie before as-of, or there is no past to restate."""


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


def reporters_missing(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Three reporters stay away from the newest period whose due date has certainly passed, and since."""
    today = bed.as_of.astimezone(WIB).date()
    certain = _newest_due(bed.deliveries, today - _LONGEST_HOLIDAYS)
    column = bed.table.reporter_column
    reporters = sorted({str(row[column]) for row in certain.rows(bed.recipe)})
    missing = sorted(chance(bed.table.dataset, "pelapor").sample(reporters, _MISSING_REPORTERS))

    def without(rows: list[Row]) -> list[Row]:
        return [row for row in rows if bed.period_of(row) < certain.start or row[column] not in missing]

    deliveries = [one.changed(without) if one.start >= certain.start else one for one in bed.deliveries]
    period = period_code(_newest_due(bed.deliveries, today).start, bed.recipe.every)
    entries = [bed.entry("reporters", "reporters_missing", period=period, reporter=name) for name in missing]
    return deliveries, entries


def _newest_due(deliveries: list[Delivery], today: date) -> Delivery:
    """The newest delivery of a month that fell due before `today`: on the 10th, or the Monday after a weekend."""
    for one in reversed(deliveries):
        due = add_months(one.start, 1).replace(day=_NIAGA_DUE_DAY)
        due += timedelta(days={_SATURDAY: 2, _SATURDAY + 1: 1}.get(due.weekday(), 0))
        if due < today:
            return one
    return deliveries[0]


def restated_month(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """A month long closed comes once more, three per cent lower."""
    month = add_months(bed.as_of.astimezone(WIB).date(), -_RESTATED_MONTHS_BACK)
    first = next(one for one in bed.deliveries if one.start == month)
    measures = bed.table.measures

    def restate(rows: list[Row]) -> list[Row]:
        return [
            {name: _scaled(cell, _RESTATED_SHARE) if name in measures else cell for name, cell in row.items()}
            for row in rows
            if bed.period_of(row) == month
        ]

    revision = again(first, bed.boundary, bed.as_of, "revisi").changed(restate)
    entry = bed.entry("stability", "restated_month", period=period_code(month, "month"))
    return [*bed.deliveries, revision], [entry]


def _scaled(cell: object, share: float) -> object:
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
    month = add_months(bed.as_of.astimezone(WIB).date(), _FUTURE_MONTHS)

    def ahead(rows: list[Row]) -> list[Row]:
        copies = [{**row, bed.table.period_column: month} for row in rows if bed.period_of(row) == newest.start]
        return rows + copies

    entry = bed.entry("stability", "future_period", period=period_code(month, "month"))
    return [*older, newest.changed(ahead)], [entry]


def unit_slip(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """One region reported kilograms where tonnes were asked for."""
    older, newest = bed.newest()
    regions = sorted({str(row[_REGION]) for row in newest.rows(bed.recipe)})
    region = chance(bed.table.dataset, "satuan").choice(regions)

    def slip(rows: list[Row]) -> list[Row]:
        return [
            {**row, _SLIPPED_MEASURE: _scaled(row[_SLIPPED_MEASURE], _SLIP)} if row[_REGION] == region else row
            for row in rows
        ]

    return [*older, newest.changed(slip)], [_in_tests(bed, "unit_slip", newest)]


def text_numbers(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Some numbers of the newest delivery are text: a remark in the cell, or n.a."""
    older, newest = bed.newest()
    measure = bed.table.measures[-1]

    def write_out(rows: list[Row]) -> list[Row]:
        with_value = [at for at, row in enumerate(rows) if row[measure] is not None]
        remarks = dict.fromkeys(with_value[1::7][:3], "remark") | dict.fromkeys(with_value[4::9][:2], "n.a.")
        texts = {at: _as_text(rows[at][measure], kind) for at, kind in remarks.items()}
        return [{**row, measure: texts.get(at, row[measure])} for at, row in enumerate(rows)]

    return [*older, newest.changed(write_out)], [_in_tests(bed, "text_numbers", newest)]


def _as_text(cell: object, kind: str) -> str:
    return f"{number_text(cast('float', cell), 'id')} (sementara)" if kind == "remark" else kind


def _in_tests(bed: Bed, kind: str, delivery: Delivery) -> Entry:
    return bed.entry("tests", kind, period=period_code(delivery.start, bed.recipe.every))


def unreadable_file(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The newest file came damaged; the good one came on the next working day."""
    older, newest = bed.newest()
    if working_day_before(newest.received_at) <= bed.boundary:
        older, newest = bed.deliveries, again(bed.deliveries[-1], bed.boundary, bed.as_of, "kirim_ulang")
    damaged = replace(newest, received_at=working_day_before(newest.received_at), is_damaged=True)
    good = replace(newest, suffix=f"{newest.suffix}_2" if newest.suffix else "kirim_ulang")
    entry = bed.entry(
        "load",
        "unreadable_file",
        period=period_code(newest.start, bed.recipe.every),
        file=f"{PRESENT}/{bed.table.dataset}/{file_name(bed.table, damaged, bed.recipe.every)}",
    )
    return [*older, damaged, good], [entry]


PLANTERS: dict[str, Planter] = {
    "hilir.jbt_jbkp": late_load,
    "program.tkdn_pengadaan": never_delivered,
    "infra.pipa_gas": empty_table,
    "hilir.niaga_bbm_bulanan": reporters_missing,
    "hulu.produksi_bulanan_lapangan": restated_month,
    "hilir.ekspor_impor": vanished_month,
    "hulu.pemanfaatan_gas": future_period,
    "hilir.lpg_penyaluran": unit_slip,
    "hilir.kilang_bulanan": text_numbers,
    "hulu.survei_seismik": unreadable_file,
}
"""Which table carries which defect."""
