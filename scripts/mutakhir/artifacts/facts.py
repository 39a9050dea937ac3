"""facts.json (schema mutakhir.facts/1): what the warehouse holds and who owed what, counted in the warehouse.

Moments are ISO 8601 in UTC, days are ISO dates, totals are decimal numbers as text, so that nothing is rounded on the
way. What the schedule (`seeds/jadwal_pemutakhiran.csv`) and the roster (`seeds/pelapor_wajib.csv`) say is joined in
SQL; verdicts are passed on it in `checklist/`, at as-of.
"""

from pathlib import Path

import msgspec

from mutakhir.artifacts.decode import check_schema, decode, parse_instant, read_bytes
from mutakhir.errors import ArtifactError

FACTS_SCHEMA = "mutakhir.facts/1"


class WarehouseTable(msgspec.Struct):
    """One table or view in the warehouse; `rows` is null where it was not counted."""

    schema: str
    table: str
    rows: int | None = None


class PeriodFacts(msgspec.Struct):
    """One period of a data set, rows in force only; the times are over all deliveries."""

    period: str
    """Code: 2026-10-05 (day, event; a week by its Monday), 2026-10, 2026-TW3, 2026."""
    start: str
    rows: int
    """0: rows of this period came and are no longer in force."""
    reporters: int | None = None
    first_received_at: str | None = None
    last_received_at: str | None = None
    first_loaded_at: str | None = None
    last_loaded_at: str | None = None
    totals: dict[str, str | None] = msgspec.field(default_factory=dict)
    """Measure to the sum of it; null where every value is null."""


class Obligation(msgspec.Struct):
    """One line of the schedule for a data set, with what came."""

    period: str
    start: str
    end: str
    due_at: str
    warn_at: str | None = None
    received_at: str | None = None
    """First receipt of rows of the period; null where none is in force."""
    reporters_due: int | None = None
    """By the roster; null where the data set has no reporters."""
    reporters_present: int | None = None
    missing: list[str] = msgspec.field(default_factory=list)
    """Reporters due whose rows are not there, by name."""
    late: dict[str, str] = msgspec.field(default_factory=dict)
    """Reporter to his first receipt, where that came after `due_at`."""


class RosterLine(msgspec.Struct):
    """Who must report: from the first to the last day of the periods it binds (null: no end)."""

    reporter: str
    partner: str
    since: str
    until: str | None = None


class ValueFacts(msgspec.Struct):
    """One value of a declared dimension: the first and last period it stands in, and in how many."""

    value: str
    first: str
    last: str
    periods: int


class UnlistedReporter(msgspec.Struct):
    """Seen in the data, not in the roster for that period."""

    reporter: str
    first: str
    last: str
    rows: int


class DatasetFacts(msgspec.Struct):
    """Everything counted of one data set."""

    rows: int = 0
    """In force."""
    batches: int = 0
    rows_without_period: int = 0
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    """Column to type as the warehouse has them, without the loader's own."""
    extra_columns: list[str] = msgspec.field(default_factory=list)
    """Heads of the newest delivery that are not declared and have content below them."""
    periods: list[PeriodFacts] = msgspec.field(default_factory=list)
    obligations: list[Obligation] = msgspec.field(default_factory=list)
    """By due date; up to two months ahead of the moment of counting."""
    roster: list[RosterLine] = msgspec.field(default_factory=list)
    unlisted: list[UnlistedReporter] = msgspec.field(default_factory=list)
    values: dict[str, list[ValueFacts]] = msgspec.field(default_factory=dict)
    """By dimension."""
    error: str = ""
    """Why nothing could be counted; empty where all was."""


class FactsDifference(msgspec.Struct):
    """What a full recount found other than the facts kept by batch."""

    dataset: str
    period: str | None
    what: str
    """rows, a measure, a dimension or reporters."""
    before: str | None
    after: str | None


class Facts(msgspec.Struct):
    """facts.json."""

    schema: str
    tool_version: str
    generated_at: str
    tables: list[WarehouseTable] = msgspec.field(default_factory=list)
    datasets: dict[str, DatasetFacts] = msgspec.field(default_factory=dict)
    """By name, `<source>.<table>`; every source table with `meta.period`."""
    full: bool = False
    """Everything was counted anew for this export."""
    recounted_at: str | None = None
    """When everything was last counted anew."""
    differences: list[FactsDifference] = msgspec.field(default_factory=list)
    """Found by the last full recount."""
    invocation_id: str = ""
    """Of this export; history knows the run by it."""


def read_facts(path: Path) -> tuple[Facts, bytes]:
    """Read facts.json; raises ArtifactError, also where it does not say when it was made: it would never be too old."""
    raw = read_bytes(path)
    facts = decode(path, raw, Facts)
    check_schema(path, facts.schema, FACTS_SCHEMA)
    if parse_instant(facts.generated_at) is None:
        raise ArtifactError(
            f"{path} tidak menyebut waktu pembuatan beserta zonanya (generated_at): jalankan lagi `mutakhir facts`.",
            f"{path} does not say when it was made, with a zone (generated_at): run `mutakhir facts` again.",
        )
    return facts, raw
