"""A dashboard is as good as the worst of what it reads, and says what that is."""

import pytest

from builders import make_dashboard, make_row
from mutakhir.artifacts.results import RunRow
from mutakhir.checklist.dashboards import judge_dashboard
from mutakhir.domain.status import DashboardStatus, Status

D = DashboardStatus


def judge(statuses, runs=(), models=("model.p.stg", "model.p.mart"), known=True):
    rows = {f"source.p.a.t{number}": make_row(status=status) for number, status in enumerate(statuses)}
    dashboard = make_dashboard(sources=tuple(rows), models=models)
    return judge_dashboard(dashboard, rows, {row.unique_id: row for row in runs}, known)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((Status.UP_TO_DATE, Status.NOT_DUE, Status.DUE_SOON, Status.WAIVED), D.OK),
        ((Status.UP_TO_DATE, Status.QUALITY_ISSUE), D.PARTLY),
        ((Status.UP_TO_DATE, Status.INCOMPLETE), D.PARTLY),
        ((Status.QUALITY_ISSUE, Status.NOT_CHECKED), D.NOT_CHECKED),
        ((Status.UP_TO_DATE, Status.NO_RULE), D.NOT_CHECKED),
        ((Status.NOT_CHECKED, Status.LATE), D.BLOCKED),
        ((), D.NOT_CHECKED),
    ],
)
def test_the_worst_source_decides(statuses, expected):
    assert judge(statuses).status is expected


@pytest.mark.parametrize("status", ["error", "skipped", "partial success"])
def test_a_model_that_was_not_rebuilt_blocks_whatever_the_sources_say(status):
    verdict = judge((Status.UP_TO_DATE,), [RunRow("model.p.mart", status)])
    assert verdict.status is D.BLOCKED
    assert [(cause.kind, cause.title.id) for cause in verdict.because] == [("model", "mart")]


def test_a_model_of_another_dashboard_does_not_matter():
    assert judge((Status.UP_TO_DATE,), [RunRow("model.p.other", "error")]).status is D.OK


def test_without_a_usable_run_no_dashboard_on_models_is_fine():
    assert judge((Status.UP_TO_DATE,), known=False).status is D.NOT_CHECKED
    assert judge((Status.UP_TO_DATE,), models=(), known=False).status is D.OK


def test_causes_stand_worst_first():
    verdict = judge((Status.QUALITY_ISSUE, Status.LATE, Status.NOT_CHECKED))
    assert [cause.status for cause in verdict.because] == ["not_checked", "late", "quality_issue"]
