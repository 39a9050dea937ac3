"""Target folders made out of real dbt artifacts, sound or spoilt in one way, and what a command made of them."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from artifact_factory import GENERATED_AT, PROJECT, make_facts, make_target, stamp
from cli.process import Done, contents, mutakhir

Content = dict[str, Any]


def change(path: Path, how: Callable[[Content], object]) -> None:
    """Read a JSON file, let `how` change it in place, and write it again."""
    content = json.loads(path.read_text(encoding="utf-8"))
    how(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def sound(folder: Path, count: int = 4, generated_at: datetime = GENERATED_AT) -> Path:
    """Artifacts in which all `count` data sets are up to date; returns the target folder."""
    target = folder / "target"
    make_target(target, count, generated_at)
    make_facts(target, count, generated_at)

    def fresh(content: Content) -> None:
        for row in content["results"]:
            row["max_loaded_at"] = stamp(generated_at - timedelta(days=1))

    def passing(content: Content) -> None:
        for row in content["results"]:
            row.update(status="success" if row["unique_id"].startswith("model.") else "pass", failures=0, message=None)

    change(target / "sources.json", fresh)
    change(target / "run_results.json", passing)
    return target


def make_late(target: Path) -> None:
    """The newest delivery of the first data set is 400 days old."""
    change(target / "sources.json", lambda content: content["results"][0].update(max_loaded_at=stamp(_long_ago())))


def make_failing(target: Path) -> None:
    """One data test of the first data set finds three rows."""
    change(target / "run_results.json", lambda content: _first_test(content).update(status="warn", failures=3))


def make_unchecked(target: Path) -> None:
    """The freshness query of the first data set gave no row."""
    change(target / "sources.json", lambda content: content["results"].pop(0))


def make_broken(target: Path) -> None:
    """The first model, behind the first dashboard, could not be built; every data set is as sound as before."""

    def fail(content: Content) -> None:
        model = next(row for row in content["results"] if row["unique_id"].startswith("model."))
        model.update(status="error", message="Binder Error")

    change(target / "run_results.json", fail)


def make_unbuilt(target: Path) -> None:
    """The run says nothing of the first model."""

    def forget(content: Content) -> None:
        content["results"].remove(next(row for row in content["results"] if row["unique_id"].startswith("model.")))

    change(target / "run_results.json", forget)


def _long_ago() -> datetime:
    return GENERATED_AT - timedelta(days=400)


def _first_test(content: Content) -> Content:
    return next(row for row in content["results"] if row["unique_id"].startswith("test."))


def judged(folder: Path, done: Done) -> Content:
    """checklist.json of a command that ran in `folder` and said where it wrote."""
    content: Content = json.loads((folder / done.stdout.strip() / "checklist.json").read_text(encoding="utf-8"))
    return content


def refused(folder: Path, code: int, *words: str, **more: Any) -> str:
    """Run `mutakhir <words>` in `folder`, which must end with `code`, one sentence and no change in any file.

    Returns the sentence.
    """
    before = contents(folder)
    done = mutakhir(*words, cwd=folder, **more)
    assert (done.code, done.stdout) == (code, ""), done.stderr
    assert contents(folder) == before
    sentence = done.sentence
    assert sentence.rstrip().endswith("."), sentence
    return sentence


def with_obligation(target: Path, due: str = "Tgl 20 B+1", ahead: str = "2026-12-01T09:00:00Z") -> None:
    """The facts of the first data set, monthly now, with one obligation that was met and one ahead."""

    def monthly(content: Content) -> None:
        source = content["sources"][f"source.{PROJECT}.hulu.pengapalan_00000"]
        period = {"due": due, "period": {"column": "p", "grain": "month"}, "cadence": "bulanan"}
        for meta in (source["meta"], source["config"]["meta"]):
            meta.update(period)

    def owed(content: Content) -> None:
        facts = content["datasets"]["hulu.pengapalan_00000"]
        facts["periods"] = [{"period": "2026-09", "start": "2026-09-01", "rows": 3}]
        facts["obligations"] = [
            {"period": "2026-09", "start": "2026-09-01", "end": "2026-09-30", "due_at": "2026-10-20T09:00:00Z",
             "received_at": "2026-10-19T09:00:00Z"},
            {"period": "2026-10", "start": "2026-10-01", "end": "2026-10-31", "due_at": ahead},
        ]  # fmt: skip

    change(target / "manifest.json", monthly)
    change(target / "facts.json", owed)
