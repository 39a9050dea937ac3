"""The set of artifacts in one target folder, and whether they belong together and to the moment asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mutakhir.artifacts.decode import ArtifactFile, parse_instant
from mutakhir.artifacts.facts import Facts, read_facts
from mutakhir.artifacts.manifest import Manifest, effective_freshness, read_manifest
from mutakhir.artifacts.results import (
    Catalog,
    FreshnessRow,
    RunResults,
    RunRow,
    Sources,
    read_catalog,
    read_run_results,
    read_sources,
)
from mutakhir.artifacts.runlog import RunLog, read_run_log
from mutakhir.domain.checklist import Evidence
from mutakhir.errors import ArtifactError

RESULT_COMMANDS = {"sources.json": "dbt source freshness", "run_results.json": "dbt build"}


@dataclass(frozen=True)
class Bundle:
    """All that was found in the target folder; None where a file is not there and may be absent."""

    target_dir: Path
    manifest: ArtifactFile[Manifest]
    sources: ArtifactFile[Sources] | None
    run_results: ArtifactFile[RunResults] | None
    catalog: ArtifactFile[Catalog] | None
    run_log: RunLog | None
    facts: Facts | None
    evidence: dict[str, Evidence]

    @property
    def project(self) -> str:
        """Name of the dbt project; dbt before 1.6 writes it only inside each unique_id."""
        named = self.manifest.metadata.project_name or (self.run_log.project if self.run_log else "")
        first = next(iter(self.manifest.content.nodes or self.manifest.content.sources), "")
        return named or ".".join(first.split(".")[1:2])

    @property
    def adapter(self) -> str:
        """Dbt's name of the warehouse's kind, in lower case (`duckdb`); empty where it is not said."""
        return (self.manifest.metadata.adapter_type or "").lower()

    @property
    def newest(self) -> datetime:
        """The newest `generated_at` of all evidence: the moment it speaks of."""
        return max(item.generated_at for item in self.evidence.values() if item.generated_at)


def read_bundle(target_dir: Path, without: frozenset[str] = frozenset()) -> Bundle:
    """Read every artifact of `target_dir`.

    `without` names result files (sources, run_results) that may be missing although the manifest declares checks
    that need them. Raises ArtifactError for a file that is missing, unreadable, of an unsupported version, or of
    another project or run.
    """
    manifest = read_manifest(target_dir / "manifest.json")
    sources = read_sources(path) if (path := target_dir / "sources.json").exists() else None
    run_results = read_run_results(path) if (path := target_dir / "run_results.json").exists() else None
    catalog = read_catalog(path) if (path := target_dir / "catalog.json").exists() else None
    evidence = {
        name: Evidence(item.sha256, item.generated_at, item.metadata.invocation_id or "", item.metadata.dbt_version)
        for name, item in (
            ("manifest.json", manifest),
            ("sources.json", sources),
            ("run_results.json", run_results),
            ("catalog.json", catalog),
        )
        if item is not None
    }
    run_log = facts = None
    if (path := target_dir / "mutakhir.json").exists():
        run_log, raw = read_run_log(path)
        evidence["mutakhir.json"] = Evidence(hashlib.sha256(raw).hexdigest(), parse_instant(run_log.generated_at))
    if (path := target_dir / "facts.json").exists():
        facts, raw = read_facts(path)
        evidence["facts.json"] = Evidence(hashlib.sha256(raw).hexdigest(), parse_instant(facts.generated_at))
    bundle = Bundle(target_dir, manifest, sources, run_results, catalog, run_log, facts, evidence)
    _check_complete(bundle, without)
    _check_same_project(bundle)
    _check_known(bundle)
    _check_bound(bundle)
    return bundle


def check_not_after(bundle: Bundle, as_of: datetime) -> None:
    """Raise ArtifactError where evidence was made after `as_of`: a verdict must not know the future."""
    for name, item in bundle.evidence.items():
        if item.generated_at and item.generated_at > as_of:
            raise ArtifactError(
                f"{bundle.target_dir / name} dibuat {item.generated_at.isoformat()}, sesudah --as-of "
                f"{as_of.isoformat()}: pakai --as-of yang lebih baru atau artefak yang lebih lama.",
                f"{bundle.target_dir / name} was made {item.generated_at.isoformat()}, after --as-of "
                f"{as_of.isoformat()}: use a later --as-of or older artifacts.",
            )


def too_old(generated_at: datetime, as_of: datetime, max_age: timedelta) -> bool:
    """Whether evidence made at `generated_at` is too old to speak for `as_of`."""
    return as_of - generated_at > max_age


def _check_complete(bundle: Bundle, without: frozenset[str]) -> None:
    content = bundle.manifest.content
    needed = {
        "sources.json": bundle.sources is None and any(effective_freshness(node) for node in content.sources.values()),
        "run_results.json": bundle.run_results is None
        and any(node.resource_type == "test" for node in content.nodes.values()),
    }
    for name, missing in needed.items():
        option = name.removesuffix(".json")
        if missing and option not in without:
            command = RESULT_COMMANDS[name]
            raise ArtifactError(
                f"{bundle.target_dir / name} tidak ada padahal proyek menyatakan pemeriksaan yang memerlukannya: "
                f"jalankan `{command}`, atau pakai --without {option} (pemeriksaan itu lalu ditulis gagal diperiksa).",
                f"{bundle.target_dir / name} is missing though the project declares checks that need it: run "
                f"`{command}`, or use --without {option} (those checks are then written as not checked).",
            )


def _check_same_project(bundle: Bundle) -> None:
    """Results whose every row is unknown to the manifest are another project's."""
    content = bundle.manifest.content
    known: set[str] = {*content.sources, *content.nodes, *content.exposures}
    for name, item in (("sources.json", bundle.sources), ("run_results.json", bundle.run_results)):
        results: Sequence[FreshnessRow | RunRow] = item.content.results if item else []
        rows = [row for row in results if not row.unique_id.startswith("operation.")]
        if rows and not any(row.unique_id in known for row in rows):
            raise ArtifactError(
                f"{bundle.target_dir / name} berasal dari proyek lain: tidak satu pun barisnya "
                f"({rows[0].unique_id[:100]} …) ada di manifest.json; kumpulkan artefak dari satu proyek.",
                f"{bundle.target_dir / name} is of another project: none of its rows "
                f"({rows[0].unique_id[:100]} …) is in manifest.json; collect the artifacts of one project.",
            )


