"""Load age is recomputed at as-of, and nothing that merely looks fresh passes for fresh."""

from datetime import datetime, timedelta, timezone

import pytest

from builders import make_dataset
from mutakhir.artifacts.results import FreshnessRow
from mutakhir.artifacts.runlog import LandedTable
from mutakhir.checklist.load_age import FreshnessEvidence, judge_load_age
from mutakhir.domain.dataset import Freshness
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

AS_OF = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc)
DAY = 86400
ID = "source.mutakhir.hulu.lifting"


def dataset(**changes):
    return make_dataset("hulu.lifting", **{"freshness": Freshness(40 * DAY, 55 * DAY), **changes})


def row(age=timedelta(days=1), **changes):
    measured = AS_OF - timedelta(minutes=5)
    loaded = (AS_OF - age).isoformat()
    return FreshnessRow(
        **{
            "unique_id": ID,
            "status": "pass",
            "max_loaded_at": loaded,
            "snapshotted_at": measured.isoformat(),
            **changes,
        }
    )


def judge(found, errors=None, landed=None, unusable=None, **changes):
    rows = {ID: found} if found else {}
    return judge_load_age(dataset(**changes), FreshnessEvidence(rows, errors or {}, landed or {}, unusable), AS_OF)


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(0), Status.UP_TO_DATE),
        (timedelta(days=40), Status.UP_TO_DATE),
        (timedelta(days=40, seconds=1), Status.DUE_SOON),
        (timedelta(days=55), Status.DUE_SOON),
        (timedelta(days=55, seconds=1), Status.LATE),
        (timedelta(days=4000), Status.LATE),
    ],
)
def test_age_is_judged_against_both_bounds(age, status):
    verdict = judge(row(age))
    assert verdict.status is status
    assert verdict.age_s == age.total_seconds()


def test_dbt_own_status_is_shown_and_not_used():
    verdict = judge(row(timedelta(days=100), status="pass"))
    assert (verdict.status, verdict.dbt_status) == (Status.LATE, "pass")
    assert judge(row(timedelta(days=1), status="error")).status is Status.UP_TO_DATE


@pytest.mark.parametrize(
    ("bounds", "age", "status"),
    [
        (Freshness(None, 55 * DAY), 50, Status.UP_TO_DATE),
        (Freshness(None, 55 * DAY), 56, Status.LATE),
        (Freshness(40 * DAY, None), 500, Status.DUE_SOON),
        (None, 1, Status.NOT_APPLICABLE),
    ],
)
def test_one_bound_alone_is_enough_and_none_is_no_rule(bounds, age, status):
    assert judge(row(timedelta(days=age)), freshness=bounds).status is status


NO_ANSWER = {
    "no row at all": ({}, None, "tidak memberi hasil umur kiriman"),
    "no row, error kept by the run": ({"errors": {ID: "Catalog Error: no such table"}}, None, "Catalog Error"),
    "evidence missing": ({"unusable": Text("sources.json tidak ada", "missing")}, row(), "sources.json tidak ada"),
    "runtime error row": (
        {},
        row(status="runtime error", max_loaded_at=None, error="boom Error: x"),
        "kueri umur kiriman",
    ),
    "year 0001": ({}, row(max_loaded_at="0001-01-01T00:00:00+00:00", status="error"), "tabel kosong"),
    "year 0001 in a declared zone": (
        {"loaded_at_zone": "Asia/Jakarta"},
        row(max_loaded_at="0001-01-01T00:00:00+00:00"),
        "tabel kosong",
    ),
    "epoch": ({}, row(max_loaded_at="1970-01-01T00:00:00+00:00"), "tabel kosong"),
    "1900": ({}, row(max_loaded_at="1900-01-01T00:00:00+00:00"), "tabel kosong"),
    "null time": ({}, row(max_loaded_at=None), "tabel kosong"),
    "future": ({}, row(timedelta(hours=-3)), "masa depan"),
    "no zone in the text": ({}, row(max_loaded_at="2026-11-19T09:00:00"), "tidak terbaca atau tanpa zona"),
    "nonsense": ({}, row(max_loaded_at="kemarin"), "tidak terbaca"),
    "column without zone": ({"loaded_at_naive": True}, row(), "tanpa zona waktu"),
    "year 9999": ({}, row(max_loaded_at="9999-12-31T23:59:59Z"), "tidak terbaca"),
    "a bound nobody knows": ({"freshness": Freshness(None, None, "2 week")}, row(), "'2 week' tidak dikenal"),
    "a folder of zones": ({"loaded_at_zone": "Asia"}, row(), "'Asia' tidak dikenal"),
    "unknown declared zone": ({"loaded_at_zone": "Mars/Olympus"}, row(), "tidak dikenal"),
}


@pytest.mark.parametrize("case", NO_ANSWER)
def test_what_gave_no_answer_is_not_checked_and_says_why(case):
    arguments, found, said = NO_ANSWER[case]
    verdict = judge(found, **arguments)
    assert verdict.status is Status.NOT_CHECKED
    assert said in verdict.reason.id
    assert verdict.reason.en


def test_a_clock_a_few_minutes_ahead_is_not_the_future():
    """The freshness query ran five minutes before as-of."""
    assert judge(row(timedelta(minutes=1))).status is Status.UP_TO_DATE
    ahead = row(timedelta(minutes=-4), snapshotted_at=AS_OF.isoformat())
    assert (judge(ahead).status, judge(ahead).age_s) == (Status.UP_TO_DATE, 0)


def test_a_future_load_time_does_not_become_fresh_by_waiting():
    """The query that found it ran seven hours before the time it found; as-of has come since."""
    found = row(timedelta(hours=1), snapshotted_at=(AS_OF - timedelta(hours=8)).isoformat())
    assert judge(found).status is Status.NOT_CHECKED


@pytest.mark.parametrize(
    ("landed", "said"),
    [
        (LandedTable(rows=0, batches=0), "belum pernah ada kiriman"),
        (LandedTable(rows=0, batches=1), "tidak berisi baris"),
        (LandedTable(rows=0, batches=0, set_aside=1), "tidak terbaca, minta mitra mengirim ulang"),
    ],
)
def test_an_empty_landing_table_is_late_since_the_load_knows_nothing_came(landed, said):
    verdict = judge(row(max_loaded_at="0001-01-01T00:00:00+00:00"), landed={ID: landed})
    assert verdict.status is Status.LATE
    assert said in verdict.reason.id


def test_a_declared_zone_moves_the_wall_clock_that_dbt_took_for_utc():
    # 16.00 on a clock in Jakarta, written without zone, is 09.00 UTC; dbt says 16.00 UTC, seven hours too new.
    wall = (AS_OF + timedelta(hours=7)).replace(tzinfo=timezone.utc).isoformat()
    verdict = judge(row(max_loaded_at=wall, snapshotted_at=AS_OF.isoformat()), loaded_at_zone="Asia/Jakarta")
    assert (verdict.status, verdict.age_s) == (Status.UP_TO_DATE, 0)
