"""What data tests found, and the models that cannot be relied on, as lines of the page."""

from typing import NamedTuple

from mutakhir.domain.axes import TestResult
from mutakhir.domain.checklist import Checklist, ModelRow
from mutakhir.domain.language import MODEL_WORDS
from mutakhir.domain.status import ModelStatus, Tone
from mutakhir.report.data_tests import message, requirement
from mutakhir.report.sections import names_in_short
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean, sentence
from mutakhir.report.words import OUTCOMES

TESTS_SHOWN = 3


class TestLine(NamedTuple):
    """One data test that did not pass; without an anchor it judges models only, and `dataset` names them."""

    anchor: str
    dataset: str
    test: str
    outcome: str
    tone: Tone
    rows: str
    message: str
    name: str


class ModelLine(NamedTuple):
    """One model that cannot be relied on: why, which tests on it did not pass, and the dashboards that read it.

    `name` is empty where the title says no more than the name.
    """

    title: str
    name: str
    tone: Tone
    status: str
    tests: tuple[str, ...]
    dashboards: str


def _model_title(row: ModelRow, voice: Voice) -> str:
    return voice.say(row.title, NAME_LIMIT) or clean(row.name, NAME_LIMIT)


def tests_on_models(checklist: Checklist, voice: Voice) -> list[tuple[str, str, TestResult]]:
    """No anchor, the models, the test; a test that judges several models stands once."""
    names: dict[str, list[str]] = {}
    found = {}
    for row in checklist.models:
        for test in row.findings:
            found[test.unique_id] = test
            names.setdefault(test.unique_id, []).append(_model_title(row, voice))
    return [("", ", ".join(names[key][:TESTS_SHOWN]), test) for key, test in found.items()]


def reached_dashboards(checklist: Checklist, voice: Voice) -> dict[str, list[str]]:
    """Titles of the dashboards that each model keeps from being trusted, by the model's unique_id."""
    found: dict[str, list[str]] = {}
    for row in checklist.dashboards:
        for cause in row.because:
            if cause.kind == "model":
                found.setdefault(cause.unique_id, []).append(voice.say(row.dashboard.title, TITLE_LIMIT))
    return found


def model_line(row: ModelRow, voice: Voice, reached: dict[str, list[str]]) -> ModelLine:
    """One model as a line, with the dashboards that it reaches."""
    unknown = row.status in (ModelStatus.NOT_RUN, ModelStatus.NOT_CHECKED)
    tests = [sentence(requirement(test, voice)) for test in row.findings[:TESTS_SHOWN]]
    left = len(row.findings) - len(tests)
    title, name = _model_title(row, voice), clean(row.name, NAME_LIMIT)
    return ModelLine(
        title,
        name if title != name else "",
        Tone.UNKNOWN if unknown else Tone.ACT,
        sentence(MODEL_WORDS[row.status].in_(voice.language)),
        (*tests, *([voice.fill("more_rows", count=left)] if left else [])),
        names_in_short(reached.get(row.unique_id, ()), voice),
    )


def line_of_test(anchor: str, judged: str, found: TestResult, voice: Voice) -> TestLine:
    """One data test that did not pass, as a line."""
    outcome = OUTCOMES.get(found.outcome)
    answered = found.outcome in ("warned", "failed")
    return TestLine(
        anchor,
        judged,
        sentence(requirement(found, voice), SENTENCE_LIMIT),
        outcome.in_(voice.language) if outcome else clean(found.outcome, NAME_LIMIT),
        Tone.ACT if answered else Tone.UNKNOWN,
        "–" if found.failures is None else voice.dates.number(found.failures),
        message(found),
        clean(found.name, SENTENCE_LIMIT),
    )
