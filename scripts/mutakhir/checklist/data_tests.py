"""Axis tests: what dbt's data tests found. A test with failing rows is a finding whatever its severity."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mutakhir.artifacts.results import RunResults, RunRow
from mutakhir.domain.axes import DataTests, TestResult
from mutakhir.domain.dataset import DataTestDefinition
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

COMMANDS_THAT_TEST = ("build", "test", "retry")
"""`args.which` of runs that run tests; compile and docs generate list tests too, as `success`."""

_OUTCOMES = {"pass": "passed", "warn": "warned", "fail": "failed", "error": "errored", "skipped": "skipped"}
NO_ANSWER = ("errored", "skipped", "not_run")


@dataclass(frozen=True)
class TestEvidence:
    """What a dbt run said of all tests."""

    __test__ = False

    rows: dict[str, RunRow]
    unusable: Text | None = None
    """Why the whole run cannot speak (missing, too old, not a run of tests); None where it can."""


def ran_tests(results: RunResults) -> bool:
    """Whether the run is of a command that runs tests; one that does not say which is taken at its word."""
    which = results.args.which if results.args else None
    return which is None or which in COMMANDS_THAT_TEST


def judge_tests(definitions: Sequence[DataTestDefinition], evidence: TestEvidence, *, empty: bool = False) -> DataTests:
    """Verdict on the data tests `definitions` of one data set.

    Of a table that is known to be empty, tests that pass prove nothing and do not count.
    """
    if not definitions:
        return DataTests(Status.NOT_APPLICABLE, Text("tidak ada uji data", "no data tests are declared"))
    if evidence.unusable is not None:
        return DataTests(Status.NOT_CHECKED, evidence.unusable, not_run=len(definitions))
    counts: Counter[str] = Counter()
    findings = []
    for definition in definitions:
        row = evidence.rows.get(definition.unique_id)
        outcome = _OUTCOMES.get(row.status.lower(), "not_run") if row else "not_run"
        counts[outcome] += 1
        if outcome != "passed":
            findings.append(_finding(definition, outcome, row))
    if empty and not findings:
        return DataTests(Status.NOT_APPLICABLE, Text("tidak ada baris untuk diuji", "there are no rows to test"))
    status, reason = _verdict(counts, len(definitions))
    return DataTests(
        status=status,
        reason=reason,
        passed=counts["passed"],
        warned=counts["warned"],
        failed=counts["failed"],
        errored=counts["errored"],
        skipped=counts["skipped"],
        not_run=counts["not_run"],
        findings=tuple(findings),
    )


def _finding(definition: DataTestDefinition, outcome: str, row: RunRow | None) -> TestResult:
    return TestResult(
        unique_id=definition.unique_id,
        name=definition.name,
        column=definition.column,
        description=definition.description,
        outcome=outcome,
        failures=row.failures if row else None,
        message=" ".join(str(row.message).split()) if row and row.message is not None else "",
    )


def _verdict(counts: Counter[str], total: int) -> tuple[Status, Text]:
    unanswered = sum(counts[outcome] for outcome in NO_ANSWER)
    failing = counts["warned"] + counts["failed"]
    found = Text(
        f"{failing} dari {total} uji data menemukan masalah", f"{failing} of {total} data tests found problems"
    )
    if unanswered:
        silent = Text(
            f"{unanswered} dari {total} uji data tidak memberi jawaban",
            f"{unanswered} of {total} data tests gave no answer",
        )
        if failing:
            silent = Text(f"{silent.id} dan {found.id}", f"{silent.en} and {found.en}")
        return Status.NOT_CHECKED, silent
    if failing:
        return Status.QUALITY_ISSUE, found
    return Status.UP_TO_DATE, Text(f"{total} uji data lulus", f"{total} data tests passed")
