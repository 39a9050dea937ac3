"""The axes of a data set as checklist.json has them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from mutakhir.domain.axes import (
    Axes,
    DataTests,
    LoadAge,
    OwedReport,
    PeriodCoverage,
    Reporters,
    Stability,
    StabilityFinding,
)
from mutakhir.exports.words import utc


def axes_fields(axes: Axes) -> dict[str, Any]:
    """Every axis with its status, its reason in both languages, and what it rests on."""
    return {
        "load_age": _said(axes.load_age) | _load_age(axes.load_age),
        "period_coverage": _said(axes.period_coverage) | _period_coverage(axes.period_coverage),
        "reporters": _said(axes.reporters) | _reporters(axes.reporters),
        "stability": _said(axes.stability) | _stability(axes.stability),
        "tests": _said(axes.tests) | _tests(axes.tests),
    }


def _said(axis: LoadAge | PeriodCoverage | Reporters | Stability | DataTests) -> dict[str, Any]:
    return {"status": axis.status.value, "reason": axis.reason.id, "reason_en": axis.reason.en}


def _load_age(age: LoadAge) -> dict[str, Any]:
    return {
        "max_loaded_at": _time(age.max_loaded_at),
        "age_s": age.age_s,
        "warn_after_s": age.warn_after_s,
        "error_after_s": age.error_after_s,
        "dbt_status": age.dbt_status,
    }


def _period_coverage(coverage: PeriodCoverage) -> dict[str, Any]:
    return {
        "expected_period": coverage.expected_period,
        "latest_period": coverage.latest_period,
        "due_at": _time(coverage.due_at),
        "missing_periods": coverage.missing_periods,
        "awaited_period": coverage.awaited_period,
        "late_calendar_days": coverage.late_calendar_days,
        "late_working_days": coverage.late_working_days,
        "missing": [
            {
                "period": gap.period,
                "due_at": _time(gap.due_at),
                "calendar_days": gap.calendar_days,
                "working_days": gap.working_days,
            }
            for gap in coverage.missing
        ],
    }


def _reporters(reporters: Reporters) -> dict[str, Any]:
    return {
        "due": reporters.due,
        "present": reporters.present,
        "missing": reporters.missing,
        "period": reporters.period,
        "owed": [_owed(report) for report in reporters.owed],
        "unlisted": reporters.unlisted,
        "renamed": [{"reporter": name, "perhaps": official} for name, official in reporters.renamed],
    }


def _owed(report: OwedReport) -> dict[str, Any]:
    return {
        "reporter": report.reporter,
        "partner": report.partner,
        "since": report.since,
        "periods": report.periods,
        "due_at": _time(report.due_at),
    }


def _stability(stability: Stability) -> dict[str, Any]:
    return {
        "findings": [_finding(finding) for finding in stability.findings],
        "noted": [_finding(finding) for finding in stability.noted],
        "compared_with": _time(stability.compared_with),
    }


def _finding(finding: StabilityFinding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "text": finding.text.id,
        "text_en": finding.text.en,
        "period": finding.period,
        "what": finding.what,
        "before": finding.before,
        "after": finding.after,
    }


def _tests(tests: DataTests) -> dict[str, Any]:
    return {
        "passed": tests.passed,
        "warned": tests.warned,
        "failed": tests.failed,
        "errored": tests.errored,
        "skipped": tests.skipped,
        "not_run": tests.not_run,
        "findings": [asdict(finding) for finding in tests.findings],
    }


def _time(moment: datetime | None) -> datetime | None:
    return None if moment is None else utc(moment)
