"""sources.json (v1 to v3), run_results.json (v4 to v6) and catalog.json (v1): what dbt measured."""

from pathlib import Path

import msgspec

from mutakhir.artifacts.decode import ArtifactFile, Envelope, read_artifact


class FreshnessRow(msgspec.Struct, gc=False):
    """One result of `dbt source freshness`; a runtime error has nothing but `error`."""

    unique_id: str
    status: str = ""
    max_loaded_at: str | None = None
    snapshotted_at: str | None = None
    error: str | int | None = None


class Sources(Envelope, kw_only=True):
    """sources.json."""

    results: list[FreshnessRow]


class RunRow(msgspec.Struct, gc=False):
    """One result of a dbt command."""

    unique_id: str
    status: str = ""
    failures: int | None = None
    message: str | int | None = None


class RunArguments(msgspec.Struct):
    """`args` of run_results.json; `which` is the command that was run."""

    which: str | None = None


class RunResults(Envelope, kw_only=True):
    """run_results.json."""

    results: list[RunRow]
    args: RunArguments | None = None


class CatalogColumn(msgspec.Struct, gc=False):
    """One column as the warehouse has it."""

    type: str | None = None


class CatalogTable(msgspec.Struct, gc=False):
    """One table of the catalog."""

    columns: dict[str, CatalogColumn] | None = None


class Catalog(Envelope, kw_only=True):
    """catalog.json, of which only the sources are used."""

    sources: dict[str, CatalogTable] = msgspec.field(default_factory=dict)


def read_sources(path: Path) -> ArtifactFile[Sources]:
    """Read sources.json; raises ArtifactError."""
    return read_artifact(path, "sources", range(1, 4), Sources)


def read_run_results(path: Path) -> ArtifactFile[RunResults]:
    """Read run_results.json; raises ArtifactError."""
    return read_artifact(path, "run-results", range(4, 7), RunResults)


def read_catalog(path: Path) -> ArtifactFile[Catalog]:
    """Read catalog.json; raises ArtifactError."""
    return read_artifact(path, "catalog", range(1, 2), Catalog)
