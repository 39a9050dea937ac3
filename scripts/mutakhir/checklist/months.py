"""How each data set kept its months: the numbers behind the heat map of the report."""

from collections.abc import Iterable
from datetime import date

from mutakhir.artifacts.decode import parse_instant
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.ledger import Duty, Ledger
from mutakhir.domain.checklist import MonthCell
from mutakhir.domain.dataset import Dataset
from mutakhir.due.periods import add_months

MONTHS = 24
"""How many months back the record goes, the month of as-of among them; what is still owed is told whatever its age."""


def months_back(today: date) -> tuple[str, ...]:
    """The last MONTHS months (YYYY-MM) up to that of `today`, oldest first."""
    return tuple(f"{add_months(today, number - MONTHS + 1):%Y-%m}" for number in range(MONTHS))


def months_by_dataset(
    books: Iterable[tuple[Dataset, Ledger]], clock: Clock
) -> tuple[tuple[str, tuple[MonthCell, ...]], ...]:
    """The cells of every data set with a schedule, for the same months: the last ones in which anything fell due."""
    window = months_back(clock.today)
    found: list[tuple[str, dict[str, list[Duty]]]] = []
    for dataset, ledger in books:
        if ledger.problem is not None or not (ledger.due or ledger.ahead):
            continue
        by_month: dict[str, list[Duty]] = {}
        for duty in (*ledger.due, *ledger.ahead):
            month = f"{clock.day_of(duty.due_at):%Y-%m}"
            if window[0] <= month <= window[-1]:
                by_month.setdefault(month, []).append(duty)
        found.append((dataset.unique_id, by_month))
    first = min((month for _, by_month in found for month in by_month), default=window[-1])
    shown = window[window.index(first) :]
    return tuple(
        (key, tuple(_cell(month, by_month.get(month, ()), clock) for month in shown)) for key, by_month in found
    )


def _cell(month: str, duties: Iterable[Duty], clock: Clock) -> MonthCell:
    waiting = missing = late = fallen = days = 0
    for duty in duties:
        past = duty.due_at < clock.as_of
        if not past and not duty.present:
            waiting += 1
            continue
        fallen += 1
        missing += past and bool(not duty.present or duty.fact.missing)
        behind = _days_behind(duty, clock)
        if behind is not None:
            late += 1
            days = max(days, behind)
    return MonthCell(month, _state(missing, late, fallen, waiting), fallen, days)


def _state(missing: int, late: int, fallen: int, waiting: int) -> str:
    if missing:
        return "missing"
    if late:
        return "late"
    if fallen:
        return "on_time"
    return "waiting" if waiting else "none"


def _days_behind(duty: Duty, clock: Clock) -> int | None:
    """Calendar days of the last to come of the period and its reporters; None where all that came was in time."""
    received = [moment for text in duty.fact.late.values() if (moment := parse_instant(text)) is not None]
    if duty.received_at is not None and duty.received_at > duty.due_at:
        received.append(duty.received_at)
    if not received:
        return None
    return max(0, (clock.day_of(max(received)) - clock.day_of(duty.due_at)).days)
