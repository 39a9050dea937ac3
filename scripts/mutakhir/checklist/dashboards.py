"""Which dashboards can be trusted, judged from the sources behind them and from models that failed or were skipped."""

from collections.abc import Mapping

from mutakhir.artifacts.results import RunRow
from mutakhir.domain.checklist import Cause, DashboardRow, DatasetRow
from mutakhir.domain.dataset import Dashboard
from mutakhir.domain.language import Text
from mutakhir.domain.status import DashboardStatus, Status

_BROKEN_MODEL = ("error", "fail", "skipped", "partial success")
_EFFECT = {
    Status.LATE: DashboardStatus.BLOCKED,
    Status.NOT_CHECKED: DashboardStatus.NOT_CHECKED,
    Status.NO_RULE: DashboardStatus.NOT_CHECKED,
    Status.INCOMPLETE: DashboardStatus.PARTLY,
    Status.QUALITY_ISSUE: DashboardStatus.PARTLY,
}
"""What an open source does to the dashboards above it; late data block the analysis (the warning in the SOP)."""

_ORDER = list(DashboardStatus)


def judge_dashboard(
    dashboard: Dashboard, rows: Mapping[str, DatasetRow], runs: Mapping[str, RunRow], models_known: bool
) -> DashboardRow:
    """Verdict on one dashboard.

    `rows` are the judged data sets by unique_id, `runs` the rows of run_results; `models_known` is False where no
    usable run of models exists: then a dashboard that reads models is at best not checked.
    """
    causes = [
        Cause(key, "model", _model_status(runs[key]), Text(_short(key), _short(key)))
        for key in dashboard.models
        if key in runs and runs[key].status.lower() in _BROKEN_MODEL
    ]
    statuses = [DashboardStatus.BLOCKED] if causes else []
    for key in dashboard.sources:
        row = rows.get(key)
        effect = _EFFECT.get(row.status) if row else None
        if row is not None and effect is not None:
            statuses.append(effect)
            causes.append(Cause(key, "source", row.status.value, row.dataset.title))
    if not dashboard.sources or (dashboard.models and not models_known):
        statuses.append(DashboardStatus.NOT_CHECKED)
    status = min(statuses, key=_ORDER.index, default=DashboardStatus.OK)
    return DashboardRow(dashboard, status, tuple(sorted(causes, key=_cause_order)))


def _model_status(row: RunRow) -> str:
    return "skipped" if row.status.lower() == "skipped" else "error"


def _cause_order(cause: Cause) -> tuple[int, int, str]:
    if cause.kind == "model":
        return (0, 0, cause.unique_id)
    return (1, Status(cause.status).severity, cause.unique_id)


def _short(unique_id: str) -> str:
    return unique_id.rsplit(".", 1)[-1]
