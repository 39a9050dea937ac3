"""With `MUTAKHIR_NO_SKIP=1` a skipped test is a failed one, its reason shown: in CI everything a test needs is there.

Everything but the data beside the repository: the tests in `MAY_SKIP`, and no other, are skipped where that folder is
absent, and named at the end. An expected failure (xfail) is no skip.
"""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

VARIABLE = "MUTAKHIR_NO_SKIP"
DATA = Path(os.environ.get("MUTAKHIR_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data") / "brent-daily"
"""The folder that those tests read (brent.replay.DELIVERIES, which this module does not import for every test run)."""
_NO_DATA = "no folder ../shared/data/brent-daily"
MAY_SKIP = {"brent/test_brent.py": _NO_DATA, "brent/test_spoilt.py": _NO_DATA}
"""Test file to how the only reason begins for which its tests may be skipped: the folder of data is absent."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tests skipped by a mark, a fixture or while they ran."""
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Modules skipped while they were collected."""
    return _not_skipped((yield))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the tests that were skipped although no skip is allowed, with the reason."""
    if os.environ.get(VARIABLE) != "1":
        return
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if _may_be_skipped(report)]
    if skipped:
        terminalreporter.section(f"skipped, allowed under {VARIABLE}=1", sep="-")
        for report in skipped:
            terminalreporter.line(f"{report.nodeid}: {_reason(report)[2]}")


def _not_skipped(report: Any) -> Any:
    counts = report.skipped and not hasattr(report, "wasxfail") and os.environ.get(VARIABLE) == "1"
    if counts and not _may_be_skipped(report):
        where, line, reason = _reason(report)
        report.outcome = "failed"
        report.longrepr = f"{where}:{line}: {reason} ({VARIABLE}=1: a skipped test is a failure)"
    return report


def _may_be_skipped(report: Any) -> bool:
    """Whether this is a test of `MAY_SKIP`, skipped for its reason, and the folder is truly absent."""
    reasons = [begin for name, begin in MAY_SKIP.items() if f"/{report.nodeid.split('::')[0]}".endswith(f"/{name}")]
    said = _reason(report)[2].removeprefix("Skipped: ")
    return any(said.startswith(begin) for begin in reasons) and not DATA.exists()


def _reason(report: Any) -> tuple[str, int, str]:
    """File, line and words of a skip."""
    return report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, str(report.longrepr))
