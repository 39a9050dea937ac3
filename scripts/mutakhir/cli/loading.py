"""Connects the loader to the warehouse of the dbt profile, and keeps its result for the run log."""

from datetime import datetime
from pathlib import Path

from mutakhir.artifacts.runlog import DeliveryRecord, LandedTable, LoadRecord
from mutakhir.cli.console import Steps
from mutakhir.cli.speech import say
from mutakhir.config import Project
from mutakhir.declared.tables import LandingTable, read_declared
from mutakhir.errors import ConfigError
from mutakhir.load.landing import Warehouse, land, survey
from mutakhir.load.outcome import LoadResult, TableState
from mutakhir.warehouse.profile import Profile


def warehouse_of(profile: Profile, project: Project) -> Warehouse:
    """The loader's view of the profile's credentials; ConfigError for an adapter that cannot be loaded into."""
    found = profile.credentials
    if profile.adapter == "duckdb":
        path = Path(found.path)
        return Warehouse(kind="duckdb", path=path if path.is_absolute() else project.folder / path)
    if profile.adapter == "postgres":
        return Warehouse(
            kind="postgres",
            host=found.host,
            port=int(found.port),
            user=found.user,
            password=found.password,
            dbname=found.database,
            sslmode=found.sslmode or "prefer",
        )
    raise ConfigError(
        f"Target {profile.target} memakai adapter {profile.adapter}, yang belum dapat dimuati berkas: "
        "pakai target duckdb atau postgres, atau jalankan `mutakhir run --no-load`.",
        f"Target {profile.target} uses the adapter {profile.adapter}, which files cannot be loaded into yet: "
        "use a duckdb or postgres target, or run `mutakhir run --no-load`.",
    )


def load_inbox(project: Project, profile: Profile, inbox: Path, now: datetime, steps: Steps) -> LoadRecord:
    """Land every new delivery of `inbox`, tell what was set aside, and return the record of it."""
    tables = read_declared(project.folder)
    warehouse = warehouse_of(profile, project)
    steps.step(say("Memuat kiriman", "Loading deliveries"))
    result = land(tables, inbox, warehouse, now, project.work_dir / profile.target, None)
    record = _record(result)
    for sentence in (*result.remarks, *(f"{file.file}: {file.sentence}" for file in record.files)):
        steps.tell(sentence)
    steps.tell(
        say(
            f"{record.loaded} kiriman dimuat, {record.already} sudah ada, {len(record.files)} tidak terpakai",
            f"{record.loaded} deliveries loaded, {record.already} already there, {len(record.files)} not used",
        )
    )
    return record


def state_without_load(project: Project, profile: Profile, now: datetime) -> LoadRecord | None:
    """What the landing tables hold, for a run that loads nothing; None for a project without file origins."""
    if profile.adapter not in ("duckdb", "postgres") or not (project.folder / "sources").is_dir():
        return None
    tables: list[LandingTable] = read_declared(project.folder)
    if not tables:
        return None
    states = survey(tables, warehouse_of(profile, project))
    return LoadRecord(loaded_at=now.isoformat(), tables=_tables(states))


def _record(result: LoadResult) -> LoadRecord:
    unused = [
        DeliveryRecord(file.file, file.state, file.sentence, file.dataset or "")
        for file in result.files
        if file.state in ("set_aside", "unclaimed")
    ]
    return LoadRecord(
        loaded_at=result.loaded_at.isoformat(),
        loaded=result.count("loaded"),
        already=result.count("already"),
        files=unused,
        tables=_tables(result.tables),
    )


def _tables(states: tuple[TableState, ...]) -> dict[str, LandedTable]:
    return {
        state.dataset: LandedTable(
            state.rows, state.batches, state.newest_received_at.isoformat() if state.newest_received_at else None
        )
        for state in states
    }
