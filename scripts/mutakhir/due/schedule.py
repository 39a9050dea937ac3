"""The schedule: every period of every data set with its due date, as the lines of seeds/jadwal_pemutakhiran.csv."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.due_dates import Terms, due_of, is_scheduled
from mutakhir.due.periods import Grain, periods_between

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


def schedule_lines(promised: Iterable[Scheduled], span: Span, calendar: WorkingCalendar) -> list[str]:
    """The lines by data set and period, without line ends; data sets of the same terms are reckoned once."""
    made: dict[tuple[Terms, Grain, int], list[_Line]] = {}
    everything = sorted((one for one in promised if is_scheduled(one.terms, one.grain)), key=lambda one: one.dataset)
    earliest = _earliest(everything, span)
    lines = [HEADER]
    for one in everything:
        key = (one.terms, one.grain, one.year_starts)
        if (rest := made.get(key)) is None:
            rest = made[key] = _made(*key, Span(earliest[key], span.last), calendar)
        since = max(one.since, span.first)
        lines += [one.dataset + said for start, said in rest if start >= since]
    return lines


def _earliest(promised: list[Scheduled], span: Span) -> dict[tuple[Terms, Grain, int], date]:
    found: dict[tuple[Terms, Grain, int], date] = {}
    for one in promised:
        key = (one.terms, one.grain, one.year_starts)
        found[key] = max(span.first, min(one.since, found.get(key, date.max)))
    return found


def _made(terms: Terms, grain: Grain, year_starts: int, span: Span, calendar: WorkingCalendar) -> list[_Line]:
    lines = []
    for period in periods_between(span.first, span.last, grain, year_starts):
        due = due_of(period, terms, calendar)
        if due is not None:
            warn = due.warn_at.isoformat(" ") if due.warn_at else ""
            end, limit = period.last_day.isoformat(), due.due_at.isoformat(" ")
            lines.append((period.start, f",{period.code},{period.start.isoformat()},{end},{warn},{limit}"))
    return lines


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
