"""What the manifest says must be checked: data sets, their tests, and the dashboards they reach."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from mutakhir.artifacts.manifest import (
    ExposureNode,
    Manifest,
    Node,
    Period,
    SourceNode,
    effective_freshness,
    merged_meta,
)
from mutakhir.artifacts.results import Catalog
from mutakhir.domain.dataset import Dashboard, Dataset, DataTestDefinition, Freshness
from mutakhir.domain.language import Text

_JUDGED_TABLE = re.compile(r"(?:source|ref)\(([^)]*)\)")
_QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_PLAIN_COLUMN = re.compile(r'["\[`]?(\w+)["\]`]?')
_ZONED_TIMESTAMP = ("bigquery", "databricks", "spark")
"""Adapters whose plain TIMESTAMP is an instant."""
_REVIEW_TAG = "mutakhir_review"


@dataclass(frozen=True)
class Expected:
    """Everything the check list must account for, in the manifest's order of unique_id."""

    datasets: tuple[Dataset, ...]
    tests: Mapping[str, tuple[DataTestDefinition, ...]]
    """By unique_id of the data set."""
    model_tests: tuple[DataTestDefinition, ...]
    """The tests that judge no data set, by unique_id; each names what it judges."""
    built: Mapping[str, str]
    """unique_id to name of every model and snapshot that a run must have built."""
    seeds: frozenset[str]
    """unique_ids of the seeds, which a run need not load anew."""
    titles: Mapping[str, Text]
    """unique_id to what people call a model, seed or snapshot; none for one that has only its name."""
    dashboards: tuple[Dashboard, ...]
    declared_relations: frozenset[str]
    """`schema.table` in lower case of everything that a source or a node declares."""


def expected_of(manifest: Manifest, adapter: str, catalog: Catalog | None, default_zone: str) -> Expected:
    """Read what is expected from the manifest.

    `adapter` and `catalog` tell whether a load time carries a zone; `default_zone` is the zone of those that do not
    (empty: unknown). Sources that are disabled are not in the manifest's `sources`.
    """
    enabled = {key: node for key, node in sorted(manifest.sources.items()) if node.config.enabled}
    datasets = tuple(_dataset(key, node, adapter, catalog, default_zone) for key, node in enabled.items())
    dashboards = tuple(_dashboard(key, node, manifest, enabled) for key, node in sorted(manifest.exposures.items()))
    tests, model_tests = _tests(manifest, enabled)
    seeds = frozenset(key for key, node in manifest.nodes.items() if node.resource_type == "seed")
    titles, relations = _model_titles(manifest, enabled), declared_relations(manifest)
    return Expected(datasets, tests, model_tests, _built(manifest), seeds, titles, dashboards, relations)


def _built(manifest: Manifest) -> dict[str, str]:
    """Models and snapshots that leave something in the warehouse; an ephemeral model has no result of its own."""
    return {
        key: _string(node.name)
        for key, node in manifest.nodes.items()
        if node.resource_type in ("model", "snapshot")
        and (node.config is None or node.config.materialized != "ephemeral")
    }


def _model_titles(manifest: Manifest, sources: Mapping[str, SourceNode]) -> dict[str, Text]:
    """Titles from `meta`; a model that reads nothing but one source goes by the title of that source."""
    stages = _staging_models(manifest, sources)
    titles = {}
    for key, node in manifest.nodes.items():
        if node.resource_type not in ("model", "seed", "snapshot"):
            continue
        own = merged_meta(node)
        meta = own if own.get("title") or key not in stages else merged_meta(sources[stages[key]])
        if title := _string(meta.get("title")):
            titles[key] = Text(title, _string(meta.get("title_en")) or title)
    return titles


def declared_relations(manifest: Manifest) -> frozenset[str]:
    """`schema.table` in lower case of every table and view that a source, model, seed or snapshot declares."""
    relations = {_relation(node) for node in manifest.sources.values()}
    for node in manifest.nodes.values():
        if node.schema and node.resource_type in ("model", "seed", "snapshot"):
            relations.add(f"{node.schema}.{node.alias or node.name}".lower())
    return frozenset(relations)


