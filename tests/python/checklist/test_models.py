"""What a run made of the models, and what tests found on them, is never lost: every test and model has a home."""

import json
from dataclasses import replace

import pytest

from artifact_factory import FIXTURES
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.artifacts.results import RunRow
from mutakhir.checklist.data_tests import TestEvidence
from mutakhir.checklist.expected import expected_of
from mutakhir.checklist.models import judge_models, models_were_run
from mutakhir.domain.language import Text
from mutakhir.domain.status import ModelStatus

STAGED = "model.migas_contoh.stg_lifting"


@pytest.fixture
def expected(tmp_path):
    content = json.loads((FIXTURES / "1_11" / "manifest.json").read_text(encoding="utf-8"))
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return expected_of(read_manifest(path).content, "duckdb", None, "")


def evidence(expected, **changed):
    """A run in which all was built and passed, but for rows changed by their name; None: no row."""
    rows = {key: RunRow(key, "success") for key in expected.built}
    rows |= {test.unique_id: RunRow(test.unique_id, "pass", 0) for test in expected.model_tests}
    for end, row in changed.items():
        (key,) = (key for key in rows if key.rsplit(".", 1)[-1] == end or key.split(".")[2] == end)
        if row is None:
            del rows[key]
        else:
            rows[key] = RunRow(key, *row)
    return TestEvidence(rows)


def test_every_test_of_the_manifest_judges_a_data_set_or_a_model(expected):
    declared = {
        key
        for key, node in json.loads((FIXTURES / "1_11" / "manifest.json").read_text(encoding="utf-8"))["nodes"].items()
        if node["resource_type"] == "test"
    }
    on_datasets = {test.unique_id for tests in expected.tests.values() for test in tests}
    on_models = {test.unique_id for test in expected.model_tests}
    assert on_datasets | on_models == declared
    assert not on_datasets & on_models
    assert all(test.models for test in expected.model_tests)


def test_what_was_built_and_passed_is_not_listed(expected):
    assert judge_models(expected, evidence(expected)) == ()


@pytest.mark.parametrize(
    ("model", "source", "title"),
    [
        ({}, {}, Text("stg_lifting", "stg_lifting")),
        ({}, {"title": "Lifting"}, Text("Lifting", "Lifting")),
        ({"title": "Lifting siap olah", "title_en": "Lifting, staged"}, {"title": "Lifting"},
         Text("Lifting siap olah", "Lifting, staged")),
    ],
)  # fmt: skip
def test_a_model_is_called_by_its_title_or_that_of_the_only_source_it_reads(tmp_path, model, source, title):
    content = json.loads((FIXTURES / "1_11" / "manifest.json").read_text(encoding="utf-8"))
    content["nodes"][STAGED]["config"]["meta"] = model
    (parent,) = content["nodes"][STAGED]["depends_on"]["nodes"]
    for place in (content["sources"][parent], content["sources"][parent]["config"]):
        place["meta"] = source
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    expected = expected_of(read_manifest(path).content, "duckdb", None, "")
    (found,) = judge_models(expected, evidence(expected, stg_lifting=("error",)))
    assert (found.name, found.title) == ("stg_lifting", title)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (("error",), ModelStatus.ERROR),
        (("partial success",), ModelStatus.ERROR),
        (("skipped",), ModelStatus.SKIPPED),
        (("what is this",), ModelStatus.NOT_RUN),
        (None, ModelStatus.NOT_RUN),
    ],
)
def test_a_model_that_was_not_built_is_listed(expected, row, status):
    (found,) = judge_models(expected, evidence(expected, mart_ringkasan=row))
    assert (found.name, found.status) == ("mart_ringkasan", status)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (("warn", 2), ModelStatus.QUALITY_ISSUE),
        (("fail", 2), ModelStatus.QUALITY_ISSUE),
        (("error",), ModelStatus.NOT_CHECKED),
        (("skipped",), ModelStatus.NOT_CHECKED),
        (None, ModelStatus.NOT_CHECKED),
    ],
)
def test_a_test_that_did_not_pass_counts_against_its_model(expected, row, status):
    test = next(test for test in expected.model_tests if any("mart_ringkasan" in model for model in test.models))
    (found,) = judge_models(expected, evidence(expected, **{test.unique_id.split(".")[2]: row}))
    assert (found.name, found.status) == ("mart_ringkasan", status)
    assert [finding.unique_id for finding in found.findings] == [test.unique_id]


def test_an_ephemeral_model_has_no_result_to_miss(tmp_path):
    content = json.loads((FIXTURES / "1_11" / "manifest.json").read_text(encoding="utf-8"))
    content["nodes"][STAGED]["config"]["materialized"] = "ephemeral"
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert STAGED not in expected_of(read_manifest(path).content, "duckdb", None, "").built


def test_a_run_of_tests_alone_does_not_speak_of_models(expected):
    rows = {key: row for key, row in evidence(expected).rows.items() if key.startswith("test.")}
    assert not models_were_run(expected, rows)
    assert judge_models(expected, TestEvidence(rows)) == ()


def test_a_run_that_cannot_speak_lists_nothing(expected):
    assert judge_models(expected, TestEvidence({}, Text("terlalu lama", "too old"))) == ()


def test_a_test_of_nothing_known_goes_by_its_name(expected):
    """Such as the test of a seed whose file is not there: dbt's id of it ends with a hash that says nothing."""
    key = "test.migas_contoh.unique_hilang.0e0d5ebd55"
    lost = replace(expected.model_tests[0], unique_id=key, name="unique_hilang", models=(key,))
    with_lost = replace(expected, model_tests=(*expected.model_tests, lost))
    (found,) = judge_models(with_lost, evidence(expected))
    assert (found.name, found.title.id) == ("unique_hilang", "unique_hilang")


def test_a_seed_counts_only_where_it_failed(expected, tmp_path):
    seed = "seed.migas_contoh.ref_wilayah"
    with_seed = replace(expected, seeds=frozenset({seed}))
    assert judge_models(with_seed, evidence(expected)) == ()
    rows = {**evidence(expected).rows, seed: RunRow(seed, "error")}
    (found,) = judge_models(with_seed, TestEvidence(rows))
    assert (found.unique_id, found.status) == (seed, ModelStatus.ERROR)
