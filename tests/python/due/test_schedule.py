import csv
import io
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from due.calendars import PLAIN, indonesia
from mutakhir.due.due_dates import Terms
from mutakhir.due.periods import Grain
from mutakhir.due.rules import parse_rule
from mutakhir.due.schedule import HEADER, Scheduled, Span, ends_soon, first_difference, schedule_bytes, schedule_lines

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def one(name, rule, grain, since=date(2026, 10, 1), year_starts=1):
    return Scheduled(name, Terms(parse_rule(rule)), grain, year_starts, since)


EVERYTHING = [
    one("harga.icp", "warn Tgl 10, error Tgl 25", Grain.MONTH),
    one("harga.mops", "hari bursa SGX", Grain.DAY, date(2026, 12, 1)),
    one("fiskal.dbh", "TW+45", Grain.QUARTER, date(2026, 1, 1), 12),
    one("hulu.cadangan", "Tgl 30-06", Grain.YEAR, date(2021, 1, 1)),
    one("hulu.kargo", "H+3", Grain.EVENT),
    one("k3.kejadian", "per kejadian, jeda terlama 31 hari", Grain.EVENT),
    one("hilir.lama", "Tgl 20", Grain.MONTH, date(2020, 1, 1)),
    one("hilir.baru", "Tgl 20", Grain.MONTH, date(2026, 12, 1)),
]


def test_lines_are_those_of_the_contract():
    lines = schedule_lines(EVERYTHING, YEAR, indonesia())
    assert lines[0] == HEADER
    assert "harga.icp,2026-10,2026-10-01,2026-10-31,2026-11-10 16:00:00+07:00,2026-11-25 16:00:00+07:00" in lines
    assert "fiskal.dbh,2026-TW1,2026-01-01,2026-02-28,,2026-04-14 16:00:00+07:00" in lines
    assert "hulu.cadangan,2026,2026-01-01,2026-12-31,,2026-06-30 16:00:00+07:00" in lines
    assert not [line for line in lines if line.startswith(("hulu.kargo", "k3.kejadian"))]


def test_since_and_span_bound_what_is_owed():
    lines = schedule_lines(EVERYTHING, YEAR, indonesia())
    periods = {}
    for line in lines[1:]:
        periods.setdefault(line.split(",")[0], []).append(line.split(",")[1])
    assert periods["hilir.lama"] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert periods["hilir.baru"] == ["2026-12"]
    assert periods["hulu.cadangan"] == ["2026"]
    assert len(periods["harga.mops"]) == 23  # no weekends in December 2026
    assert schedule_lines(EVERYTHING, Span(date(2030, 1, 1), date(2029, 1, 1)), indonesia()) == [HEADER]


def test_the_file_reads_as_csv_in_order():
    rows = list(csv.reader(io.StringIO(schedule_bytes(schedule_lines(EVERYTHING, YEAR, indonesia())).decode())))
    assert {len(row) for row in rows} == {6}
    assert rows[1:] == sorted(rows[1:], key=lambda row: (row[0], row[2]))
    assert all(datetime.fromisoformat(row[5]).utcoffset() == timedelta(hours=7) for row in rows[1:])


@given(st.permutations(EVERYTHING))
@settings(max_examples=20)
def test_the_order_of_declaration_does_not_matter(shuffled):
    assert schedule_lines(shuffled, YEAR, PLAIN_WITH_SGX) == schedule_lines(EVERYTHING, YEAR, PLAIN_WITH_SGX)


PLAIN_WITH_SGX = type(PLAIN)({}, PLAIN.valid_until, {"SGX": frozenset()})


@given(st.dates(date(2021, 1, 1), date(2026, 1, 1)), st.integers(0, 1500), st.integers(0, 1500))
@settings(max_examples=50)
def test_a_longer_span_only_adds_lines(first, days, more):
    short = Span(first, first + timedelta(days=days))
    long = Span(first, first + timedelta(days=days + more))
    some, all_ = (schedule_lines(EVERYTHING[:-2], span, indonesia()) for span in (short, long))
    assert set(some) <= set(all_)


LINES = schedule_lines(EVERYTHING, YEAR, indonesia())
CHANGED = {
    "a due date": (lambda lines: [line.replace("2026-11-25", "2026-11-26") for line in lines], "harga.icp", "2026-10"),
    "a line lost": (lambda lines: [line for line in lines if "hulu.cadangan" not in line], "hulu.cadangan", "2026"),
    "a line too many": (
        lambda lines: [*lines, "z.z,2026-01,2026-01-01,2026-01-31,,2026-02-20 16:00:00+07:00"],
        "z.z",
        "2026-01",
    ),
    "a line twice": (lambda lines: [*lines, lines[-1]], "hulu.cadangan", "2026"),
    "another header": (lambda lines: [HEADER.replace("periode", "masa"), *lines[1:]], "kumpulan_data", "masa"),
    "another order": (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "fiskal.dbh", "2026-TW2"),
    "half a line": (lambda lines: [*lines[:-1], lines[-1][:20]], "hulu.cadangan", "2026"),
    "emptied": (lambda lines: [], "", ""),
}


@pytest.mark.parametrize(("change", "dataset", "period"), CHANGED.values(), ids=CHANGED.keys())
def test_a_stale_file_is_found_at_its_first_difference(change, dataset, period):
    found = first_difference(change(LINES), LINES)
    assert found is not None
    assert (found.dataset, found.period)[: 2 if dataset else 0] == ((dataset, period) if dataset else ())
    assert found.in_file != found.by_rules


def test_the_same_is_no_difference():
    assert first_difference(list(LINES), LINES) is None
    assert first_difference([HEADER], [HEADER]) is None


def test_when_a_schedule_ends_soon():
    assert ends_soon(date(2027, 12, 31), date(2027, 11, 10))
    assert not ends_soon(date(2027, 12, 31), date(2027, 11, 1))
