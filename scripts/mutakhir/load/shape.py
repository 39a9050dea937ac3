"""The columns of a landing table: what is declared, and what the loader adds to every row."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from mutakhir.declared.tables import LandingTable
from mutakhir.errors import ConfigError
from mutakhir.load.rows import TYPES

_MOMENT = TYPES["timestamptz"]
LOADER_COLUMNS: dict[str, pa.DataType] = {
    "_loaded_at": _MOMENT,
    "_received_at": _MOMENT,
    "_sumber_berkas": pa.string(),
    "_batch_id": pa.string(),
    "_mitra": pa.string(),
    "_baris": pa.int64(),
    "_tidak_terbaca": pa.string(),
    "_kolom_lain": pa.string(),
}
LOG_SCHEMA = pa.schema(
    {
        "batch_id": pa.string(),
        "dataset": pa.string(),
        "file": pa.string(),
        "sha256": pa.string(),
        "received_at": _MOMENT,
        "stated_at": _MOMENT,
        "loaded_at": _MOMENT,
        "partner": pa.string(),
        "via": pa.string(),
        "rows": pa.int64(),
        "unreadable_cells": pa.int64(),
        "skipped_rows": pa.int64(),
        "is_sample": pa.int64(),
        "state": pa.string(),
        "sentence": pa.string(),
    }
)
# How information_schema of DuckDB and PostgreSQL call what the loader makes.
_ENGINE_TYPES = {
    "date": {"date"},
    "timestamptz": {"timestamp with time zone"},
    "numeric": {"decimal(28,6)", "numeric"},
    "integer": {"bigint"},
    "varchar": {"varchar", "character varying", "text"},
}


def landing_schema(table: LandingTable) -> pa.Schema:
    """Arrow schema of a landing table: declared columns first."""
    return pa.schema({column.name: TYPES[column.data_type] for column in table.columns} | LOADER_COLUMNS)


class Stamp(NamedTuple):
    """What is the same for all rows of a delivery, in the order of `LOADER_COLUMNS`. Times are aware."""

    loaded_at: datetime
    received_at: datetime
    file: str
    batch_id: str
    partner: str | None


def landed(read: pa.Table, table: LandingTable, stamp: Stamp) -> pa.Table:
    """Rows of one file with the columns the loader adds; `read` brings _baris, _tidak_terbaca and _kolom_lain."""
    constants = dict(zip(LOADER_COLUMNS, stamp, strict=False))
    schema = landing_schema(table)
    arrays = [
        pa.repeat(pa.scalar(constants[name], schema.field(name).type), len(read))
        if name in constants
        else read.column(name)
        for name in schema.names
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def lacks_columns(table: LandingTable, present: dict[str, dict[str, str]]) -> bool:
    """The table, or a column of it, is not in the warehouse yet."""
    return not set(landing_schema(table).names) <= set(present.get(table.identifier, ()))


def check_types(tables: Sequence[LandingTable], present: dict[str, dict[str, str]]) -> None:
    """Refuse to load into a column that has another type in the warehouse than is declared now."""
    for table in tables:
        there = present.get(table.identifier, {})
        for column in table.columns:
            kind = there.get(column.name)
            if kind is not None and kind.casefold() not in _ENGINE_TYPES[column.data_type]:
                raise ConfigError(
                    f"{table.declared_in}: kolom {column.name} tabel {table.dataset} dinyatakan {column.data_type}, "
                    f"sedangkan di gudang data bertipe {kind}; kembalikan data_type, atau beri kolom itu nama baru."
                )
