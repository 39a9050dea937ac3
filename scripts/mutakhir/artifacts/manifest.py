"""manifest.json, versions 4 to 12: what the project declares."""

from pathlib import Path
from typing import Any

import msgspec

from mutakhir.artifacts.decode import ArtifactFile, Envelope, read_artifact

VERSIONS = range(4, 13)

# gc=False: what is decoded holds no cycles, and there may be a hundred thousand nodes for the collector to visit.


class Period(msgspec.Struct, gc=False):
    """One freshness bound as dbt writes it; both fields null where it is not declared."""

    count: int | None = None
    period: str | None = None


class FreshnessCriteria(msgspec.Struct, gc=False):
    """`freshness` of a source."""

    warn_after: Period | None = None
    error_after: Period | None = None


class SourceConfig(msgspec.Struct, gc=False):
    """`config` of a source; from 1.10 on it carries freshness, load time and meta."""

    enabled: bool = True
    meta: dict[str, Any] | None = None
    freshness: FreshnessCriteria | None = None
    loaded_at_field: str | None = None
    loaded_at_query: str | None = None


class Column(msgspec.Struct, gc=False):
    """One declared column."""

    data_type: str | None = None


class SourceNode(msgspec.Struct, gc=False):
    """One entry of `sources`."""

    name: str
    source_name: str
    unique_id: str = ""
    description: str | None = None
    database: str | None = None
    schema: str = ""
    identifier: str = ""
    original_file_path: str = ""
    freshness: FreshnessCriteria | None = None
    loaded_at_field: str | None = None
    loaded_at_query: str | None = None
    meta: dict[str, Any] | None = None
    source_meta: dict[str, Any] | None = None
    columns: dict[str, Column] | None = None
    config: SourceConfig = msgspec.field(default_factory=SourceConfig)


class DependsOn(msgspec.Struct, gc=False):
    """`depends_on`."""

    nodes: list[str] | None = None


class TestArguments(msgspec.Struct, gc=False):
    """`kwargs` of a generic test; `model` is the table it judges, as Jinja."""

    model: Any = None


class TestMetadata(msgspec.Struct, gc=False):
    """`test_metadata` of a generic test."""

    kwargs: TestArguments | None = None


class NodeConfig(msgspec.Struct, gc=False):
    """`config` of a node."""

    materialized: str | None = None
    meta: dict[str, Any] | None = None


class Node(msgspec.Struct, gc=False):
    """One entry of `nodes`: model, seed, snapshot, test and so on."""

    resource_type: str
    name: str = ""
    schema: str | None = None
    alias: str | None = None
    description: str | None = None
    column_name: str | None = None
    attached_node: str | None = None
    depends_on: DependsOn | None = None
    test_metadata: TestMetadata | None = None
    tags: list[str] | str | None = None
    meta: dict[str, Any] | None = None
    config: NodeConfig | None = None


class Owner(msgspec.Struct):
    """`owner` of an exposure; an email may be a list (dbt 1.10)."""

    name: str | None = None
    email: str | list[str] | None = None


class ExposureConfig(msgspec.Struct):
    """`config` of an exposure."""

    meta: dict[str, Any] | None = None


class ExposureNode(msgspec.Struct):
    """One entry of `exposures`."""

    name: str
    label: str | None = None
    type: str | None = None
    description: str | None = None
    url: str | None = None
    owner: Owner | None = None
    meta: dict[str, Any] | None = None
    depends_on: DependsOn | None = None
    config: ExposureConfig | None = None


class Manifest(Envelope, kw_only=True):
    """The parts of manifest.json that are used."""

    sources: dict[str, SourceNode]
    nodes: dict[str, Node]
    exposures: dict[str, ExposureNode] = msgspec.field(default_factory=dict)


def effective_freshness(node: SourceNode) -> FreshnessCriteria | None:
    """The criteria in force: top level or `config` (1.10 on); None where neither bound is declared."""
    for criteria in (node.freshness, node.config.freshness):
        if criteria is None:
            continue
        for bound in (criteria.warn_after, criteria.error_after):
            if bound is not None and bound.count is not None and bound.period:
                return criteria
    return None


def merged_meta(node: SourceNode | Node | ExposureNode) -> dict[str, Any]:
    """`meta` of the source's area, of the table, and of its `config`, later ones first in force."""
    area = node.source_meta if isinstance(node, SourceNode) else None
    config = node.config.meta if node.config else None
    return {**(area or {}), **(node.meta or {}), **(config or {})}


def read_manifest(path: Path) -> ArtifactFile[Manifest]:
    """Read manifest.json; raises ArtifactError."""
    return read_artifact(path, "manifest", VERSIONS, Manifest)
