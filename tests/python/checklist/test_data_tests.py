"""Failing rows count whatever the severity, and a test without an answer is never a pass."""

import pytest

from mutakhir.artifacts.results import RunArguments, RunResults, RunRow
from mutakhir.checklist.data_tests import TestEvidence, judge_tests, ran_tests
from mutakhir.domain.dataset import DataTestDefinition
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status


def definitions(count):
    return [DataTestDefinition(f"test.p.t{number}", f"t{number}", "kolom", "") for number in range(count)]


def evidence(*statuses):
    rows = {
        f"test.p.t{number}": RunRow(f"test.p.t{number}", status, 3, "Got 3") for number, status in enumerate(statuses)
    }
    return TestEvidence(rows)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("pass", "pass"), Status.UP_TO_DATE),
        (("pass", "warn"), Status.QUALITY_ISSUE),
        (("pass", "fail"), Status.QUALITY_ISSUE),
        (("pass", "error"), Status.NOT_CHECKED),
        (("pass", "skipped"), Status.NOT_CHECKED),
        (("pass",), Status.NOT_CHECKED),
        (("pass", "success"), Status.NOT_CHECKED),
        (("pass", "no-op"), Status.NOT_CHECKED),
        (("warn", "error"), Status.NOT_CHECKED),
    ],
)
def test_outcomes_give_the_status(statuses, expected):
    verdict = judge_tests(definitions(2), evidence(*statuses))
    assert verdict.status is expected
    assert verdict.total == 2
    assert verdict.passed == statuses.count("pass")
    assert len(verdict.findings) == 2 - verdict.passed


def test_a_failure_beside_a_test_without_answer_is_named_too():
    verdict = judge_tests(definitions(2), evidence("warn", "error"))
    assert "tidak memberi jawaban" in verdict.reason.id
    assert "menemukan masalah" in verdict.reason.id


def test_no_tests_is_not_applicable_and_no_run_is_not_checked():
    assert judge_tests([], evidence()).status is Status.NOT_APPLICABLE
    verdict = judge_tests(definitions(2), TestEvidence({}, Text("tidak ada", "missing")))
    assert (verdict.status, verdict.not_run) == (Status.NOT_CHECKED, 2)


@pytest.mark.parametrize(
    ("which", "expected"), [("build", True), ("test", True), ("retry", True), ("generate", False), ("compile", False)]
)
def test_only_runs_of_tests_count_as_runs_of_tests(which, expected):
    assert ran_tests(RunResults(results=[], args=RunArguments(which))) is expected


def test_tests_that_pass_on_an_empty_table_prove_nothing():
    verdict = judge_tests(definitions(2), evidence("pass", "pass"), empty=True)
    assert (verdict.status, verdict.passed, verdict.reason.id) == (
        Status.NOT_APPLICABLE, 0, "tidak ada baris untuk diuji"
    )  # fmt: skip
    assert judge_tests(definitions(2), evidence("pass", "warn"), empty=True).status is Status.QUALITY_ISSUE
    assert judge_tests(definitions(2), evidence("pass"), empty=True).status is Status.NOT_CHECKED
