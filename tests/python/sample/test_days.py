"""The list of planted defects is the test: on many days of the year each is found on its own axis, nothing else is.

The axis of data tests is judged where everything is built (`cli/test_main_job.py`); the other four are judged here.
"""

from datetime import datetime

import pytest

from mutakhir.domain.status import Status
from mutakhir.load.readfile import read_file
from mutakhir.sample.deliveries import WIB, schedule
from mutakhir.sample.write import files_of
from sample.landed_day import laid_down
from sample.played_day import Stage

FLAGGED = {Status.LATE, Status.INCOMPLETE, Status.QUALITY_ISSUE, Status.NOT_CHECKED}
AXES = ("load_age", "period_coverage", "reporters", "stability")

DAYS = [
    datetime(*when, tzinfo=WIB)
    for when in (
        (2026, 2, 28, 16, 30),  # a Saturday, the end of a short month
        (2026, 3, 1, 0, 30),
        (2026, 3, 19, 9, 0),  # a day off before Eid 1447 H
        (2026, 4, 15, 15, 59),  # one minute before what falls due on the 15th
        (2026, 6, 15, 16, 1),  # and one minute after it
        (2026, 7, 1, 8, 0),  # reserves fell due the day before
        (2026, 11, 20, 15, 30),  # a Friday, before what falls due on the 20th
        (2026, 11, 23, 7, 15),  # a Monday, before the machines have sent
        (2026, 12, 31, 23, 59),
        (2027, 1, 1, 0, 30),
        (2027, 2, 1, 8, 30),  # the plan of a year fell due on the Sunday before
        (2027, 3, 11, 8, 0),  # in the week of Eid 1448 H, the day after reports of the 10th
        (2028, 2, 29, 17, 0),
    )
]
FINDING = {
    "restated_month": "total_changed",
    "vanished_month": "period_vanished",
    "future_period": "future_period",
    "vanished_value": "value_vanished",
    "extra_column": "column_gained",
}
"""Planted defect to the kind of finding it must be."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUTAKHIR_DUCKDB_PATH", "")
        yield Stage(tmp_path_factory.mktemp("days"), max(DAYS))


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: day.strftime("%Y-%m-%dT%H%M"))
def day(request, stage):
    return stage.play(request.param)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("axis", AXES)
def test_each_planted_defect_is_found_on_its_own_axis_and_nothing_else_is(day, axis):
    found = {
        row.dataset.unique_id: getattr(row.axes, axis).reason.id
        for row in day.checklist.datasets
        if row.axes.status_of(axis) in FLAGGED
    }
    planted = {entry["unique_id"] for entry in day.entries(axis)}
    assert found.keys() == planted, {name: said for name, said in found.items() if name not in planted}


@pytest.mark.slow
@pytest.mark.long
def test_each_planted_defect_has_its_own_name(day):
    for entry in day.entries("period_coverage"):
        missing = day.row(entry["unique_id"]).axes.period_coverage.missing_periods
        assert entry["period"] in missing if "period" in entry else missing, entry
    for entry in day.entries("reporters"):
        axis = day.row(entry["unique_id"]).axes.reporters
        if entry["kind"] == "unlisted_reporter":
            assert (axis.status, axis.unlisted) == (Status.QUALITY_ISSUE, (entry["reporter"],))
        elif entry["kind"] == "reporters_missing":
            assert axis.period == entry["period"]
            assert entry["reporter"] in axis.missing
            assert len(axis.missing) == axis.due - axis.present == 3
        else:
            assert axis.present == 0
    for entry in day.entries("stability"):
        findings = day.row(entry["unique_id"]).axes.stability.findings
        assert {one.kind for one in findings} == {FINDING[entry["kind"]]}, entry
        if entry["kind"].endswith(("_month", "_period")):
            assert {one.period for one in findings} == {entry["period"]}
        wanted = entry.get("value") or entry.get("column") or ""
        assert all(wanted in one.text.id for one in findings)


@pytest.mark.slow
@pytest.mark.long
def test_only_what_came_late_is_late_in_the_record(day):
    """Late in the record are the planted months alone, although they flag nothing today."""
    late = {(row.partner, row.month): row.late for row in day.checklist.punctuality if row.late}
    months = {entry["period"] for entry in day.entries("punctuality")}
    assert len(months) == 2
    assert {partner for partner, _ in late} == {"Pertamina Patra Niaga"}
    assert sorted(month for _, month in late) == sorted(_next_month(month) for month in months)
    assert set(late.values()) == {1}


def _next_month(month):
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def test_a_delivery_lands_as_the_loader_lands_its_file(declared, recipes):
    """What `test_each_planted_defect...` rests on: rows laid down without a file are those that are read from it."""
    for name, recipe in recipes.items():
        table = declared[name]
        one = schedule(table, recipe, datetime(2026, 11, 22, 17, tzinfo=WIB))[-1]
        rows = one.rows(recipe)
        read = [read_file(table, file, content).to_arrow(table) for file, content, _ in files_of(table, recipe, one)]
        (landed,) = read or [laid_down(table, [])]
        columns = [column.name for column in table.columns] + ["_tidak_terbaca", "_kolom_lain"]
        assert landed.select(columns).equals(laid_down(table, rows).select(columns)), name
