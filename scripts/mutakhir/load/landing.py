"""The load: what lies in the inbox lands in the warehouse, append-only, each file once.

A batch is one content for one data set (`batch_id`), so the same file twice, or under another name, changes nothing;
content that came once more, at a later time that the inbox's log or a mail states, is a new batch.
Order of events: lock, remove what an earlier load left unfinished, read every new file, write all of it as one load
package together with its log lines. A load that is cut off anywhere is simply run again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pyarrow as pa
from filelock import FileLock, Timeout

from mutakhir.declared.tables import LandingTable
from mutakhir.errors import ConfigError, OutputError, WarehouseError
from mutakhir.load.history import Known, newest_lines, table_states, unused
from mutakhir.load.inbox import Delivery, scan
from mutakhir.load.outcome import FileOutcome, LoadResult, Survey, TableState
from mutakhir.load.pipeline import append
from mutakhir.load.shape import LOG_SCHEMA, check_types, lacks_columns, landing_schema
from mutakhir.load.store import LOG_TABLE, Present, Store, Warehouse, exclusive, open_store
from mutakhir.load.taking import Intake, Unclaimed, claim

__all__ = ["FileOutcome", "LoadResult", "Survey", "TableState", "Warehouse", "land", "survey"]

Progress = Callable[[str], None]
_SAY_EVERY = 50


def land(  # the order of the words of the sentence: these tables, from here, to there, now
    tables: Sequence[LandingTable],
    inbox: Path,
    warehouse: Warehouse,
    loaded_at: datetime,
    work_dir: Path,
    progress: Progress | None = None,
) -> LoadResult:
    """Land every new file of the inbox; create every declared table.

    `loaded_at` must be aware. `work_dir` holds the lock and, during the load, dlt's folder. Raises ConfigError
    (declarations, inbox), WarehouseError (not reachable, in use, broken off), OutputError (work_dir not writable).
    """
    if loaded_at.tzinfo is None:
        raise ConfigError("Waktu muat tanpa zona waktu; sebutkan zonanya, misalnya 2026-11-05T09:30:00+07:00.")
    found = scan(inbox)
    claims = [(delivery, claim(delivery, tables)) for delivery in found.deliveries]
    say = progress or (lambda _sentence: None)
    with _work_lock(work_dir), exclusive(warehouse):
        say("Memeriksa gudang data")
        present, removed, log = _found(tables, warehouse)
        intake = Intake(_known(log), loaded_at.astimezone(timezone.utc))
        _take_all(intake, claims, say)
        _refuse_mixture(intake.outcomes, log, warehouse)
        to_write = _to_write(intake, tables, present)
        load_id = _write(to_write, warehouse, work_dir, say) if to_write else None
        with open_store(warehouse) as store:
            store.index(tables, to_write)
            states, log = _states(store, tables, store.columns())
    return LoadResult(
        loaded_at=loaded_at.astimezone(timezone.utc),
        load_id=load_id,
        files=tuple(intake.outcomes),
        unused=(*unused(intake.outcomes, log, tables, intake.news), *intake.closed(found.closed)),
        tables=states,
        remarks=tuple(found.remarks),
        removed_rows=removed,
    )


def survey(tables: Sequence[LandingTable], warehouse: Warehouse) -> Survey:
    """What earlier loads left, without loading; tables that were never created are left out.

    Raises WarehouseError where the warehouse cannot be reached, or holds rows of a load that was cut off.
    """
    with open_store(warehouse) as store:
        present = store.columns()
        if LOG_TABLE not in present:
            return Survey(tables=(), unused=())
        if store.cut_off(_ours(tables), present):
            raise WarehouseError(
                f"Gudang data {warehouse.shown} berisi baris dari pemuatan yang terputus atau sedang berjalan; "
                "jalankan `mutakhir load` sampai selesai, lalu ulangi.",
                f"The warehouse {warehouse.shown} holds rows of a load that was cut off or is still running; "
                "let `mutakhir load` end, then try again.",
            )
        states, log = _states(store, [table for table in tables if table.identifier in present], present)
    return Survey(tables=states, unused=tuple(unused(newest_lines(log), log, tables)))


def _ours(tables: Sequence[LandingTable]) -> list[str]:
    """The tables that this program fills, and nothing else in the schema."""
    return [*(table.identifier for table in tables), LOG_TABLE]


def _found(tables: Sequence[LandingTable], warehouse: Warehouse) -> tuple[Present, int, list[FileOutcome]]:
    """What earlier loads left: columns by table, and the log; how many rows of a load that was cut off were removed."""
    with open_store(warehouse) as store:
        present = store.columns()
        check_types(tables, present)
        removed = store.remove_cut_off(_ours(tables), present)
        return present, removed, store.logged(present)


def _take_all(intake: Intake, claims: Sequence[tuple[Delivery, LandingTable | Unclaimed]], say: Progress) -> None:
    for number, (delivery, table) in enumerate(claims, 1):
        if number % _SAY_EVERY == 1 or number == len(claims):
            say(f"Membaca kiriman {number} dari {len(claims)}")
        intake.take(delivery, table)


@contextmanager
def _work_lock(work_dir: Path) -> Iterator[None]:
    """One load at a time in a work folder; a process that dies gives the lock back."""
    lock = FileLock(work_dir / "muat.lock")
    try:
        work_dir.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=1)
    except Timeout:
        raise WarehouseError(
            "Pemuatan lain sedang berjalan di folder kerja ini; tunggu selesai, lalu jalankan lagi.",
            "Another load is running in this work folder; wait for it to end, then run again.",
        ) from None
    except OSError:
        raise OutputError(
            f"Folder kerja {work_dir} tidak dapat ditulisi; periksa izinnya, atau sebutkan folder lain.",
            f"The work folder {work_dir} cannot be written; check its permissions, or name another one.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def _known(log: Sequence[FileOutcome]) -> Known:
    known = Known()
    for one in log:
        known.add(one)
    return known


def _refuse_mixture(outcomes: Sequence[FileOutcome], log: Sequence[FileOutcome], warehouse: Warehouse) -> None:
    """Made-up data and real ones never share a warehouse: nobody could tell a figure of the one from the other."""
    new = {one.is_sample: one.file for one in reversed(outcomes) if one.state == "loaded"}
    there = {one.is_sample for one in log if one.state == "loaded"}
    if not new or len(new.keys() | there) == 1:
        return
    if len(new) == 2:
        raise ConfigError(
            f"Kotak masuk mencampur data contoh ({new[1]}) dan kiriman sebenarnya ({new[0]}); pisahkan foldernya, "
            "tidak ada yang dimuat.",
            f"The inbox mixes sample data ({new[1]}) and real deliveries ({new[0]}); keep them in folders of their "
            "own, nothing was loaded.",
        )
    (is_sample, file), *_ = new.items()
    kinds = ("kiriman sebenarnya", "real deliveries"), ("data contoh", "sample data")
    mine, other = kinds[is_sample], kinds[1 - is_sample]
    raise ConfigError(
        f"{file} berisi {mine[0]}, sedangkan gudang data {warehouse.shown} sudah memuat {other[0]}; pakai gudang data "
        "lain (target dbt, MUTAKHIR_DUCKDB_PATH atau MUTAKHIR_POSTGRES_DBNAME), tidak ada yang dimuat.",
        f"{file} holds {mine[1]}, but the warehouse {warehouse.shown} already has {other[1]}; use another warehouse "
        "(dbt target, MUTAKHIR_DUCKDB_PATH or MUTAKHIR_POSTGRES_DBNAME), nothing was loaded.",
    )


def _to_write(intake: Intake, tables: Sequence[LandingTable], present: Present) -> dict[str, pa.Table]:
    """Landing table -> rows: new rows, tables or columns that are not there yet, the log; empty if all is known."""
    to_write = {
        table.identifier: pa.concat_tables(intake.rows.get(table.identifier) or [landing_schema(table).empty_table()])
        for table in tables
        if table.identifier in intake.rows or lacks_columns(table, present)
    }
    if intake.news or LOG_TABLE not in present:
        lines = [{name: getattr(one, name) for name in LOG_SCHEMA.names} for one in intake.news]
        to_write[LOG_TABLE] = pa.Table.from_pylist(lines, LOG_SCHEMA)
    return to_write


def _write(to_write: dict[str, pa.Table], warehouse: Warehouse, work_dir: Path, say: Progress) -> str:
    """Append all of it as one load package; returns its id."""
    rows = sum(len(rows) for name, rows in to_write.items() if name != LOG_TABLE)
    say(f"Menulis {rows} baris ke {warehouse.shown}")
    return append(to_write, warehouse, work_dir)


def _states(
    store: Store, tables: Sequence[LandingTable], present: Present
) -> tuple[tuple[TableState, ...], list[FileOutcome]]:
    """The tables as they are now, and the whole log."""
    log = store.logged(present)
    return table_states(tables, {table.identifier: store.state_of(table.identifier) for table in tables}, log), log
