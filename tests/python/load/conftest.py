"""A new, empty warehouse of each kind for one test."""

from pathlib import Path
from typing import Any

import pytest

from load.deliveries import FILES, LOADED_AT, fill, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.load.landing import Warehouse, land
from mutakhir.load.store import open_store


class Place:
    """A warehouse and a way to look into it without the loader."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with open_store(self.warehouse) as store:
            return store.query(sql)

    def run(self, sql: str) -> None:
        with open_store(self.warehouse) as store:
            store._change(sql)

    def everything(self) -> dict[str, list[str]]:
        """All rows of all tables in landing but dlt's own, without dlt's package id, in a settled order."""
        with open_store(self.warehouse) as store:
            tables = {name: columns for name, columns in store.columns().items() if not name.startswith("_dlt")}
            return {
                name: sorted(str(row) for row in store.query(f"select {_list(columns)} from landing.{name}"))
                for name, columns in tables.items()
            }


def _list(columns: dict[str, str]) -> str:
    return ", ".join(
        f"cast({name} as varchar)" if kind == "timestamp with time zone" else name
        for name, kind in columns.items()
        if name != "_dlt_load_id"
    )


@pytest.fixture(params=["duckdb", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty DuckDB file, and an empty PostgreSQL database."""
    return new_place(request.param, request, tmp_path)


def new_place(kind: str, request: pytest.FixtureRequest, folder: Path) -> Place:
    if kind == "duckdb":
        return Place(Warehouse("duckdb", path=folder / "gudang" / "uji.duckdb"))
    server = request.getfixturevalue("postgres_server")
    return Place(
        Warehouse(
            "postgres",
            host=server.host,
            port=server.port,
            user=server.user,
            password=server.password,
            dbname=server.new_database(),
        )
    )


@pytest.fixture
def tables(tmp_path):
    return read_declared(write_sources(tmp_path / "proyek"))


@pytest.fixture
def inbox(tmp_path):
    return fill(tmp_path / "inbox", FILES)


@pytest.fixture
def loaded(tables, inbox, place, tmp_path):
    """Run the load; later loads of the same test may change anything."""

    def run(tables=tables, inbox=inbox, warehouse=place.warehouse, at=LOADED_AT, progress=None):
        return land(tables, inbox, warehouse, at, tmp_path / "kerja", progress)

    return run
