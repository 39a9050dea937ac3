"""The obligations of each data set as the ledger (rvw_kewajiban) has them, with who must report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from mutakhir.artifacts.facts import Obligation, PeriodFacts, RosterLine
from mutakhir.config import PROCEDURE_ZONE

ByDataset = dict[str, list[tuple[Any, ...]]]
AHEAD = timedelta(days=62)
"""How far beyond the moment of counting obligations are exported."""

_OBLIGATIONS = (
    "select kumpulan_data, periode, awal_periode, akhir_periode, peringatan_pada, jatuh_tempo, "
    "sum(case when pelapor <> '' then 1 else 0 end), sum(case when pelapor <> '' and baris > 0 then 1 else 0 end) "
    "from {rvw_kewajiban} where jatuh_tempo <= '%s' "
    "group by kumpulan_data, periode, awal_periode, akhir_periode, peringatan_pada, jatuh_tempo "
    "order by kumpulan_data, jatuh_tempo, awal_periode"
)
_OWING = (
    "select kumpulan_data, periode, pelapor, baris, pertama_diterima from {rvw_kewajiban} "
    "where pelapor <> '' and (awal_periode <= '%s' or jatuh_tempo <= '%s') "
    "and (baris = 0 or pertama_diterima > jatuh_tempo)"
)
_ROSTER = (
    "select kumpulan_data, pelapor, mitra, mulai, sampai from {pelapor_wajib} where sama_dengan is null "
    "order by kumpulan_data, pelapor, mulai"
)


class Ledger:
    """What `ask` (a query with the relations by name in braces) tells of all data sets, read at `now`."""

    def __init__(self, ask: Callable[[str], Iterable[tuple[Any, ...]]], now: datetime) -> None:
        self._obligations = by_dataset(ask(_OBLIGATIONS % _literal(now + AHEAD)))
        # Of a period that has not begun nobody is missing, and naming everybody would say nothing; unless it is a plan
        # that fell due before.
        today = now.astimezone(PROCEDURE_ZONE).date()
        self._owing: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
        for dataset, period, *line in ask(_OWING % (today.isoformat(), _literal(now))):
            self._owing[dataset, period].append(tuple(line))
        self._roster = by_dataset(ask(_ROSTER))

    def obligations(self, dataset: str, periods: Mapping[str, PeriodFacts]) -> list[Obligation]:
        """Lines of the schedule of one data set by due date, with what came of `periods` (by code)."""
        found = []
        for period, start, end, warn_at, due_at, due, present in self._obligations.get(dataset, ()):
            came = periods.get(period)
            owing = sorted(self._owing.get((dataset, period), ()), key=lambda line: str(line[0]))
            found.append(
                Obligation(
                    period,
                    start.isoformat(),
                    end.isoformat(),
                    moment(due_at) or "",
                    moment(warn_at),
                    came.first_received_at if came and came.rows else None,
                    int(due) or None,
                    int(present) if due else None,
                    missing=[reporter for reporter, rows, _ in owing if not rows],
                    late={reporter: moment(at) or "" for reporter, rows, at in owing if rows},
                )
            )
        return found

    def roster(self, dataset: str) -> list[RosterLine]:
        """Who must report to one data set."""
        return [
            RosterLine(reporter, partner or "", _day(since) or "0001-01-01", _day(until))
            for reporter, partner, since, until in self._roster.get(dataset, ())
        ]


def _literal(moment: datetime) -> str:
    return f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}+00:00"


def by_dataset(lines: Iterable[tuple[Any, ...]]) -> ByDataset:
    """Lines that begin with the name of a data set, by that name, without it."""
    found: ByDataset = defaultdict(list)
    for name, *line in lines:
        found[name].append(tuple(line))
    return found


def decimal_text(number: Any) -> str | None:
    """An exact decimal number as text, without zeros that say nothing; None for none."""
    if number is None:
        return None
    text = format(Decimal(number), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def moment(at: datetime | None) -> str | None:
    """A moment in UTC, ISO 8601."""
    return at.astimezone(timezone.utc).isoformat() if at is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
