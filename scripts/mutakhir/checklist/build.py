"""Puts the check list together from a bundle of artifacts: the one place where axes, roll-up and dashboards meet."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mutakhir.artifacts.bundle import Bundle, check_not_after, too_old
from mutakhir.checklist.dashboards import judge_dashboard
from mutakhir.checklist.data_tests import TestEvidence, judge_tests, ran_tests
from mutakhir.checklist.expected import Expected, expected_of
from mutakhir.checklist.load_age import FreshnessEvidence, judge_load_age
from mutakhir.checklist.models import judge_models, models_were_run
from mutakhir.checklist.not_looked_at import NO_MODEL_RUN, not_looked_at
from mutakhir.checklist.rollup import roll_up
from mutakhir.domain.checklist import (
    Axes,
    Checklist,
    DashboardRow,
    DatasetRow,
    ModelRow,
    PeriodCoverage,
    Reporters,
    SetAsideFile,
    Stability,
    UndeclaredTable,
)
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import Text
from mutakhir.domain.status import DATASET_STATUSES, Status

EXAMINED = ("load_age", "tests")
"""Axes that this version judges; the others are told apart in every output and left out of the roll-up."""

DEFAULT_MAX_EVIDENCE_AGE = timedelta(hours=36)

_NOT_BUILT = Text(
    "aturannya dinyatakan, tetapi pemeriksaannya belum tersedia di versi ini",
    "the rule is declared, but this version does not examine it yet",
)
_NO_RULE = Text("tidak ada aturan", "no rule is declared")
_INTERNAL_SCHEMAS = ("information_schema", "pg_catalog")
_INTERNAL_TABLES = ("_dlt_loads", "_dlt_pipeline_state", "_dlt_version")
_DELIVERY_LOG = "landing.kiriman_log"


@dataclass(frozen=True)
class Settings:
    """What the caller decides: the moment, the cycle, the zone, and how old evidence may be."""

    as_of: datetime
    cycle: str
    tool_version: str
    max_evidence_age: timedelta = DEFAULT_MAX_EVIDENCE_AGE
    loaded_at_zone: str = ""


def cycle_of(as_of: datetime, zone: ZoneInfo) -> str:
    """Cycle (YYYY-MM) of a moment: its month in the procedure's zone."""
    return as_of.astimezone(zone).strftime("%Y-%m")


def build_checklist(bundle: Bundle, settings: Settings) -> Checklist:
    """Judge everything the manifest expects; raises ArtifactError where evidence is from after as-of."""
    check_not_after(bundle, settings.as_of)
    expected = expected_of(
        bundle.manifest.content,
        bundle.adapter,
        bundle.catalog.content if bundle.catalog else None,
        settings.loaded_at_zone,
    )
    freshness = _freshness_evidence(bundle, settings)
    tests = _test_evidence(bundle, settings)
    reached = _reached_dashboards(expected)
    rows = tuple(_dataset_row(dataset, expected, freshness, tests, reached, settings) for dataset in expected.datasets)
    models = judge_models(expected, tests)
    log = bundle.run_log
    return Checklist(
        cycle=settings.cycle,
        as_of=settings.as_of,
        project=bundle.project,
        tool_version=settings.tool_version,
        sample=bool(log and log.sample),
        target=f"{log.profile}/{log.target}" if log else "",
        examined=EXAMINED,
        evidence=bundle.evidence,
        summary=_summary(rows),
        datasets=rows,
        dashboards=_dashboard_rows(expected, rows, models, tests),
        models=models,
        undeclared=_undeclared(bundle, expected),
        set_aside=_set_aside(bundle),
        notices=_notices(bundle, freshness, tests, expected),
        not_looked_at=not_looked_at(bundle, expected, tests, lambda name: _stale(bundle, name, settings)),
    )


def _freshness_evidence(bundle: Bundle, settings: Settings) -> FreshnessEvidence:
    log = bundle.run_log
    errors = log.freshness_errors if log else {}
    tables = log.load.tables if log and log.load else {}
    # A package may declare a table of the same name; the loader fills those of the project only.
    landed = {f"source.{bundle.project}.{name}": table for name, table in tables.items()}
    if bundle.sources is None:
        missing = Text("sources.json tidak ada", "sources.json is missing")
        return FreshnessEvidence({}, errors, landed, missing)
    rows = {row.unique_id: row for row in bundle.sources.content.results}
    return FreshnessEvidence(rows, errors, landed, _too_old(bundle, "sources.json", settings))


def _test_evidence(bundle: Bundle, settings: Settings) -> TestEvidence:
    results = bundle.run_results
    if results is None:
        return TestEvidence({}, Text("run_results.json tidak ada", "run_results.json is missing"))
    rows = {row.unique_id: row for row in results.content.results}
    if (aged := _too_old(bundle, "run_results.json", settings)) is not None:
        return TestEvidence(rows, aged)
    if not ran_tests(results.content):
        which = results.content.args.which if results.content.args else ""
        return TestEvidence(
            rows,
            Text(
                f"run_results.json berasal dari dbt {which}, yang tidak menjalankan uji",
                f"run_results.json is of dbt {which}, which runs no tests",
            ),
        )
    return TestEvidence(rows)


def _stale(bundle: Bundle, name: str, settings: Settings) -> Text | None:
    """Why the input `name` is too old to speak for as-of; None where it is not, or is not there."""
    found = bundle.evidence.get(name)
    if found is None or found.generated_at is None:
        return None
    old = too_old(found.generated_at, settings.as_of, settings.max_evidence_age)
    return _too_old_text(name, found.generated_at) if old else None


