"""Which rows of an append-only landing table are in force: the macros of the project, by real dbt on both engines."""

import json
import shutil

import duckdb
import pytest

from cli.process import ROOT, call

KEYS = ["periode", "kkks"]
REPLACES = {"per_kunci": None, "per_periode": ["periode"], "seluruhnya": "all"}
"""Name of the table to what a delivery to it replaces; None: the rows with its keys."""

COLUMNS = "periode, kkks, nilai, _received_at, _sumber_berkas, _loaded_at, _batch_id, _baris"
LANDED = [
    # Two periods in one delivery; the second reporter stands twice in it, the last line counts.
    "'2026-09', 'satu', 1, '2026-10-05 02:00:00+00', 'a.xlsx', '2026-10-06 02:00:00+00', 'b1', 5",
    "'2026-09', 'dua', 2, '2026-10-05 02:00:00+00', 'a.xlsx', '2026-10-06 02:00:00+00', 'b1', 6",
    "'2026-09', 'dua', 3, '2026-10-05 02:00:00+00', 'a.xlsx', '2026-10-06 02:00:00+00', 'b1', 7",
    "'2026-10', 'satu', 4, '2026-10-05 02:00:00+00', 'a.xlsx', '2026-10-06 02:00:00+00', 'b1', 8",
    # A correction of one reporter's September.
    "'2026-09', 'satu', 10, '2026-11-01 02:00:00+00', 'b.xlsx', '2026-11-02 02:00:00+00', 'b2', 5",
    # An older file, found and loaded last: it undoes nothing.
    "'2026-09', 'satu', 99, '2026-10-01 02:00:00+00', 'z.xlsx', '2026-11-09 02:00:00+00', 'b9', 5",
    "'2026-08', 'tiga', 98, '2026-10-01 02:00:00+00', 'z.xlsx', '2026-11-09 02:00:00+00', 'b9', 6",
    # One file name and time, two contents: the one loaded later, whatever its batch is called.
    "'2026-10', 'dua', 20, '2026-10-07 02:00:00+00', 'c.xlsx', '2026-10-07 03:00:00+00', 'b8', 5",
    "'2026-10', 'dua', 21, '2026-10-07 02:00:00+00', 'c.xlsx', '2026-10-08 03:00:00+00', 'b3', 5",
]
IN_FORCE = {
    "per_kunci": [
        ("2026-08", "tiga", 98),
        ("2026-09", "dua", 3),
        ("2026-09", "satu", 10),
        ("2026-10", "dua", 21),
        ("2026-10", "satu", 4),
    ],
    "per_periode": [("2026-08", "tiga", 98), ("2026-09", "satu", 10), ("2026-10", "dua", 21)],
    "seluruhnya": [("2026-09", "satu", 10)],
}


def statements():
    """SQL that makes and fills the landing tables."""
    yield "create schema landing"
    for name in REPLACES:
        yield (
            f"create table landing.{name} (periode varchar, kkks varchar, nilai bigint, _received_at timestamptz, "
            "_sumber_berkas varchar, _loaded_at timestamptz, _batch_id varchar, _baris bigint)"
        )
        yield f"insert into landing.{name} ({COLUMNS}) values {', '.join(f'({row})' for row in LANDED)}"


@pytest.fixture
def project(tmp_path):
    """A project of three tables with the macros and the profile of this one."""
    folder = tmp_path / "proyek"
    for name in ("models", "sources", "macros"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "macros" / "landing.sql", folder / "macros")
    shutil.copy(ROOT / "profiles.example.yml", folder / "profiles.yml")
    settings = {"name": "uji", "profile": "mutakhir", "model-paths": ["models", "sources"]}
    settings["models"] = {"+materialized": "table"}
    (folder / "dbt_project.yml").write_text(json.dumps(settings), encoding="utf-8")
    tables = [
        {"name": name, "config": {"meta": {"keys": KEYS, "origin": {"replaces": replaces} if replaces else {}}}}
        for name, replaces in REPLACES.items()
    ]
    declared = {"version": 2, "sources": [{"name": "uji", "schema": "landing", "tables": tables}]}
    (folder / "sources" / "uji.yml").write_text(json.dumps(declared), encoding="utf-8")
    for name in REPLACES:
        text = f"select periode, kkks, nilai from ({{{{ newest_rows('uji', '{name}') }}}}) as berlaku\n"
        (folder / "models" / f"stg_{name}.sql").write_text(text, encoding="utf-8")
    return folder


def check(project, target, query, environment):
    done = call("dbt", "--quiet", "run", "--target", target, cwd=project, env=environment)
    assert done.code == 0, done.stdout
    for name, expected in IN_FORCE.items():
        assert query(f"select periode, kkks, nilai from mutakhir.stg_{name} order by periode, kkks") == expected, name


def test_rows_in_force_on_duckdb(project):
    path = project / "uji.duckdb"
    with duckdb.connect(path) as connection:
        for statement in statements():
            connection.execute(statement)

    def query(sql):
        with duckdb.connect(path) as connection:
            return connection.execute(sql).fetchall()

    check(project, "duckdb", query, {"MUTAKHIR_DUCKDB_PATH": str(path)})


def test_rows_in_force_on_postgresql(project, postgres_server):
    server, name = postgres_server, postgres_server.new_database()
    connection = server.connect(name)
    connection.autocommit = True
    cursor = connection.cursor()
    for statement in statements():
        cursor.execute(statement)

    def query(sql):
        cursor.execute(sql)
        return cursor.fetchall()

    place = {"HOST": server.host, "PORT": server.port, "USER": server.user, "PASSWORD": server.password, "DBNAME": name}
    try:
        check(project, "postgres", query, {f"MUTAKHIR_POSTGRES_{key}": str(value) for key, value in place.items()})
    finally:
        connection.close()
