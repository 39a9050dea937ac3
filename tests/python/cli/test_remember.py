"""Every count goes into the history of the project, and a verdict is the same before and after."""

import hashlib
import json

import msgspec
import pytest

from artifact_factory import PROJECT
from builders_history import MONTHS, counted, facts_at
from cli.process import mutakhir
from cli.targets import change, judged, sound
from mutakhir.artifacts.history_file import read_history
from mutakhir.artifacts.runlog import RUN_SCHEMA
from mutakhir.cli.console import Steps
from mutakhir.cli.remember import remember
from mutakhir.config import Project

NAME = "hulu.pengapalan_00000"


def bind(target, sample=False, name="duckdb"):
    """A run log that binds what lies in `target`."""
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in target.glob("*.json")
        if path.name != "mutakhir.json"
    }
    made = json.loads((target / "facts.json").read_text("utf-8"))["generated_at"]
    log = {
        "schema": RUN_SCHEMA, "tool_version": "1", "generated_at": made, "project": PROJECT, "profile": "ditjen",
        "target": name, "adapter": "duckdb", "sample": sample, "artifacts": digests,
    }  # fmt: skip
    (target / "mutakhir.json").write_text(json.dumps(log), "utf-8")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "dbt_project.yml").write_text(f"name: {PROJECT}\n", encoding="utf-8")
    bind(sound(tmp_path))
    return Project(tmp_path)


def kept(project):
    return remember(project, Steps())


def lines(project, folder="history"):
    return [one.line for one in read_history(project.folder / folder / "facts.jsonl").lines]


def test_a_run_is_kept_once_with_its_project_and_target(project):
    assert kept(project) is kept(project) is None
    (line,) = lines(project)
    assert (line.project, line.target, line.sample, line.full) == (PROJECT, "ditjen/duckdb", False, True)
    assert NAME in line.changes


def test_a_sample_run_has_a_history_of_its_own(project):
    bind(project.target_dir, sample=True)
    kept(project)
    assert not (project.history_dir / "facts.jsonl").exists()
    assert lines(project, "history/contoh")[0].sample


def test_facts_that_no_run_binds_or_that_count_nothing_are_not_kept(project):
    change(project.target_dir / "facts.json", lambda content: content.update(datasets={}))
    bind(project.target_dir)
    kept(project)
    (project.target_dir / "mutakhir.json").unlink()
    kept(project)
    assert not project.history_dir.exists()


def test_a_history_that_cannot_be_read_is_handed_back_and_left_alone(project):
    path = project.history_dir / "facts.jsonl"
    path.parent.mkdir()
    path.write_text('{"schema": "mutakhir.history/9"}\n{}\n', "utf-8")
    refused = kept(project)
    assert refused is not None
    assert refused.exit_code == 3
    assert "baris 1, berskema mutakhir.history/9" in str(refused)
    assert path.read_text("utf-8") == '{"schema": "mutakhir.history/9"}\n{}\n'


def test_verdicts_are_the_same_bytes_before_and_after_the_own_line(project):
    before = facts_at("2026-01-03 09:00", **{NAME: counted(MONTHS)})
    path = project.history_dir / "facts.jsonl"
    kept_before = project.target_dir.parent / "lalu"
    (kept_before / "target").mkdir(parents=True)
    (kept_before / "target" / "facts.json").write_bytes(msgspec.json.encode(before))
    bind(kept_before / "target")
    kept(Project(kept_before))
    path.parent.mkdir()
    path.write_bytes((kept_before / "history" / "facts.jsonl").read_bytes())
    first = mutakhir("checklist", "--out", "satu", cwd=project.folder)
    kept(project)
    second = mutakhir("checklist", "--out", "dua", cwd=project.folder)
    one, two = ((project.folder / done.stdout.strip() / "checklist.json").read_bytes() for done in (first, second))
    assert one == two
    found = judged(project.folder, second)
    assert found["evidence"]["history"]["invocation_id"] == "2026-01-03 09:00"
    assert len(lines(project)) == 2


def test_a_run_on_another_target_is_compared_with_its_own_past_alone(project):
    """The target is the one that the run log names, in writing as in judging."""
    kept(project)
    change(project.target_dir / "facts.json", lambda content: content.update(invocation_id="di salinan"))
    for name, compared in (("salinan", False), ("duckdb", True)):
        bind(project.target_dir, name=name)
        found = judged(project.folder, mutakhir("checklist", "--out", name, cwd=project.folder))
        assert bool(found["evidence"].get("history")) == compared
        assert ("belum memuat hitungan target ditjen/salinan" in json.dumps(found["notices"])) != compared
    bind(project.target_dir, name="salinan")
    kept(project)
    assert [(one.target, one.full) for one in lines(project)] == [("ditjen/duckdb", True), ("ditjen/salinan", True)]
