"""The worst axis gives the status; the reason names the worst finding, the second, and the next step."""

import pytest

from builders import make_dataset
from mutakhir.checklist.rollup import roll_up
from mutakhir.domain.checklist import Axes, DataTests, LoadAge, PeriodCoverage, Reporters, Stability
from mutakhir.domain.language import Text
from mutakhir.domain.status import DATASET_STATUSES, Status

S = Status
EXAMINED = ("load_age", "tests")


def axes(load_age=S.NOT_APPLICABLE, tests=S.NOT_APPLICABLE, coverage=S.NOT_APPLICABLE):
    def text(word):
        return Text(word, word)

    return Axes(
        LoadAge(load_age, text("umur")),
        PeriodCoverage(coverage, text("cakupan")),
        Reporters(S.NOT_APPLICABLE, text("pelapor")),
        Stability(S.NOT_APPLICABLE, text("stabil")),
        DataTests(tests, text("uji")),
    )


@pytest.mark.parametrize(
    ("load_age", "tests", "status"),
    [
        (S.UP_TO_DATE, S.UP_TO_DATE, S.UP_TO_DATE),
        (S.UP_TO_DATE, S.NOT_APPLICABLE, S.UP_TO_DATE),
        (S.LATE, S.UP_TO_DATE, S.LATE),
        (S.DUE_SOON, S.UP_TO_DATE, S.DUE_SOON),
        (S.UP_TO_DATE, S.QUALITY_ISSUE, S.QUALITY_ISSUE),
        (S.LATE, S.QUALITY_ISSUE, S.LATE),
        (S.LATE, S.NOT_CHECKED, S.NOT_CHECKED),
        (S.NOT_APPLICABLE, S.UP_TO_DATE, S.NO_RULE),
        (S.NOT_APPLICABLE, S.NOT_APPLICABLE, S.NO_RULE),
        (S.NOT_APPLICABLE, S.QUALITY_ISSUE, S.QUALITY_ISSUE),
    ],
)
def test_the_worst_axis_gives_the_status(load_age, tests, status):
    assert roll_up(make_dataset(), axes(load_age, tests), EXAMINED)[0] is status


def test_the_reason_names_the_worst_the_second_and_the_next_step():
    _, reason = roll_up(make_dataset(partners=("BPH Migas",)), axes(S.LATE, S.QUALITY_ISSUE), EXAMINED)
    assert reason.id == "umur; uji; hubungi BPH Migas"
    assert reason.en == "umur; uji; contact BPH Migas"


def test_an_axis_that_is_not_examined_is_left_out():
    status, _ = roll_up(make_dataset(), axes(S.UP_TO_DATE, S.UP_TO_DATE, coverage=S.NOT_CHECKED), EXAMINED)
    assert status is S.UP_TO_DATE


def test_only_an_axis_that_is_not_examined_is_never_up_to_date():
    status, reason = roll_up(make_dataset(), axes(coverage=S.NOT_CHECKED), EXAMINED)
    assert (status, reason.id) == (S.NOT_CHECKED, "cakupan")


def test_the_order_of_severity_is_the_contract():
    assert [status.value for status in DATASET_STATUSES] == [
        "not_checked", "late", "incomplete", "quality_issue", "due_soon", "not_due", "up_to_date", "no_rule", "waived"
    ]  # fmt: skip
