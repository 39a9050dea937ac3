"""Makes the artifacts of a dbt project of any size out of what dbt wrote for one source of this very project.

Modelled on `fixtures/own_project/one_source.json`: what dbt 1.11 on DuckDB wrote for `hulu.pengapalan_minyak` in the
product's own run (a table of 8 columns with its meta and Satu Data fields, its staging model with raw and compiled
SQL, six of its nine data tests, their result rows, the freshness row, the catalog entries), copied and not composed;
only the folder the run was in is cut off its paths. A generated source repeats these nodes under a name of its own that
is no longer than the real one, with its entries in parent_map and child_map, and every twentieth brings a dashboard.

A source comes to 34 kB of manifest.json (341 MB for 10,000), 8 kB of run_results.json, 3 kB of catalog.json and 0.7 kB
of sources.json. That stays far below what dbt really writes for our own project, 121 kB of manifest.json a source (30
sources, 3.6 MB), since marts, unit tests, macros and half of the tests are left out.

`python artifact_factory.py DIR COUNT` writes a target folder from the command line.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent / "fixtures"
FIXTURES = _HERE / "dbt_versions"
GENERATED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc)
PROJECT = "migas_contoh"
Node = dict[str, Any]

_REAL_TABLE = "pengapalan_minyak"
_REAL_TITLES = ("Pengapalan Minyak", "Oil Shipments")
_PER_DASHBOARD = 20


def load(version: str, name: str) -> Node:
    """One committed artifact."""
    content: Node = json.loads((FIXTURES / version / name).read_text(encoding="utf-8"))
    return content


def stamp(moment: datetime) -> str:
    """A moment as dbt writes it."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def make_target(folder: Path, count: int, generated_at: datetime = GENERATED_AT) -> None:
    """Write manifest.json, sources.json, run_results.json and catalog.json of a project with `count` sources.

    Every tenth source is past its error bound, every tenth has a failing test; 20 sources share a dashboard.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shape = _Shape()
    numbers = range(count)
    manifest = load("1_11", "manifest.json") | {"disabled": {}, "unit_tests": {}}
    parts: dict[str, Iterable[str]] = {
        "nodes": (line for number in numbers for line in shape.nodes(number)),
        "sources": (shape.source(number) for number in numbers),
        "exposures": (shape.dashboard(number, count) for number in numbers[::_PER_DASHBOARD]),
        "parent_map": (line for number in numbers for line in shape.parents(number, count)),
        "child_map": (line for number in numbers for line in shape.children(number)),
    }
    _write(folder / "manifest.json", manifest, generated_at, parts, "{}")
    results = (line for number in numbers for line in shape.results(number))
    _write(folder / "run_results.json", load("1_11", "run_results.json"), generated_at, {"results": results}, "[]")
    rows = (shape.freshness(number, generated_at) for number in numbers)
    _write(folder / "sources.json", load("1_11", "sources.json"), generated_at, {"results": rows}, "[]")
    tables: dict[str, Iterable[str]] = {
        "nodes": (shape.catalog(number, "catalog_model", "model") for number in numbers),
        "sources": (shape.catalog(number, "catalog_source", "source") for number in numbers),
    }
    _write(folder / "catalog.json", load("1_11", "catalog.json"), generated_at, tables, "{}")


def make_facts(folder: Path, count: int, generated_at: datetime = GENERATED_AT) -> None:
    """Write facts.json of a project that make_target made: each source had an event the day before, and delivered it.

    What is not said of a data set has the defaults of facts.json.
    """
    day = (generated_at - timedelta(days=1)).date().isoformat()
    received = stamp(generated_at - timedelta(hours=3))
    event = {"period": day, "start": day, "rows": 3, "first_received_at": received, "last_received_at": received}
    facts = {
        "schema": "mutakhir.facts/1",
        "tool_version": "t",
        "generated_at": stamp(generated_at),
        "tables": [],
        "datasets": {f"hulu.{_named(_REAL_TABLE, number)}": {"rows": 3, "periods": [event]} for number in range(count)},
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


class _Ids(NamedTuple):
    source: str
    model: str
    tests: tuple[str, ...]


class _Shape:
    """The real nodes as JSON text, in which only names differ from source to source."""

    def __init__(self) -> None:
        real = (_HERE / "own_project" / "one_source.json").read_text(encoding="utf-8")
        renamed = real.replace(".mutakhir.", f".{PROJECT}.").replace('"mutakhir"', f'"{PROJECT}"')
        self.real: Node = json.loads(renamed)
        self.text = {name: json.dumps(node) for name, node in self.real.items() if isinstance(node, dict)}
        self.tests = [json.dumps(test) for test in self.real["tests"]]
        self.ids = _Ids(
            self.real["source"]["unique_id"],
            self.real["model"]["unique_id"],
            tuple(test["unique_id"] for test in self.real["tests"]),
        )

    def source(self, number: int) -> str:
        text = _named(_member(self.ids.source, self.text["source"]), number)
        for title in _REAL_TITLES:
            text = text.replace(f'"{title}"', f'"{title} {number}"')
        return text

    def nodes(self, number: int) -> Iterator[str]:
        yield _named(_member(self.ids.model, self.text["model"]), number)
        for unique_id, test in zip(self.ids.tests, self.tests, strict=True):
            yield _named(_member(unique_id, test), number)

    def results(self, number: int) -> Iterator[str]:
        yield _named(self.text["model_result"], number)
        for position, unique_id in enumerate(self.ids.tests):
            row = self.real["test_result"] | {"unique_id": unique_id}
            if position == 0 and number % 10 == 1:
                row |= {"status": "warn", "failures": 3, "message": "Got 3 results, configured to warn if != 0"}
            yield _named(json.dumps(row), number)

    def freshness(self, number: int, measured_at: datetime) -> str:
        age = timedelta(days=400 if number % 10 == 0 else 1)
        row = self.real["freshness"] | {
            "max_loaded_at": stamp(measured_at - age),
            "snapshotted_at": stamp(measured_at),
            "max_loaded_at_time_ago_in_s": age.total_seconds(),
        }
        return _named(json.dumps(row), number)

    def catalog(self, number: int, entry: str, kind: str) -> str:
        return _named(_member(getattr(self.ids, kind), self.text[entry]), number)

    def dashboard(self, number: int, count: int) -> str:
        name = f"dasbor_{number}"
        unique_id = f"exposure.{PROJECT}.{name}"
        node = self.real["exposure"] | {"name": name, "unique_id": unique_id, "label": f"Dasbor {number}"}
        node["depends_on"] = {"macros": [], "nodes": self._models(number, count)}
        return _member(unique_id, json.dumps(node))

    def parents(self, number: int, count: int) -> Iterator[str]:
        for unique_id in (self.ids.model, *self.ids.tests):
            yield _named(_member(unique_id, json.dumps([self.ids.source])), number)
        yield _named(_member(self.ids.source, "[]"), number)
        if number % _PER_DASHBOARD == 0:
            yield _member(f"exposure.{PROJECT}.dasbor_{number}", json.dumps(self._models(number, count)))

    def children(self, number: int) -> Iterator[str]:
        yield _named(_member(self.ids.source, json.dumps([self.ids.model, *self.ids.tests])), number)
        dashboard = f"exposure.{PROJECT}.dasbor_{number - number % _PER_DASHBOARD}"
        yield _named(_member(self.ids.model, json.dumps([dashboard])), number)
        for unique_id in self.ids.tests:
            yield _named(_member(unique_id, "[]"), number)

    def _models(self, number: int, count: int) -> list[str]:
        return [_named(self.ids.model, at) for at in range(number, min(number + _PER_DASHBOARD, count))]


def _named(text: str, number: int) -> str:
    return text.replace(_REAL_TABLE, f"pengapalan_{number:05d}")


def _member(key: str, value: str) -> str:
    return f"{json.dumps(key)}: {value}"


def _write(path: Path, content: Node, generated_at: datetime, parts: dict[str, Iterable[str]], brackets: str) -> None:
    """Write `content` with the members named in `parts` filled line by line: 10,000 sources need no memory."""
    content["metadata"]["generated_at"] = stamp(generated_at)
    with path.open("w", encoding="utf-8") as file:
        for position, (name, value) in enumerate(content.items()):
            file.write(("{" if position == 0 else ", ") + json.dumps(name) + ": ")
            if name not in parts:
                file.write(json.dumps(value))
                continue
            file.write(brackets[0])
            for at, line in enumerate(parts[name]):
                file.write(f", {line}" if at else line)
            file.write(brackets[1])
        file.write("}")


if __name__ == "__main__":
    make_target(Path(sys.argv[1]), int(sys.argv[2]))
