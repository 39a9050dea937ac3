"""When partners deliver: one delivery per period, at an office hour, the same whatever day the sample is made.

A delivery's time depends on its table and period alone, never on as-of: a sample made tomorrow holds today's, as a
real inbox would. That is also why a weekend moves back to the Friday before and not on to Monday: no as-of can then
fall between the day promised and the day it came, so no healthy table ever looks late. Daily tables come on weekends
too (machines send them), else every Monday morning would find them three days old.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mutakhir.declared.tables import LandingTable
from mutakhir.errors import ConfigError
from mutakhir.sample.periods import last_day, period_starts
from mutakhir.sample.table import Every, Row, SampleTable, chance

WIB = ZoneInfo("Asia/Jakarta")
CHANNELS = ("surel", "unggah", "antar")

_SATURDAY = 5
_OFFICE_OPENS = 8
_OFFICE_HOURS = 7
_DAILY: tuple[Every, ...] = ("day", "trading_day")

Change = Callable[[list[Row]], list[Row]]


@dataclass(frozen=True)
class Delivery:
    """One delivery of a table: for which period, when it came (WIB), how, and what was spoilt in it."""

    dataset: str
    start: date
    received_at: datetime
    channel: str
    suffix: str = ""
    """Ends the file name of a delivery that comes on top of the normal ones."""
    changes: tuple[Change, ...] = ()
    is_damaged: bool = False
    extra_head: str = ""
    """Head of a column that is not declared; its cells stand in the rows under this very name."""

    def changed(self, change: Change) -> "Delivery":
        """The same delivery with one more change to its rows."""
        return replace(self, changes=(*self.changes, change))

    def rows(self, recipe: SampleTable) -> list[Row]:
        """Rows of the delivery; seeded by table and period, so a period is always the same."""
        rows = recipe.rows(self.start, chance(self.dataset, self.start.isoformat()))
        for change in self.changes:
            rows = change(rows)
        return rows


def since_of(table: LandingTable) -> date:
    """First month of the table's deliveries; ConfigError where its entry does not say."""
    if table.since is None:
        raise ConfigError(f"{table.declared_in}: tabel {table.dataset} tidak menyebut since; tulis misalnya 2024-12.")
    return table.since


def schedule(table: LandingTable, recipe: SampleTable, as_of: datetime) -> list[Delivery]:
    """Deliveries from the table's `since` received up to `as_of` (aware), oldest first."""
    # The lag of a plan for a year is negative: it comes before the year is over, perhaps before it begins.
    until = as_of.astimezone(WIB).date() - timedelta(days=min(recipe.lag_days, 0))
    deliveries = (
        Delivery(
            table.dataset,
            start,
            received_at(table.dataset, start, recipe),
            _channel(table.dataset, start, recipe.every),
        )
        for start in period_starts(recipe.every, since_of(table), until)
    )
    return [delivery for delivery in deliveries if delivery.received_at <= as_of]


def received_at(dataset: str, start: date, recipe: SampleTable) -> datetime:
    """The time (WIB) at which the delivery for the period beginning on `start` came."""
    end = last_day(start, recipe.every)
    day = end + timedelta(days=recipe.lag_days)
    if recipe.every not in _DAILY:
        past_friday = max(day.weekday() - _SATURDAY + 1, 0)
        friday = day - timedelta(days=past_friday)
        # Nobody reports on a period before it is over: then Monday it is.
        is_over = friday > end or recipe.lag_days <= 0
        day = friday if is_over or not past_friday else friday + timedelta(days=3)
    return _at_office(dataset, day, recipe.every)


def again(delivery: Delivery, after: datetime, as_of: datetime, suffix: str) -> Delivery:
    """The delivery sent once more on the last working day before `as_of`, and in any case later than `after`.

    The caller leaves at least four weeks between the two, so a working day with its office hours always fits.
    """
    day = as_of.astimezone(WIB).date()
    while True:
        moment = _at_office(f"{delivery.dataset}{suffix}", day, "month")
        if day.weekday() < _SATURDAY and moment <= as_of:
            break
        day -= timedelta(days=1)
    if moment <= after:
        raise ValueError(f"no working day between {after} and {as_of}")
    return replace(delivery, received_at=moment, suffix=suffix)


def working_day_before(moment: datetime) -> datetime:
    """The same hour on the last Monday to Friday before."""
    moment -= timedelta(days=1)
    while moment.weekday() >= _SATURDAY:
        moment -= timedelta(days=1)
    return moment


def _at_office(dataset: str, day: date, every: Every) -> datetime:
    luck = chance(dataset, day.isoformat(), "jam")
    if every in _DAILY:
        # Machines send within the same half hour each morning, so two neighbours are never much over a day apart.
        return datetime.combine(day, time(7, 30 + luck.randrange(30)), WIB)
    hour = _OFFICE_OPENS + luck.randrange(_OFFICE_HOURS)
    return datetime.combine(day, time(hour, luck.randrange(60)), WIB)


def _channel(dataset: str, start: date, every: Every) -> str:
    if every in _DAILY:
        return "unggah"
    weights = (3, 6, 1) if every in ("week", "month") else (4, 3, 3)
    return chance(dataset, start.isoformat(), "lewat").choices(CHANNELS, weights)[0]
