"""Period coverage: what fell due and is not there, whatever the age of the last load, to the second."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AS_OF
from builders_facts import (
    WIB,
    clock_at,
    facts_of,
    iso,
    ledger_for,
    monthly_dataset,
    months_of,
    owed,
    wib,
)
from mutakhir.artifacts.facts import DatasetFacts, PeriodFacts
from mutakhir.checklist.ledger import NO_FACTS, FactsEvidence, ledger_of
from mutakhir.checklist.period_coverage import judge_period_coverage
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.due.calendar import Holiday, WorkingCalendar
from mutakhir.due.periods import Grain, Period, period_of

DUE = wib("2026-11-20 16:00")


def judged(facts, as_of=AS_OF, dataset=None, cycle=None, calendar=None):
    dataset = dataset or monthly_dataset()
    clock = clock_at(as_of) if calendar is None else clock_at(as_of, calendar)
    return judge_period_coverage(dataset, ledger_for(dataset, facts, as_of), clock, cycle or f"{clock.today:%Y-%m}")


@pytest.mark.parametrize(
    ("as_of", "absent", "status"),
    [
        ("2026-11-20 15:59", ["2026-10"], Status.DUE_SOON),
        ("2026-11-20 16:00", ["2026-10"], Status.DUE_SOON),
        ("2026-11-20 16:01", ["2026-10"], Status.LATE),
        ("2026-11-20 15:59", [], Status.UP_TO_DATE),
        ("2026-11-20 16:00", [], Status.UP_TO_DATE),
        ("2026-11-17 09:00", ["2026-10"], Status.DUE_SOON),
        ("2026-11-16 23:59", ["2026-10"], Status.NOT_DUE),
        ("2026-11-01 00:00", ["2026-10"], Status.NOT_DUE),
        ("2026-10-31 23:59", ["2026-10"], Status.UP_TO_DATE),
        ("2026-11-25 09:00", ["2026-08"], Status.INCOMPLETE),
        ("2026-11-25 09:00", ["2026-08", "2026-10"], Status.LATE),
        ("2026-11-18 09:00", ["2026-08", "2026-10"], Status.INCOMPLETE),
        ("2026-11-25 09:00", ["2026-11"], Status.UP_TO_DATE),
        ("2026-12-01 00:00", ["2026-11"], Status.NOT_DUE),
    ],
)
def test_a_monthly_table(as_of, absent, status):
    found = judged(facts_of(months_of("2026-01", "2026-12", absent=[*absent, "2026-12"])), wib(as_of))
    assert found.status is status


def test_a_second_decides():
    facts = facts_of(months_of("2026-01", "2026-11", absent=["2026-10", "2026-11"]))
    assert judged(facts, DUE).status is Status.DUE_SOON  # what comes at that very second is on time
    late = judged(facts, DUE + timedelta(seconds=1))
    assert (late.status, late.late_calendar_days, late.late_working_days) == (Status.LATE, 0, 0)
    assert late.reason.id == (
        "Oktober 2026 belum ada, jatuh tempo 20 November 2026 pukul 16.00 WIB, batasnya lewat hari ini"
    )


def test_late_names_every_missing_period_and_both_counts_of_days():
    absent = ["2026-03", "2026-06", "2026-07", "2026-08", "2026-10", "2026-11"]
    found = judged(facts_of(months_of("2026-01", "2026-11", absent=absent)), wib("2026-12-02 09:00"))
    assert found.expected_period == "2026-10"
    assert found.latest_period == "2026-09"
    assert found.missing_periods == ("2026-03", "2026-06", "2026-07", "2026-08", "2026-10")
    assert (found.late_calendar_days, found.late_working_days) == (12, 8)
    assert found.due_at == DUE
    assert [(gap.calendar_days, gap.working_days) for gap in found.missing[-2:]] == [(73, 53), (12, 8)]
    assert found.reason.id == (
        "Oktober 2026 belum ada, jatuh tempo 20 November 2026 pukul 16.00 WIB, terlambat 12 hari (8 hari kerja), "
        "begitu juga Agustus 2026, Juli 2026, Juni 2026 dan Maret 2026"
    )
    assert found.reason.en == (
        "October 2026 is missing, it fell due 20 November 2026, 16:00 WIB, 12 days late (8 working days), "
        "and so is August 2026, July 2026, June 2026 and March 2026"
    )


def test_holidays_are_no_working_days():
    facts = facts_of(months_of("2026-09", "2026-11", absent=["2026-10", "2026-11"]))
    calendar = WorkingCalendar({date(2026, 11, 24): Holiday("libur", "libur nasional")}, date(2027, 12, 31))
    assert judged(facts, wib("2026-11-25 09:00"), calendar=calendar).late_working_days == 2
    assert judged(facts, wib("2026-11-25 09:00")).late_working_days == 3


def test_not_due_names_the_date_in_words_of_people():
    found = judged(
        facts_of(months_of("2026-09", "2026-11", ["2026-11"], day=5)), wib("2026-11-30 08:00"), cycle="2026-12"
    )
    assert (found.status, found.awaited_period) == (Status.NOT_DUE, "2026-11")
    assert found.due_at == wib("2026-12-05 16:00")
    assert found.reason.id == "November 2026 ditunggu sampai 5 Desember 2026 pukul 16.00 WIB"
    assert found.reason.en == "November 2026 is awaited until 5 December 2026, 16:00 WIB"


def test_two_stages_warn_before_they_are_late():
    period = Period(date(2026, 10, 1), Grain.MONTH)
    obligation = owed(period, wib("2026-11-25 16:00"), None, warn_at=iso(wib("2026-11-10 16:00")))
    facts = facts_of([*months_of("2026-08", "2026-09"), obligation, *months_of("2026-11", "2026-11", ["2026-11"])])
    assert judged(facts, wib("2026-11-10 15:59")).status is Status.NOT_DUE
    warned = judged(facts, wib("2026-11-10 16:00"))
    assert warned.status is Status.DUE_SOON
    assert "melewati peringatan 10 November 2026 pukul 16.00 WIB" in warned.reason.id
    assert judged(facts, wib("2026-11-25 16:01")).status is Status.LATE


def test_rows_that_are_no_longer_in_force_do_not_count():
    obligations = months_of("2026-08", "2026-11", ["2026-11"])
    periods = [PeriodFacts(one.period, one.start, 0 if one.period == "2026-09" else 5) for one in obligations[:3]]
    found = judged(facts_of(obligations, periods=periods), wib("2026-11-25 09:00"))
    assert (found.status, found.missing_periods) == (Status.INCOMPLETE, ("2026-09",))


def test_a_period_in_the_future_is_never_the_latest():
    obligations = months_of("2026-08", "2026-11", ["2026-11"])
    periods = [PeriodFacts(one.period, one.start, 5) for one in obligations[:3]]
    ahead = [*periods, PeriodFacts("2026-12", "2026-12-01", 3), PeriodFacts("2062-10", "2062-10-01", 3)]
    assert judged(facts_of(obligations, periods=ahead), wib("2026-11-25 09:00")).latest_period == "2026-10"


def daily(first, days, absent=(), lag=1):
    made = []
    for number in range(days):
        day = date.fromisoformat(first) + timedelta(days=number)
        after = day + timedelta(days=lag)
        due_at = datetime(after.year, after.month, after.day, 16, tzinfo=WIB)
        made.append(owed(period_of(day, Grain.DAY), due_at, day.isoformat() not in absent))
    return made


def test_a_daily_table_always_awaits_a_day_and_is_up_to_date_all_the_same():
    dataset = monthly_dataset(due="H+1", meta={"period": {"column": "tanggal", "grain": "day"}})
    gone = [f"2026-11-{day}" for day in range(19, 26)]
    facts = facts_of(daily("2026-11-01", 25, gone))
    assert judged(facts, wib("2026-11-20 16:00"), dataset).status is Status.UP_TO_DATE
    late = judged(facts, wib("2026-11-20 16:01"), dataset)
    assert (late.status, late.missing_periods) == (Status.LATE, ("2026-11-19",))


def test_a_week_is_named_by_its_days():
    dataset = monthly_dataset(due="H+5", meta={"period": {"column": "minggu", "grain": "week"}})
    weeks = [period_of(date(2026, 11, 2), Grain.WEEK), period_of(date(2026, 11, 9), Grain.WEEK)]
    ahead = period_of(date(2026, 11, 16), Grain.WEEK)
    facts = facts_of(
        [owed(one, wib(f"{one.last_day + timedelta(days=5)} 16:00"), one is weeks[0]) for one in (*weeks, ahead)]
    )
    found = judged(facts, wib("2026-11-22 08:00"), dataset)
    assert found.reason.id.startswith("minggu 9–15 November 2026 belum ada")


@pytest.mark.parametrize(
    ("newest", "status", "late"),
    [("2026-10-20", Status.UP_TO_DATE, None), ("2026-10-19", Status.LATE, 1), (None, Status.LATE, None)],
)
def test_no_event_for_longer_than_the_longest_gap(newest, status, late):
    dataset = monthly_dataset(
        due="per kejadian, jeda terlama 31 hari", meta={"period": {"column": "tanggal", "grain": "event"}}
    )
    periods = [PeriodFacts(newest, newest, 1)] if newest else []
    ahead = PeriodFacts("2026-12-24", "2026-12-24", 1)
    found = judged(facts_of([], periods=[*periods, ahead]), wib("2026-11-20 09:00"), dataset)
    assert (found.status, found.late_calendar_days, found.latest_period) == (status, late, newest)


def test_a_rule_after_the_event_schedules_nothing():
    dataset = monthly_dataset(due="H+3", meta={"period": {"column": "tgl_bl", "grain": "event"}})
    found = judged(None, AS_OF, dataset)
    assert found.status is Status.NOT_APPLICABLE
    assert found.reason.id == "datang per kejadian (H+3 sesudah kejadian), tidak ada periode yang dijadwalkan"


@pytest.mark.parametrize(
    ("changes", "facts", "status", "words"),
    [
        ({"due": ""}, None, Status.NOT_APPLICABLE, "tidak ada aturan jatuh tempo"),
        ({"due": "Tgl 20 bulan depan"}, facts_of([]), Status.NOT_CHECKED, "perbaiki meta.due di sources/hulu.yml"),
        ({}, None, Status.NOT_CHECKED, "facts.json tidak memuat data ini"),
        ({}, DatasetFacts(error="kolom periode\ntidak ada"), Status.NOT_CHECKED, "kolom periode tidak ada"),
        ({}, facts_of([]), Status.NOT_CHECKED, "jalankan `mutakhir schedule`"),
        ({}, facts_of(months_of("2026-01", "2026-09")), Status.NOT_CHECKED, "berakhir pada September 2026"),
    ],
)
def test_what_cannot_be_told_is_not_checked(changes, facts, status, words):
    found = judged(facts, wib("2026-11-25 09:00"), monthly_dataset(**changes))
    assert found.status is status
    assert words in found.reason.id


def spoilt(at, **changes):
    """Facts in which one obligation of January to November 2026 says something else."""
    listed = months_of("2026-01", "2026-11", ["2026-11"])
    listed[at] = msgspec.structs.replace(listed[at], **changes)
    return facts_of(listed)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (facts_of([*months_of("2026-01", "2026-09"), *months_of("2026-11", "2026-12")]), "melewatkan Oktober 2026"),
        (facts_of(months_of("2026-01", "2026-11") + months_of("2026-10", "2026-10")), "Oktober 2026 ada dua kali"),
        (facts_of(months_of("2026-01", "2026-12"), periods=[PeriodFacts("2026-10", "2026-10-01", -5)]), "di bawah nol"),
        (spoilt(-1, warn_at="2026-11-24T16:00:00"), "tidak terbaca"),
        (spoilt(0, due_at="2026-02-20T16:00:00"), "tidak terbaca"),
        (spoilt(3, period="2026-13"), "tidak terbaca"),
        (spoilt(3, start="2026-04-02"), "tidak terbaca"),
        (spoilt(3, start="besok"), "tidak terbaca"),
    ],
    ids=["left out", "twice", "negative", "warning", "due date", "code", "start", "no date"],
)  # fmt: skip
def test_obligations_that_cannot_be_believed_prove_nothing(facts, words):
    found = judged(facts, wib("2026-11-25 09:00"))
    assert (found.status, words in found.reason.id) == (Status.NOT_CHECKED, True), found.reason.id


def test_trading_days_leave_days_out():
    day = Grain.DAY
    days = [
        owed(Period(date(2026, 11, number), day), wib(f"2026-11-{number + 1} 16:00"), True) for number in (19, 20, 23)
    ]
    dataset = monthly_dataset(due="hari bursa SGX", meta={"period": {"column": "tanggal", "grain": "day"}})
    assert judged(facts_of(days), wib("2026-11-24 09:00"), dataset).status is Status.UP_TO_DATE


def test_what_is_known_to_be_missing_is_told_though_the_schedule_has_ended():
    found = judged(facts_of(months_of("2026-01", "2026-09", ["2026-09"])), wib("2026-11-25 09:00"))
    assert (found.status, found.missing_periods) == (Status.NOT_CHECKED, ("2026-09",))


@pytest.mark.parametrize(
    ("since", "status", "words"),
    [
        ("2026-12", Status.NOT_DUE, "yang pertama Desember 2026, 20 Januari 2027 pukul 16.00 WIB"),
        ("2026-10", Status.NOT_CHECKED, "jalankan `mutakhir schedule`"),
        ("12-2026", Status.NOT_CHECKED, "jalankan `mutakhir schedule`"),
    ],
)
def test_a_data_set_that_owes_nothing_yet_needs_no_line_in_the_schedule(since, status, words):
    dataset = monthly_dataset(meta={"since": since})
    found = judged(facts_of([]), wib("2026-11-25 09:00"), dataset)
    assert found.status is status
    assert words in found.reason.id


def test_terms_that_cannot_be_are_not_checked():
    found = judged(facts_of([]), dataset=monthly_dataset(meta={"due_grace": "lama"}))
    assert (found.status, "due_grace" in found.reason.id) == (Status.NOT_CHECKED, True)


@pytest.mark.parametrize(("due", "meta"), [("TW+30", {}), ("Tgl 30-06", {}), ("Tgl 20 B+1", {"cadence": "harian"})])
def test_a_rule_that_grain_or_cadence_contradicts_is_not_checked(due, meta):
    """Whatever the schedule of before still says."""
    found = judged(facts_of(months_of("2026-01", "2026-12")), dataset=monthly_dataset(due=due, meta=meta))
    assert found.status is Status.NOT_CHECKED
    assert f"config.meta.due berisi {due}, padahal" in found.reason.id
    assert not found.reason.id.endswith(".")


def test_a_rule_without_a_period_cannot_be_counted():
    dataset = monthly_dataset(meta={"period": None})
    assert "meta.period" in judged(None, AS_OF, dataset).reason.id


@pytest.mark.parametrize("unusable", [NO_FACTS, Text("facts.json terlalu lama", "facts.json is too old")])
def test_without_usable_facts_a_rule_is_not_checked(unusable):
    dataset = monthly_dataset()
    facts = {dataset.name: facts_of(months_of("2026-01", "2026-11"))}
    ledger = ledger_of(dataset, FactsEvidence(facts, unusable), clock_at())
    found = judge_period_coverage(dataset, ledger, clock_at(), "2026-11")
    assert (found.status, found.reason) == (Status.NOT_CHECKED, unusable)


@pytest.mark.parametrize(
    ("as_of", "covered"), [("2026-11-20 09:00", True), ("2026-12-28 09:00", True), ("2027-01-15 09:00", False)]
)
def test_a_quarter_without_an_obligation_ahead_is_covered_until_the_next_one_must_show(as_of, covered):
    dataset = monthly_dataset(due="TW+30", meta={"period": {"column": "triwulan", "grain": "quarter"}})
    quarters = [Period(date(2026, 4, 1), Grain.QUARTER), Period(date(2026, 7, 1), Grain.QUARTER)]
    facts = facts_of([owed(one, wib(f"{one.last_day + timedelta(days=30)} 16:00"), True) for one in quarters])
    found = judged(facts, wib(as_of), dataset)
    assert found.status is (Status.UP_TO_DATE if covered else Status.NOT_CHECKED)


@given(
    st.sets(st.integers(0, 23)),
    st.datetimes(datetime(2025, 3, 1), datetime(2026, 12, 10)),
)
def test_what_is_missing_is_what_fell_due_and_did_not_come(absent, moment):
    as_of = moment.replace(tzinfo=WIB)
    obligations = months_of("2025-01", "2026-12")
    codes = [one.period for one in obligations]
    gone = {codes[number] for number in absent}
    found = judged(facts_of(months_of("2025-01", "2026-12", gone)), as_of)
    due = [one.period for one in obligations if datetime.fromisoformat(one.due_at) <= as_of]
    assert found.missing_periods == tuple(code for code in due if code in gone)
    assert found.expected_period == (due[-1] if due else None)
    late = bool(due) and due[-1] in gone
    assert (found.status is Status.LATE) == late
    assert (found.status is Status.INCOMPLETE) == (bool(found.missing_periods) and not late)
