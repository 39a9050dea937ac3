"""Fourteen real deliveries of the Brent spot price, each loaded and judged at its own time.

The rule: every Thursday 24.00 UTC, data through that week's Monday. Thirteen files carry the date of a Thursday; that
of the week of 28 May 2026 came on Friday 29 May, no other Thursday is without one. So the source is late from Thursday
28 May 24.00 UTC until Friday's file is there, and never else. The rule itself (`late_by_the_rule`, from the observation
days in the files) is asked beside the verdicts.

Period coverage says it as it is. A file brings Tuesday to Monday; its first day is due on the tenth day after it,
Friday 07.00 in Jakarta, which is Thursday 24.00 UTC (`hari bursa XLON H+10`): prices are those of London's trading
days, and on its holidays, such as 25 May 2026, nothing is awaited.

Load age can only come near it, by arithmetic: the README of the data gives days and no hours, so a Thursday's file is
taken to come at 20.00 UTC, and

    Thursday 20.00 + 168 h (warn_after, 7 days)      = next Thursday 20.00, the usual hour
    Thursday 20.00 + 172 h (error_after, 7 days 4 h) = next Thursday 24.00, the rule

Friday's file is taken to come at 06.00 UTC. After it, the age runs out only on Friday 5 June at 10.00, ten hours past
that week's rule. It makes no difference here, since the file of 4 June came in time.
"""

import itertools
import shutil
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone

import pytest

from brent.replay import DELIVERIES, LONGEST_RUN, Delivery, Replay, Seen, day_of, delivery
from mutakhir.artifacts.bundle import Bundle, read_bundle
from mutakhir.artifacts.decode import parse_instant
from mutakhir.checklist.build import Settings, build_checklist

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.xdist_group("brent"),  # one history for all tests of this module
    pytest.mark.skipif(
        not DELIVERIES.is_dir(),
        reason="no folder ../shared/data/brent-daily beside the repository (or in MUTAKHIR_SHARED_DATA)",
    ),
    pytest.mark.skipif(
        shutil.which("faketime") is None, reason="faketime is not installed (Debian: apt install faketime)"
    ),
]

UTC = timezone.utc
THURSDAY, FRIDAY = 3, 4
ARRIVAL_HOUR = {THURSDAY: 20, FRIDAY: 6}
HALF_HOUR, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)

USUAL_HOUR = datetime(2026, 5, 28, 20, tzinfo=UTC)
DEADLINE = datetime(2026, 5, 29, 0, tzinfo=UTC)
"""Thursday 28 May 2026 24.00."""
FRIDAYS_FILE = datetime(2026, 5, 29, 6, tzinfo=UTC)

ARTIFACTS = ("manifest.json", "sources.json", "run_results.json", "catalog.json", "facts.json", "mutakhir.json")
THIS_YEAR = "2026"

BETWEEN = {
    datetime(2026, 5, 28, 21, 0, tzinfo=UTC): ("--no-load",),
    datetime(2026, 5, 29, 0, 1, tzinfo=UTC): ("--no-load",),
    # With load: a file that is loaded again makes nothing younger.
    datetime(2026, 5, 29, 5, 30, tzinfo=UTC): (),
}
"""Moments without a new file at which a whole process judges, and its options."""


def all_deliveries() -> list[Delivery]:
    files = sorted(DELIVERIES.glob("brent-daily_*.csv"), key=day_of)
    hours = [time(ARRIVAL_HOUR[day_of(file).weekday()]) for file in files]
    return [delivery(file, datetime.combine(day_of(file), hour, UTC)) for file, hour in zip(files, hours, strict=True)]


def late_by_the_rule(moment: datetime, arrived: tuple[Delivery, ...] | list[Delivery]) -> bool:
    """The rule itself: after Thursday 24.00, whether data through that week's Monday had not arrived."""
    # The last midnight that ended a Thursday and has passed; at that midnight itself the time is not yet up.
    midnight = datetime.combine((moment - timedelta(microseconds=1)).date(), time(0), UTC)
    deadline = midnight - (midnight.weekday() - FRIDAY) % 7 * DAY
    monday = (deadline - 4 * DAY).date()
    return max(one.newest for one in arrived if one.arrived <= moment) < monday


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    return Replay(tmp_path_factory.mktemp("brent"))


