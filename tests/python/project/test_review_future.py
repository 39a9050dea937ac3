"""The dbt test on periods in the future draws the line where the check list draws it: plans and fiscal years too."""

import datetime
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from cli.process import ROOT
from mutakhir.checklist.stability_walk import Rules
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
    st.integers(-800, 800),
)
def test_sql_and_python_agree_on_what_lies_in_the_future(grain, year_starts, ahead, today, days):
    period = period_of(today + datetime.timedelta(days=days), grain, year_starts)
    rules = Rules(grain, year_starts=year_starts, ahead=ahead)
    flagged = period.start > not_after(grain, year_starts, ahead, today)
    assert flagged == (period.code > rules.newest_on(today))