def _check_known(bundle: Bundle) -> None:
    """A source that was measured and the manifest does not know: the two are of different states of the project."""
    known = bundle.manifest.content.sources
    unknown = [
        row.unique_id
        for row in (bundle.sources.content.results if bundle.sources else [])
        if row.unique_id not in known
    ]
    if unknown:
        raise ArtifactError(
            f"{bundle.target_dir / 'sources.json'} memuat {len(unknown)} sumber yang tidak ada di manifest.json "
            f"({unknown[0][:100]}): jalankan lagi `dbt source freshness` dan `dbt build` pada satu keadaan proyek.",
            f"{bundle.target_dir / 'sources.json'} holds {len(unknown)} sources that manifest.json does not know "
            f"({unknown[0][:100]}): run `dbt source freshness` and `dbt build` again on one state of the project.",
        )


def _check_bound(bundle: Bundle) -> None:
    """With a run log, each artifact must be the very file that run made."""
    if bundle.run_log is None:
        return
    recorded = bundle.run_log.artifacts
    for name in sorted(recorded.keys() | bundle.evidence.keys() - {"mutakhir.json"}):
        item = bundle.evidence.get(name)
        if item is None or item.sha256 != recorded.get(name):
            raise ArtifactError(
                f"{bundle.target_dir / name} bukan berkas dari run yang dicatat mutakhir.json: jalankan lagi "
                "`mutakhir run`, atau hapus mutakhir.json bila artefak itu memang dari perintah dbt lain.",
                f"{bundle.target_dir / name} is not the file of the run that mutakhir.json records: run "
                "`mutakhir run` again, or remove mutakhir.json if the artifacts are from other dbt commands.",
            )
