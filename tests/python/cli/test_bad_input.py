"""Bad input through the real command: one sentence with the way out, the right exit code, nothing half written, and
never up to date."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from artifact_factory import FIXTURES, GENERATED_AT, load, make_target, stamp
from cli.process import ROOT, contents, environment, mutakhir, program
from cli.targets import change, judged, refused, sound
from hostile_texts import HOSTILE

AFTERWARDS = GENERATED_AT + timedelta(hours=37)


@pytest.fixture(scope="module")
def good_month(tmp_path_factory):
    """A folder with sound artifacts and what was written from them."""
    folder = tmp_path_factory.mktemp("good_month")
    sound(folder)
    assert mutakhir("report", cwd=folder).code == 0
    return folder


@pytest.fixture
def office(good_month, tmp_path):
    """A copy of the good month; whatever comes next must leave its files as they are, or replace them whole."""
    return Path(shutil.copytree(good_month, tmp_path / "office"))


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


# A folder that cannot be written.


AS_NOBODY = """
import os, sys
from mutakhir.cli.main import main
def run(*words):
    sys.argv = ["mutakhir", *words]
    try:
        main()
    except SystemExit as end:
        return end.code
# Everything that the command imports is imported now: the other user may not be able to read this environment.
assert run("checklist", "--target-dir", "target", "--out", "elsewhere") == 0
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.stdout.write("-- ")
sys.stdout.flush()
sys.exit(run("checklist", "--target-dir", "target", "--out", "out"))
"""


@pytest.mark.skipif(os.name == "nt", reason="folders are closed in another way on Windows")
def test_an_output_folder_that_may_not_be_written(good_month):
    with tempfile.TemporaryDirectory() as name:
        # Not below pytest's folder, which is closed to other users.
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(good_month, folder, dirs_exist_ok=True)
        out = next((folder / "out").iterdir())
        before = contents(folder / "out")
        out.chmod(0o555)
        (folder / "out").chmod(0o555)
        if os.getuid() == 0:
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY], cwd=folder, env=environment(),
                capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            code, said, stderr = done.returncode, done.stdout.split("-- ")[1], done.stderr
        else:
            ended = mutakhir("checklist", cwd=folder)
            code, said, stderr = ended.code, ended.stdout, ended.stderr
        out.chmod(0o755)
        (folder / "out").chmod(0o755)
        assert contents(folder / "out") == before
    assert (code, said) == (2, ""), stderr
    assert stderr.startswith("mutakhir: ")
    assert stderr.count("\n") == 1
    assert "--out" in stderr
    assert f"{Path('out') / out.name}" in stderr


@pytest.mark.skipif(os.name == "nt", reason="the limit is a Unix one")
@pytest.mark.parametrize("command", ["checklist", "report"])
def test_a_full_disk_leaves_what_was_there(office, command):
    import resource

    sizes = sorted(path.stat().st_size for path in office.glob("out/*/*"))
    # Every file but the largest fits, so that what was written before the blow must be taken back.
    written = sizes if command == "report" else [path.stat().st_size for path in office.glob("out/*/checklist.*")]
    limit = max(written) - 1
    change(office / "target" / "sources.json", lambda content: content["results"].pop())

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    sentence = refused(office, 2, command, preexec_fn=small_files)
    assert "sisa ruang" in sentence
    assert "--out" in sentence


# The warehouse.


@pytest.fixture
def project(tmp_path):
    """A small dbt project with one source whose partner sends files, on DuckDB."""
    folder = tmp_path / "proyek"
    for name in ("models", "sources", "inbox"):
        (folder / name).mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(
        "name: kecil\nversion: '1.0'\nconfig-version: 2\nprofile: kecil\nmodel-paths: [models, sources]\n",
        encoding="utf-8",
    )
    (folder / "models" / "satu.sql").write_text("select 1 as satu", encoding="utf-8")
    (folder / "sources" / "hulu.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "profiles.yml").write_text(PROFILE.replace("PORT", str(closed_port())), encoding="utf-8")
    (folder / "inbox" / "lifting_1.csv").write_text("Bulan;Minyak\n2026-10-01;1,5\n", encoding="utf-8")
    return folder


SOURCE = """
version: 2
sources:
  - name: hulu
    description: Sumber kecil.
    schema: landing
    config: {loaded_at_field: _received_at}
    tables:
      - name: lifting
        identifier: hulu_lifting
        description: Satu baris per bulan.
        config:
          freshness: {warn_after: {count: 40, period: day}, error_after: {count: 60, period: day}}
          meta:
            title: Lifting
            partners: [SKK Migas]
            keys: [bulan]
            since: 2024-12
            cadence: bulanan
            period: {column: bulan, grain: month}
            origin: {kind: file, match: "lifting_*.csv", format: csv, delimiter: ";", encoding: utf-8, numbers: id}
        columns:
          - {name: bulan, description: Bulan., data_type: date, config: {meta: {head: Bulan}}}
          - {name: minyak, description: Minyak., data_type: numeric, config: {meta: {head: Minyak}}}
"""
PROFILE = """
kecil:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: kecil.duckdb, schema: main, threads: 1, settings: {TimeZone: UTC}}
    mati:
      {type: postgres, host: 127.0.0.1, port: PORT, user: siapa, password: rahasia-sekali, dbname: tiada, schema: main,
       threads: 1}
