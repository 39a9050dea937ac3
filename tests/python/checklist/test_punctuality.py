"""The record by month: on time, late by days, never; for partners as a whole and for each of their reporters."""

from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builders_facts import (
    WIB,
    clock_at,
    facts_of,
    iso,
    ledger_for,
    monthly_dataset,
    months_of,
    owed,
    roster_of,
    wib,
)
from mutakhir.artifacts.facts import PeriodFacts, RosterLine
from mutakhir.checklist.months import MONTHS, months_back, months_by_dataset
from mutakhir.checklist.punctuality import punctuality
from mutakhir.due.periods import Grain, Period, period_of

NAMES = ("PT Angin Timur", "PT Bumi Selatan")
AFTER = wib("2026-11-25 09:00")


def record(dataset, facts, as_of=AFTER):
    found = punctuality([(dataset, ledger_for(dataset, facts, as_of))], clock_at(as_of))
    return {(row.partner, row.reporter, row.month): (row.due, row.on_time, row.late, row.days_late, row.never)
            for row in found}  # fmt: skip


def cells(dataset, facts, as_of=AFTER):
    ((_, found),) = months_by_dataset([(dataset, ledger_for(dataset, facts, as_of))], clock_at(as_of))
    return {cell.month: (cell.state, cell.due, cell.days_late) for cell in found}


def came(code, moment, **changes):
    period = period_of(datetime.strptime(code, "%Y-%m").date(), Grain.MONTH)
    after = period.next.start
    due_at = datetime(after.year, after.month, 20, 16, tzinfo=WIB)
    return owed(period, due_at, moment and wib(moment), **changes)


PARTNER = facts_of(
    [
        came("2026-06", "2026-07-20 16:00"),
        came("2026-07", "2026-08-20 16:01"),
        came("2026-08", "2026-09-25 08:00"),
        came("2026-09", None),
        came("2026-10", "2026-11-20 15:59"),
        came("2026-11", None),
    ]
)


def test_a_partner_without_reporters():
    assert record(monthly_dataset(), PARTNER) == {
        ("SKK Migas", "", "2026-07"): (1, 1, 0, 0, 0),
        ("SKK Migas", "", "2026-08"): (1, 0, 1, 0, 0),
        ("SKK Migas", "", "2026-09"): (1, 0, 1, 5, 0),
        ("SKK Migas", "", "2026-10"): (1, 0, 0, 0, 1),
        ("SKK Migas", "", "2026-11"): (1, 1, 0, 0, 0),
    }


def test_the_months_of_a_data_set():
    found = cells(monthly_dataset(), PARTNER, wib("2026-12-05 09:00"))
    assert found == {
        "2026-07": ("on_time", 1, 0),
        "2026-08": ("late", 1, 0),
        "2026-09": ("late", 1, 5),
        "2026-10": ("missing", 1, 0),
        "2026-11": ("on_time", 1, 0),
        "2026-12": ("waiting", 0, 0),
    }


def test_reporters_have_their_own_record_and_count_for_their_partner():
    obligations = months_of("2026-09", "2026-11", ["2026-11"], names=NAMES)
    obligations[0].late = {NAMES[0]: iso(wib("2026-10-23 10:00"))}
    obligations[1].missing, obligations[1].reporters_present = [NAMES[1]], 1
    lines = [RosterLine(NAMES[0], "BPMA", "2024-12-01"), RosterLine(NAMES[1], "", "2026-10-01")]
    found = record(monthly_dataset(reporter_column="kkks"), facts_of(obligations, roster=lines))
    assert found == {
        ("BPMA", "", "2026-10"): (1, 0, 1, 3, 0),
        ("BPMA", "", "2026-11"): (1, 1, 0, 0, 0),
        ("BPMA", NAMES[0], "2026-10"): (1, 0, 1, 3, 0),
        ("BPMA", NAMES[0], "2026-11"): (1, 1, 0, 0, 0),
        ("SKK Migas", "", "2026-11"): (1, 0, 0, 0, 1),
        ("SKK Migas", NAMES[1], "2026-11"): (1, 0, 0, 0, 1),
    }


def test_a_month_is_missing_where_one_reporter_is_and_late_where_one_was():
    obligations = months_of("2026-08", "2026-11", ["2026-11"], names=NAMES)
    obligations[0].late = {NAMES[0]: iso(wib("2026-09-23 10:00"))}
    obligations[1].missing, obligations[1].reporters_present = [NAMES[1]], 1
    found = cells(monthly_dataset(reporter_column="kkks"), facts_of(obligations, roster=roster_of(*NAMES)))
    assert found == {"2026-09": ("late", 1, 3), "2026-10": ("missing", 1, 0), "2026-11": ("on_time", 1, 0)}


