"""Deliveries: never in the future, never late for a healthy table, the same whatever day the sample is made."""

import csv
import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mutakhir.declared.holidays import read_calendar
from mutakhir.declared.promises import read_promises
from mutakhir.due.rules import TradingDays
from mutakhir.due.schedule import Scheduled, Span, schedule_lines
from mutakhir.sample.deliveries import WIB, again, received_at, schedule, working_day_before
from mutakhir.sample.periods import period_starts
from mutakhir.sample.planted import PLANTERS
from mutakhir.sample.table import SampleTable, chance
from mutakhir.sample.write import past_until
from project.test_rules import DUE, OWN_PROPOSALS

UNTIL = date(2028, 12, 31)


@pytest.fixture(scope="module")
def configs(project):
    """`config` of every source table by name, as the YAML has it."""
    return {
        f"{source['name']}.{table['name']}": table["config"]
        for path in (project / "sources").glob("*.yml")
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        for table in source["tables"]
    }


def _received(name, declared, recipes):
    """First day and time of every delivery."""
    recipe = recipes[name]
    for start in period_starts(recipe.every, declared[name].since, UNTIL):
        yield start, received_at(name, start, recipe)


def test_every_table_of_the_list_has_a_recipe(declared, recipes):
    """A table that somebody adds needs none: it is only not in the sample."""
    assert sorted(recipes) == sorted(DUE | OWN_PROPOSALS)
    assert set(recipes) <= set(declared)
    assert set(PLANTERS) <= set(recipes)


def test_no_healthy_table_ever_looks_late(declared, recipes, configs):
    for name in recipes:
        warn = configs[name]["freshness"]["warn_after"]
        warn_after = timedelta(**{f"{warn['period']}s": warn["count"]})
        moments = [moment for _, moment in _received(name, declared, recipes)]
        widest = max(later - earlier for earlier, later in pairwise(moments))
        assert widest < warn_after, f"{name}: {widest} between two deliveries"


@pytest.fixture(scope="module")
def due_dates(project):
    """Table to the first day of every period that the project's own rules and calendar schedule, with its due date."""
    promises = read_promises(project)
    rules = [promise.terms.rule for promise in promises]
    calendar = read_calendar(project, {rule.market for rule in rules if isinstance(rule, TradingDays)})
    scheduled = [Scheduled(one.dataset, one.terms, one.grain, one.year_starts, one.since) for one in promises]
    lines = schedule_lines(scheduled, Span(date(2020, 1, 1), UNTIL), calendar)
    found = defaultdict(dict)
    for line in csv.DictReader(lines):
        due = datetime.fromisoformat(line["jatuh_tempo"])
        found[line["kumpulan_data"]][date.fromisoformat(line["awal_periode"])] = due
    return found


def test_every_period_is_delivered_before_it_falls_due(declared, recipes, due_dates):
    """Through all holidays; and no period is awaited for which nothing comes, such as a day without trading."""
    assert sorted(due_dates) == sorted(name for name, table in declared.items() if table.grain != "event")
    for name, due in due_dates.items():
        received = dict(_received(name, declared, recipes))
        assert received.keys() == due.keys(), name
        late = {start: moment for start, moment in received.items() if moment >= due[start]}
        assert not late, name


def test_every_event_is_reported_within_its_own_days(declared, recipes, configs):
    judged = set()
    for name, config in configs.items():
        days = re.fullmatch(r"H\+(\d+)", config["meta"]["due"])
        if declared[name].grain != "event" or not days:
            continue
        for start, moment in _received(name, declared, recipes):
            for row in recipes[name].rows(start, Random(1)):
                judged.add(name)
                happened = row[declared[name].period_column]
                assert moment.date() <= happened + timedelta(days=int(days[1])), f"{name}: {happened} came {moment}"
    assert judged == {"hulu.pengapalan_minyak", "hilir.lng_kargo"}


def test_weekends_are_free_except_for_machines(declared, recipes):
    for name, recipe in recipes.items():
        if recipe.every in ("day", "trading_day"):
            continue
        for start, moment in _received(name, declared, recipes):
            assert moment.weekday() < 5, f"{name}: period {start} came {moment:%A}"
            assert time(8) <= moment.time() < time(16)


def test_nothing_comes_after_as_of(declared, recipes, as_of):
    for name, recipe in recipes.items():
        deliveries = schedule(declared[name], recipe, as_of)
        assert all(one.received_at <= as_of for one in deliveries)
        assert deliveries == sorted(deliveries, key=lambda one: one.received_at)


def test_the_past_does_not_depend_on_the_day_it_is_told(declared, recipes):
    early, late = datetime(2026, 10, 9, 11, tzinfo=WIB), datetime(2026, 11, 22, 17, tzinfo=WIB)
    for name, recipe in recipes.items():
        until_early = [one for one in schedule(declared[name], recipe, late) if one.received_at <= early]
        assert schedule(declared[name], recipe, early) == until_early


moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(WIB))


@given(moments)
def test_the_boundary_lies_one_month_back(as_of):
    boundary = past_until(as_of)
    assert timedelta(days=28) <= as_of - boundary <= timedelta(days=31)
    assert (boundary.year * 12 + boundary.month) == (as_of.year * 12 + as_of.month) - 1
    assert boundary.timetz() == as_of.timetz()


@given(as_of=moments)
def test_sending_again_fits_between_boundary_and_as_of(declared, as_of):
    recipe = SampleTable(lambda start, rng: [], "month", 12)
    boundary = past_until(as_of)
    newest = schedule(declared["infra.pipa_gas"], recipe, as_of)[-1]
    extra = again(newest, boundary, as_of, "kirim_ulang")
    assert boundary < working_day_before(extra.received_at) < extra.received_at <= as_of
    assert extra.received_at.weekday() < 5


def test_again_refuses_where_no_working_day_is_left(declared, recipes):
    saturday = datetime(2026, 11, 21, 12, tzinfo=WIB)
    newest = schedule(declared["infra.pipa_gas"], recipes["infra.pipa_gas"], saturday)[-1]
    with pytest.raises(ValueError, match="no working day"):
        again(newest, saturday - timedelta(hours=13), saturday, "kirim_ulang")


def test_no_value_of_a_dimension_comes_or_goes_by_itself(declared, recipes, configs):
    """In the newest period of every delivery; a week or month of events holds what happened in it."""
    judged = 0
    for name, config in configs.items():
        dimensions, recipe = config["meta"]["dimensions"], recipes[name]
        if declared[name].grain == "event":
            continue
        starts = list(period_starts(recipe.every, declared[name].since, UNTIL))[:: 5 if recipe.every == "day" else 1]
        for dimension in dimensions:
            judged += 1
            seen = set()
            for start in starts:
                rows = recipe.rows(start, chance(name, start.isoformat()))
                newest = max(row[declared[name].period_column] for row in rows)
                column = declared[name].period_column
                seen.add(frozenset(row[dimension] for row in rows if row[column] == newest))
            assert len(seen) == 1, f"{name}.{dimension}"
    assert judged >= 30
