"""The sample of one day as the loader would land it, without a folder of four thousand files.

What a partner sends depends on table and period alone, so the normal deliveries of all days are laid down once, as the
Arrow rows that the loader makes (`test_days.py` compares the two for every table); whatever is planted on a day goes
through the real writer and the real reader.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa

from mutakhir.declared.tables import LandingTable, read_declared
from mutakhir.load.outcome import FileOutcome, State
from mutakhir.load.readfile import read_file
from mutakhir.load.rows import TYPES
from mutakhir.load.shape import LOG_SCHEMA, Stamp, landed, landing_schema
from mutakhir.load.sheet import SetAside
from mutakhir.load.store import LOG_TABLE
from mutakhir.sample.deliveries import Delivery, schedule
from mutakhir.sample.table import Row, SampleTable
from mutakhir.sample.write import Entry, collect_recipes, files_of, past_until, plan

_SIX_DIGITS = Decimal("0.000001")


def _typed(value: object, data_type: str) -> object:
    if data_type == "numeric" and isinstance(value, (int, float)):
        return Decimal(str(value)).quantize(_SIX_DIGITS)
    return value


def laid_down(table: LandingTable, rows: list[Row]) -> pa.Table:
    """Rows of a normal delivery as `FileRows.to_arrow` gives those of its file."""
    arrays = [
        pa.array([_typed(row[column.name], column.data_type) for row in rows], TYPES[column.data_type])
        for column in table.columns
    ]
    empty = pa.nulls(len(rows), pa.string())
    names = [*(column.name for column in table.columns), "_baris", "_tidak_terbaca", "_kolom_lain"]
    return pa.Table.from_arrays([*arrays, pa.array(range(1, len(rows) + 1), pa.int64()), empty, empty], names=names)


def batch_id(delivery: Delivery, name: str = "") -> str:
    """An id for one delivery, or for one file of it."""
    words = (delivery.dataset, delivery.start.isoformat(), delivery.received_at.isoformat(), delivery.suffix, name)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def stamp(table: LandingTable, delivery: Delivery, name: str, batch: str) -> Stamp:
    """Loaded at once; times in UTC."""
    moment = delivery.received_at.astimezone(timezone.utc)
    return Stamp(moment, moment, f"{delivery.dataset}/{name}", batch, table.partners[0])


class Stock:
    """The normal deliveries of all tables until a day, in a DuckDB file, for every day to take its own from."""

    def __init__(self, project: Path, file: Path, until: datetime) -> None:
        self.file = file
        recipes = collect_recipes()
        self.tables: list[tuple[LandingTable, SampleTable]] = [
            (table, recipes[table.dataset]) for table in read_declared(project)
        ]
        self.batches: set[str] = set()
        with duckdb.connect(str(file)) as connection:
            connection.execute("create schema landing")
            for table, recipe in self.tables:
                rows = pa.concat_tables(
                    [landing_schema(table).empty_table(), *self._normal(table, recipe, schedule(table, recipe, until))]
                )
                connection.register("rows", rows)
                connection.execute(f"create table landing.{table.identifier} as select * from rows")

    def _normal(self, table: LandingTable, recipe: SampleTable, deliveries: list[Delivery]) -> Iterator[pa.Table]:
        for one in deliveries:
            if rows := one.rows(recipe):
                batch = batch_id(one)
                self.batches.add(batch)
                yield landed(laid_down(table, rows), table, stamp(table, one, f"{one.start}", batch))


class LandedDay:
    """A warehouse with the deliveries of one day's sample: first the past, then the present."""

    def __init__(self, stock: Stock, file: Path, as_of: datetime) -> None:
        self.file, self.as_of, self.boundary = file, as_of, past_until(as_of)
        self._stock = stock
        self.planted: list[Entry] = []
        self._plans: list[tuple[LandingTable, SampleTable, list[Delivery]]] = []
        for table, recipe in stock.tables:
            deliveries, planted = plan(table, recipe, as_of, self.boundary)
            self.planted += planted
            self._plans.append((table, recipe, deliveries))
        with duckdb.connect(str(file)) as connection:
            connection.execute("create schema landing")
            for table, _, _ in self._plans:
                connection.register("rows", landing_schema(table).empty_table())
                connection.execute(f"create table landing.{table.identifier} as select * from rows")
            connection.register("rows", LOG_SCHEMA.empty_table())
            connection.execute(f"create table landing.{LOG_TABLE} as select * from rows")

    def land_past(self) -> None:
        """What came up to the boundary."""
        self._land(lambda one: one.received_at <= self.boundary)

    def land_present(self) -> None:
        """What came later, and the table that nobody declared."""
        self._land(lambda one: one.received_at > self.boundary)
        with duckdb.connect(str(self.file)) as connection:
            connection.execute("create table landing.rekap_jargas_2024 as select 1 as nomor")

    def _land(self, is_due: Callable[[Delivery], bool]) -> None:
        with duckdb.connect(str(self.file)) as connection:
            connection.execute(f"attach '{self._stock.file}' as stock (read_only)")
            log: list[FileOutcome] = []
            for table, recipe, deliveries in self._plans:
                log += self._land_table(connection, table, recipe, [one for one in deliveries if is_due(one)])
            lines = [{name: getattr(one, name) for name in LOG_SCHEMA.names} for one in log]
            connection.register("rows", pa.Table.from_pylist(lines, LOG_SCHEMA))
            connection.execute(f"insert into landing.{LOG_TABLE} select * from rows")

    def _land_table(
        self, connection: duckdb.DuckDBPyConnection, table: LandingTable, recipe: SampleTable, due: list[Delivery]
    ) -> Iterable[FileOutcome]:
        normal = [one for one in due if one == _untouched(one) and batch_id(one) in self._stock.batches]
        wanted = pa.table({"batch_id": [batch_id(one) for one in normal]})
        connection.register("wanted", wanted)
        connection.execute(
            f"insert into landing.{table.identifier} select * from stock.landing.{table.identifier} "
            "where _batch_id in (select batch_id from wanted)"
        )
        for one in normal:
            yield _outcome(table, one, f"{one.start}", batch_id(one), "loaded")
        for one in due:
            if one in normal:
                continue
            for name, content, count in files_of(table, recipe, one):
                batch = batch_id(one, name)
                try:
                    read = read_file(table, name, content)
                except SetAside as refusal:
                    yield _outcome(table, one, name, batch, "set_aside", str(refusal))
                    continue
                connection.register("rows", landed(read.to_arrow(table), table, stamp(table, one, name, batch)))
                connection.execute(f"insert into landing.{table.identifier} select * from rows")
                yield _outcome(table, one, name, batch, "loaded", rows=count)


def _untouched(one: Delivery) -> Delivery:
    return Delivery(one.dataset, one.start, one.received_at, one.channel)


def _outcome(
    table: LandingTable, one: Delivery, name: str, batch: str, state: State, sentence: str = "", rows: int = 0
) -> FileOutcome:
    moment = one.received_at.astimezone(timezone.utc)
    return FileOutcome(
        dataset=table.dataset, file=f"{table.dataset}/{name}", sha256=batch * 2, batch_id=batch, received_at=moment,
        stated_at=moment, loaded_at=moment, partner=table.partners[0], via=one.channel, rows=rows, unreadable_cells=0,
        skipped_rows=0, is_sample=1, state=state, sentence=sentence,
    )  # fmt: skip
