"""Puts the check list together from a bundle of artifacts: the one place where axes, roll-up and dashboards meet."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mutakhir.artifacts.bundle import Bundle, check_not_after, too_old
from mutakhir.artifacts.decode import parse_instant
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.dashboards import judge_dashboard
from mutakhir.checklist.data_tests import TestEvidence, judge_tests, ran_tests
from mutakhir.checklist.expected import Expected, expected_of
from mutakhir.checklist.inputs import Inputs
from mutakhir.checklist.ledger import FactsEvidence, Ledger, contradicts_rule, facts_evidence, ledger_of
from mutakhir.checklist.load_age import FreshnessEvidence, judge_load_age
from mutakhir.checklist.models import judge_models, models_were_run
from mutakhir.checklist.months import months_by_dataset
from mutakhir.checklist.not_looked_at import not_looked_at
from mutakhir.checklist.notices import notices_of
from mutakhir.checklist.past import EVIDENCE, Past
from mutakhir.checklist.period_coverage import judge_period_coverage
from mutakhir.checklist.punctuality import punctuality
from mutakhir.checklist.reporters import judge_reporters
from mutakhir.checklist.rollup import roll_up
from mutakhir.checklist.stability import Counting, counting_of, judge_stability
from mutakhir.checklist.waivers import NONE_GRANTED, Granted, by_dataset, grant
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.axes import AXES, Axes
from mutakhir.domain.checklist import (
    Checklist,
    DashboardRow,
    DatasetRow,
    Evidence,
    ModelRow,
    Recount,
    SetAsideFile,
    UndeclaredTable,
)
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import Text
from mutakhir.domain.status import DATASET_STATUSES, Status

DEFAULT_MAX_EVIDENCE_AGE = timedelta(hours=36)

_NO_INPUTS = Inputs()
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
    zone: ZoneInfo = PROCEDURE_ZONE
    """Zone of the procedure: days and months are its days and months."""


@dataclass(frozen=True)
class _Evidence:
    """Everything that data sets are judged by."""

    expected: Expected
    freshness: FreshnessEvidence
    tests: TestEvidence
    facts: FactsEvidence
    counting: Counting


def cycle_of(as_of: datetime, zone: ZoneInfo) -> str:
    """Cycle (YYYY-MM) of a moment: its month in the procedure's zone."""
    return as_of.astimezone(zone).strftime("%Y-%m")


def build_checklist(bundle: Bundle, settings: Settings, inputs: Inputs = _NO_INPUTS) -> Checklist:
    """Judge everything the manifest expects; raises ArtifactError where evidence is from after as-of."""
    check_not_after(bundle, settings.as_of)
    clock = Clock(settings.as_of, settings.zone, inputs.calendar)
    evidence = _evidence(bundle, settings)
    expected, tests = evidence.expected, evidence.tests
    ledgers = [ledger_of(dataset, evidence.facts, clock) for dataset in expected.datasets]
    rows, granted = _dataset_rows(evidence, ledgers, clock, settings, inputs)
    models = judge_models(expected, tests)
    log = bundle.run_log
    kept = list(zip(expected.datasets, ledgers, strict=True))
    outdated = [dataset.name for dataset, ledger in kept if contradicts_rule(ledger, dataset, clock)]
    books = kept if evidence.facts.unusable is None else []
    return Checklist(
        cycle=settings.cycle,
        as_of=settings.as_of,
        project=bundle.project,
        tool_version=settings.tool_version,
        sample=bool(log and log.sample),
        target=log.full_target if log else "",
        examined=AXES,
        evidence={**bundle.evidence, **inputs.evidence, **_of_past(inputs.past)},
        summary=_summary(rows),
        datasets=rows,
        dashboards=_dashboard_rows(expected, rows, models, tests),
        models=models,
        undeclared=_undeclared(bundle, expected),
        set_aside=_set_aside(bundle),
        notices=notices_of(
            bundle, evidence.freshness, tests, evidence.facts, expected, inputs, clock, granted, outdated
        ),
        not_looked_at=not_looked_at(
            bundle, expected, tests, evidence.facts, lambda name: _stale(bundle, name, settings)
        ),
        punctuality=punctuality(books, clock),
        months=months_by_dataset(books, clock),
        recount=_recount(bundle),
    )


def _evidence(bundle: Bundle, settings: Settings) -> _Evidence:
    expected = expected_of(
        bundle.manifest.content,
        bundle.adapter,
        bundle.catalog.content if bundle.catalog else None,
        settings.loaded_at_zone,
    )
    facts = facts_evidence(bundle.facts, _too_old(bundle, "facts.json", settings))
    return _Evidence(
        expected,
        _freshness_evidence(bundle, settings),
        _test_evidence(bundle, settings),
        facts,
        counting_of(bundle.facts, settings.as_of, settings.zone, facts.unusable),
    )


def _of_past(past: Past) -> dict[str, Evidence]:
    return {} if past.evidence is None else {EVIDENCE: past.evidence}


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


def _dataset_rows(
    evidence: _Evidence, ledgers: Sequence[Ledger], clock: Clock, settings: Settings, inputs: Inputs
) -> tuple[tuple[DatasetRow, ...], list[Granted]]:
    """Every data set with its verdict, and what the waivers granted."""
    reached = _reached_dashboards(evidence.expected)
    waivers = by_dataset(inputs.waivers)
    rows, all_granted = [], []
    for dataset, ledger in zip(evidence.expected.datasets, ledgers, strict=True):
        axes = _axes(dataset, ledger, evidence, clock, settings, inputs.past)
        granted = NONE_GRANTED
        if dataset.name in waivers:
            granted = grant(dataset, axes, waivers[dataset.name], clock.today)
            all_granted.append(granted)
        status, reason = roll_up(dataset, axes, granted)
        dashboards = tuple(reached.get(dataset.unique_id, ()))
        rows.append(DatasetRow(dataset, status, reason, axes, dashboards, granted.applied))
    return tuple(rows), all_granted


def _axes(dataset: Dataset, ledger: Ledger, evidence: _Evidence, clock: Clock, settings: Settings, past: Past) -> Axes:
    table = evidence.freshness.landed.get(dataset.unique_id)
    empty = table is not None and not table.rows
    return Axes(
        load_age=judge_load_age(dataset, evidence.freshness, settings.as_of),
        period_coverage=judge_period_coverage(dataset, ledger, clock, settings.cycle),
        reporters=judge_reporters(dataset, ledger),
        stability=judge_stability(dataset, evidence.facts.datasets.get(dataset.name), past, evidence.counting),
        tests=judge_tests(evidence.expected.tests.get(dataset.unique_id, ()), evidence.tests, empty=empty),
    )


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
    """Counts by status, with `datasets` and `verified` (every rule gave an answer)."""
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


def _recount(bundle: Bundle) -> Recount | None:
    """When everything was last counted anew, and in how many data sets that found something else."""
    if bundle.facts is None or (at := parse_instant(bundle.facts.recounted_at)) is None:
        return None
    return Recount(at, len({difference.dataset for difference in bundle.facts.differences}))
