"""Connects the loader to the warehouse of the dbt profile, and keeps its result for the run log."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from mutakhir.artifacts.runlog import DeliveryRecord, LandedTable, LoadRecord
from mutakhir.cli.console import Steps
from mutakhir.cli.speech import say
from mutakhir.config import Project
from mutakhir.declared.tables import LandingTable, read_declared
from mutakhir.errors import ConfigError
from mutakhir.load.landing import Warehouse, land, survey
from mutakhir.load.outcome import FileOutcome, LoadResult, TableState
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
    if result.removed_rows:
        steps.tell(
            say(
                f"{result.removed_rows} baris dari pemuatan yang terputus dihapus sebelum memuat",
                f"{result.removed_rows} rows of a load that was cut off were removed before loading",
            )
        )
    told = (f"{file.file}: {file.sentence}" for file in record.files)
    for sentence in (*result.remarks, *_grouped(record.remarks), *told):
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
    folder = project.folder / "sources"
    declares = any(folder.glob("*.yml")) or any(folder.glob("*.yaml"))  # another project may use the name otherwise
    if profile.adapter not in ("duckdb", "postgres") or not declares:
        return None
    tables: list[LandingTable] = read_declared(project.folder)
    if not tables:
        return None
    found = survey(tables, warehouse_of(profile, project))
    return LoadRecord(loaded_at=now.isoformat(), files=_deliveries(found.unused), tables=_tables(found.tables))


def _record(result: LoadResult) -> LoadRecord:
    return LoadRecord(
        loaded_at=result.loaded_at.isoformat(),
        loaded=result.count("loaded"),
        already=result.count("already"),
        removed_rows=result.removed_rows,
        files=_deliveries(result.unused),
        remarks=_deliveries(result.remarks_on_files),
        tables=_tables(result.tables),
    )


def _deliveries(files: Iterable[FileOutcome]) -> list[DeliveryRecord]:
    return [DeliveryRecord(file.file, file.state, file.sentence, file.dataset or "") for file in files]


def _grouped(remarks: list[DeliveryRecord]) -> Iterator[str]:
    """One sentence for all files of a table of which the same is to be said; a first load may have hundreds."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in remarks:
        groups.setdefault((one.dataset, one.sentence), []).append(one.file)
    for (dataset, sentence), files in groups.items():
        more = len(files) - 1
        others = say(f" dan {more} kiriman {dataset} lain", f" and {more} more of {dataset}") if more else ""
        yield f"{files[0]}{others}: {sentence}"


def _tables(states: Iterable[TableState]) -> dict[str, LandedTable]:
    return {
        state.dataset: LandedTable(
            rows=state.rows,
            batches=state.batches,
            newest_received_at=state.newest_received_at.isoformat() if state.newest_received_at else None,
            set_aside=state.set_aside,
            newest_arrival_at=state.newest_arrival.at.astimezone(timezone.utc).isoformat()
            if state.newest_arrival
            else None,
            newest_arrival=state.newest_arrival.kind if state.newest_arrival else "",
        )
        for state in states
    }
