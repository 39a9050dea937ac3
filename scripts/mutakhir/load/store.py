"""Direct questions to the warehouse around a load: what is there, what was cut off, what is known already.

Rows themselves are written by dlt only (`pipeline.py`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import duckdb
import psycopg2

from mutakhir.declared.tables import SCHEMA, LandingTable
from mutakhir.errors import WarehouseError
from mutakhir.load.indexes import statements
from mutakhir.load.outcome import FileOutcome
from mutakhir.redaction import without_secrets

LOG_TABLE = "kiriman_log"
# "mutakhir" as a number: whoever loads into the same PostgreSQL database takes the same lock.
_LOCK_KEY = 7_886_142_541
_UNFINISHED = f"where _dlt_load_id not in (select load_id from {SCHEMA}._dlt_loads where status = 0)"  # noqa: S608

Present = dict[str, dict[str, str]]
"""Table -> column -> type, as information_schema writes them."""


@dataclass(frozen=True)
class Warehouse:
    """Where the rows go. For DuckDB only `path` counts, for PostgreSQL everything else."""

    kind: Literal["duckdb", "postgres"]
    path: Path | None = None
    host: str = "localhost"
    port: int = 5432
    user: str = ""
    password: str = field(default="", repr=False)
    dbname: str = ""
    sslmode: str = "prefer"

    @property
    def shown(self) -> str:
        """Kind and place for sentences, never a secret."""
        place = f"DuckDB {self.path}" if self.kind == "duckdb" else f"PostgreSQL {self.host}:{self.port}/{self.dbname}"
        return self.redact(place)

    def redact(self, text: str) -> str:
        """A text of a driver without the password, wherever in the profile it was written."""
        return without_secrets(text.replace(self.password, "***") if self.password else text)


class Store:
    """An open connection, the same few questions for both engines."""

    def __init__(self, warehouse: Warehouse, connection: Any) -> None:
        self.warehouse, self._connection = warehouse, connection

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a question; `?` marks parameters on both engines. Raises WarehouseError where it is refused."""
        with self._cursor() as cursor:
            if parameters:
                cursor.execute(sql if self.warehouse.kind == "duckdb" else sql.replace("?", "%s"), parameters)
            else:
                cursor.execute(sql)
            return list(cursor.fetchall())

    def columns(self) -> Present:
        """Tables of the landing schema with their columns and types, as information_schema writes them."""
        found: Present = {}
        for table, column, kind in self.query(
            "select table_name, column_name, data_type from information_schema.columns "
            "where table_schema = ? order by table_name, ordinal_position",
            (SCHEMA,),
        ):
            found.setdefault(table, {})[column] = kind
        return found

    def remove_cut_off(self, ours: Iterable[str], present: Present) -> int:
        """Delete rows of `ours` whose load never completed; the number of rows."""
        found = self.cut_off(ours, present)
        for table in found:
            self._change(f"delete from {SCHEMA}.{_quoted(table)} {_UNFINISHED}")  # noqa: S608
        return sum(found.values())

    def cut_off(self, ours: Iterable[str], present: Present) -> dict[str, int]:
        """Table to the rows whose load never completed (dlt wrote no line in _dlt_loads), where there are any.

        Raises WarehouseError where that cannot be told: without _dlt_loads, and where more than one load looks
        unfinished, since each load begins by removing what the one before left. Both mean that _dlt_loads was lost.
        """
        is_kept = "_dlt_loads" in present
        counts: dict[str, int] = {}
        loads: set[str] = set()
        for table in ours:
            if "_dlt_load_id" not in present.get(table, ()):
                continue
            unfinished = _UNFINISHED if is_kept else ""
            for load_id, rows in self.query(
                f"select _dlt_load_id, count(*) from {SCHEMA}.{_quoted(table)} {unfinished} group by _dlt_load_id"  # noqa: S608
            ):
                loads.add(load_id)
                counts[table] = counts.get(table, 0) + rows
        if loads and (not is_kept or len(loads) > 1):
            raise WarehouseError(
                f"Catatan pemuatan {SCHEMA}._dlt_loads di {self.warehouse.shown} tidak lengkap, jadi baris pemuatan "
                f"yang terputus tidak dapat dibedakan; pulihkan tabel itu dari cadangan, atau hapus {LOG_TABLE} dan "
                "tabel pendaratan lalu muat ulang dari kotak masuk.",
                f"The record of loads {SCHEMA}._dlt_loads in {self.warehouse.shown} is not complete, so rows of a load "
                f"that was cut off cannot be told apart; restore that table, or drop {LOG_TABLE} and the landing "
                "tables and load again from the inbox.",
            )
        return counts

    def logged(self, present: Present) -> list[FileOutcome]:
        """All outcomes so far, in the order they were loaded."""
        if LOG_TABLE not in present:
            return []
        names = FileOutcome.__struct_fields__
        # A log of an earlier version lacks columns that came later.
        wanted = ", ".join(name if name in present[LOG_TABLE] else "null" for name in names)
        found = self.query(f"select {wanted} from {SCHEMA}.{LOG_TABLE} order by loaded_at, received_at, file")  # noqa: S608
        return [FileOutcome(**dict(zip(names, line, strict=True))) for line in found]

    def state_of(self, identifier: str) -> tuple[int, datetime | None]:
        """Rows, and newest `_received_at` (UTC), of one landing table."""
        rows, newest = self.query(f"select count(*), max(_received_at) from {SCHEMA}.{_quoted(identifier)}")[0]  # noqa: S608
        return rows, newest.astimezone(timezone.utc) if newest else None

    def index(self, tables: Iterable[LandingTable], written: Collection[str]) -> None:
        """Make the indexes of `tables` that are not there, on PostgreSQL; statistics anew of the tables `written`.

        A user who may add rows but owns no table of the schema cannot make any: all is as it was then, only slower.
        """
        if self.warehouse.kind != "postgres":
            return
        for table in tables:
            with suppress(WarehouseError):
                for statement in statements(SCHEMA, table, table.identifier in written):
                    self._change(statement)

    def _change(self, sql: str) -> None:
        with self._cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        """A cursor; what the driver refuses becomes a WarehouseError."""
        try:
            with closing(self._connection.cursor()) as cursor:
                yield cursor
        except (duckdb.Error, psycopg2.Error) as error:
            said = (str(error).strip() or type(error).__name__).splitlines()[0]
            why = self.warehouse.redact(said)[:200]
            raise WarehouseError(
                f"Gudang data {self.warehouse.shown} menolak atau terputus ({why}); periksa hak pengguna dan "
                "sambungannya, lalu jalankan lagi.",
                f"The warehouse {self.warehouse.shown} refused or was lost ({why}); check the user's rights and the "
                "connection, then run again.",
            ) from None


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


