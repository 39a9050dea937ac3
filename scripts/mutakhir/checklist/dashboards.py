"""Which dashboards can be trusted, judged from the sources and models behind them."""

from collections.abc import Mapping

from mutakhir.domain.checklist import Cause, DashboardRow, DatasetRow, ModelRow
from mutakhir.domain.dataset import Dashboard
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status

_EFFECT = {
    Status.LATE: DashboardStatus.BLOCKED,
    Status.NOT_CHECKED: DashboardStatus.NOT_CHECKED,
    Status.NO_RULE: DashboardStatus.NOT_CHECKED,
    Status.INCOMPLETE: DashboardStatus.PARTLY,
    Status.QUALITY_ISSUE: DashboardStatus.PARTLY,
    Status.WAIVED: DashboardStatus.PARTLY,
}
"""What an open source does to the dashboards above it; late data block the analysis (the warning in the SOP).

A waiver lets people go on, it does not bring the data: the dashboard says that a part of it is waived.
"""

_MODEL_EFFECT = {
    ModelStatus.ERROR: DashboardStatus.BLOCKED,
    ModelStatus.SKIPPED: DashboardStatus.BLOCKED,
    ModelStatus.NOT_RUN: DashboardStatus.NOT_CHECKED,
    ModelStatus.NOT_CHECKED: DashboardStatus.NOT_CHECKED,
    ModelStatus.QUALITY_ISSUE: DashboardStatus.PARTLY,
}

_ORDER = list(DashboardStatus)


def judge_dashboard(
    dashboard: Dashboard, rows: Mapping[str, DatasetRow], models: Mapping[str, ModelRow], models_known: bool
) -> DashboardRow:
    """Verdict on one dashboard.

    `rows` are the judged data sets and `models` the models that cannot be relied on, by unique_id; `models_known` is
    False where no usable run of models exists: then a dashboard that reads models is at best not checked.
    """
    statuses, causes = [], []
    for key in dashboard.models:
        if (model := models.get(key)) is not None:
            statuses.append(_MODEL_EFFECT[model.status])
            causes.append(Cause(key, "model", model.status.value, model.title))
    for key in dashboard.sources:
        row = rows.get(key)
        effect = _EFFECT.get(row.status) if row else None
        if row is not None and effect is not None:
            statuses.append(effect)
            causes.append(Cause(key, "source", row.status.value, row.dataset.title))
    if not dashboard.sources or dashboard.unknown_parents or (dashboard.models and not models_known):
        statuses.append(DashboardStatus.NOT_CHECKED)
    status = min(statuses, key=_ORDER.index, default=DashboardStatus.OK)
    return DashboardRow(dashboard, status, tuple(sorted(causes, key=_cause_order)))


def _cause_order(cause: Cause) -> tuple[int, int, str]:
    """Models that were not built first, then sources, then models with findings; the worst of each first."""
    if cause.kind == "model":
        status = ModelStatus(cause.status)
        return (
            2 * (status in (ModelStatus.NOT_CHECKED, ModelStatus.QUALITY_ISSUE)),
            _MODELS.index(status),
            cause.unique_id,
        )
    return (1, Status(cause.status).severity, cause.unique_id)


_MODELS = list(ModelStatus)
