"""What nobody looked at is told from what nobody found (rule of truth 1)."""

import hashlib
import json
from datetime import timedelta

import pytest

from artifact_factory import GENERATED_AT, PROJECT, make_target, stamp
from mutakhir.artifacts.bundle import read_bundle
from mutakhir.checklist.build import Settings, build_checklist

ALL = ("tests", "models", "set_aside", "obligations", "undeclared")
A_FILE = {"file": "a.xlsx", "state": "set_aside", "sentence": "rusak"}


@pytest.fixture
def target(tmp_path):
    make_target(tmp_path, 4)
    return tmp_path


def write_log(folder, load, generated_at=GENERATED_AT):
    """mutakhir.json, bound to all that lies in the folder."""
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.json")}
    log = {
        "schema": "mutakhir.run/1", "tool_version": "t", "generated_at": stamp(generated_at), "project": PROJECT,
        "profile": "p", "target": "t", "adapter": "duckdb", "load": load,
        "artifacts": digests,
    }  # fmt: skip
    (folder / "mutakhir.json").write_text(json.dumps(log), encoding="utf-8")


def write_facts(folder, generated_at=GENERATED_AT, tables=()):
    facts = {
        "schema": "mutakhir.facts/1", "tool_version": "t", "generated_at": stamp(generated_at), "tables": list(tables)
    }  # fmt: skip
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def judged(folder, *, without=(), as_of=GENERATED_AT):
    bundle = read_bundle(folder, frozenset(without))
    return build_checklist(bundle, Settings(as_of, "2026-11", "test"))


def reasons(checklist):
    return {item.what: item.reason.id for item in checklist.not_looked_at}


def load_of(**changes):
    return {"loaded_at": stamp(GENERATED_AT), **changes}


def test_artifacts_alone_know_nothing_of_deliveries_and_other_tables(target):
    assert list(reasons(judged(target))) == ["set_aside", "obligations", "undeclared"]


def test_without_results_neither_tests_nor_models_were_looked_at(target):
    (target / "run_results.json").unlink()
    found = reasons(judged(target, without=["run_results"]))
    assert tuple(found) == ALL
    assert found["tests"] == found["models"] == "run_results.json tidak ada"
    assert found["set_aside"].startswith("mutakhir.json tidak ada")
    assert found["undeclared"].startswith("facts.json tidak ada")


def test_a_run_of_tests_alone_says_nothing_of_models(target):
    content = json.loads((target / "run_results.json").read_text(encoding="utf-8"))
    content["results"] = [row for row in content["results"] if not row["unique_id"].startswith("model.")]
    (target / "run_results.json").write_text(json.dumps(content), encoding="utf-8")
    assert list(reasons(judged(target))) == ["models", "set_aside", "obligations", "undeclared"]


def test_what_nobody_declares_need_not_be_looked_at(target):
    content = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    content.update(nodes={}, exposures={})
    (target / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    (target / "run_results.json").unlink()
    assert list(reasons(judged(target))) == ["set_aside", "obligations", "undeclared"]


@pytest.mark.parametrize(
    ("load", "unseen"),
    [
        (None, True),
        (load_of(), True),
        (load_of(loaded=3), False),
        (load_of(already=3), False),
        (load_of(files=[A_FILE]), False),
    ],
)
def test_deliveries_were_looked_at_where_a_load_read_some(target, load, unseen):
    write_facts(target)
    write_log(target, load)
    assert list(reasons(judged(target))) == (["set_aside"] if unseen else [])


def test_evidence_that_is_too_old_is_not_looked_at_and_what_it_found_stays(target):
    old = GENERATED_AT - timedelta(days=9)
    write_facts(target, old, [{"schema": "landing", "table": "rekap", "rows": 3}])
    write_log(target, load_of(files=[A_FILE]), old)
    checklist = judged(target)
    found = reasons(checklist)
    assert list(found) == ["set_aside", "obligations", "undeclared"]
    assert "mutakhir.json terlalu lama" in found["set_aside"]
    assert "facts.json terlalu lama" in found["undeclared"]
    assert found["obligations"] == found["undeclared"]
    assert [table.table for table in checklist.undeclared] == ["rekap"]
    assert [file.file for file in checklist.set_aside] == ["a.xlsx"]
