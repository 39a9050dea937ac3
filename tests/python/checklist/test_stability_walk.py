"""The walk through history, by property: a change and its reversal leave nothing, and it is linear."""

from datetime import datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from builders_history import counted
from mutakhir.artifacts.history import DatasetChange, Measured, PeriodState, change_of
from mutakhir.checklist.stability_walk import Rules, Walk, changed_totals, same
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.due.periods import Grain

MONTH = Rules(Grain.MONTH, restates=1)
START = datetime(2026, 11, 2, 3, tzinfo=timezone.utc)
CODES = [f"2026-{month:02d}" for month in range(1, 11)]
OLD = st.sampled_from(CODES[:-1])
STATES = st.builds(
    lambda rows, total: PeriodState(rows, None, {"a": total}),
    st.integers(1, 9),
    st.sampled_from(["1", "2.5", "-3", None]),
)


def walked(*changes, rules=MONTH, start=START, step=timedelta(hours=1)):
    walk = Walk(rules, PROCEDURE_ZONE)
    for number, change in enumerate(changes):
        walk.step(start + number * step, change, full=number == 0)
    return walk.end()


def whole(states):
    return DatasetChange(periods=states)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(CODES, STATES)), st.dictionaries(OLD, st.none() | STATES))
def test_a_change_and_its_reversal_leave_nothing(states, changes):
    back = {code: states[code] for code in changes}
    found = walked(whole(states), whole(changes))
    assert {one.period for one in found.pending} == {
        code for code, state in changes.items() if state is None or not same(states[code], state)
    }
    undone = walked(whole(states), whole(changes), whole(back))
    assert (undone.pending, undone.noted) == ((), ())


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(CODES, STATES)),
    st.lists(st.dictionaries(st.sampled_from(CODES), st.none() | STATES, max_size=4), max_size=5),
    st.data(),
)
def test_within_a_cycle_only_the_first_and_the_last_state_count_for_closed_periods(states, steps, data):
    """However the runs of a cycle are grouped into lines, what is pending at its end is the same."""
    closed = [{code: state for code, state in step.items() if code != CODES[-1]} for step in steps]
    together = {code: state for step in closed for code, state in step.items()}
    at = data.draw(st.integers(0, len(closed)))
    first = {code: state for step in closed[:at] for code, state in step.items()}
    second = {code: state for step in closed[at:] for code, state in step.items()}
    once = walked(whole(states), whole(together)).pending
    assert walked(whole(states), *map(whole, closed)).pending == once
    assert walked(whole(states), whole(first), whole(second)).pending == once


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(CODES), st.none() | STATES, max_size=5), min_size=1, max_size=6),
    st.integers(0, 20),
)
def test_the_next_cycle_without_changes_has_nothing_to_say(steps, days):
    walk = Walk(MONTH, PROCEDURE_ZONE)
    for number, step in enumerate(steps):
        walk.step(START + timedelta(hours=number), whole(step), full=number == 0)
    walk.step(datetime(2026, 12, 1, tzinfo=timezone.utc) + timedelta(days=days), DatasetChange())
    end = walk.end()
    assert (end.pending, end.noted, end.values, end.columns) == ((), (), (), ())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(CODES), STATES, max_size=6), min_size=2, max_size=6))
def test_a_line_and_the_state_it_leads_to_agree(states):
    """The change between two counts, walked, is judged as the two counts whole."""
    before = Measured()
    changes = []
    for periods in states:
        now = counted({code: (held.rows, dict(held.totals)) for code, held in periods.items()})
        change = change_of(before, now)
        before.apply(change)
        changes.append(change)
    all_whole = []
    for at, periods in enumerate(states):
        absent = {code: None for earlier in states[:at] for code in earlier if code not in periods}
        all_whole.append(whole(absent | dict(periods)))
    one, other = walked(*changes), walked(*all_whole)
    assert [(p.period, p.before.rows, p.after) for p in one.pending] == [
        (p.period, p.before.rows, p.after) for p in other.pending
    ]


def test_floating_point_noise_is_no_change():
    one, other = PeriodState(1, None, {"a": "1000000000.1"}), PeriodState(1, None, {"a": "1000000000.2"})
    assert same(one, other)
    assert changed_totals(one, PeriodState(1, None, {"a": "1000000003"})) == ("a",)


class _CountingRules(Rules):
    """Counts how often a period is looked at."""

    looked = 0

    def fits(self, code):
        type(self).looked += 1
        return super().fits(code)


def test_the_walk_is_linear_in_what_changed():
    def work(lines):
        _CountingRules.looked = 0
        days = [(datetime(2020, 1, 1) + timedelta(days=number)).date().isoformat() for number in range(lines)]
        changes = [whole({day: PeriodState(1, None, {"a": "1"})}) for day in days]
        walk = Walk(_CountingRules(Grain.DAY, restates=7), PROCEDURE_ZONE)
        for number, change in enumerate(changes):
            walk.step(START + timedelta(days=number), change)
        walk.end()
        return _CountingRules.looked

    assert work(400) == 2 * work(200)
