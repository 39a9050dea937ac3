"""Bad input through the real command: one sentence with the way out, the right exit code, nothing half written, and
never up to date."""

import json
import os
import shutil
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from artifact_factory import FIXTURES, GENERATED_AT, load, make_target, stamp
from cli.process import ROOT, contents, mutakhir
from cli.targets import change, judged, refused
from hostile_texts import HOSTILE

AFTERWARDS = GENERATED_AT + timedelta(hours=37)


def cut(path: Path) -> None:
    """Keep the first half of a file, as a full disk or a broken copy does."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def of_another_project(target: Path) -> None:
    """Results whose every row names nodes of another project, with signs that would break a line or a terminal."""

    def rename(content):
        for row in content["results"]:
            row["unique_id"] = f"source.lain\n\x1b[31m.a.{row['unique_id']}"

    change(target / "sources.json", rename)


def of_another_run(target: Path) -> None:
    """A run log that names other bytes than those that lie there."""
    log = {
        "schema": "mutakhir.run/1", "tool_version": "0.1.0", "generated_at": stamp(GENERATED_AT), "project": "x",
        "profile": "x", "target": "x", "adapter": "duckdb", "artifacts": {"sources.json": "0" * 64},
    }  # fmt: skip
    (target / "mutakhir.json").write_text(json.dumps(log), encoding="utf-8")


def remove_all(target: Path) -> None:
    """An empty target folder."""
    for path in target.iterdir():
        path.unlink()


REFUSED = {
    "no target folder": (shutil.rmtree, "manifest.json"),
    "empty target folder": (remove_all, "manifest.json"),
    "manifest missing": (lambda target: (target / "manifest.json").unlink(), "manifest.json"),
    "sources missing": (lambda target: (target / "sources.json").unlink(), "sources.json"),
    "run results missing": (lambda target: (target / "run_results.json").unlink(), "run_results.json"),
    "manifest empty": (lambda target: (target / "manifest.json").write_bytes(b""), "manifest.json"),
    "sources empty": (lambda target: (target / "sources.json").write_bytes(b" \n"), "sources.json"),
    "manifest truncated": (lambda target: cut(target / "manifest.json"), "manifest.json"),
    "sources truncated": (lambda target: cut(target / "sources.json"), "sources.json"),
    "run results truncated": (lambda target: cut(target / "run_results.json"), "run_results.json"),
    "a folder in its place": (lambda target: _folder(target / "sources.json"), "sources.json"),
    "one for another": (
        lambda target: shutil.copy(target / "sources.json", target / "run_results.json"),
        "run-results",
    ),
    "of dbt 0.19": (lambda target: shutil.copy(FIXTURES / "0_19" / "manifest.json", target), "manifest v1"),
    "of another project": (of_another_project, "proyek lain"),
    "of another run": (of_another_run, "mutakhir.json"),
    "run log truncated": (lambda target: (target / "mutakhir.json").write_text('{"schema"'), "mutakhir.json"),
}


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("case", REFUSED)
def test_artifacts_that_cannot_speak_are_refused(office, case):
    spoil, named = REFUSED[case]
    spoil(office / "target")
    assert named in refused(office, 3, "report")


@pytest.mark.parametrize("case", ["manifest missing", "sources truncated", "of another project", "of another run"])
def test_refused_in_english_too(office, case):
    REFUSED[case][0](office / "target")
    english = refused(office, 3, "checklist", "--lang", "en")
    assert not {"tidak", "ada", "bukan", "jalankan", "berasal", "rusak"} & set(english.casefold().split())


@pytest.mark.parametrize("name", ["manifest.json", "sources.json", "run_results.json"])
def test_evidence_from_after_as_of_is_refused(office, name):
    earlier = GENERATED_AT - timedelta(seconds=1)
    for other in {"manifest.json", "sources.json", "run_results.json"} - {name}:
        change(office / "target" / other, lambda content: content["metadata"].update(generated_at=stamp(earlier)))
    assert name in refused(office, 3, "report", "--as-of", earlier.isoformat())


def test_without_what_is_missing_only_where_asked_for(office):
    (office / "target" / "sources.json").unlink()
    sentence = refused(office, 3, "checklist")
    assert "dbt source freshness" in sentence
    assert "--without sources" in sentence
    done = mutakhir("checklist", "--without", "sources", cwd=office)
    assert done.code == 1
    assert_nothing_is_up_to_date(judged(office, done))


def assert_nothing_is_up_to_date(content, status="not_checked"):
    """Every data set has this status, and the summary counts it so."""
    assert {row["status"] for row in content["datasets"]} == {status}
    assert all(row["reason"] for row in content["datasets"])
    assert content["summary"]["up_to_date"] == 0
    assert content["summary"][status] == len(content["datasets"]) == 4


def in_sources(**values):
    """A change of every row of sources.json."""
    return lambda target: change(
        target / "sources.json", lambda content: [row.update(values) for row in content["results"]]
    )


UNPROVEN = {
    "no result at all": lambda target: change(target / "sources.json", lambda content: content.update(results=[])),
    "year 0001": in_sources(max_loaded_at="0001-01-01T00:00:00+00:00", max_loaded_at_time_ago_in_s=6.4e10),
    "loaded in the future": in_sources(max_loaded_at=stamp(GENERATED_AT + timedelta(days=2)), status="pass"),
    "no zone": in_sources(max_loaded_at="2026-11-19T09:00:00"),
    "no time": in_sources(max_loaded_at=None),
    "the query failed": in_sources(status="runtime error", error="relation does not exist", max_loaded_at=None),
    "no test was run": lambda target: change(target / "run_results.json", lambda content: content.update(results=[])),
}


@pytest.mark.parametrize("case", UNPROVEN)
def test_what_is_not_proven_is_never_up_to_date(office, case):
    UNPROVEN[case](office / "target")
    done = mutakhir("report", cwd=office)
    assert (done.code, done.stderr) == (1, "")
    assert_nothing_is_up_to_date(judged(office, done))


def test_a_source_without_a_row_is_not_checked(office):
    change(office / "target" / "sources.json", lambda content: content["results"].pop())
    done = mutakhir("checklist", cwd=office)
    summary = judged(office, done)["summary"]
    assert (done.code, summary["not_checked"], summary["up_to_date"]) == (1, 1, 3)


def test_evidence_that_is_too_old_is_not_checked(office):
    done = mutakhir("report", "--as-of", AFTERWARDS.isoformat(), cwd=office)
    assert (done.code, done.stderr) == (1, "")
    content = judged(office, done)
    assert_nothing_is_up_to_date(content)
    assert "terlalu lama" in content["datasets"][0]["reason"]
    patient = mutakhir("report", "--as-of", AFTERWARDS.isoformat(), "--max-evidence-age", "48", cwd=office)
    assert patient.code == 0


def test_a_project_without_sources_is_no_proof_of_anything(tmp_path):
    make_target(tmp_path / "target", 0)
    done = mutakhir("report", cwd=tmp_path)
    assert done.code == 1
    assert judged(tmp_path, done)["datasets"] == []


class Scripts(HTMLParser):
    """Counts scripts, and collects what would run by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts, self.handlers, self.images = 0, [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        self.images += tag == "img"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_script_in_names_descriptions_and_messages_stays_text(office, good_month):
    texts = [text for text in HOSTILE.values() if text.strip()]
    script = HOSTILE["script"]

    def in_manifest(content):
        for source, text in zip(content["sources"].values(), texts, strict=False):
            source.update(name=script, description=text, source_description=text, identifier=text)
            source["config"]["meta"] = source["meta"] = {"title": text, "partners": [text], "steward": text}
        for node in content["nodes"].values():
            node.update(description=script)
            if node["resource_type"] == "test":
                node.update(name=script)
        for exposure in content["exposures"].values():
            exposure.update(label=script, description=script, url="javascript:alert(1)", owner={"name": script})

    def in_results(content):
        for row in content["results"]:
            if row["unique_id"].startswith("test."):
                row.update(status="warn", failures=1, message=script)

    change(office / "target" / "manifest.json", in_manifest)
    change(office / "target" / "run_results.json", in_results)
    before = next(good_month.glob("out/*/report.html")).read_text(encoding="utf-8")
    done = mutakhir("report", cwd=office)
    assert (done.code, done.stderr) == (1, "")
    page = (office / done.stdout.strip() / "report.html").read_text(encoding="utf-8")
    found = Scripts(page)
    assert found.scripts == Scripts(before).scripts
    assert (found.handlers, found.images) == ([], 0)
    assert "&lt;script&gt;" in page
    assert 'href="javascript:' not in page.casefold()
    content = judged(office, done)
    assert content["datasets"][0]["axes"]["tests"]["findings"][0]["message"] == script


def test_a_hostile_file_name_stays_one_line(office):
    sentence = refused(office, 3, "checklist", "--target-dir", "no\nsuch\x1b[31m folder")
    assert "\x1b" not in sentence
    assert "no such" in sentence


def test_dbt_of_another_project_is_read_from_anywhere(tmp_path):
    """No project, no profile, no warehouse: artifacts are enough."""
    done = mutakhir("report", "--target-dir", FIXTURES / "1_11", "--out", "hasil", cwd=tmp_path)
    assert (done.code, done.stderr) == (1, "")
    content = judged(tmp_path, done)
    assert len(content["datasets"]) == len(load("1_11", "manifest.json")["sources"])
    assert not any(str(ROOT) in path.read_text(errors="ignore") for path in tmp_path.rglob("*") if path.is_file())


def test_what_nobody_foresaw_is_one_sentence_too(office):
    """A library that breaks in a way of its own; with MUTAKHIR_DEBUG the way to it is shown."""
    broken = office / "pustaka"
    broken.mkdir()
    (broken / "xlsxwriter.py").write_text("raise RuntimeError('rusak\\nsekali')\n", encoding="utf-8")
    path = {"PYTHONPATH": os.pathsep.join([str(broken), str(ROOT / "scripts")])}
    before = contents(office / "out")
    done = mutakhir("checklist", cwd=office, env=path)
    assert done.code == 2
    assert "(RuntimeError: rusak sekali)" in done.sentence
    assert "MUTAKHIR_DEBUG=1" in done.sentence
    assert contents(office / "out") == before
    with pytest.raises(AssertionError, match="Traceback"):
        mutakhir("checklist", cwd=office, env={**path, "MUTAKHIR_DEBUG": "1"})
