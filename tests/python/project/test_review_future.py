"""The dbt test on periods in the future draws the line where the check list draws it: plans and fiscal years too."""

import datetime
import re
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment

from cli.process import ROOT
from mutakhir.artifacts.facts import DatasetFacts, PeriodFacts
from mutakhir.checklist.stability_now import Today, findings_now
from mutakhir.checklist.stability_walk import Rules
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.due.periods import Grain, period_of

TEXT = (ROOT / "macros" / "review" / "periods.sql").read_text(encoding="utf-8")
(MACRO,) = re.findall(r"{% macro review_not_after\(.*?{%- endmacro %}", TEXT, re.DOTALL)
CALL = "{{ review_not_after(period, today, ahead) }}"


class Returned(Exception):
    """What a macro returned: dbt's `return` ends it likewise."""


def give_back(value):
    raise Returned(value)


TEMPLATE = Environment(autoescape=True).from_string(
    MACRO + CALL, globals={"return": give_back, "modules": SimpleNamespace(datetime=datetime)}
)


def not_after(grain, year_starts, ahead, today):
    """What the macro says, as a date."""
    period = {"column": "periode", "grain": grain.value, "year_starts": year_starts}
    with pytest.raises(Returned) as returned:
        TEMPLATE.render(period=period, today=today, ahead=ahead)
    return datetime.date.fromisoformat(returned.value.args[0])


@pytest.mark.parametrize(
    ("grain", "year_starts", "ahead", "today", "last"),
    [
        (Grain.QUARTER, 12, 0, "2026-12-01", "2027-01-01"),  # quarter I of DBH begins in December
        (Grain.QUARTER, 12, 0, "2026-11-30", "2026-12-01"),
        (Grain.YEAR, 1, 1, "2026-12-15", "2027-12-01"),  # the plan of next year
        (Grain.MONTH, 1, 0, "2026-12-31", "2026-12-31"),
    ],
)
def test_the_last_day_a_period_may_begin(grain, year_starts, ahead, today, last):
    assert not_after(grain, year_starts, ahead, datetime.date.fromisoformat(today)).isoformat() == last


@given(
    st.sampled_from(list(Grain)),
    st.integers(1, 12),
    st.integers(0, 1),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)),
    st.one_of(st.integers(-800, 800), st.integers(-60_000, 60_000)),
)
@example(Grain.MONTH, 1, 0, datetime.date(2026, 11, 23), 36_525)
def test_sql_and_python_agree_on_what_lies_in_the_future(grain, year_starts, ahead, today, days):
    period = period_of(today + datetime.timedelta(days=days), grain, year_starts)
    rules = Rules(grain, year_starts=year_starts, ahead=ahead)
    noon = datetime.datetime.combine(today, datetime.time(12), PROCEDURE_ZONE)
    counted = DatasetFacts(rows=1, periods=[PeriodFacts(period.code, period.start.isoformat(), 1)])
    found = findings_now(counted, Today(noon, today, rules, PROCEDURE_ZONE), ())
    flagged = period.start > not_after(grain, year_starts, ahead, today)
    assert flagged == ([one.kind for one in found] == ["future_period"])
