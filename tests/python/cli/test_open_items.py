"""Which statuses are open items: only what somebody must do something about makes exit code 1."""

import pytest

from builders import make_checklist, make_dashboard, make_dataset, make_row
from mutakhir.cli.outputs import exit_code
from mutakhir.domain.checklist import Cause, DashboardRow
from mutakhir.domain.status import DATASET_STATUSES, DashboardStatus, Status

SETTLED = (Status.UP_TO_DATE, Status.NOT_DUE, Status.WAIVED)


@pytest.mark.parametrize("status", DATASET_STATUSES)
def test_a_data_set_by_its_status(status):
    assert exit_code(make_checklist((make_row(status=status),)), None) == int(status not in SETTLED)


@pytest.mark.parametrize(
    ("statuses", "shown", "code"),
    [
        (["waived"], DashboardStatus.PARTLY, 0),
        (["waived", "quality_issue"], DashboardStatus.PARTLY, 1),
        (["waived"], DashboardStatus.NOT_CHECKED, 1),
        ([], DashboardStatus.NOT_CHECKED, 1),
        ([], DashboardStatus.OK, 0),
    ],
)
def test_a_dashboard_that_only_a_waiver_makes_doubtful_is_no_open_item(statuses, shown, code):
    dataset = make_dataset()
    causes = tuple(Cause(dataset.unique_id, "source", status, dataset.title) for status in statuses)
    board = DashboardRow(make_dashboard(), shown, causes)
    assert exit_code(make_checklist((make_row(dataset, Status.UP_TO_DATE),), (board,)), None) == code
