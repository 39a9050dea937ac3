"""What leaves the warehouse: equal facts on both engines, and dbt tests that say what the check list says."""

import json
from collections import defaultdict

import pytest

from cli.conftest import play
from cli.playing import ENGINES, REVIEW

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


def selected(played, name, *columns):
    """The rows that one dbt test of the review selects, by these columns; as many as dbt says it found, none twice."""
    rows = [tuple(row[column] for column in columns) for row in played.reviewed[name]]
    (failures,) = (
        row["failures"]
        for row in played.artifact("run_results.json")["results"]
        if row["unique_id"].split(".")[2] == name
    )
    assert len(set(rows)) == len(rows) == failures
    return set(rows)


def by_axis(played, axis):
    """Name of each data set with what the check list says of this axis."""
    return [(dataset["name"], dataset["axes"][axis]) for dataset in played.checklist["datasets"]]


def codes(played):
    """The code of each period by data set and first day."""
    facts = played.artifact("facts.json")["datasets"]
    return {(name, one["start"]): one["period"] for name, dataset in facts.items() for one in dataset["periods"]}


def findings(played, kind):
    """Data set and finding of stability, of this kind."""
    return [
        (name, one) for name, axis in by_axis(played, "stability") for one in axis["findings"] if one["kind"] == kind
    ]


def test_dbt_and_the_check_list_miss_the_same_periods(played):
    said = {
        (name, period) for name, axis in by_axis(played, "period_coverage") for period in axis["missing_periods"] or ()
    }
    assert selected(played, "periode_yang_jatuh_tempo_sudah_diterima", "kumpulan_data", "periode") == said != set()


def test_dbt_and_the_check_list_name_the_same_who_owe_the_same_periods(played):
    said = {
        (name, period, report["reporter"], report["partner"])
        for name, axis in by_axis(played, "reporters")
        for report in axis["owed"] or ()
        for period in report["periods"]
    }
    columns = ("kumpulan_data", "periode", "pelapor", "mitra")
    assert selected(played, "pelapor_wajib_sudah_melapor", *columns) == said != set()


def test_dbt_and_the_check_list_find_the_same_periods_in_the_future_and_rows_without_one(played):
    future = {(name, one["period"], one["after"]) for name, one in findings(played, "future_period")}
    rows, code = selected(played, "tidak_ada_periode_di_masa_depan", "kumpulan_data", "periode", "baris"), codes(played)
    assert {(name, code[name, start[:10]], count) for name, start, count in rows} == future != set()
    without = {(name, one["after"]) for name, one in findings(played, "without_period")}
    assert selected(played, "setiap_baris_mempunyai_periode", "kumpulan_data", "baris") == without


def test_dbt_and_the_check_list_know_the_same_strangers(played):
    said = {(name, reporter) for name, axis in by_axis(played, "reporters") for reporter in axis["unlisted"] or ()}
    rows, code = selected(played, "pelapor_terdaftar", "kumpulan_data", "pelapor", "periode"), codes(played)
    assert {(name, reporter) for name, reporter, _ in rows} == said != set()
    spans = {
        (name, one["reporter"]): (one["first"], one["last"])
        for name, facts in played.artifact("facts.json")["datasets"].items()
        for one in facts["unlisted"]
    }
    seen = defaultdict(list)
    for name, reporter, start in rows:
        seen[name, reporter].append(code[name, start[:10]])
    assert {key: (min(found), max(found)) for key, found in seen.items()} == spans


def test_tests_of_the_review_are_no_findings_of_axis_tests(played):
    """They say once more what other axes say; counted twice they would make every late data set doubtful as well."""
    manifest = played.artifact("manifest.json")
    reviewed = [node for node in manifest["nodes"].values() if REVIEW in (node.get("tags") or [])]
    assert {node["name"] for node in reviewed} == set(played.reviewed)
    assert len(reviewed) == 5
    assert {node["config"]["severity"].lower() for node in reviewed} == {"warn"}
    said = json.dumps(played.checklist)
    assert [node["name"] for node in reviewed if node["unique_id"] in said] == []
