"""The schedule: every period of every data set with its due date, as the lines of seeds/jadwal_pemutakhiran.csv."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.due_dates import Terms, due_of, is_scheduled
from mutakhir.due.periods import Grain, Period, periods_between

HEADER = "kumpulan_data,periode,awal_periode,akhir_periode,peringatan_pada,jatuh_tempo"


@dataclass(frozen=True)
class Scheduled:
    """A data set in the schedule: its due terms, the periods it has, and since when it owes them."""

    dataset: str
    terms: Terms
    grain: Grain
    year_starts: int
    since: date


@dataclass(frozen=True)
class Span:
    """Days between which the periods of a schedule begin."""

    first: date
    last: date


_Line = tuple[date, str]
"""Where the period begins, and its line without the name of the data set."""
_Key = tuple[Terms, Grain, int]


def schedule_lines(promised: Iterable[Scheduled], span: Span, calendar: WorkingCalendar) -> list[str]:
    """The lines by data set and period, without line ends; data sets of the same terms are reckoned once."""
    everything = sorted((one for one in promised if is_scheduled(one.terms, one.grain)), key=lambda one: one.dataset)
    earliest = _earliest(everything, span)
    writer = _Writer(Span(min(earliest.values(), default=span.first), span.last), calendar)
    made: dict[_Key, list[_Line]] = {}
    lines = [HEADER]
    for one in everything:
        key = (one.terms, one.grain, one.year_starts)
        if (rest := made.get(key)) is None:
            rest = made[key] = writer.lines(*key, earliest[key])
        since = max(one.since, span.first)
        lines += [one.dataset + said for start, said in rest if start >= since]
    return lines


def _earliest(promised: list[Scheduled], span: Span) -> dict[_Key, date]:
    found: dict[_Key, date] = {}
    for one in promised:
        key = (one.terms, one.grain, one.year_starts)
        found[key] = max(span.first, min(one.since, found.get(key, date.max)))
    return found


class _Writer:
    """Writes lines; periods and moments that many rules share are written once."""

    def __init__(self, span: Span, calendar: WorkingCalendar) -> None:
        self._span, self._calendar = span, calendar
        self._periods: dict[tuple[Grain, int], list[tuple[Period, str]]] = {}
        self._moments: dict[tuple[time, str], dict[date, str]] = {}

    def lines(self, terms: Terms, grain: Grain, year_starts: int, first: date) -> list[_Line]:
        """Lines of the periods that begin on or after `first`."""
        written = []
        for period, head in self._heads(grain, year_starts):
            due = due_of(period, terms, self._calendar) if period.start >= first else None
            if due is not None:
                warn = self._moment(terms, due.warning.last_day) if due.warning else ""
                written.append((period.start, f"{head},{warn},{self._moment(terms, due.limit.last_day)}"))
        return written

    def _heads(self, grain: Grain, year_starts: int) -> list[tuple[Period, str]]:
        key = (grain, year_starts)
        if key not in self._periods:
            self._periods[key] = [
                (period, f",{period.code},{period.start.isoformat()},{period.last_day.isoformat()}")
                for period in periods_between(self._span.first, self._span.last, grain, year_starts)
            ]
        return self._periods[key]

    def _moment(self, terms: Terms, day: date) -> str:
        known = self._moments.setdefault((terms.time_of_day, terms.zone), {})
        if (said := known.get(day)) is None:
            said = known[day] = terms.moment(day).isoformat(" ")
        return said


def schedule_bytes(lines: list[str]) -> bytes:
    """The file: UTF-8, one line each, with the line end of Unix on every system."""
    return ("\n".join(lines) + "\n").encode("utf-8")


@dataclass(frozen=True)
class Difference:
    """The first line in which the file and the rules differ; "" where one of them has no such line."""

    dataset: str
    period: str
    in_file: str
    by_rules: str


def first_difference(in_file: list[str], by_rules: list[str]) -> Difference | None:
    """Where the file differs from what the rules say; None where it does not. Both with header."""
    said, wanted = _by_key(in_file[1:]), _by_key(by_rules[1:])
    for key in sorted(said.keys() | wanted.keys()):
        if said.get(key) != wanted.get(key):
            return Difference(*key, in_file=said.get(key, ""), by_rules=wanted.get(key, ""))
    # The same lines, but not in this order, doubled, or under another header: the first that differs.
    for mine, other in zip(in_file, by_rules, strict=False):
        if mine != other:
            return Difference(*_key(mine), in_file=mine, by_rules=other)
    return None if len(in_file) == len(by_rules) else Difference(*_key(in_file[-1]), in_file[-1], "")


def _by_key(lines: list[str]) -> dict[tuple[str, str], str]:
    return {_key(line): line for line in lines}


def _key(line: str) -> tuple[str, str]:
    cells = [*line.split(","), ""]
    return cells[0], cells[1]


def ends_soon(last: date, today: date, days: int = 60) -> bool:
    """Whether a schedule whose last year ends on `last` is used up within `days`."""
    return last - today < timedelta(days=days)
