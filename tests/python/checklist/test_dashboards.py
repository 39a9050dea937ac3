"""A dashboard is as good as the worst of what it reads, and says what that is."""

import pytest

from builders import make_dashboard, make_row
from mutakhir.checklist.dashboards import judge_dashboard
from mutakhir.domain.checklist import ModelRow
from mutakhir.domain.language import Text
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status

D = DashboardStatus


def judge(statuses, open_models=(), models=("model.p.stg", "model.p.mart"), known=True):
    rows = {f"source.p.a.t{number}": make_row(status=status) for number, status in enumerate(statuses)}
    dashboard = make_dashboard(sources=tuple(rows), models=models)
    unreliable = {
        key: ModelRow(key, key.rsplit(".", 1)[-1], Text(f"Judul {key}", f"Title {key}"), status)
        for key, status in open_models
    }
    return judge_dashboard(dashboard, rows, unreliable, known)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((Status.UP_TO_DATE, Status.NOT_DUE, Status.DUE_SOON), D.OK),
        ((Status.UP_TO_DATE, Status.WAIVED), D.PARTLY),
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


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (ModelStatus.ERROR, D.BLOCKED),
        (ModelStatus.SKIPPED, D.BLOCKED),
        (ModelStatus.NOT_RUN, D.NOT_CHECKED),
        (ModelStatus.NOT_CHECKED, D.NOT_CHECKED),
        (ModelStatus.QUALITY_ISSUE, D.PARTLY),
    ],
)
def test_a_model_that_cannot_be_relied_on_counts_whatever_the_sources_say(model, expected):
    verdict = judge((Status.UP_TO_DATE,), [("model.p.mart", model)])
    assert verdict.status is expected
    said = [(cause.kind, cause.title, cause.status) for cause in verdict.because]
    assert said == [("model", Text("Judul model.p.mart", "Title model.p.mart"), model.value)]


def test_a_model_of_another_dashboard_does_not_matter():
    assert judge((Status.UP_TO_DATE,), [("model.p.other", ModelStatus.ERROR)]).status is D.OK


def test_without_a_usable_run_no_dashboard_on_models_is_fine():
    assert judge((Status.UP_TO_DATE,), known=False).status is D.NOT_CHECKED
    assert judge((Status.UP_TO_DATE,), models=(), known=False).status is D.OK


def test_causes_stand_worst_first():
    open_models = [("model.p.stg", ModelStatus.QUALITY_ISSUE), ("model.p.mart", ModelStatus.SKIPPED)]
    verdict = judge((Status.QUALITY_ISSUE, Status.LATE, Status.NOT_CHECKED), open_models)
    assert [cause.status for cause in verdict.because] == [
        "skipped",
        "not_checked",
        "late",
        "quality_issue",
        "quality_issue",
    ]
    assert verdict.because[-1].kind == "model"


def test_a_dashboard_that_reads_what_is_not_followed_is_not_verified():
    rows = {"source.p.a.t": make_row(status=Status.UP_TO_DATE)}
    dashboard = make_dashboard(sources=tuple(rows), models=(), unknown_parents=True)
    assert judge_dashboard(dashboard, rows, {}, True).status is D.NOT_CHECKED
