"""What leaves the warehouse: equal facts on both engines, and dbt tests that say what the check list says."""

import json

import pytest

from cli.conftest import play
from cli.playing import ENGINES

pytestmark = pytest.mark.slow

LOADED = ("first_loaded_at", "last_loaded_at")
"""Times of this machine's clock while it loaded."""


@pytest.fixture(scope="module")
def both(request, arena):
    """facts.json after the main job, by engine."""
    return {engine: play(request, arena, engine).artifact("facts.json") for engine in ENGINES}


def without_engine(facts):
    """Facts of every data set without load times and the engine's names of types."""
    kept = json.loads(json.dumps(facts["datasets"]))
    for dataset in kept.values():
        dataset["columns"] = list(dataset["columns"])
        for period in dataset["periods"]:
            for key in LOADED:
                period.pop(key)
    return kept


def test_both_engines_count_the_same_of_every_data_set(both):
    duckdb, postgres = (without_engine(both[engine]) for engine in ENGINES)
    assert len(duckdb) >= 30
    assert duckdb.keys() == postgres.keys()
    for name, facts in duckdb.items():
        assert facts == postgres[name], name
    assert [name for name, facts in duckdb.items() if facts["error"]] == []


def test_what_is_counted_is_what_is_there(both):
    """Not equal because both are empty."""
    facts = both["duckdb"]["datasets"]
    assert sum(dataset["rows"] for dataset in facts.values()) > 100_000
    month = {item["period"]: item for item in facts["hilir.ekspor_impor"]["periods"]}
    assert [period for period, item in month.items() if item["rows"] == 0], "a month vanished from the last snapshot"
    assert all(item["totals"] for item in month.values() if item["rows"])
    assert facts["hilir.niaga_bbm_bulanan"]["roster"]
    assert any(item["missing"] for item in facts["hilir.niaga_bbm_bulanan"]["obligations"])


def failures(played, name):
    """Rows that one dbt test of the review found."""
    found = {row["unique_id"].split(".")[2]: row["failures"] for row in played.artifact("run_results.json")["results"]}
    return found[name]


def test_dbt_tests_select_what_the_check_list_says(played):
    axes = [dataset["axes"] for dataset in played.checklist["datasets"]]
    missing = sum(len(axis["period_coverage"].get("missing_periods") or []) for axis in axes)
    assert failures(played, "periode_yang_jatuh_tempo_sudah_diterima") == missing > 0
    owed = sum(len(report["periods"]) for axis in axes for report in axis["reporters"].get("owed") or [])
    assert failures(played, "pelapor_wajib_sudah_melapor") == owed > 0
    kinds = [finding["kind"] for axis in axes for finding in axis["stability"]["findings"]]
    assert failures(played, "tidak_ada_periode_di_masa_depan") == kinds.count("future_period") > 0
    assert failures(played, "setiap_baris_mempunyai_periode") == kinds.count("without_period")
    seen = played.artifact("facts.json")["datasets"]
    strangers = {name: {item["reporter"] for item in facts["unlisted"]} for name, facts in seen.items()}
    listed = {
        item["name"]: set(item["axes"]["reporters"].get("unlisted") or []) for item in played.checklist["datasets"]
    }
    assert strangers == listed
    assert (failures(played, "pelapor_terdaftar") > 0) == any(listed.values())


def test_tests_of_the_review_are_no_findings_of_axis_tests(played):
    """They say once more what other axes say; counted twice they would make every late data set doubtful as well."""
    manifest = played.artifact("manifest.json")
    reviewed = [node for node in manifest["nodes"].values() if "mutakhir_review" in (node.get("tags") or [])]
    assert len(reviewed) == 5
    assert {node["config"]["severity"].lower() for node in reviewed} == {"warn"}
    said = json.dumps(played.checklist)
    assert [node["name"] for node in reviewed if node["unique_id"] in said] == []