@contextmanager
def open_store(warehouse: Warehouse) -> Iterator[Store]:
    """A connection that commits every statement; raises WarehouseError in one sentence when it cannot be had."""
    with closing(_duckdb(warehouse) if warehouse.kind == "duckdb" else _postgres(warehouse)) as connection:
        yield Store(warehouse, connection)


@contextmanager
def exclusive(warehouse: Warehouse) -> Iterator[None]:
    """Keep other machines from loading into the same PostgreSQL database; DuckDB is closed to them anyway."""
    if warehouse.kind == "duckdb":
        yield
        return
    with open_store(warehouse) as store:
        if not store.query("select pg_try_advisory_lock(?)", (_LOCK_KEY,))[0][0]:
            raise WarehouseError(
                f"Pemuatan lain ke {warehouse.shown} sedang berjalan; tunggu selesai, lalu jalankan lagi.",
                f"Another load into {warehouse.shown} is running; wait for it to end, then run again.",
            )
        try:
            yield
        finally:
            # It would end with its connection, also when this process is killed, but the server may take a moment
            # to see that, and the next load must not be turned away.
            with suppress(WarehouseError):
                store.query("select pg_advisory_unlock(?)", (_LOCK_KEY,))


def _duckdb(warehouse: Warehouse) -> Any:
    path = warehouse.path
    if path is None:
        raise WarehouseError("Letak berkas DuckDB belum disebut; isi path dalam profiles.yml.")
    is_new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path))
    except (duckdb.Error, OSError) as error:
        # The first is what DuckDB says on Unix, the second on Windows; a path may hold the word "lock" by itself.
        busy = any(words in str(error).casefold() for words in ("could not set lock", "used by another process"))
        if is_new and not busy:
            # A full disk leaves the beginning of a file, which nothing could open any more.
            with suppress(OSError):
                path.unlink(missing_ok=True)
        why = (
            "sedang dipakai program lain; tutup program itu" if busy else "tidak dapat dibuka; periksa path dan izinnya"
        )
        raise WarehouseError(
            f"Gudang data {warehouse.shown} {why}, lalu jalankan lagi.",
            f"The warehouse {warehouse.shown} cannot be opened; close the program that uses it, or check its path.",
        ) from None


def _postgres(warehouse: Warehouse) -> Any:
    try:
        connection = psycopg2.connect(
            host=warehouse.host,
            port=warehouse.port,
            user=warehouse.user,
            password=warehouse.password,
            dbname=warehouse.dbname,
            sslmode=warehouse.sslmode,
            connect_timeout=10,
            application_name="mutakhir load",
        )
    except psycopg2.Error:
        # The driver's own text is left out: it repeats parts of the connection and is not one sentence.
        raise WarehouseError(
            f"Gudang data {warehouse.shown} tidak dapat dihubungi sebagai {warehouse.user}; periksa apakah server "
            "hidup, serta pengguna, kata sandi dan sslmode dalam profiles.yml atau MUTAKHIR_POSTGRES_*.",
            f"The warehouse {warehouse.shown} cannot be reached as {warehouse.user}; check that the server is up, and "
            "user, password and sslmode in profiles.yml or MUTAKHIR_POSTGRES_*.",
        ) from None
    connection.autocommit = True
    return connection
