"""The record of partners and reporters: what they owed by month, and how much of it came in time, late or never.

It is no score: what fell due is counted, nothing is weighed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from mutakhir.artifacts.decode import parse_instant
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.ledger import Duty, Ledger
from mutakhir.checklist.months import months_back
from mutakhir.checklist.reporters import partner_by_reporter
from mutakhir.domain.checklist import PunctualityRow
from mutakhir.domain.dataset import Dataset
from mutakhir.due.periods import Grain

_Key = tuple[str, str, str]
_ON_TIME, _LATE, _DAYS, _NEVER = range(4)


def punctuality(books: Iterable[tuple[Dataset, Ledger]], clock: Clock) -> tuple[PunctualityRow, ...]:
    """Rows by partner, reporter and month (the last MONTHS of them), a partner as a whole before its reporters."""
    counts: dict[_Key, list[int]] = {}
    window = months_back(clock.today)
    first = window[0]
    for dataset, ledger in books:
        if ledger.problem is not None:
            continue
        partners = partner_by_reporter(dataset, ledger) if _by_reporter(ledger) else {}
        for duty in ledger.due:
            month = f"{clock.day_of(duty.due_at):%Y-%m}"
            if month < first:
                continue
            if partners:
                _count_reporters(counts, ledger, duty, month, partners, clock)
            elif (kept := _kept(duty.received_at, duty, clock)) is not None and dataset.partners:
                _add(counts, (dataset.partners[0], "", month), *kept)
    for (partner, reporter, month), record in list(counts.items()):
        if reporter:
            _add_all(counts.setdefault((partner, "", month), [0, 0, 0, 0]), record)
    return tuple(_rows(counts))


def _by_reporter(ledger: Ledger) -> bool:
    return bool(ledger.facts.roster) and ledger.grain is not Grain.EVENT


def _count_reporters(
    counts: dict[_Key, list[int]], ledger: Ledger, duty: Duty, month: str, partners: dict[str, str], clock: Clock
) -> None:
    """Everyone who must report for the period of `duty`; linear in them."""
    missing, late = set(duty.fact.missing), duty.fact.late
    for line in ledger.required(duty.start):
        key = (line.partner or partners[line.reporter], line.reporter, month)
        record = counts.get(key)
        if record is None:
            record = counts[key] = [0, 0, 0, 0]
        if line.reporter in missing:
            record[_NEVER] += 1
        elif line.reporter in late:
            record[_LATE] += 1
            record[_DAYS] += days_late(late[line.reporter], duty, clock)
        else:
            record[_ON_TIME] += 1


def days_late(received: str, duty: Duty, clock: Clock) -> int:
    """Calendar days from the due date to a receipt (ISO 8601) after it; 0 on the same day."""
    received_at = parse_instant(received)
    return _days(received_at, duty, clock) if received_at else 0


def _days(received_at: datetime, duty: Duty, clock: Clock) -> int:
    return max(0, (clock.day_of(received_at) - clock.day_of(duty.due_at)).days)


def _kept(received_at: datetime | None, duty: Duty, clock: Clock) -> tuple[int, int] | None:
    """Which count a period goes to, and its days; None where it is there and nothing tells since when."""
    if not duty.present:
        return _NEVER, 0
    if received_at is None:
        return None
    return (_ON_TIME, 0) if received_at <= duty.due_at else (_LATE, _days(received_at, duty, clock))


def _add(counts: dict[_Key, list[int]], key: _Key, kind: int, days: int) -> None:
    record = counts.setdefault(key, [0, 0, 0, 0])
    record[kind] += 1
    record[_DAYS] += days


def _add_all(total: list[int], record: list[int]) -> None:
    for position, number in enumerate(record):
        total[position] += number


def _rows(counts: dict[_Key, list[int]]) -> Iterator[PunctualityRow]:
    for partner, reporter, month in sorted(counts):
        on_time, late, days, never = counts[partner, reporter, month]
        yield PunctualityRow(partner, reporter, month, on_time + late + never, on_time, late, days, never)