"""


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def without_traces(folder: Path) -> dict[str, bytes]:
    """Files of a project but for those that only say that something was tried: locks, logs, dbt's own notes."""
    passing = ("run.lock", "muat.lock", "logs", "partial_parse.msgpack", "perf_info.json", ".user.yml")
    return {name: raw for name, raw in contents(folder).items() if not any(part in name for part in passing)}


def refused_run(project: Path, *words: str, **more) -> str:
    """A run that must end with 2 and one sentence, and leave neither output nor artifacts of a check list."""
    before = without_traces(project)
    done = mutakhir(*words, cwd=project, **more)
    assert (done.code, done.stdout) == (2, ""), done.stderr
    assert without_traces(project) == before
    assert "rahasia" not in done.stderr
    return done.sentence


@pytest.mark.parametrize("command", ["load", "run"])
def test_a_warehouse_that_cannot_be_reached(project, command):
    sentence = refused_run(project, command, "--target", "mati")
    assert "127.0.0.1" in sentence
    assert "siapa" in sentence


@pytest.mark.slow
def test_a_warehouse_that_cannot_be_reached_after_a_good_run(project):
    """What the run before left stays a set that belongs together."""
    assert mutakhir("run", cwd=project).code == 0
    shutil.rmtree(project / "sources")  # without origins nothing asks the warehouse before dbt does
    before = contents(project / "out")
    done = mutakhir("run", "--no-load", "--target", "mati", cwd=project)
    assert (done.code, done.stdout) == (2, ""), done.stderr
    assert "Connection refused" in done.sentence
    assert contents(project / "out") == before
    assert mutakhir("checklist", "--out", "lain", cwd=project).code == 0
    assert "KURANG  dbt debug" in mutakhir("doctor", "--target", "mati", cwd=project).stdout
    good = mutakhir("doctor", cwd=project)
    assert (good.code, "target duckdb (duckdb) menjawab" in good.stdout) == (0, True), good.stdout


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_inbox_that_is_missing(project, lang):
    shutil.rmtree(project / "inbox")
    for command in ("load", "run"):
        sentence = refused_run(project, command, "--lang", lang)
        assert "inbox" in sentence
        assert "--inbox" in sentence
        assert ("tidak ada" in sentence) == (lang == "id")
    assert not (project / "kecil.duckdb").exists()


def test_a_target_that_no_profile_has(project):
    assert "ngawur" in refused_run(project, "run", "--target", "ngawur")
    (project / "profiles.yml").write_text("kecil: [", encoding="utf-8")
    assert "profiles.yml" in refused_run(project, "load")


def test_a_duckdb_that_another_process_has_open(project):
    with held(project / "kecil.duckdb"):
        sentence = refused_run(project, "load")
    assert "kecil.duckdb" in sentence
    assert "tutup program itu" in sentence
    assert mutakhir("load", cwd=project).code == 0


class held:  # noqa: N801 (reads as a statement)
    """Another process that has a DuckDB file open for writing."""

    def __init__(self, path: Path) -> None:
        # The file is there before and after, so that only its being open matters.
        duckdb.connect(str(path)).close()
        words = [
            sys.executable,
            "-c",
            "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1); input()",
            str(path),
        ]
        self.other = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment({"PYTHONUNBUFFERED": "1"})
        )

    def __enter__(self) -> None:
        assert self.other.stdout is not None
        assert self.other.stdout.readline() == "1\n"

    def __exit__(self, *_: object) -> None:
        self.other.communicate("\n", timeout=30)


@pytest.mark.slow
def test_two_runs_at_once(project):
    """The second is turned away by a sentence, the first is not disturbed, and the next one carries on."""
    first = subprocess.Popen(
        [program("mutakhir"), "run"], cwd=project, env=environment(), encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (project / "target" / "run.lock").exists():
            assert time.monotonic() < deadline
            assert first.poll() is None
            time.sleep(0.02)
        second = mutakhir("run", cwd=project)
        stdout, stderr = first.communicate(timeout=300)
    finally:
        first.kill()
    assert first.returncode == 0, stderr
    assert (second.code, second.stdout) == (2, "")
    assert "sedang berjalan" in second.sentence
    done = mutakhir("run", cwd=project)
    assert (done.code, done.stdout) == (0, stdout)
    with duckdb.connect(str(project / "kecil.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from landing.hulu_lifting").fetchall() == [(1,)]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the limit is a Unix one")
@pytest.mark.parametrize("limit", [1_000, 200_000])
def test_a_run_on_a_full_disk(project, limit):
    import resource

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = mutakhir("run", cwd=project, preexec_fn=small_files)
    assert done.code == 2, done.stderr
    assert done.stdout == ""
    assert done.sentence
    assert not (project / "target" / "mutakhir.json").exists()
    assert not (project / "out").exists()
    assert mutakhir("run", cwd=project).code == 0


def test_dbt_of_another_project_is_read_from_anywhere(tmp_path):
    """No project, no profile, no warehouse: artifacts are enough."""
    done = mutakhir("report", "--target-dir", FIXTURES / "1_11", "--out", "hasil", cwd=tmp_path)
    assert (done.code, done.stderr) == (1, "")
    content = judged(tmp_path, done)
    assert len(content["datasets"]) == len(load("1_11", "manifest.json")["sources"])
    assert not any(str(ROOT) in path.read_text(errors="ignore") for path in tmp_path.rglob("*") if path.is_file())
