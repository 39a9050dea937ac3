"""Tables that another loader fills: periods as text, as DATE, with NULLs and of wrong centuries, on both engines.

A format that is declared reads them; what cannot be read is counted apart, and a column nobody can read is not checked.
"""

import json
import re
import shutil

import duckdb
import psycopg2
import pytest

from cli.process import ROOT, call, mutakhir

pytestmark = pytest.mark.slow

# Table to the type of its period column, what `meta.period` says beside the column, and its values.
TABLES = {
    "bulan_iso": (
        "varchar(20)",
        "grain: month, format: YYYY-MM",
        ["2026-10", " 2026-09 ", "0026-10", "2026-13", "x", None],
    ),
    "bulan_rapat": ("varchar(20)", "grain: month, format: yyyymm", ["202610", "202609", "2026-10", "20261", "", None]),
    "bulan_angka": ("integer", "grain: month, format: YYYYMM", [202610, 202609, 26, 202613, 0, None]),
    "hari": (
        "varchar(20)",
        "grain: day, format: YYYY-MM-DD",
        ["2026-02-28", "2028-02-29", "2026-02-29", "2026-04-31", "1/2/2026", None],
    ),
    "hari_ke_bulan": (
        "varchar(20)",
        "grain: month, format: YYYY-MM-DD",
        ["2026-10-31", "2026-09-01", "2026-10-32", "", "-", None],
    ),
    "tahun": ("varchar(20)", "grain: year, format: YYYY", ["2026", "2025", "26", "0026", "dua", None]),
    "tahun_angka": ("integer", "grain: year", [2026, 2025, 26, 0, None, None]),
    "tanggal": ("date", "grain: month", ["2026-10-31", "2026-09-01", None, None, None, None]),
    "tanpa_format": ("varchar(20)", "grain: month", ["2026-10"]),
    "format_lain": ("varchar(20)", "grain: month, format: MM/YY", ["10/26"]),
    "satuan_lain": ("date", "grain: bulan", ["2026-10-01"]),
    "pecahan": ("numeric(10, 2)", "grain: month", [2026.1]),
}  # fmt: skip
READ = {
    "bulan_iso": {"2026-10": 1, "2026-09": 1}, "bulan_rapat": {"2026-10": 1, "2026-09": 1},
    "bulan_angka": {"2026-10": 1, "2026-09": 1}, "hari": {"2026-02-28": 1, "2028-02-29": 1},
    "hari_ke_bulan": {"2026-10": 1, "2026-09": 1}, "tahun": {"2026": 1, "2025": 1},
    "tahun_angka": {"2026": 1, "2025": 1}, "tanggal": {"2026-10": 1, "2026-09": 1},
}  # fmt: skip
NOT_READ = {
    "tanpa_format": "kolom periode periode bertipe .*, dan period.format tidak ada; nyatakan YYYY-MM-DD",
    "format_lain": "period.format MM/YY tidak dapat dibaca di gudang data",
    "satuan_lain": "period.grain bulan tidak dikenal; pakai day, week, month",
    "pecahan": "bertipe .*, dan period.format tidak ada",
}


def make_project(folder):
    """The counting models of this project over sources that it does not load."""
    for part in ("macros", "models/review", "tests/sql/generic"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "dbt_project.yml", folder)
    shutil.copy(ROOT / "profiles.example.yml", folder / "profiles.yml")
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "_jadwal.yml", folder / "seeds")
    for name in ("jadwal_pemutakhiran", "pelapor_wajib"):
        head = (ROOT / "seeds" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (folder / "seeds" / f"{name}.csv").write_text(f"{head}\n", encoding="utf-8")
    tables = [{"name": name, "config": {"meta": {"period": f"@{more}@"}}} for name, (_, more, _) in TABLES.items()]
    text = json.dumps({"version": 2, "sources": [{"name": "luar", "schema": "luar", "tables": tables}]})
    for _, more, _ in TABLES.values():
        text = text.replace(f'"@{more}@"', "{column: periode, " + more + "}")
    (folder / "sources").mkdir()
    (folder / "sources" / "luar.yml").write_text(text, encoding="utf-8")
    return folder


def fill(execute, mark):
    execute("create schema luar")
    for name, (kind, _, values) in TABLES.items():
        execute(f"create table luar.{name} (periode {kind})")
        for value in values:
            execute(f"insert into luar.{name} values ({mark})", (value,))


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def counted(request, tmp_path_factory):
    """What is counted of every table on one engine."""
    folder = make_project(tmp_path_factory.mktemp("luar"))
    env = {"MUTAKHIR_DUCKDB_PATH": str(folder / "gudang.duckdb")}
    if request.param == "duckdb":
        with duckdb.connect(str(folder / "gudang.duckdb")) as connection:
            fill(connection.execute, "?")
    else:
        server = request.getfixturevalue("postgres_server")
        env |= {
            "MUTAKHIR_POSTGRES_HOST": server.host, "MUTAKHIR_POSTGRES_PORT": str(server.port),
            "MUTAKHIR_POSTGRES_USER": server.user, "MUTAKHIR_POSTGRES_PASSWORD": server.password,
            "MUTAKHIR_POSTGRES_DBNAME": server.new_database(),
        }  # fmt: skip
        connection = psycopg2.connect(
            host=server.host, port=server.port, user=server.user, password=server.password,
            dbname=env["MUTAKHIR_POSTGRES_DBNAME"],
        )  # fmt: skip
        with connection, connection.cursor() as cursor:
            fill(cursor.execute, "%s")
        connection.close()
    return facts(folder, request.param, env)


def facts(folder, target, env):
    """facts.json by the name of the table."""
    seeded = call("dbt", "--quiet", "seed", "--target", target, cwd=folder, env=env)
    assert seeded.code == 0, seeded.stdout
    done = mutakhir("facts", "--target", target, cwd=folder, env=env)
    assert done.code == 0, done.stderr
    datasets = json.loads((folder / "target" / "facts.json").read_text(encoding="utf-8"))["datasets"]
    return {name.removeprefix("luar."): found for name, found in datasets.items()}


def test_what_is_written_as_declared_is_counted(counted):
    assert {name: {period["period"]: period["rows"] for period in counted[name]["periods"]} for name in READ} == READ


def test_what_is_written_otherwise_is_counted_apart(counted):
    lost = {name: counted[name]["rows_without_period"] for name in READ}
    assert lost == {name: len(TABLES[name][2]) - len(READ[name]) for name in READ}
    assert [counted[name]["error"] for name in READ] == [""] * len(READ)


@pytest.mark.parametrize("name", NOT_READ)
def test_a_column_that_cannot_be_read_says_why_and_is_not_counted(counted, name):
    assert re.search(NOT_READ[name], counted[name]["error"]), counted[name]["error"]
    assert counted[name]["periods"] == []
