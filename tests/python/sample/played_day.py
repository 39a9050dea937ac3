"""One day of the sample judged: landed, counted twice by the project's own models, its freshness measured by dbt.

dbt runs in this process, on a project that is parsed once and has the review models and no others: what is judged here
are age, periods, reporters and change. The moments written into the artifacts are those of the day that is played;
everything else in them is as it was measured.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec

from cli.process import ROOT, mutakhir
from mutakhir.artifacts.bundle import read_bundle
from mutakhir.artifacts.facts import FACTS_SCHEMA, Facts
from mutakhir.artifacts.history import history_path
from mutakhir.artifacts.history_file import append_facts
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.checklist.build import Settings, build_checklist, cycle_of
from mutakhir.checklist.expected import declared_relations
from mutakhir.cli.inputs import read_inputs
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.checklist import Checklist, DatasetRow
from mutakhir.sample.bed import Entry
from mutakhir.warehouse.dbt_session import DbtSession
from mutakhir.warehouse.facts import read_counts
from mutakhir.warehouse.inventory import list_tables
from sample.landed_day import LandedDay, Stock

_PARTS = ("dbt_project.yml", "macros", "seeds", "sources", "models/review", "tests/sql/generic")
_SEEDS = ("jadwal_pemutakhiran", "pelapor_wajib")
_YEARS = ("2021", "2029")
_PROJECT = "mutakhir"


@dataclass(frozen=True)
class PlayedDay:
    """A day after its present was judged."""

    planted: list[Entry]
    checklist: Checklist

    def entries(self, axis: str) -> list[Entry]:
        """What is planted on an axis."""
        return [entry for entry in self.planted if entry["axis"] == axis]

    def row(self, unique_id: str | None) -> DatasetRow:
        """One data set of the check list."""
        return next(row for row in self.checklist.datasets if row.dataset.unique_id == unique_id)


class Stage:
    """The project and its warehouse, on which one day after the other is played."""

    def __init__(self, folder: Path, until: datetime) -> None:
        self._project, self._target = _copy_project(folder / "project"), folder / "target"
        done = mutakhir("schedule", "--years", *_YEARS, cwd=self._project)
        assert done.code == 0, done.stderr
        # The name of the file is that of the database, which the parsed project refers to.
        self._warehouse, self._seeded = folder / "mutakhir.duckdb", folder / "seeded.duckdb"
        os.environ["MUTAKHIR_DUCKDB_PATH"] = str(self._warehouse)
        self._stock = Stock(self._project, folder / "stock.duckdb", until)
        self._session = DbtSession(self._project, None, folder / "dbt", lambda _done: None)
        self._session.parse(write=True)
        self._session._invoke("seed", ["seed", "--select", *_SEEDS])
        self._session.close()
        shutil.copyfile(self._warehouse, self._seeded)
        self._parsed = self._session.folder("parse") / "manifest.json"
        self._manifest = read_manifest(self._parsed).content
        self._history = history_path(self._project / "history", sample=False)
        self._target.mkdir()

    def play(self, as_of: datetime) -> PlayedDay:
        """Past and present of the day, and the verdicts at its end."""
        shutil.copyfile(self._seeded, self._warehouse)
        self._history.unlink(missing_ok=True)
        day = LandedDay(self._stock, self._warehouse, as_of)
        day.land_past()
        self._count(day.boundary)
        day.land_present()
        self._count(as_of)
        self._session.freshness()
        self._session.close()
        self._copy(self._parsed, as_of)
        self._copy(self._session.folder("freshness") / "sources.json", as_of)
        bundle = read_bundle(self._target, frozenset({"run_results"}))
        settings = Settings(as_of, cycle_of(as_of, PROCEDURE_ZONE), "0")
        return PlayedDay(day.planted, build_checklist(bundle, settings, read_inputs(self._project, bundle)))

    def _count(self, moment: datetime) -> None:
        """Count what came, write facts.json as of `moment`, and remember it."""
        failed = self._session.count(full=False)
        assert not failed, failed
        tables = list_tables(self._session.query, declared_relations(self._manifest))
        counted = read_counts(self._session.query, self._manifest, tables, moment)
        self._session.close()
        facts = Facts(FACTS_SCHEMA, "0", moment.astimezone(timezone.utc).isoformat(), tables, counted.datasets)
        raw = msgspec.json.encode(facts)
        (self._target / "facts.json").write_bytes(raw)
        append_facts(self._history, facts, raw, project=_PROJECT, target="duckdb", tool_version="0", sample=False)

    def _copy(self, artifact: Path, moment: datetime) -> None:
        """Into the target folder, as if made at `moment`."""
        content: dict[str, Any] = json.loads(artifact.read_text(encoding="utf-8"))
        made = moment.astimezone(timezone.utc).isoformat()
        content["metadata"]["generated_at"] = made
        for row in content.get("results", ()):
            row["snapshotted_at"] = made
        (self._target / artifact.name).write_text(json.dumps(content), encoding="utf-8")


def _copy_project(folder: Path) -> Path:
    for name in _PARTS:
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, copy)
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    return folder