@pytest.fixture(scope="module")
def history(replay: Replay) -> dict[datetime, Seen]:
    """Every moment in its order: the process half an hour after each delivery, and those in between."""
    coming = {one.arrived + HALF_HOUR: one for one in all_deliveries()}
    seen = {}
    for moment in sorted({*coming, *BETWEEN}):
        if moment in coming:
            replay.receive(coming[moment])
        seen[moment] = replay.run(moment, *BETWEEN.get(moment, ()))
    return seen


def hours_after(seen: Seen, end: datetime) -> Iterator[datetime]:
    """Whole hours after the moment until `end`, which is the first that is left out."""
    first = seen.moment.replace(minute=0, second=0) + HOUR
    return itertools.takewhile(lambda hour: hour < end, (first + number * HOUR for number in itertools.count()))


def test_the_deliveries_are_the_ones_the_rule_was_written_for() -> None:
    deliveries = all_deliveries()
    assert len(deliveries) == 14
    assert [one.day.isoformat() for one in deliveries if one.day.weekday() != THURSDAY] == ["2026-05-29"]
    weeks = [one.day - one.day.weekday() * DAY for one in deliveries]
    assert {later - earlier for earlier, later in itertools.pairwise(weeks)} == {7 * DAY}
    assert all(week <= one.newest < one.day for week, one in zip(weeks, deliveries, strict=True))


def test_status_at_every_moment(history: dict[datetime, Seen]) -> None:
    expected = {
        datetime(2026, 5, 28, 21, 0, tzinfo=UTC): "due_soon",
        datetime(2026, 5, 29, 0, 1, tzinfo=UTC): "late",
        datetime(2026, 5, 29, 5, 30, tzinfo=UTC): "late",
    }
    found = {moment: (seen.row["status"], seen.row["axes"]["load_age"]["status"]) for moment, seen in history.items()}
    assert len(found) == 17
    assert found == {moment: (expected.get(moment, "up_to_date"),) * 2 for moment in history}
    assert {moment: seen.exit_code for moment, seen in history.items()} == {
        moment: int(moment in expected) for moment in history
    }
    for moment, seen in history.items():
        assert seen.row["axes"]["tests"]["status"] == "up_to_date"
        assert (seen.row["status"] == "late") == late_by_the_rule(moment, seen.arrived)


def test_periods_are_missing_when_the_rule_says_so(history: dict[datetime, Seen]) -> None:
    for moment, seen in history.items():
        coverage = seen.row["axes"]["period_coverage"]
        is_late = late_by_the_rule(moment, seen.arrived)
        assert coverage["status"] == ("late" if is_late else "up_to_date"), moment
        assert coverage["missing_periods"] == (["2026-05-19"] if is_late else []), moment
        assert coverage["latest_period"] == seen.arrived[-1].newest.isoformat()


def test_nothing_of_the_past_ever_changed(history: dict[datetime, Seen]) -> None:
    """No real delivery restated anything: the trading holidays and new days of fourteen weeks raise no alarm."""
    first, *later = [seen.row["axes"]["stability"] for seen in history.values()]
    assert (first["status"], first["findings"]) == ("not_applicable", [])
    for axis in later:
        assert (axis["status"], axis["findings"], axis["noted"]) == ("up_to_date", [], []), axis


def test_no_verdict_knows_the_future(history: dict[datetime, Seen]) -> None:
    for moment, seen in history.items():
        as_of = parse_instant(seen.checklist["as_of"])
        evidence = seen.checklist["evidence"]
        made = [parse_instant(item["generated_at"]) for name, item in evidence.items() if name in ARTIFACTS]
        assert len(made) == 6
        assert all(moment <= one <= as_of <= moment + LONGEST_RUN for one in made)
        assert moment <= parse_instant(seen.freshness["snapshotted_at"]) <= as_of
        newest = seen.arrived[-1]
        received = newest.arrived
        assert received <= moment
        assert parse_instant(seen.row["axes"]["load_age"]["max_loaded_at"]) == received
        assert parse_instant(seen.freshness["max_loaded_at"]) == received
        assert seen.row["axes"]["load_age"]["age_s"] == pytest.approx((as_of - received).total_seconds())
        assert seen.landed.newest == newest.newest < newest.day <= moment.date()


