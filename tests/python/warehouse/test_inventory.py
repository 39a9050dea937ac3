"""Listing what a real warehouse holds: what cannot be read or is not ours costs no run."""

import duckdb
import pytest

from mutakhir.artifacts.facts import WarehouseTable
from mutakhir.warehouse import inventory
from mutakhir.warehouse.dbt_session import DbtSession
from mutakhir.warehouse.inventory import list_tables

PROFILE = """
kecil:
  target: {target}
  outputs:
    duckdb:
      {{type: duckdb, path: kecil.duckdb, schema: main, threads: 1,
        attach: [{{path: tetangga.duckdb, alias: tetangga}}]}}
    postgres:
      {{type: postgres, host: {host}, port: {port}, user: {user}, password: {password}, dbname: {dbname},
        schema: public, threads: 1}}
"""
TABLES = (
    "create schema landing",
    "create table landing.dinyatakan (satu int)",
    "create table landing.rekap (satu int)",
    "insert into landing.rekap values (1), (2)",
    "create table landing.rahasia (satu int)",
    "create table landing.besar (satu int)",
    "insert into landing.besar values (1), (2), (3)",
    "create view landing.ringkas as select 1 / (satu - satu) as nol from landing.rekap",
)


def session_on(folder, monkeypatch, **profile):
    """A parsed dbt project without a model, connected to its warehouse."""
    (folder / "dbt_project.yml").write_text(
        "name: kecil\nversion: '1.0'\nconfig-version: 2\nprofile: kecil\n", encoding="utf-8"
    )
    facts = {"host": "x", "port": 1, "user": "x", "password": "x", "dbname": "x", **profile}
    (folder / "profiles.yml").write_text(PROFILE.format(**facts), encoding="utf-8")
    monkeypatch.chdir(folder)
    session = DbtSession(folder, None, folder / "target", lambda _done: None)
    session.parse()
    session.connect()
    return session


def listed(session, monkeypatch):
    monkeypatch.setattr(inventory, "COUNTED_UP_TO", 2)
    try:
        return list_tables(session.query, frozenset({"landing.dinyatakan"}))
    finally:
        session.close()


@pytest.mark.slow
def test_duckdb_lists_its_own_tables_and_counts_small_undeclared_ones(tmp_path, monkeypatch):
    with duckdb.connect(str(tmp_path / "kecil.duckdb")) as connection:
        for statement in TABLES:
            connection.execute(statement)
    with duckdb.connect(str(tmp_path / "tetangga.duckdb")) as connection:
        connection.execute("create table milik_tetangga (satu int)")
    assert listed(session_on(tmp_path, monkeypatch, target="duckdb"), monkeypatch) == [
        WarehouseTable("landing", "besar", None),
        WarehouseTable("landing", "dinyatakan", None),
        WarehouseTable("landing", "rahasia", 0),
        WarehouseTable("landing", "rekap", 2),
        WarehouseTable("landing", "ringkas", None),
    ]


@pytest.mark.slow
def test_postgres_goes_on_after_a_table_it_may_not_read(tmp_path, monkeypatch, postgres_server):
    dbname = postgres_server.new_database()
    reader = f"pembaca_{dbname}"
    connection = postgres_server.connect(dbname)
    connection.autocommit = True
    for statement in (
        *TABLES,
        f"create role {reader} login password 'x'",
        f"grant usage on schema landing to {reader}",
        f"grant select on all tables in schema landing to {reader}",
        # Some right makes it visible in information_schema, but not the right to read it.
        f"revoke select on landing.rahasia from {reader}",
        f"grant insert on landing.rahasia to {reader}",
    ):
        connection.cursor().execute(statement)
    connection.close()
    facts = {"host": postgres_server.host, "port": postgres_server.port, "user": reader, "dbname": dbname}
    session = session_on(tmp_path, monkeypatch, target="postgres", **facts)
    assert listed(session, monkeypatch) == [
        WarehouseTable("landing", "besar", None),
        WarehouseTable("landing", "dinyatakan", None),
        WarehouseTable("landing", "rahasia", None),
        WarehouseTable("landing", "rekap", 2),
        WarehouseTable("landing", "ringkas", None),
    ]
