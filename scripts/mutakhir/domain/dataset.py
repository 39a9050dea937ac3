"""What is expected: data sets and dashboards as the project declares them, before anything was measured."""

from dataclasses import dataclass, field
from typing import Any

from mutakhir.domain.language import AREA_WORDS, Text


@dataclass(frozen=True, slots=True)
class Freshness:
    """dbt's freshness criteria of a source in seconds; None where the bound is not declared."""

    warn_after_s: int | None
    error_after_s: int | None
    unreadable: str = ""
    """A declared bound whose unit is not known, as it stands there; empty where all could be read."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One source table of the manifest that the check list must account for."""

    unique_id: str
    name: str
    """`<source>.<table>`, for example hulu.lifting_daerah_bulanan."""
    title: Text
    description: str
    domain: str
    partners: tuple[str, ...]
    """Names of the partners; the first is responsible."""
    steward: str
    cadence: str
    due: str
    freshness: Freshness | None
    loaded_at_naive: bool
    """True when the load time's column is known to carry no zone and none is declared."""
    loaded_at_assumed_utc: bool
    """True when nothing tells whether the load time carries a zone, and dbt's reading as UTC is all there is."""
    loaded_at_zone: str
    """Declared zone of a load time that is not known to carry one (`config.meta.loaded_at_zone`), else empty."""
    reporter_column: str
    relation: str
    """`schema.table` in lower case, to compare with the tables the warehouse holds."""
    file_path: str
    meta: dict[str, Any] = field(hash=False, compare=False)
    """The merged `meta`, for outputs that show more of it."""
    columns: frozenset[str] = frozenset()
    """Declared columns, in lower case."""

    @property
    def area(self) -> Text:
        """What people call its subject area; one that the vocabulary does not know as its entry says."""
        english = self.meta.get("domain_en")
        own = Text(self.domain, english if isinstance(english, str) and english.strip() else self.domain)
        return AREA_WORDS.get(self.domain, own)


@dataclass(frozen=True, slots=True)
class DataTestDefinition:
    """One data test that judges a data set, or models only."""

    unique_id: str
    name: str
    column: str
    description: str
    models: tuple[str, ...] = ()
    """unique_ids of the models, seeds and snapshots it judges, where it judges no data set."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One exposure of the manifest."""

    unique_id: str
    title: Text
    description: str
    tool: str
    owner: str
    url: str
    sources: tuple[str, ...]
    """unique_ids of all source tables upstream, sorted."""
    models: tuple[str, ...]
    """unique_ids of all models, seeds and snapshots upstream, sorted."""
    unknown_parents: bool = False
    """True when it, or what it reads, depends on something that is not followed (a metric, a disabled source)."""
