"""Collects what one run produced into the target folder, bound together by mutakhir.json."""

import hashlib
import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec

from mutakhir.artifacts.decode import Metadata, decode
from mutakhir.artifacts.facts import FACTS_SCHEMA, Facts, FactsDifference, WarehouseTable, read_facts
from mutakhir.artifacts.results import read_run_results
from mutakhir.artifacts.runlog import RUN_SCHEMA, LoadRecord, RunLog, read_run_log
from mutakhir.errors import ArtifactError
from mutakhir.files import write_all, write_atomically
from mutakhir.warehouse.facts import Counted
from mutakhir.warehouse.profile import Profile

COLLECTED = {
    "build": ("manifest.json", "run_results.json"),
    "freshness": ("sources.json",),
    "catalog": ("catalog.json",),
}
"""Step to the artifacts taken from it; each step has its own folder since dbt overwrites run_results.json."""


class _AnyArtifact(msgspec.Struct):
    metadata: Metadata


def facts_of(
    counted: Counted, tables: list[WarehouseTable], tool_version: str, began: datetime, now: datetime, before: Path
) -> Facts:
    """The facts of one export. `began` is when its counting began: counted anew since then, everything is.

    What the last full recount found is carried over from the facts of `before` (facts.json, may be absent), as long as
    that recount is still the last one.
    """
    recounted_at = datetime.fromisoformat(counted.recounted_at) if counted.recounted_at else None
    return Facts(
        schema=FACTS_SCHEMA,
        tool_version=tool_version,
        generated_at=now.isoformat(),
        tables=tables,
        datasets=counted.datasets,
        full=recounted_at is not None and recounted_at >= began,
        recounted_at=counted.recounted_at,
        differences=_found_before(before, counted.recounted_at),
        invocation_id=str(uuid4()),
    )


def write_facts(target_dir: Path, facts: Facts) -> None:
    """Write facts.json, and bind it anew where a run log binds it: both are replaced, or neither."""
    raw, contents = _json(facts), {}
    path = target_dir / "mutakhir.json"
    if path.exists():
        log, _ = read_run_log(path)
        log.artifacts["facts.json"] = hashlib.sha256(raw).hexdigest()
        contents[path] = _json(log)
    write_all({target_dir / "facts.json": raw, **contents})


def _found_before(path: Path, recounted_at: str | None) -> list[FactsDifference]:
    try:
        facts, _ = read_facts(path)
    except ArtifactError:  # none, or of a version that cannot be read: then there is nothing to carry over
        return []
    return facts.differences if facts.recounted_at == recounted_at else []


def model_not_built(target_dir: Path, names: Collection[str]) -> str:
    """The first of the models `names` that the build in `target_dir` did not build; empty where all were."""
    path = target_dir / "run_results.json"
    if not path.exists():
        return ""
    status = {row.unique_id: row.status for row in read_run_results(path).content.results}
    return next(
        (
            name
            for name in names
            for unique_id, ended in status.items()
            if unique_id.startswith("model.") and unique_id.endswith(f".{name}") and ended != "success"
        ),
        "",
    )


def collect(target_dir: Path, folders: Mapping[str, Path]) -> None:
    """Move each step's artifacts into `target_dir`; what a step did not make this time is removed there.

    The run log of the run before goes first: without it a set that was cut off here is never taken for one run.
    """
    (target_dir / "mutakhir.json").unlink(missing_ok=True)
    for step, names in COLLECTED.items():
        for name in names:
            made = folders[step] / name
            if made.exists():
                os.replace(made, target_dir / name)
            else:
                (target_dir / name).unlink(missing_ok=True)


def write_run_log(
    target_dir: Path,
    profile: Profile,
    *,
    project: str,
    tool_version: str,
    now: datetime,
    sample: bool,
    freshness_errors: dict[str, str],
    load: LoadRecord | None,
    inputs: dict[str, str],
) -> RunLog:
    """Write mutakhir.json last of all: it names the digest of every artifact of the run."""
    digests, invocations = {}, {}
    for name in sorted({"facts.json", *(name for names in COLLECTED.values() for name in names)}):
        path = target_dir / name
        if not path.exists():
            continue
        raw = path.read_bytes()
        digests[name] = hashlib.sha256(raw).hexdigest()
        if name != "facts.json":
            invocations[name] = decode(path, raw, _AnyArtifact).metadata.invocation_id or ""
    log = RunLog(
        schema=RUN_SCHEMA,
        tool_version=tool_version,
        generated_at=now.isoformat(),
        project=project,
        profile=profile.profile,
        target=profile.target,
        adapter=profile.adapter,
        sample=sample,
        artifacts=digests,
        invocations=invocations,
        inputs=inputs,
        freshness_errors=dict(sorted(freshness_errors.items())),
        load=load,
    )
    write_atomically(target_dir / "mutakhir.json", _json(log))
    return log


def _json(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
