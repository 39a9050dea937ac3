"""What a planter has before it: one table, its normal deliveries, as-of, and words for planted.json."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from mutakhir.declared.tables import LandingTable
from mutakhir.sample.deliveries import WIB, Delivery, again
from mutakhir.sample.periods import add_months, period_code
from mutakhir.sample.table import Row, SampleTable

Entry = dict[str, str | None]

# Longer than any row of holidays that could move a due date on (Eid with its common leave days).
_LONGEST_HOLIDAYS = timedelta(days=12)
DUE_TIME = time(16)


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

    @property
    def month(self) -> date:
        """First day of the month of as-of."""
        return add_months(self.as_of.astimezone(WIB).date(), 0)

    def entry(self, axis: str, kind: str, **more: str) -> Entry:
        """One line of planted.json about this table."""
        return {"unique_id": self.table.unique_id, "axis": axis, "kind": kind, **more}

    def in_rows_of(self, axis: str, kind: str, delivery: Delivery, **more: str) -> Entry:
        """An entry about the period that a delivery is for."""
        return self.entry(axis, kind, period=period_code(delivery.start, self.recipe.every), **more)

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

    def newest_due(self, day: int, rolls: bool) -> Delivery:
        """The newest delivery of a month that certainly fell due on `day` of the next month, 16.00 WIB.

        Where the due date `rolls` over holidays, it has passed whatever holidays there were.
        """
        until = self.as_of.astimezone(WIB) - (_LONGEST_HOLIDAYS if rolls else timedelta(0))
        due = (
            datetime.combine(add_months(one.start, 1).replace(day=day), DUE_TIME, WIB)
            for one in reversed(self.deliveries)
        )
        found = (one for one, moment in zip(reversed(self.deliveries), due, strict=True) if moment <= until)
        return next(found)

    def period_of(self, row: Row) -> date:
        """The row's period."""
        return cast("date", row[self.table.period_column])


Planter = Callable[[Bed], tuple[list[Delivery], list[Entry]]]