def test_every_delivery_landed_once_at_its_own_time(history: dict[datetime, Seen]) -> None:
    for moment, seen in history.items():
        landed = seen.landed
        assert landed.received == [one.arrived for one in seen.arrived]
        assert landed.rows == sum(one.rows for one in seen.arrived)
        assert (landed.staged_rows, landed.staged_received) == (seen.arrived[-1].rows, [seen.arrived[-1].arrived])
        first, last = seen.arrived[0].arrived + HALF_HOUR, seen.arrived[-1].arrived + HALF_HOUR
        assert first <= landed.loaded[0] <= first + LONGEST_RUN
        assert last <= landed.loaded[1] <= last + LONGEST_RUN
        assert landed.loaded[1] <= moment + LONGEST_RUN


def of_this_year(bundle: Bundle) -> Bundle:
    """The bundle without the periods before those that are owed, which only take time at two thousand hours."""
    (facts,) = bundle.facts.datasets.values()
    facts.periods = [period for period in facts.periods if period.period >= THIS_YEAR]
    return bundle


def test_late_at_no_other_hour(history: dict[datetime, Seen]) -> None:
    """Judged at every hour of the fourteen weeks, each on the artifacts of the delivery before it."""
    loads = [seen for moment, seen in history.items() if moment not in BETWEEN]
    deliveries = all_deliveries()
    ends = [*(one.arrived for one in deliveries[1:]), deliveries[-1].arrived + 7 * DAY + HOUR]
    late, warned, judged = [], [], 0
    for seen, end in zip(loads, ends, strict=True):
        bundle = of_this_year(read_bundle(seen.target))
        for hour in hours_after(seen, end):
            # The evidence may be as old as the delivery: nothing came since.
            settings = Settings(hour, "2026-08", "0", max_evidence_age=9 * DAY)
            status = build_checklist(bundle, settings).datasets[0].status.value
            assert (status == "late") == late_by_the_rule(hour, deliveries), hour
            judged += 1
            late += [hour] if status == "late" else []
            warned += [hour] if status == "due_soon" else []
    assert late == [DEADLINE + number * HOUR for number in range(1, 6)]
    assert warned == [USUAL_HOUR + number * HOUR for number in range(1, 5)]
    assert judged == pytest.approx(14 * 7 * 24, abs=14)


@pytest.mark.parametrize(
    ("made", "as_of", "status"),
    [
        (datetime(2026, 5, 28, 21, tzinfo=UTC), DEADLINE - timedelta(minutes=1), "due_soon"),
        (datetime(2026, 5, 28, 21, tzinfo=UTC), DEADLINE, "due_soon"),
        (datetime(2026, 5, 28, 21, tzinfo=UTC), DEADLINE + timedelta(seconds=1), "late"),
        (datetime(2026, 5, 29, 0, 1, tzinfo=UTC), FRIDAYS_FILE - timedelta(seconds=1), "late"),
        (FRIDAYS_FILE + HALF_HOUR, FRIDAYS_FILE + HOUR, "up_to_date"),
        # 36 hours after the evidence nobody may say any more that the source is up to date.
        (FRIDAYS_FILE + HALF_HOUR, FRIDAYS_FILE + 36 * HOUR, "up_to_date"),
        (FRIDAYS_FILE + HALF_HOUR, FRIDAYS_FILE + 37 * HOUR, "not_checked"),
    ],
)
def test_to_the_second_by_the_command(
    replay: Replay, history: dict[datetime, Seen], made: datetime, as_of: datetime, status: str
) -> None:
    code, row, said = replay.judge(history[made], as_of)
    assert (code, row["status"]) == (int(status != "up_to_date"), status), said


def test_fridays_artifacts_may_not_speak_for_thursday(replay: Replay, history: dict[datetime, Seen]) -> None:
    code, _, said = replay.judge(history[FRIDAYS_FILE + HALF_HOUR], DEADLINE + timedelta(minutes=1))
    assert code == 3
    assert "sesudah --as-of 2026-05-29T00:01:00+00:00" in said
    assert len(said.strip().splitlines()) == 1