def _dataset(unique_id: str, node: SourceNode, adapter: str, catalog: Catalog | None, default_zone: str) -> Dataset:
    meta = merged_meta(node)
    name = f"{node.source_name}.{node.name}"
    title = _string(meta.get("title")) or name
    zone = _string(meta.get("loaded_at_zone")) or default_zone
    zoned = _load_time_has_zone(unique_id, node, adapter, catalog)
    reporter = meta.get("reporter")
    return Dataset(
        unique_id=unique_id,
        name=name,
        title=Text(title, _string(meta.get("title_en")) or title),
        description=_string(node.description),
        domain=_string(meta.get("domain")) or node.source_name,
        partners=_strings(meta.get("partners")),
        steward=_string(meta.get("steward")),
        cadence=_string(meta.get("cadence")),
        due=_rule(meta.get("due")),
        freshness=_freshness(node),
        loaded_at_naive=zoned is False and not zone,
        loaded_at_assumed_utc=zoned is None and not zone,
        loaded_at_zone="" if zoned else zone,
        reporter_column=_string(reporter.get("column")) if isinstance(reporter, dict) else "",
        relation=_relation(node),
        file_path=node.original_file_path,
        meta=meta,
        columns=frozenset(column.lower() for column in node.columns or ()),
    )


def _relation(node: SourceNode) -> str:
    return f"{node.schema}.{node.identifier or node.name}".lower()


def _freshness(node: SourceNode) -> Freshness | None:
    criteria = effective_freshness(node)
    if criteria is None:
        return None
    bounds = [bound for bound in (criteria.warn_after, criteria.error_after) if bound and bound.count is not None]
    unreadable = [f"{bound.count} {bound.period}" for bound in bounds if bound.period not in _SECONDS]
    return Freshness(_bound(criteria.warn_after), _bound(criteria.error_after), ", ".join(unreadable))


def _bound(period: Period | None) -> int | None:
    if period is None or period.count is None or period.period not in _SECONDS:
        return None
    return period.count * _SECONDS[period.period]


def _load_time_has_zone(unique_id: str, node: SourceNode, adapter: str, catalog: Catalog | None) -> bool | None:
    """Whether what dbt reads the load time from carries a zone (where not, dbt takes it as UTC); None: not known."""
    field = (node.loaded_at_field or node.config.loaded_at_field or "").strip()
    if not field and not (node.loaded_at_query or node.config.loaded_at_query):
        return True  # the warehouse's own metadata, or no freshness at all
    match = _PLAIN_COLUMN.fullmatch(field)
    if match is None:
        return None
    column = match[1].lower()
    table = catalog.sources.get(unique_id) if catalog else None
    found = _type_of(column, table.columns if table else None, "type")
    found = found or _type_of(column, node.columns, "data_type")
    if "with time zone" in found or found.startswith(
        ("timestamptz", "timestamp_tz", "timestamp_ltz", "datetimeoffset")
    ):
        return True
    if adapter in _ZONED_TIMESTAMP and found == "timestamp":
        return True
    return False if found.startswith(("timestamp", "date", "smalldatetime")) else None


def _type_of(column: str, columns: Mapping[str, Any] | None, attribute: str) -> str:
    for name, declared in (columns or {}).items():
        if name.lower() == column:
            return (getattr(declared, attribute) or "").strip().lower()
    return ""