def _too_old(bundle: Bundle, name: str, settings: Settings) -> Text | None:
    """Why results of this name cannot speak: they, or the manifest that says what they must answer, are too old."""
    return next((aged for one in (name, "manifest.json") if (aged := _stale(bundle, one, settings))), None)


def _too_old_text(name: str, generated_at: datetime) -> Text:
    made = generated_at.strftime("%Y-%m-%d %H:%M UTC")
    return Text(f"{name} terlalu lama (dibuat {made})", f"{name} is too old (made {made})")


def _dataset_row(
    dataset: Dataset,
    expected: Expected,
    freshness: FreshnessEvidence,
    tests: TestEvidence,
    reached: Mapping[str, list[str]],
    settings: Settings,
) -> DatasetRow:
    table = freshness.landed.get(dataset.unique_id)
    axes = Axes(
        load_age=judge_load_age(dataset, freshness, settings.as_of),
        period_coverage=PeriodCoverage(*_unbuilt(bool(dataset.due))),
        reporters=Reporters(*_unbuilt(bool(dataset.reporter_column))),
        stability=Stability(*_unbuilt("restates" in dataset.meta)),
        tests=judge_tests(expected.tests.get(dataset.unique_id, ()), tests, empty=table is not None and not table.rows),
    )
    status, reason = roll_up(dataset, axes, EXAMINED)
    return DatasetRow(dataset, status, reason, axes, tuple(reached.get(dataset.unique_id, ())))


def _unbuilt(has_rule: bool) -> tuple[Status, Text]:
    return (Status.NOT_CHECKED, _NOT_BUILT) if has_rule else (Status.NOT_APPLICABLE, _NO_RULE)


def _reached_dashboards(expected: Expected) -> dict[str, list[str]]:
    reached: dict[str, list[str]] = defaultdict(list)
    for dashboard in expected.dashboards:
        for source in dashboard.sources:
            reached[source].append(dashboard.unique_id)
    return reached


def _dashboard_rows(
    expected: Expected, rows: tuple[DatasetRow, ...], models: tuple[ModelRow, ...], tests: TestEvidence
) -> tuple[DashboardRow, ...]:
    datasets = {row.dataset.unique_id: row for row in rows}
    unreliable = {row.unique_id: row for row in models}
    known = tests.unusable is None and models_were_run(expected, tests.rows)
    return tuple(judge_dashboard(dashboard, datasets, unreliable, known) for dashboard in expected.dashboards)


def _summary(rows: tuple[DatasetRow, ...]) -> dict[str, int]:
    """Counts by status, with `datasets` and `verified` (every examined rule gave an answer)."""
    counts = Counter(row.status for row in rows)
    verified = len(rows) - counts[Status.NOT_CHECKED] - counts[Status.NO_RULE]
    ordered = ("up_to_date", "due_soon", "late", "incomplete", "quality_issue", "not_due", "not_checked", "no_rule")
    by_name = {status.value: counts[status] for status in DATASET_STATUSES}
    return {"datasets": len(rows), "verified": verified, **{name: by_name[name] for name in (*ordered, "waived")}}


def _undeclared(bundle: Bundle, expected: Expected) -> tuple[UndeclaredTable, ...]:
    tables = bundle.facts.tables if bundle.facts else []
    return tuple(
        UndeclaredTable(item.schema, item.table, item.rows)
        for item in sorted(tables, key=lambda item: (item.schema, item.table))
        if f"{item.schema}.{item.table}".lower() not in {*expected.declared_relations, _DELIVERY_LOG}
        and item.table not in _INTERNAL_TABLES
        and item.schema not in _INTERNAL_SCHEMAS
    )


def _set_aside(bundle: Bundle) -> tuple[SetAsideFile, ...]:
    files = bundle.run_log.load.files if bundle.run_log and bundle.run_log.load else []
    return tuple(SetAsideFile(item.file, item.dataset, item.sentence) for item in files)


def _notices(bundle: Bundle, freshness: FreshnessEvidence, tests: TestEvidence, expected: Expected) -> tuple[Text, ...]:
    found = [problem for problem in (freshness.unusable, tests.unusable) if problem is not None]
    if bundle.run_log is None:
        found.append(
            Text(
                "Tidak ada mutakhir.json: artefak dipasangkan menurut proyek dan umurnya, dan targetnya tidak terbukti",
                "There is no mutakhir.json: artifacts are paired by project and age, and the target is not proven",
            )
        )
    if bundle.sources is not None and not bundle.sources.content.results and expected.datasets:
        found.append(
            Text(
                "sources.json tidak berisi satu hasil pun: pemeriksaan umur kiriman gagal seluruhnya",
                "sources.json holds no result at all: the whole freshness check failed",
            )
        )
    if tests.unusable is None and not models_were_run(expected, tests.rows):
        found.append(NO_MODEL_RUN)
    assumed = sum(dataset.loaded_at_assumed_utc and dataset.freshness is not None for dataset in expected.datasets)
    if assumed:
        found.append(
            Text(
                f"Zona waktu muat {assumed} data set tidak dapat dipastikan dan dibaca sebagai UTC: jalankan dbt docs "
                "generate, atau nyatakan data_type kolomnya atau meta.loaded_at_zone",
                f"Whether the load times of {assumed} data sets carry a zone is not known, and they are read as UTC: "
                "run dbt docs generate, or declare the column's data_type or meta.loaded_at_zone",
            )
        )
    return tuple(found)