def test_events_that_came_have_a_record_of_how_soon():
    dataset = monthly_dataset(due="H+3", meta={"period": {"grain": "event"}, "due_roll": "none"})
    periods = [
        PeriodFacts("2026-11-02", "2026-11-02", 1, first_received_at=iso(wib("2026-11-05 16:00"))),
        PeriodFacts("2026-11-03", "2026-11-03", 1, first_received_at=iso(wib("2026-11-09 16:00"))),
        PeriodFacts("2026-11-04", "2026-11-04", 0, first_received_at=iso(wib("2026-11-09 16:00"))),
        PeriodFacts("2026-12-24", "2026-12-24", 1, first_received_at=iso(wib("2026-11-09 16:00"))),
        PeriodFacts("20226-01-01", "20226-01-01", 1, first_received_at=iso(wib("2026-11-09 16:00"))),
    ]
    facts = facts_of([], periods=periods, roster=roster_of("PT A"))
    assert record(dataset, facts) == {("SKK Migas", "", "2026-11"): (2, 1, 1, 3, 0)}


def test_the_record_goes_back_two_years():
    obligations = months_of("2023-01", "2026-11", ["2026-11"])
    months = [month for _, _, month in record(monthly_dataset(), facts_of(obligations))]
    assert (len(months), months[0], months[-1]) == (MONTHS, "2024-12", "2026-11")
    assert months_back(date(2026, 1, 31))[-2:] == ("2025-12", "2026-01")


def test_all_data_sets_have_the_same_months():
    books = [
        (one, ledger_for(one, facts, AFTER))
        for one, facts in (
            (monthly_dataset("a.lama"), facts_of(months_of("2026-01", "2026-11", ["2026-11"]))),
            (monthly_dataset("a.baru"), facts_of(months_of("2026-09", "2026-11", ["2026-11"]))),
            (monthly_dataset("a.hilang"), None),
        )
    ]
    found = months_by_dataset(books, clock_at(AFTER))
    assert [key for key, _ in found] == ["source.mutakhir.a.lama", "source.mutakhir.a.baru"]
    assert [cell.month for cell in found[0][1]] == [cell.month for cell in found[1][1]]
    assert [cell.state for cell in found[1][1]][:8] == ["none"] * 8


def test_what_cannot_be_told_has_no_record():
    dataset = monthly_dataset()
    assert record(dataset, None) == {}
    unknown = owed(Period(date(2026, 9, 1), Grain.MONTH), wib("2026-10-20 16:00"), None)
    facts = facts_of([unknown, *months_of("2026-10", "2026-11", ["2026-11"])])
    facts.periods.append(PeriodFacts("2026-09", "2026-09-01", 4))
    assert ("SKK Migas", "", "2026-10") not in record(dataset, facts)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-5, 40)), min_size=1, max_size=11))
def test_every_obligation_is_counted_once(kinds):
    """on_time + late + never = due = the obligations that fell due, whatever happened to each."""
    names = [f"PT {number}" for number in range(3)]
    obligations = months_of("2025-12", "2026-11", ["2026-11"], names=names)
    wanted: Counter[str] = Counter()
    for one, (who, days) in zip(obligations, kinds, strict=False):
        due_at = datetime.fromisoformat(one.due_at)
        if days < 0:
            one.missing, one.reporters_present = names[: who + 1], 2 - who
            wanted["never"] += who + 1
        elif days > 0:
            one.late = {names[who]: iso(due_at + timedelta(days=days))}
            wanted["late"] += 1
            wanted["days"] += days
    dataset = monthly_dataset(reporter_column="kkks")
    facts = facts_of(obligations, roster=roster_of(*names))
    rows = punctuality([(dataset, ledger_for(dataset, facts, AFTER))], clock_at(AFTER))
    for kind in (True, False):
        chosen = [row for row in rows if bool(row.reporter) is kind]
        assert all(row.due == row.on_time + row.late + row.never for row in chosen)
        total = [sum(getattr(row, name) for row in chosen) for name in ("due", "late", "days_late", "never")]
        assert total == [11 * 3, wanted["late"], wanted["days"], wanted["never"]]


def test_months_are_those_of_the_procedure():
    """Half past midnight in Jakarta is still the day before in UTC, and the month before."""
    late = owed(Period(date(2026, 9, 1), Grain.MONTH), wib("2026-11-01 00:30"), None)
    facts = facts_of([late, *months_of("2026-10", "2026-12", ["2026-10", "2026-11", "2026-12"])])
    assert set(record(monthly_dataset(), facts)) == {("SKK Migas", "", "2026-11")}
