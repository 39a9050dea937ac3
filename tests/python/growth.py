"""Two warehouses on PostgreSQL that differ in nothing but the size of their landing tables, for bench.py.

The larger one holds what the smaller one holds, and older deliveries of periods that have long been settled: rows that
were superseded, each with a batch and a line in the log of its own, as a warehouse has them after many years.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cli.playing import PARTS
from postgres_server import PostgresServer

ROOT = Path(__file__).parents[2]
_SETTLED = "3 months"


@dataclass(frozen=True)
class Grown:
    """A database of the server, and how many rows its landing tables hold."""

    server: PostgresServer
    name: str
    rows: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a process that works on it."""
        place = {"HOST": self.server.host, "PORT": str(self.server.port), "USER": self.server.user}
        place |= {"PASSWORD": self.server.password, "DBNAME": self.name}
        return {**os.environ, "MUTAKHIR_TARGET": "postgres"} | {
            f"MUTAKHIR_POSTGRES_{key}": value for key, value in place.items()
        }

    def execute(self, *statements: str) -> list[Any]:
        """Run statements; the rows of the last one, where it gives any."""
        connection = self.server.connect(self.name)
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def forget_newest_load(self) -> None:
        """Make the deliveries of the last load new again, as if no facts had been counted since."""
        self.execute(
            "delete from review.rvw_kiriman where batch_id in (select batch_id from landing.kiriman_log "
            "where loaded_at = (select max(loaded_at) from landing.kiriman_log))"
        )


def copy_project(folder: Path) -> Path:
    """The dbt project without anything a run made."""
    for name in PARTS:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy)
        elif source.exists():
            shutil.copyfile(source, copy)
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    return folder


def grow(small: Grown, times: int) -> Grown:
    """A copy of `small` whose landing tables are `times` as large."""
    name = small.server.new_database()
    Grown(small.server, "postgres").execute(f"drop database {name}", f"create database {name} template {small.name}")
    large = Grown(small.server, name)
    for table, period in _periods().items():
        large.execute(*_older_deliveries(large, table, period, times))
    rows = sum(large.execute(f"select count(*) from landing.{table}")[0][0] for table in _periods())
    return Grown(small.server, name, rows)


def count_rows(grown: Grown) -> int:
    """Rows of all landing tables."""
    return sum(int(grown.execute(f"select count(*) from landing.{table}")[0][0]) for table in _periods())


def _periods() -> dict[str, Mapping[str, Any]]:
    """Landing table to config.meta."""
    found = {}
    for path in sorted((ROOT / "sources").glob("*.yml")):
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]:
            for table in source["tables"]:
                found[table["identifier"]] = table["config"]["meta"] | {"dataset": f"{source['name']}.{table['name']}"}
    return found


def _older_deliveries(grown: Grown, table: str, meta: Mapping[str, Any], times: int) -> list[str]:
    column = meta["period"]["column"]
    settled = "1 = 1"
    if meta["origin"].get("replaces") != "all":
        settled = f"{column} < (select max({column}) - interval '{_SETTLED}' from landing.{table})"
    total, old = grown.execute(f"select count(*), count(case when {settled} then 1 end) from landing.{table}")[0]
    if not old:
        return []
    copies = -(-(times - 1) * total // old)
    older = "_received_at - n * interval '1 second'"
    rows = _copied(grown, table, {"_batch_id": "_batch_id || '-' || n", "_received_at": older})
    lines = _copied(grown, "kiriman_log", {"batch_id": "batch_id || '-' || n"})
    return [
        f"{rows} cross join generate_series(1, {copies}) as n where {settled}",
        f"{lines} cross join generate_series(1, {copies}) as n where dataset = '{meta['dataset']}' "
        f"and state = 'loaded' and batch_id in (select distinct _batch_id from landing.{table} where {settled}) "
        "and loaded_at < (select max(loaded_at) from landing.kiriman_log)",
        f"analyze landing.{table}",
    ]


def _copied(grown: Grown, table: str, changed: Mapping[str, str]) -> str:
    """Beginning of a statement that adds lines of a table to itself, some of their columns changed."""
    columns = [
        name
        for (name,) in grown.execute(
            "select column_name from information_schema.columns "
            f"where table_schema = 'landing' and table_name = '{table}' order by ordinal_position"
        )
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    return f"insert into landing.{table} ({names}) select {values} from landing.{table}"
