"""The Brent deliveries with a defect put into every second one: found on the day it came, gone when it was mended."""

import csv
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from brent.replay import DELIVERIES, Delivery, Replay, Seen, day_of, delivery

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(
        not DELIVERIES.is_dir(),
        reason="no folder ../shared/data/brent-daily beside the repository (or in MUTAKHIR_SHARED_DATA)",
    ),
    pytest.mark.skipif(
        shutil.which("faketime") is None, reason="faketime is not installed (Debian: apt install faketime)"
    ),
]

Rows = list[tuple[str, str]]
_FIRST = "brent-daily_2026-06-04.csv"
_WEEK = ("2026-04-13", "2026-04-17")
_MONTH = "2026-03"
_FUTURE = "2026-08-31"
_OLDEST = 250


def vanished_week(rows: Rows) -> Rows:
    """A week of April is gone."""
    return [(day, price) for day, price in rows if not _WEEK[0] <= day <= _WEEK[1]]


def restated_month(rows: Rows) -> Rows:
    """March, long closed, is one per cent higher."""
    return [(day, f"{float(price) * 1.01:.2f}" if day.startswith(_MONTH) else price) for day, price in rows]


def future_day(rows: Rows) -> Rows:
    """A price of a day that has not come."""
    return [*rows, (_FUTURE, rows[-1][1])]


def shrunken_file(rows: Rows) -> Rows:
    """The oldest year or so is no longer in the file."""
    return rows[_OLDEST:]


SPOILT: dict[str, Callable[[Rows], Rows]] = {
    "2026-06-11": vanished_week,
    "2026-06-25": restated_month,
    "2026-07-09": future_day,
    "2026-07-23": shrunken_file,
}
"""Day in the file's name to the defect in it; the real file of the week after mends it."""
LAST = "2026-07-30"


def _copy(file: Path, folder: Path) -> Path:
    """The file, with its defect where it has one."""
    spoil = SPOILT.get(day_of(file).isoformat())
    if spoil is None:
        return file
    with file.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    folder.mkdir(exist_ok=True)
    copy = folder / file.name
    with copy.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([head, *spoil([(day, price) for day, price in rows])])
    return copy


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Day in the file's name to what was seen half an hour after it came."""
    folder = tmp_path_factory.mktemp("spoilt")
    replay, found = Replay(folder), {}
    for file in sorted(DELIVERIES.glob("brent-daily_*.csv"), key=day_of):
        day = day_of(file)
        if file.name < _FIRST or day.isoformat() > LAST:
            continue
        arrived = datetime.combine(day, time(20), timezone.utc)
        one: Delivery = delivery(_copy(file, folder / "copies"), arrived)
        replay.receive(one)
        found[day.isoformat()] = replay.run(arrived + timedelta(minutes=30))
    return found


def _trading_days(first: str, last: str) -> list[str]:
    with (DELIVERIES / _FIRST).open(encoding="utf-8", newline="") as lines:
        return [row["Date"] for row in csv.DictReader(lines) if first <= row["Date"] <= last]


def _findings(seen: Seen) -> list[tuple[str, str]]:
    return [(finding["kind"], finding["period"]) for finding in seen.row["axes"]["stability"]["findings"]]


def test_every_second_delivery_is_sound_and_nothing_is_flagged_then(seen: dict[str, Seen]) -> None:
    sound = {day: one for day, one in seen.items() if day not in SPOILT}
    assert len(sound) == len(SPOILT) + 1
    for day, one in sound.items():
        assert (one.row["status"], one.exit_code) == ("up_to_date", 0), (day, one.row["reason"])
        assert _findings(one) == []


def test_a_vanished_week_is_found(seen: dict[str, Seen]) -> None:
    days = _trading_days(*_WEEK)
    assert len(days) == 5
    one = seen["2026-06-11"]
    assert _findings(one) == [("period_vanished", day) for day in days]
    coverage = one.row["axes"]["period_coverage"]
    assert (coverage["status"], coverage["missing_periods"]) == ("incomplete", days)
    assert one.row["status"] == "incomplete"


def test_a_restated_month_is_found(seen: dict[str, Seen]) -> None:
    one = seen["2026-06-25"]
    assert _findings(one) == [("total_changed", day) for day in _trading_days(f"{_MONTH}-01", f"{_MONTH}-31")]
    for finding in one.row["axes"]["stability"]["findings"]:
        assert float(finding["after"]) == pytest.approx(float(finding["before"]) * 1.01, abs=0.005)
    assert one.row["status"] == "quality_issue"


def test_a_future_day_is_found_and_covers_nothing(seen: dict[str, Seen]) -> None:
    one = seen["2026-07-09"]
    assert _findings(one) == [("future_period", _FUTURE)]
    assert one.row["status"] == "quality_issue"
    assert one.row["axes"]["period_coverage"]["latest_period"] == "2026-07-06"


def test_a_shrunken_file_is_found(seen: dict[str, Seen]) -> None:
    one = seen["2026-07-23"]
    gone = _trading_days("1987-01-01", "1990-12-31")[:_OLDEST]
    assert _findings(one) == [("period_vanished", day) for day in gone]
    assert one.row["status"] == "quality_issue"
