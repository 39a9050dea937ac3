"""mutakhir.json: what `mutakhir run` adds to dbt's artifacts, written by it and read here."""

from pathlib import Path

import msgspec

from mutakhir.artifacts.decode import check_schema, decode, read_bytes

RUN_SCHEMA = "mutakhir.run/1"


class DeliveryRecord(msgspec.Struct):
    """One delivery and what is to be said of it."""

    file: str
    state: str
    sentence: str
    dataset: str = ""


class LandedTable(msgspec.Struct):
    """One landing table after the load: its rows, its deliveries (batches), and when the newest came."""

    rows: int
    batches: int
    newest_received_at: str | None = None
    set_aside: int = 0
    """Files for it that could not be read."""
    newest_arrival_at: str | None = None
    """When the newest delivery came, whatever became of it."""
    newest_arrival: str = ""
    """rows | empty (no row in it) | unchanged (its content had come before) | set_aside (could not be read)."""


class LoadRecord(msgspec.Struct):
    """The load that went before."""

    loaded_at: str
    loaded: int = 0
    already: int = 0
    removed_rows: int = 0
    """Rows of a load that was cut off, removed before this one began."""
    files: list[DeliveryRecord] = msgspec.field(default_factory=list)
    """Deliveries that were set aside, or claimed by no data set."""
    remarks: list[DeliveryRecord] = msgspec.field(default_factory=list)
    """Deliveries that were used, and what else is to be said of them."""
    tables: dict[str, LandedTable] = msgspec.field(default_factory=dict)
    """By data set name, `<source>.<table>`."""


class RunLog(msgspec.Struct):
    """mutakhir.json (schema mutakhir.run/1): binds the artifacts of one run and keeps what dbt leaves out."""

    schema: str
    tool_version: str
    generated_at: str
    project: str
    profile: str
    target: str
    adapter: str
    sample: bool = False
    artifacts: dict[str, str] = msgspec.field(default_factory=dict)
    """File name in the target folder to the SHA-256 of its bytes."""
    invocations: dict[str, str] = msgspec.field(default_factory=dict)
    """File name in the target folder to the invocation id of the dbt command that made it."""
    inputs: dict[str, str] = msgspec.field(default_factory=dict)
    """Path in the project of each file that was built into the warehouse and judged by (schedule, roster), to the
    SHA-256 of its bytes then."""
    freshness_errors: dict[str, str] = msgspec.field(default_factory=dict)
    """unique_id to the error of its freshness query; dbt 1.8 to 1.13 drop these rows from sources.json."""
    load: LoadRecord | None = None

    @property
    def full_target(self) -> str:
        """Profile and target, by which a warehouse is known."""
        return f"{self.profile}/{self.target}"


def read_run_log(path: Path) -> tuple[RunLog, bytes]:
    """Read mutakhir.json; raises ArtifactError."""
    raw = read_bytes(path)
    log = decode(path, raw, RunLog)
    check_schema(path, log.schema, RUN_SCHEMA)
    return log, raw