def _tests(
    manifest: Manifest, sources: Mapping[str, SourceNode]
) -> tuple[dict[str, tuple[DataTestDefinition, ...]], tuple[DataTestDefinition, ...]]:
    """Tests by data set (on a source, or on a model that reads nothing but that source), and all the others."""
    stages = _staging_models(manifest, sources)
    found: dict[str, list[DataTestDefinition]] = defaultdict(list)
    others = []
    for unique_id, node in manifest.nodes.items():
        if node.resource_type != "test" or (node.tags and _REVIEW_TAG in _strings(node.tags)):
            continue
        said = (unique_id, _string(node.name), _string(node.column_name), _string(node.description))
        parents = _judged(node)
        judged = _stand_for(parents, sources, stages)
        if not judged:
            others.append(DataTestDefinition(*said, tuple(parents) or (unique_id,)))
            continue
        definition = DataTestDefinition(*said)
        for source in judged:
            found[source].append(definition)
    by_id = attrgetter("unique_id")
    tests = {key: tuple(sorted(definitions, key=by_id)) for key, definitions in found.items()}
    return tests, tuple(sorted(others, key=by_id))


def _staging_models(manifest: Manifest, sources: Mapping[str, SourceNode]) -> dict[str, str]:
    stages = {}
    for unique_id, node in manifest.nodes.items():
        if node.resource_type == "model" and len(parents := _parents(node)) == 1 and parents[0] in sources:
            stages[unique_id] = parents[0]
    return stages


def _judged(node: Node) -> list[str]:
    """Tables that a test judges; a relationships test depends on two and judges only one of them."""
    if node.attached_node:
        return [node.attached_node]
    parents = _parents(node)
    named = _named_table(node) if len(parents) > 1 else ""
    return [parent for parent in parents if parent.endswith(named)]


def _stand_for(parents: list[str], sources: Mapping[str, SourceNode], stages: Mapping[str, str]) -> Iterable[str]:
    """The sources among `parents`, a staging model standing for its source."""
    if len(parents) == 1:  # nearly all; worth its own way where there are a hundred thousand tests
        judged = stages.get(parents[0], parents[0])
        return (judged,) if judged in sources else ()
    return sorted({stages.get(parent, parent) for parent in parents} & sources.keys())


def _named_table(node: Node) -> str:
    """End of the unique_id of the table that a generic test's `model` argument names; empty where it names none."""
    arguments = node.test_metadata.kwargs if node.test_metadata else None
    argument = arguments.model if arguments else None
    match = _JUDGED_TABLE.search(argument) if isinstance(argument, str) else None
    return "." + ".".join(_QUOTED.findall(match[1])) if match else ""


def _parents(node: Node | ExposureNode) -> list[str]:
    return (node.depends_on.nodes or []) if node.depends_on else []


def _dashboard(unique_id: str, node: ExposureNode, manifest: Manifest, sources: Mapping[str, SourceNode]) -> Dashboard:
    meta = merged_meta(node)
    upstream_sources, upstream_models, unknown = set(), set(), False
    waiting = list(_parents(node))
    while waiting:
        parent = waiting.pop()
        if parent in sources:
            upstream_sources.add(parent)
        elif parent in manifest.nodes and parent not in upstream_models:
            upstream_models.add(parent)
            waiting.extend(_parents(manifest.nodes[parent]))
        elif parent not in upstream_models and not parent.startswith("macro."):
            unknown = True
    title = _string(node.label) or _string(meta.get("title")) or node.name
    email = node.owner.email if node.owner else ""
    owner = (node.owner.name if node.owner else "") or ", ".join(_strings(email))
    return Dashboard(
        unique_id=unique_id,
        title=Text(title, _string(meta.get("title_en")) or title),
        description=_string(node.description),
        tool=_string(meta.get("tool")),
        owner=_string(owner),
        url=_string(node.url),
        sources=tuple(sorted(upstream_sources)),
        models=tuple(sorted(upstream_models)),
        unknown_parents=unknown,
    )


def _string(value: object) -> str:
    """Text of a scalar; anything else (a list or map where text was meant) is not text."""
    if not value and value != 0:
        return ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def _rule(value: object) -> str:
    """Text of a due rule; what is no text stays one that nobody knows, so that it is said and not taken for none."""
    return _string(value) or ("" if not value else " ".join(str(value).split())[:80])


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(text for item in value if (text := _string(item)))
    text = _string(value)
    return (text,) if text else ()
