"""Waivers cover what is open, until they expire; axes keep their true status, and what covers nothing is said."""

from datetime import date, datetime, timezone

import pytest

from builders import make_axes, make_dataset
from mutakhir.checklist.rollup import roll_up
from mutakhir.checklist.waivers import grant, unknown_datasets
from mutakhir.domain.axes import (
    Axes,
    DataTests,
    MissingPeriod,
    OwedReport,
    PeriodCoverage,
    Reporters,
    Stability,
    StabilityFinding,
)
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.domain.waiver import Waiver

S = Status
TODAY = date(2026, 11, 20)
DUE = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)


def text(word):
    return Text(word, word)


def coverage(*missing, expected="2026-10"):
    status = S.UP_TO_DATE if not missing else S.LATE if missing[-1] == expected else S.INCOMPLETE
    gaps = tuple(MissingPeriod(code, DUE, 3, 2) for code in missing)
    return PeriodCoverage(status, text("cakupan"), expected, None, DUE, tuple(missing), gaps)


def reporters(owed=(), unlisted=()):
    status = S.INCOMPLETE if owed else S.QUALITY_ISSUE if unlisted else S.UP_TO_DATE
    reports = tuple(OwedReport(name, "SKK", codes[0], tuple(codes), DUE) for name, codes in owed)
    return Reporters(status, text("pelapor"), 3, 2, owed=reports, unlisted=tuple(unlisted))


def stability(*periods):
    findings = tuple(StabilityFinding("rows_lost", text("x"), period) for period in periods)
    return Stability(S.QUALITY_ISSUE if findings else S.UP_TO_DATE, text("stabil"), findings)


def axes(**changes):
    fine = {
        "period_coverage": coverage(),
        "reporters": reporters(),
        "stability": stability(),
        "tests": DataTests(S.UP_TO_DATE, text("uji"), passed=1),
    }
    return make_axes(2, **(fine | changes))


def waiver(axis, period="", expires=date(2026, 12, 31), dataset="hulu.lifting"):
    return Waiver(dataset, axis, period, "Koordinator", "migrasi", expires)


def judged(found: Axes, *waivers):
    dataset = make_dataset()
    granted = grant(dataset, found, waivers, TODAY)
    return roll_up(dataset, found, granted), granted


def test_a_data_set_whose_open_axes_are_all_waived_is_waived():
    found = axes(period_coverage=coverage("2026-10"))
    (status, reason), granted = judged(found, waiver("period_coverage"))
    assert status is S.WAIVED
    assert reason.id == "dispensasi Koordinator sampai 31 Desember 2026 (migrasi); cakupan"
    assert reason.en == "waived by Koordinator until 31 December 2026 (migrasi); cakupan"
    assert found.period_coverage.status is S.LATE
    assert [(one.axis, one.expires) for one in granted.applied] == [("period_coverage", date(2026, 12, 31))]
    assert granted.notices == ()


def test_an_axis_that_is_open_beside_the_waived_one_gives_the_status():
    found = axes(period_coverage=coverage("2026-10"), reporters=reporters([("PT A", ["2026-10"])]))
    (status, reason), _ = judged(found, waiver("period_coverage"))
    assert (status, reason.id) == (S.INCOMPLETE, "pelapor; hubungi SKK")
    (status, _), granted = judged(found, waiver("period_coverage"), waiver("reporters"))
    assert (status, len(granted.applied)) == (S.WAIVED, 2)


@pytest.mark.parametrize(
    ("expires", "status"), [(date(2026, 11, 20), S.WAIVED), (date(2026, 11, 19), S.LATE), (date(2026, 1, 1), S.LATE)]
)
def test_a_waiver_holds_through_its_last_day(expires, status):
    (found, _), granted = judged(axes(period_coverage=coverage("2026-10")), waiver("period_coverage", "", expires))
    assert found is status
    assert bool(granted.notices) == (status is S.LATE)
    if granted.notices:
        assert "berakhir pada" in granted.notices[0].id
        assert granted.applied == ()


@pytest.mark.parametrize(
    ("missing", "waived", "status"),
    [
        (["2026-10"], ["2026-10"], S.WAIVED),
        (["2026-08", "2026-10"], ["2026-10"], S.INCOMPLETE),
        (["2026-08", "2026-10"], ["2026-08"], S.LATE),
        (["2026-08", "2026-10"], ["2026-08", "2026-10"], S.WAIVED),
        (["2026-07", "2026-08"], ["2026-08"], S.INCOMPLETE),
    ],
)
def test_a_waiver_for_a_period_covers_that_gap_only(missing, waived, status):
    found = axes(period_coverage=coverage(*missing))
    assert judged(found, *[waiver("period_coverage", code) for code in waived])[0][0] is status


@pytest.mark.parametrize(
    ("axis", "changes", "status"),
    [
        ("reporters", {"reporters": reporters([("PT A", ["2026-10"])])}, S.WAIVED),
        ("reporters", {"reporters": reporters([("PT A", ["2026-09", "2026-10"])])}, S.INCOMPLETE),
        ("reporters", {"reporters": reporters([("PT A", ["2026-10"])], ["PT B"])}, S.QUALITY_ISSUE),
        ("stability", {"stability": stability("2026-10")}, S.WAIVED),
        ("stability", {"stability": stability("2026-10", "2026-09")}, S.QUALITY_ISSUE),
        ("stability", {"stability": stability("2026-10", None)}, S.QUALITY_ISSUE),
    ],
)
def test_periods_of_reporters_and_stability(axis, changes, status):
    assert judged(axes(**changes), waiver(axis, "2026-10"))[0][0] is status


def test_the_period_awaited_can_be_waived_too():
    soon = PeriodCoverage(S.DUE_SOON, text("segera"), "2026-09", "2026-09", DUE, awaited_period="2026-10")
    assert judged(axes(period_coverage=soon))[0][0] is S.DUE_SOON
    assert judged(axes(period_coverage=soon), waiver("period_coverage", "2026-10"))[0][0] is S.WAIVED


def test_a_period_does_not_waive_what_was_not_checked():
    unknown = PeriodCoverage(S.NOT_CHECKED, text("jadwal berakhir"), "2026-09", missing_periods=("2026-09",))
    assert judged(axes(period_coverage=unknown), waiver("period_coverage", "2026-09"))[0][0] is S.NOT_CHECKED
    assert judged(axes(period_coverage=unknown), waiver("period_coverage"))[0][0] is S.WAIVED


@pytest.mark.parametrize(
    ("waived", "words"),
    [
        (waiver("tests"), "sumbu itu tidak terbuka"),
        (waiver("period_coverage", "2026-03"), "periode 2026-03 tidak ada atau tidak terbuka"),
        (waiver("period_coverage", expires=date(2026, 11, 1)), "berakhir pada 1 November 2026"),
    ],
)
def test_a_waiver_that_covers_nothing_is_said(waived, words):
    (status, _), granted = judged(axes(period_coverage=coverage("2026-10")), waived)
    assert status is S.LATE
    assert granted.applied == ()
    assert len(granted.notices) == 1
    assert words in granted.notices[0].id


def test_a_waiver_of_an_unknown_data_set_is_said_with_the_nearest_name():
    names = ["hulu.lifting", "hilir.jbt_jbkp"]
    said = unknown_datasets([waiver("tests", dataset="hilir.jbt_jbpk"), waiver("tests")], names)
    assert len(said) == 1
    assert "hilir.jbt_jbpk" in said[0].id
    assert said[0].id.endswith("maksudnya hilir.jbt_jbkp?")
