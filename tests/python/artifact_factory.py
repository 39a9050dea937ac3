"""Makes dbt artifacts of any size out of the real nodes of the committed dbt 1.11 fixtures.

Every generated source is a copy of a real source node with its own name, a staging model and three tests, so sizes and
shapes are those dbt writes. `python -m artifact_factory DIR COUNT` writes a target folder from the command line.
"""

import copy
import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures" / "dbt_versions"
GENERATED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc)
Node = dict[str, Any]


def load(version: str, name: str) -> Node:
    """One committed artifact."""
    content: Node = json.loads((FIXTURES / version / name).read_text(encoding="utf-8"))
    return content


def stamp(moment: datetime) -> str:
    """A moment as dbt writes it."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def make_target(folder: Path, count: int, generated_at: datetime = GENERATED_AT) -> None:
    """Write manifest.json, sources.json and run_results.json of a project with `count` sources into `folder`.

    Every tenth source is past its error bound, every tenth has a failing test; 20 sources share a dashboard.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = load("1_11", "manifest.json")
    template = _Template(manifest)
    sources, nodes, exposures, results, freshness = {}, {}, {}, [], []
    for number in range(count):
        source, model, tests = template.one(number)
        sources[source["unique_id"]] = source
        nodes[model["unique_id"]] = model
        results.append(_result(model["unique_id"], "success"))
        for position, test in enumerate(tests):
            nodes[test["unique_id"]] = test
            failing = position == 0 and number % 10 == 1
            results.append(_result(test["unique_id"], "warn" if failing else "pass", 3 if failing else 0))
        age = timedelta(days=400 if number % 10 == 0 else 1)
        freshness.append(_freshness(source["unique_id"], generated_at, age))
        if number % 20 == 0:
            exposure = template.dashboard(number, [f"model.{PROJECT}.stg_t{n}" for n in range(number, number + 20)])
            exposures[exposure["unique_id"]] = exposure
    manifest.update(sources=sources, nodes=nodes, exposures=exposures, parent_map={}, child_map={}, disabled={})
    _write(folder / "manifest.json", manifest, generated_at)
    _write(folder / "sources.json", {**load("1_11", "sources.json"), "results": freshness}, generated_at)
    _write(folder / "run_results.json", {**load("1_11", "run_results.json"), "results": results}, generated_at)


PROJECT = "migas_contoh"


class _Template:
    def __init__(self, manifest: Node) -> None:
        self.source = manifest["sources"][f"source.{PROJECT}.hulu.lifting"]
        self.model = manifest["nodes"][f"model.{PROJECT}.stg_lifting"]
        self.exposure = next(iter(manifest["exposures"].values()))
        self.tests = [
            node
            for node in manifest["nodes"].values()
            if node["resource_type"] == "test" and node["depends_on"]["nodes"] == [self.source["unique_id"]]
        ]
        self.tests.append(self.tests[0])

    def one(self, number: int) -> tuple[Node, Node, list[Node]]:
        name = f"t{number}"
        source = copy.deepcopy(self.source)
        source.update(name=name, identifier=name, unique_id=f"source.{PROJECT}.hulu.{name}")
        criteria = {"warn_after": {"count": 40, "period": "day"}, "error_after": {"count": 55, "period": "day"}}
        source["freshness"] = source["config"]["freshness"] = criteria
        model = copy.deepcopy(self.model)
        model.update(name=f"stg_{name}", alias=f"stg_{name}", unique_id=f"model.{PROJECT}.stg_{name}")
        model["depends_on"]["nodes"] = [source["unique_id"]]
        tests = []
        for position, template in enumerate(self.tests):
            test = copy.deepcopy(template)
            test.update(name=f"{template['name']}_{name}", unique_id=f"test.{PROJECT}.uji_{position}_{name}.0123456789")
            test["depends_on"]["nodes"] = [source["unique_id"]]
            tests.append(test)
        return source, model, tests

    def dashboard(self, number: int, models: list[str]) -> Node:
        exposure = copy.deepcopy(self.exposure)
        exposure.update(name=f"dasbor_{number}", unique_id=f"exposure.{PROJECT}.dasbor_{number}")
        exposure["depends_on"]["nodes"] = models
        return exposure


def _result(unique_id: str, status: str, failures: int | None = None) -> Node:
    return {
        "unique_id": unique_id,
        "status": status,
        "failures": failures,
        "message": f"Got {failures} results, configured to warn if != 0" if failures else None,
        "timing": [],
        "thread_id": "Thread-1",
        "execution_time": 0.01,
        "adapter_response": {},
        "compiled": True,
        "compiled_code": None,
        "relation_name": None,
        "batch_results": None,
    }


def _freshness(unique_id: str, measured_at: datetime, age: timedelta) -> Node:
    return {
        "unique_id": unique_id,
        "max_loaded_at": stamp(measured_at - age),
        "snapshotted_at": stamp(measured_at),
        "max_loaded_at_time_ago_in_s": age.total_seconds(),
        "status": "pass",
        "criteria": {"warn_after": {"count": 40, "period": "day"}, "error_after": {"count": 55, "period": "day"}},
        "adapter_response": {},
        "timing": [],
        "thread_id": "Thread-1",
        "execution_time": 0.01,
    }


def _write(path: Path, content: Node, generated_at: datetime) -> None:
    content["metadata"]["generated_at"] = stamp(generated_at)
    path.write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    make_target(Path(sys.argv[1]), int(sys.argv[2]))
