"""With `MUTAKHIR_NO_SKIP=1` a skipped test is a failed one, its reason shown: in CI everything a test needs is there.

An expected failure (xfail) is no skip.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest

VARIABLE = "MUTAKHIR_NO_SKIP"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tests skipped by a mark, a fixture or while they ran."""
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Modules skipped while they were collected."""
    return _not_skipped((yield))


def _not_skipped(report: Any) -> Any:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get(VARIABLE) == "1":
        where, line, reason = report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, str(report.longrepr))
        report.outcome = "failed"
        report.longrepr = f"{where}:{line}: {reason} ({VARIABLE}=1: a skipped test is a failure)"
    return report
