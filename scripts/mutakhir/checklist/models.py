"""Which models cannot be relied on: those a run did not build, and those whose data tests say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mutakhir.artifacts.results import RunRow
from mutakhir.checklist.data_tests import NO_ANSWER, TestEvidence, judge_tests
from mutakhir.checklist.expected import Expected
from mutakhir.domain.axes import TestResult
from mutakhir.domain.checklist import ModelRow
from mutakhir.domain.language import Text
from mutakhir.domain.status import ModelStatus

_RUN = {
    "success": None,
    "no-op": None,
    "reused": None,
    "skipped": ModelStatus.SKIPPED,
    "error": ModelStatus.ERROR,
    "fail": ModelStatus.ERROR,
    "runtime error": ModelStatus.ERROR,
    "partial success": ModelStatus.ERROR,
}
"""What dbt says of a model in run_results; a word that is not known here is no answer."""

_ORDER = list(ModelStatus)


def models_were_run(expected: Expected, rows: Iterable[str]) -> bool:
    """Whether a run speaks of models at all (`dbt test` alone does not); true where there is none to speak of."""
    return not expected.built or not expected.built.keys().isdisjoint(rows)


def judge_models(expected: Expected, evidence: TestEvidence) -> tuple[ModelRow, ...]:
    """The models, seeds and snapshots that cannot be relied on, worst first; none where the run cannot speak.

    A model without a row was not run (rule of truth 1). A test that judges several models counts against each.
    """
    if evidence.unusable is not None:
        return ()
    found: dict[str, list[TestResult]] = defaultdict(list)
    judged = {definition.unique_id: definition.models for definition in expected.model_tests}
    for finding in judge_tests(expected.model_tests, evidence).findings:
        for model in judged[finding.unique_id]:
            found[model].append(finding)
    states = _built(expected.built, evidence.rows) if models_were_run(expected, evidence.rows) else {}
    # Seeds are loaded when they change: one without a row is no finding, one that failed is.
    states |= _built(evidence.rows.keys() & expected.seeds, evidence.rows)
    rows = []
    for key in states.keys() | found.keys():
        name = expected.built.get(key) or _name(key, found[key])
        title = expected.titles.get(key, Text(name, name))
        rows.append(ModelRow(key, name, title, _worst(states.get(key), found[key]), tuple(found[key])))
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.status), row.unique_id)))


def _name(key: str, findings: Sequence[TestResult]) -> str:
    """What stands for a model that was not expected: a test of nothing known goes by its name, not by dbt's hash."""
    own = [finding.name for finding in findings if finding.unique_id == key]
    return own[0] if own else key.rsplit(".", 1)[-1]


def _built(models: Iterable[str], rows: Mapping[str, RunRow]) -> dict[str, ModelStatus]:
    """Status by unique_id of every model that was not built."""
    states = {}
    for key in models:
        status = _RUN.get(rows[key].status.lower(), ModelStatus.NOT_RUN) if key in rows else ModelStatus.NOT_RUN
        if status is not None:
            states[key] = status
    return states


def _worst(built: ModelStatus | None, findings: Iterable[TestResult]) -> ModelStatus:
    if built is not None:
        return built
    unanswered = any(finding.outcome in NO_ANSWER for finding in findings)
    return ModelStatus.NOT_CHECKED if unanswered else ModelStatus.QUALITY_ISSUE
