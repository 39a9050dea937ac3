"""The exit codes of the contract, each by the real command, and the language of what it says."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from cli.process import environment, mutakhir, program
from cli.targets import (
    change,
    judged,
    make_broken,
    make_failing,
    make_late,
    make_unbuilt,
    make_unchecked,
    refused,
    sound,
)

SPOIL = {"late": make_late, "failing": make_failing, "unchecked": make_unchecked}


@pytest.mark.parametrize("command", ["checklist", "report"])
def test_0_everything_checked_and_up_to_date(tmp_path, command):
    sound(tmp_path)
    done = mutakhir(command, cwd=tmp_path)
    assert (done.code, done.stderr) == (0, "")
    content = judged(tmp_path, done)
    assert content["summary"]["datasets"] == content["summary"]["up_to_date"] == 4
    written = {path.name for path in (tmp_path / done.stdout.strip()).iterdir()}
    assert written == {"checklist.json", "checklist.csv", "checklist.xlsx"} | (
        {"report.html", "report.pdf"} if command == "report" else set()
    )


@pytest.mark.parametrize("spoilt", SPOIL)
def test_1_open_items(tmp_path, spoilt):
    SPOIL[spoilt](sound(tmp_path))
    done = mutakhir("checklist", cwd=tmp_path)
    assert (done.code, done.stderr) == (1, "")
    assert judged(tmp_path, done)["summary"]["up_to_date"] == 3


def test_1_no_rule_is_not_up_to_date(tmp_path):
    def without_rule(content):
        for source in content["sources"].values():
            source["freshness"] = source["config"]["freshness"] = None
            source["meta"] = source["config"]["meta"] = source["source_meta"] = {}

    target = sound(tmp_path)
    change(target / "manifest.json", without_rule)
    done = mutakhir("checklist", cwd=tmp_path)
    assert done.code == 1
    assert judged(tmp_path, done)["summary"]["no_rule"] == 4


@pytest.mark.parametrize(
    ("spoil", "model", "dashboard", "fails_on_late", "fails_on_not_checked"),
    [(make_broken, "error", "blocked", 1, 0), (make_unbuilt, "not_run", "not_checked", 1, 1)],
)
def test_1_a_model_that_was_not_built(tmp_path, spoil, model, dashboard, fails_on_late, fails_on_not_checked):
    spoil(sound(tmp_path))
    done = mutakhir("checklist", cwd=tmp_path)
    content = judged(tmp_path, done)
    assert content["summary"]["up_to_date"] == 4
    assert [row["status"] for row in content["models"]] == [model]
    assert content["dashboards"][0]["status"] == dashboard
    assert done.code == 1
    assert mutakhir("checklist", "--fail-on", "late", cwd=tmp_path).code == fails_on_late
    assert mutakhir("checklist", "--fail-on", "not_checked", cwd=tmp_path).code == fails_on_not_checked


def test_1_tests_that_no_run_speaks_of(tmp_path):
    """Fresh sources without tests of their own, while the models' tests were not run."""
    target = sound(tmp_path)

    def on_models_only(content):
        content["exposures"] = {}
        for node in content["nodes"].values():
            if node["resource_type"] == "test":
                node.update(attached_node="seed.migas_contoh.acuan", depends_on={"nodes": ["seed.migas_contoh.acuan"]})

    change(target / "manifest.json", on_models_only)
    assert mutakhir("checklist", cwd=tmp_path).code == 0
    (target / "run_results.json").unlink()
    for words in ([], ["--fail-on", "not_checked"], ["--fail-on", "late"]):
        assert mutakhir("checklist", "--without", "run_results", *words, cwd=tmp_path).code == 1


def test_1_no_data_set_at_all(tmp_path):
    target = sound(tmp_path)
    change(target / "manifest.json", lambda content: content.update(sources={}, nodes={}, exposures={}))
    for name in ("sources.json", "run_results.json"):
        change(target / name, lambda content: content.update(results=[]))
    assert [mutakhir("checklist", *words, cwd=tmp_path).code for words in ([], ["--fail-on", "late"])] == [1, 1]
    assert mutakhir("checklist", "--fail-on", "never", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("spoilt", "fail_on", "code"),
    [
        ("late", "late", 1),
        ("late", "not_checked", 0),
        ("late", "never", 0),
        ("failing", "late", 0),
        ("failing", "not_checked", 0),
        ("unchecked", "late", 1),
        ("unchecked", "not_checked", 1),
        ("unchecked", "never", 0),
    ],
)
def test_fail_on_says_what_counts(tmp_path, spoilt, fail_on, code):
    SPOIL[spoilt](sound(tmp_path))
    done = mutakhir("checklist", "--fail-on", fail_on, cwd=tmp_path)
    assert (done.code, done.stderr) == (code, "")
    assert judged(tmp_path, done)["summary"]["up_to_date"] == 3


def test_fail_on_never_hides_no_error(tmp_path):
    assert "manifest.json tidak ada" in refused(tmp_path, 3, "checklist", "--fail-on", "never")
    assert "--as-of" in refused(tmp_path, 2, "checklist", "--fail-on", "never", "--as-of", "kemarin")


