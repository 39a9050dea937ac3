"""Makes a dbt project of any size on DuckDB, with its warehouse: what `mutakhir run` is measured on.

Each source is a table of its own (four columns, twenty rows, newest load an hour ago) with freshness on a timestamptz,
one staging view and two data tests, not_null on the source's key and unique on the view's.

`python dbt_project_factory.py DIR COUNT` makes one from the command line.
"""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb

PROJECT = "proyek_besar"
WAREHOUSE = "gudang.duckdb"
_PER_FILE = 50
_ROWS = 20

_PROJECT_YML = f"""\
name: {PROJECT}
version: "1.0.0"
config-version: 2
profile: {PROJECT}
model-paths: [models]
flags: {{send_anonymous_usage_stats: false}}
models:
  {PROJECT}: {{+materialized: view, +schema: staging}}
data_tests:
  {PROJECT}: {{+severity: warn}}
"""

_PROFILES_YML = f"""\
{PROJECT}:
  target: duckdb
  outputs:
    duckdb: {{type: duckdb, path: {WAREHOUSE}, schema: utama, threads: 2, settings: {{TimeZone: UTC}}}}
"""

_SOURCE_HEAD = """\
sources:
  - name: {area}
    description: Data {area} sebagaimana dikirim mitra.
    schema: landing
    config:
      loaded_at_field: diterima_pada
      freshness: {{warn_after: {{count: 40, period: day}}, error_after: {{count: 55, period: day}}}}
    tables:
"""

_SOURCE_TABLE = """\
      - name: {table}
        description: Satu baris per kode dan bulan. Tabel {number} dari proyek pengukur.
        config: {{meta: {{title: Tabel {number}, partners: [Mitra {partner}], cadence: bulanan}}}}
        columns:
          - {{name: kode, description: Kunci baris., data_type: bigint, data_tests: [not_null]}}
          - {{name: bulan, description: Bulan data., data_type: date}}
          - {{name: nilai, description: Nilai bulan itu., data_type: numeric}}
          - {{name: diterima_pada, description: Waktu kiriman diterima., data_type: timestamptz}}
"""

_MODEL_YML = """\
  - name: stg_{table}
    description: Satu baris per kode dan bulan, bertipe.
    columns:
      - {{name: kode, description: Kunci baris., data_type: bigint, data_tests: [unique]}}
      - {{name: bulan, description: Bulan data., data_type: date}}
      - {{name: nilai, description: Nilai bulan itu., data_type: numeric}}
"""

_MODEL_SQL = """\
with

asal as (

    select * from {{{{ source('{area}', '{table}') }}}}

),

bertipe as (

    select
        kode,
        bulan,
        cast(nilai as {{{{ dbt.type_numeric() }}}}) as nilai,
        diterima_pada

    from asal

)

select * from bertipe
"""


def make_project(folder: Path, count: int) -> None:
    """Write a dbt project with `count` sources and its DuckDB warehouse into `folder`."""
    models = folder / "models"
    models.mkdir(parents=True, exist_ok=True)
    (folder / "dbt_project.yml").write_text(_PROJECT_YML, encoding="utf-8")
    (folder / "profiles.yml").write_text(_PROFILES_YML, encoding="utf-8")
    for first in range(0, count, _PER_FILE):
        area = f"area_{first // _PER_FILE:03d}"
        numbers = range(first, min(first + _PER_FILE, count))
        tables = "".join(_SOURCE_TABLE.format(table=_table(n), number=n, partner=n % 40) for n in numbers)
        (models / f"{area}_sumber.yml").write_text(_SOURCE_HEAD.format(area=area) + tables, encoding="utf-8")
        views = "".join(_MODEL_YML.format(table=_table(n)) for n in numbers)
        (models / f"{area}.yml").write_text(f"models:\n{views}", encoding="utf-8")
        for number in numbers:
            sql = _MODEL_SQL.format(area=area, table=_table(number))
            (models / f"stg_{_table(number)}.sql").write_text(sql, encoding="utf-8")
    _make_warehouse(folder / WAREHOUSE, count)


def _make_warehouse(path: Path, count: int) -> None:
    path.unlink(missing_ok=True)
    received = (datetime.now(timezone.utc) - timedelta(hours=1)).isoformat()
    with duckdb.connect(str(path)) as warehouse:
        warehouse.execute("create schema landing")
        warehouse.execute("begin")
        for number in range(count):
            warehouse.execute(
                f"create table landing.{_table(number)} as select i as kode, date '2026-10-01' as bulan, "
                f"cast(i * 1.5 as decimal(28, 6)) as nilai, timestamptz '{received}' as diterima_pada "
                f"from range({_ROWS}) as baris(i)"
            )
        warehouse.execute("commit")


def _table(number: int) -> str:
    return f"t{number:05d}"


if __name__ == "__main__":
    make_project(Path(sys.argv[1]), int(sys.argv[2]))
