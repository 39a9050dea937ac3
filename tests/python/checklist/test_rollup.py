"""The worst axis gives the status; the reason names the worst finding, the second, and the next step."""

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_dataset
from mutakhir.checklist.rollup import roll_up
from mutakhir.domain.axes import Axes, DataTests, LoadAge, OwedReport, PeriodCoverage, Reporters, Stability
from mutakhir.domain.language import Text
from mutakhir.domain.status import DATASET_STATUSES, Status

S = Status
NA = S.NOT_APPLICABLE


def axes(load_age=NA, tests=NA, coverage=NA, reporters=NA, stability=NA, owed=()):
    def text(word):
        return Text(word, word)

    return Axes(
        LoadAge(load_age, text("umur")),
        PeriodCoverage(coverage, text("cakupan")),
        Reporters(reporters, text("pelapor"), owed=owed),
        Stability(stability, text("stabil")),
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
    assert roll_up(make_dataset(), axes(load_age, tests))[0] is status


def test_the_reason_names_the_worst_the_second_and_the_next_step():
    _, reason = roll_up(make_dataset(partners=("BPH Migas",)), axes(S.LATE, S.QUALITY_ISSUE))
    assert reason.id == "umur; uji; hubungi BPH Migas"
    assert reason.en == "umur; uji; contact BPH Migas"


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({"coverage": S.LATE, "load_age": S.UP_TO_DATE}, S.LATE, "cakupan; hubungi SKK"),
        ({"coverage": S.LATE, "reporters": S.INCOMPLETE, "tests": S.QUALITY_ISSUE}, S.LATE,
         "cakupan; pelapor; hubungi SKK"),
        ({"coverage": S.INCOMPLETE, "stability": S.QUALITY_ISSUE}, S.INCOMPLETE, "cakupan; stabil; hubungi SKK"),
        ({"coverage": S.UP_TO_DATE, "stability": S.QUALITY_ISSUE}, S.QUALITY_ISSUE, "stabil; minta penjelasan SKK"),
        ({"coverage": S.UP_TO_DATE, "reporters": S.QUALITY_ISSUE}, S.QUALITY_ISSUE,
         "pelapor; perbarui daftar pelapor wajib"),
        ({"coverage": S.DUE_SOON, "load_age": S.UP_TO_DATE}, S.DUE_SOON, "cakupan; siapkan pengingat"),
        ({"coverage": S.NOT_DUE, "load_age": S.UP_TO_DATE, "tests": S.UP_TO_DATE}, S.NOT_DUE, "cakupan"),
        ({"coverage": S.NOT_DUE, "load_age": S.DUE_SOON}, S.DUE_SOON, "umur; siapkan pengingat"),
        ({"coverage": S.NOT_CHECKED, "load_age": S.LATE}, S.NOT_CHECKED, "cakupan; umur"),
        ({"coverage": S.UP_TO_DATE, "load_age": S.NOT_CHECKED}, S.NOT_CHECKED,
         "umur; perbaiki pemeriksaannya lalu jalankan lagi"),
        ({"coverage": S.UP_TO_DATE, "reporters": S.UP_TO_DATE, "load_age": S.UP_TO_DATE}, S.UP_TO_DATE,
         "cakupan; pelapor"),
        ({"coverage": S.UP_TO_DATE}, S.UP_TO_DATE, "cakupan"),
        ({"load_age": S.UP_TO_DATE, "stability": S.UP_TO_DATE}, S.UP_TO_DATE, "umur"),
        ({"stability": S.UP_TO_DATE, "tests": S.UP_TO_DATE}, S.NO_RULE, None),
        ({"stability": S.QUALITY_ISSUE}, S.QUALITY_ISSUE, "stabil; minta penjelasan SKK"),
        ({}, S.NO_RULE, None),
    ],
)  # fmt: skip
def test_the_table_of_the_contract(given, status, reason):
    found, said = roll_up(make_dataset(partners=("SKK", "BPMA")), axes(**given))
    assert found is status
    assert reason is None or said.id == reason


def test_the_next_step_goes_to_the_partner_of_who_owes_longest():
    owed = (OwedReport("PT A", "BPMA", "2026-09", ("2026-09",), datetime(2026, 10, 20, tzinfo=timezone.utc)),)
    _, reason = roll_up(make_dataset(partners=("SKK",)), axes(reporters=S.INCOMPLETE, owed=owed))
    assert (reason.id, reason.en) == ("pelapor; hubungi BPMA", "pelapor; contact BPMA")


@given(st.lists(st.sampled_from([status for status in Status if status is not S.WAIVED]), min_size=5, max_size=5))
def test_no_axis_is_better_than_the_data_set(statuses):
    """Whatever the axes say, the data set is as bad as the worst that applies, and its reason says why."""
    found, reason = roll_up(make_dataset(), axes(*statuses))
    judged = [status for status in statuses if status not in (NA, S.NO_RULE)]
    assert reason.id
    assert reason.en
    if judged and min(status.severity for status in judged) < S.UP_TO_DATE.severity:
        assert found.severity == min(status.severity for status in judged)
    else:
        assert found in (S.UP_TO_DATE, S.NO_RULE)


def test_the_order_of_severity_is_the_contract():
    assert [status.value for status in DATASET_STATUSES] == [
        "not_checked", "late", "incomplete", "quality_issue", "due_soon", "not_due", "up_to_date", "no_rule", "waived"
    ]  # fmt: skip
