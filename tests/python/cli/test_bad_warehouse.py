"""A warehouse, an inbox or a disk that refuses: one sentence, the right exit code, nothing half written."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from cli.process import contents, environment, mutakhir, program


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


@pytest.mark.slow
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
    assert not (project / "target").exists()


@pytest.mark.slow
def test_a_target_that_no_profile_has(project):
    assert "ngawur" in refused_run(project, "run", "--target", "ngawur")
    (project / "profiles.yml").write_text("kecil: [", encoding="utf-8")
    assert "profiles.yml" in refused_run(project, "load")


@pytest.mark.slow
def test_a_duckdb_that_another_process_has_open(project):
    with Held(project / "kecil.duckdb"):
        sentence = refused_run(project, "load")
    assert "kecil.duckdb" in sentence
    assert "tutup program itu" in sentence
    assert mutakhir("load", cwd=project).code == 0


class Held:
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
@pytest.mark.parametrize("command", ["run", "facts"])
def test_two_runs_at_once(project, command):
    """The second, or a count, is turned away by a sentence, the first is not disturbed, and the next one carries on."""
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
        second = mutakhir(command, cwd=project)
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