WRONG_USE = {
    "no command": ([], "--help"),
    "unknown command": (["cek"], "cek"),
    "unknown option": (["checklist", "--folder", "x"], "--folder"),
    "option of another command": (["load", "--as-of", "2026-11-20T16:00+07:00"], "--as-of"),
    "option without its value": (["checklist", "--out"], "--out"),
    "one word too many": (["checklist", "target"], "target"),
    "as-of without zone": (["checklist", "--as-of", "2026-11-20T16:00"], "2026-11-20T16:00"),
    "as-of is a date": (["sample", "--as-of", "2026-11-20"], "2026-11-20"),
    "as-of is no time": (["report", "--as-of", "kemarin sore"], "kemarin sore"),
    "as-of before any clock": (["report", "--as-of", "0001-01-01T00:00+07:00"], "0001-01-01"),
    "as-of beyond any clock": (["report", "--as-of", "9999-12-31T23:59-07:00"], "9999-12-31"),
    "as-of of 30 February": (["report", "--as-of", "2026-02-30T16:00+07:00"], "2026-02-30"),
    "cycle is no month": (["checklist", "--cycle", "2026-13"], "2026-13"),
    "cycle climbs out of the folder": (["checklist", "--cycle", "../2026-11"], "../2026-11"),
    "fail-on unknown": (["checklist", "--fail-on", "telat"], "telat"),
    "language unknown": (["checklist", "--lang", "jv"], "jv"),
    "evidence of no age": (["checklist", "--max-evidence-age", "0"], "--max-evidence-age"),
    "evidence of any age": (["checklist", "--max-evidence-age", "1e300"], "--max-evidence-age"),
    "evidence age is no number": (["checklist", "--max-evidence-age", "nan"], "--max-evidence-age"),
    "target is a file": (["checklist", "--target-dir", "target/manifest.json"], "--target-dir"),
    "out is a file": (["checklist", "--out", "target/manifest.json"], "--out"),
    "no dbt project here": (["run"], "dbt_project.yml"),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_2_wrong_use_is_one_sentence_that_names_what_is_wrong(tmp_path, case):
    sound(tmp_path)
    words, named = WRONG_USE[case]
    assert named in refused(tmp_path, 2, *words)


@pytest.mark.parametrize("case", ["unknown option", "as-of without zone", "cycle is no month", "no dbt project here"])
@pytest.mark.parametrize("by", ["option", "environment"])
def test_errors_in_english_where_asked_for(tmp_path, case, by):
    words, named = WRONG_USE[case]
    if by == "option":
        sentence = refused(tmp_path, 2, *words, "--lang", "en")
    else:
        sentence = refused(tmp_path, 2, *words, env={"MUTAKHIR_LANG": "en"})
    assert named in sentence
    assert sentence != refused(tmp_path, 2, *words)
    indonesian = refused(tmp_path, 2, *words, "--lang", "id", env={"MUTAKHIR_LANG": "en"})
    assert indonesian == refused(tmp_path, 2, *words)
    assert not {"tidak", "bukan", "jalankan", "lihat", "salah", "tulis"} & set(sentence.casefold().split())


def test_3_artifacts_missing(tmp_path):
    assert "manifest.json tidak ada: jalankan `mutakhir run`" in refused(tmp_path, 3, "checklist")
    assert "manifest.json is missing: run `mutakhir run`" in refused(tmp_path, 3, "report", "--lang", "en")


def test_results_and_their_words_in_english(tmp_path):
    make_late(sound(tmp_path))
    done = mutakhir("report", "--lang", "en", cwd=tmp_path)
    assert done.code == 1
    folder = tmp_path / done.stdout.strip()
    assert '<html lang="en"' in (folder / "report.html").read_text(encoding="utf-8")
    rows = json.loads((folder / "checklist.json").read_text(encoding="utf-8"))["datasets"]
    late = next(row for row in rows if row["status"] == "late")
    assert late["reason_en"] in (folder / "checklist.csv").read_text(encoding="utf-8-sig")


def test_doctor_says_what_is_missing(tmp_path):
    done = mutakhir("doctor", cwd=tmp_path)
    assert (done.code, done.stderr) == (2, "")
    lacking = [line for line in done.stdout.splitlines() if line.startswith("KURANG")]
    assert len(lacking) == 1
    assert "dbt_project.yml tidak ditemukan" in lacking[0]


def test_the_version_is_said(tmp_path):
    done = mutakhir("--version", cwd=tmp_path)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("mutakhir, version ")


@pytest.mark.skipif(os.name == "nt", reason="Windows tells a closed pipe in other ways")
def test_a_closed_pipe_is_not_taken_for_open_items(tmp_path):
    sound(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [program("mutakhir"), "checklist"], cwd=tmp_path, env=environment(), stdout=writer, stderr=subprocess.PIPE,
        encoding="utf-8", check=False,
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["mutakhir: Keluaran ditutup sebelum selesai."]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_list_of_commands_is_not_cut_short(tmp_path, lang):
    shown = mutakhir("--help", cwd=tmp_path, env={"COLUMNS": "80", "MUTAKHIR_LANG": lang}).stdout
    lines = shown.split("Commands:\n")[1].split("\n\n")[0].splitlines()
    assert "..." not in "".join(lines)
    assert [line for line in lines if not line.rstrip().endswith(".")] == []


def test_a_cycle_of_long_ago_is_a_folder_of_the_usual_form(tmp_path):
    sound(tmp_path)
    done = mutakhir("checklist", "--cycle", "0001-01", cwd=tmp_path)
    assert Path(done.stdout.strip()).name == "0001-01"
    assert (tmp_path / "out" / "0001-01" / "checklist.json").is_file()
