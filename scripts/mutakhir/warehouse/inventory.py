"""What the warehouse holds: every table and view, so that what nobody declared is listed too."""

from collections.abc import Callable, Iterable
from typing import Any

from mutakhir.artifacts.facts import WarehouseTable

Query = Callable[[str], list[tuple[Any, ...]]]

COUNTED_UP_TO = 1_000_000
"""Rows; of a larger table it is said that they were not counted."""

SYSTEM_SCHEMAS = ("information_schema", "pg_catalog", "pg_toast", "sys", "INFORMATION_SCHEMA")


def list_tables(query: Query, declared: frozenset[str]) -> list[WarehouseTable]:
    """Tables and views of the target database, sorted; databases attached beside it are not ours to list.

    Rows are counted for tables not in `declared` (`schema.table`) only, and not beyond COUNTED_UP_TO: scanning a whole
    warehouse would cost more than the build, and counting a view runs whatever query it holds.
    """
    system = ", ".join(f"'{name}'" for name in SYSTEM_SCHEMAS)
    found = query(
        "select table_schema, table_name, table_type from information_schema.tables "  # noqa: S608 (a constant list)
        f"where table_catalog = current_database() and table_schema not in ({system}) "
        "order by table_schema, table_name"
    )
    return [
        WarehouseTable(str(schema), str(table), _count(query, str(schema), str(table)))
        if kind == "BASE TABLE" and f"{schema}.{table}".lower() not in declared
        else WarehouseTable(str(schema), str(table))
        for schema, table, kind in found
    ]


def landing_is_sample(query: Query, tables: Iterable[WarehouseTable]) -> bool:
    """Whether any delivery in the landing log was made by `mutakhir sample`."""
    if not any(item.table == "kiriman_log" for item in tables):
        return False
    return bool(query("select count(*) from landing.kiriman_log where is_sample = 1")[0][0])


def _count(query: Query, schema: str, table: str) -> int | None:
    """Rows of a table; None where there are too many to count, or where it may not or cannot be read."""
    from dbt_common.exceptions import DbtBaseException

    quoted = ".".join('"' + part.replace('"', '""') + '"' for part in (schema, table))
    bounded = f"select 1 as satu from {quoted} limit {COUNTED_UP_TO + 1}"  # noqa: S608 (quoted identifiers)
    try:
        rows = int(query(f"select count(*) from ({bounded}) as counted")[0][0])  # noqa: S608
    except DbtBaseException:
        return None  # one table without the right to read it must not cost the whole check list
    return rows if rows <= COUNTED_UP_TO else None
