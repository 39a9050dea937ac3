"""Facts by hand for tests: what one data set holds, what fell due, and who had to report."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from builders import AS_OF, make_dataset
from mutakhir.artifacts.facts import DatasetFacts, Obligation, PeriodFacts, RosterLine
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.ledger import FactsEvidence, Ledger, ledger_of
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.dataset import Dataset
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.periods import Grain, Period, add_months, period_of

WIB = timezone(timedelta(hours=7))
DUE_HOUR = 16
CALENDAR = WorkingCalendar({}, AS_OF.date().replace(year=2027))


def wib(text: str) -> datetime:
    """A moment of WIB: `2026-11-20 16:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def iso(moment: datetime | None) -> str | None:
    """A moment as facts.json has it."""
    return None if moment is None else moment.astimezone(timezone.utc).isoformat()


def clock_at(as_of: datetime = AS_OF, calendar: WorkingCalendar | None = CALENDAR) -> Clock:
    """The moment of judging in WIB."""
    return Clock(as_of, PROCEDURE_ZONE, calendar)


def monthly(day: int = 20) -> Any:
    """Due date of `Tgl <day> B+1`, not rolled."""

    def due(period: Period) -> datetime:
        month = add_months(period.start, 1)
        return datetime(month.year, month.month, day, DUE_HOUR, tzinfo=WIB)

    return due


def owed(
    period: Period, due_at: datetime, came: datetime | bool | None, names: Iterable[str] = (), **changes: Any
) -> Obligation:
    """One obligation; `came` True: a day before it fell due. Of `names`, those in `missing` are not there."""
    received = due_at - timedelta(days=1) if came is True else (came or None)
    missing = list(changes.pop("missing", ()))
    required = list(names)
    return Obligation(
        period=period.code,
        start=period.start.isoformat(),
        end=period.last_day.isoformat(),
        due_at=iso(due_at) or "",
        received_at=iso(received),
        reporters_due=len(required) or None,
        reporters_present=len(required) - len(missing) if required else None,
        missing=missing,
        **changes,
    )


def facts_of(obligations: Iterable[Obligation], **changes: Any) -> DatasetFacts:
    """Facts with these obligations; a period counts 10 rows where its obligation was received."""
    listed = list(obligations)
    counted = [
        PeriodFacts(one.period, one.start, 10, first_received_at=one.received_at)
        for one in listed
        if one.received_at is not None
    ]
    return DatasetFacts(obligations=listed, periods=changes.pop("periods", counted), **changes)


def months_of(
    first: str, last: str, absent: Iterable[str] = (), day: int = 20, names: Iterable[str] = ()
) -> list[Obligation]:
    """Monthly obligations of the periods from `first` to `last` (2026-10), all received but `absent`."""
    made, period = [], period_of(datetime.strptime(first, "%Y-%m").date(), Grain.MONTH)
    required = list(names)
    while period.code <= last:
        gone = period.code in absent
        due_at = monthly(day)(period)
        made.append(owed(period, due_at, not gone, required, missing=required if gone else ()))
        period = period.next
    return made


def roster_of(*names: str, partner: str = "SKK Migas", since: str = "2024-12-01") -> list[RosterLine]:
    """A roster of these reporters, without an end."""
    return [RosterLine(name, partner, since) for name in names]


def monthly_dataset(name: str = "hulu.lifting", **changes: Any) -> Dataset:
    """A monthly data set with a due rule."""
    meta = {"period": {"column": "periode", "grain": "month"}} | changes.pop("meta", {})
    return make_dataset(name, meta=meta, **changes)


def ledger_for(dataset: Dataset, facts: DatasetFacts | None, as_of: datetime = AS_OF) -> Ledger:
    """The ledger of one data set from its facts (None: facts.json knows nothing of it)."""
    return ledger_of(dataset, FactsEvidence({} if facts is None else {dataset.name: facts}), clock_at(as_of))
