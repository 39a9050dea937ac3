"""Plays `make report` in a private copy of the project; the outcome is kept in files, for tests in other processes."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from cli.process import ROOT, Done, call
from postgres_server import PostgresServer

PARTS = ("dbt_project.yml", "procedure.yml", "macros", "models", "seeds", "sources", "tests/sql")
ENGINES = ("duckdb", "postgres")
DUCKDB = "out/sample/mutakhir.duckdb"
SAMPLE = ("mutakhir", "sample", "--out", "out/sample")
_OUTCOME = "played.json"
_EXPECTED = {"sample": 0, "past": 0, "undeclared": 0, "present": 1, "past again": 0, "present again": 0}
"""Exit codes; 1 where something is open: defects are planted in the second month. The file that cannot be read was made
good on the next day, so it is no news when the same inbox is loaded again."""

REVIEW = "mutakhir_review"
"""Tag of the dbt tests that say what the check list says."""

Counts = dict[str, tuple[int, str]]
"""Table of the landing schema to its rows and the newest time of loading in it."""


def steps(target: str) -> dict[str, tuple[str, ...]]:
    """What the Makefile's target `report` calls after the sample, by name."""
    run = ("mutakhir", "run", "--target", target, "--inbox")
    undeclared = ("run-operation", "sample_undeclared_table", "--target", target, "--target-path", "target/dbt/sample")
    return {
        "past": (*run, "out/sample/kiriman/lalu", "--no-report"),
        "undeclared": ("dbt", "--quiet", *undeclared),
        "present": (*run, "out/sample/kiriman/kini"),
    }


@dataclass(frozen=True)
class Played:
    """A project after `make report` on one engine."""

    target: str
    folder: Path
    ended: Mapping[str, Done]
    """How each step ended."""
    landed: Counts
    """After the second month's run."""
    landed_again: Counts
    """After the same inboxes were loaded once more."""
    reviewed: Mapping[str, list[dict[str, str]]]
    """By dbt test of the review, the rows that its SQL, as dbt compiled it, selects: column to value as text."""

    @property
    def out(self) -> Path:
        """The folder with the cycle's check list and report."""
        return self.folder / self.ended["present"].stdout.strip()

    @property
    def checklist(self) -> dict[str, Any]:
        """checklist.json."""
        return read(self.out / "checklist.json")

    @property
    def planted(self) -> list[dict[str, Any]]:
        """planted.json."""
        return read(self.folder / "out" / "sample" / "planted.json")

    def artifact(self, name: str) -> Any:
        """One JSON file of the target folder."""
        return read(self.folder / "target" / name)


def entries(played: Played, *axes: str) -> list[dict[str, str]]:
    """Entries of planted.json on these axes."""
    return [entry for entry in played.planted if entry["axis"] in axes]


def read(path: Path) -> Any:
    """The content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def copy_project(folder: Path) -> Path:
    """Copy what makes the dbt project, and nothing that a run made, into `folder`."""
    for name in PARTS:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copyfile(source, copy)
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    return folder


def once(folder: Path, target: str, start_server: Callable[[], PostgresServer]) -> Played:
    """Play the main job on `target` unless another process of this test session did; `folder` is shared by all."""
    folder.mkdir(parents=True, exist_ok=True)
    project = folder / target
    with FileLock(folder / f"{target}.lock"):
        if not (project / _OUTCOME).exists():
            server = start_server() if target == "postgres" else None
            shutil.rmtree(project, ignore_errors=True)
            shutil.copytree(_with_sample(folder), project)
            (project / _OUTCOME).write_text(json.dumps(_play(project, target, server)), encoding="utf-8")
    kept = read(project / _OUTCOME)
    ended = {name: Done(**done) for name, done in kept["ended"].items()}
    return Played(target, project, ended, kept["landed"], kept["landed_again"], kept["reviewed"])


def _with_sample(folder: Path) -> Path:
    """One copy of the project with one sample in it, as of now, for both engines."""
    project = folder / "before"
    with FileLock(folder / "before.lock"):
        if not project.exists():
            making = copy_project(folder / "making")
            _checked("sample", call(*SAMPLE, cwd=making))
            making.rename(project)
    return project


def _play(project: Path, target: str, server: PostgresServer | None) -> dict[str, Any]:
    environment = {"MUTAKHIR_DUCKDB_PATH": DUCKDB}
    database = ""
    if server is not None:
        database = server.new_database()
        environment |= {
            "MUTAKHIR_POSTGRES_HOST": server.host,
            "MUTAKHIR_POSTGRES_PORT": str(server.port),
            "MUTAKHIR_POSTGRES_USER": server.user,
            "MUTAKHIR_POSTGRES_PASSWORD": server.password,
            "MUTAKHIR_POSTGRES_DBNAME": database,
        }
    ended = {name: _checked(name, call(*words, cwd=project, env=environment)) for name, words in steps(target).items()}
    landed, reviewed = _landed(project, server, database), _reviewed(project, server, database)
    for name, side in (("past again", "lalu"), ("present again", "kini")):
        words = ("mutakhir", "load", "--target", target, "--inbox", f"out/sample/kiriman/{side}")
        ended[name] = _checked(name, call(*words, cwd=project, env=environment))
    return {
        "ended": {name: asdict(done) for name, done in ended.items()},
        "landed": landed,
        "reviewed": reviewed,
        "landed_again": _landed(project, server, database),
    }


def _checked(name: str, done: Done) -> Done:
    assert done.code == _EXPECTED[name], f"{name} ended with {done.code}: {done.stderr}"
    return done


def _connect(project: Path, server: PostgresServer | None, database: str) -> Any:
    return server.connect(database) if server else duckdb.connect(str(project / DUCKDB), read_only=True)


def _reviewed(project: Path, server: PostgresServer | None, database: str) -> dict[str, list[dict[str, str]]]:
    nodes = read(project / "target" / "manifest.json")["nodes"]
    found = {}
    with closing(_connect(project, server, database)) as connection:
        cursor = connection.cursor()
        for result in read(project / "target" / "run_results.json")["results"]:
            node = nodes.get(result["unique_id"], {})
            if REVIEW in node.get("tags", ()):
                cursor.execute(result["compiled_code"])
                heads = [column[0] for column in cursor.description]
                found[node["name"]] = [dict(zip(heads, map(str, row), strict=True)) for row in cursor.fetchall()]
    return found


def _landed(project: Path, server: PostgresServer | None, database: str) -> Counts:
    connection = _connect(project, server, database)
    try:
        cursor = connection.cursor()
        cursor.execute("select table_name from information_schema.tables where table_schema = 'landing'")
        counts: Counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(
                "select count(*) from information_schema.columns where table_schema = 'landing' "
                f"and table_name = '{table}' and column_name = '_loaded_at'"
            )
            newest = "max(_loaded_at)" if cursor.fetchall()[0][0] else "null"
            cursor.execute(f'select count(*), {newest} from landing."{table}"')
            rows, loaded_at = cursor.fetchall()[0]
            counts[table] = (rows, str(loaded_at))
        return counts
    finally:
        connection.close()
