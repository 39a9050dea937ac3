"""Collects what one run produced into the target folder, bound together by mutakhir.json."""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from mutakhir.artifacts.decode import Metadata, decode
from mutakhir.artifacts.facts import FACTS_SCHEMA, Facts, WarehouseTable
from mutakhir.artifacts.runlog import RUN_SCHEMA, LoadRecord, RunLog
from mutakhir.files import write_atomically
from mutakhir.warehouse.profile import Profile

COLLECTED = {
    "build": ("manifest.json", "run_results.json"),
    "freshness": ("sources.json",),
    "catalog": ("catalog.json",),
}
"""Step to the artifacts taken from it; each step has its own folder since dbt overwrites run_results.json."""


class _AnyArtifact(msgspec.Struct):
    metadata: Metadata


def write_facts(target_dir: Path, tables: list[WarehouseTable], tool_version: str, now: datetime) -> None:
    """Write facts.json."""
    facts = Facts(FACTS_SCHEMA, tool_version, now.isoformat(), tables)
    write_atomically(target_dir / "facts.json", _json(facts))


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
        freshness_errors=dict(sorted(freshness_errors.items())),
        load=load,
    )
    write_atomically(target_dir / "mutakhir.json", _json(log))
    return log


def _json(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
