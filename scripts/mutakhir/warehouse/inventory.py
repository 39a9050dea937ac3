"""What the warehouse holds: every table and view, so that what nobody declared is listed too."""

from collections.abc import Callable, Iterable
from typing import Any

from mutakhir.artifacts.runlog import WarehouseTable

Query = Callable[[str], list[tuple[Any, ...]]]

SYSTEM_SCHEMAS = ("information_schema", "pg_catalog", "pg_toast", "sys", "INFORMATION_SCHEMA")


def list_tables(query: Query, declared: frozenset[str]) -> list[WarehouseTable]:
    """Tables and views of the target database, sorted; rows are counted only where `schema.table` is not in `declared`.

    Counting is left out for what is declared since a full scan of every table would cost more than the build.
    """
    system = ", ".join(f"'{name}'" for name in SYSTEM_SCHEMAS)
    found = query(
        "select table_schema, table_name from information_schema.tables "  # noqa: S608 (a constant list)
        f"where table_schema not in ({system}) order by table_schema, table_name"
    )
    names = [(str(schema), str(table)) for schema, table in found]
    unknown = [pair for pair in names if ".".join(pair).lower() not in declared]
    counts = _count(query, unknown)
    return [WarehouseTable(schema, table, counts.get((schema, table))) for schema, table in names]


def landing_is_sample(query: Query, tables: Iterable[WarehouseTable]) -> bool:
    """Whether any delivery in the landing log was made by `mutakhir sample`."""
    if not any(item.table == "kiriman_log" for item in tables):
        return False
    return bool(query("select count(*) from landing.kiriman_log where is_sample = 1")[0][0])


def _count(query: Query, names: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    counts = {}
    for schema, table in names:
        quoted = ".".join('"' + part.replace('"', '""') + '"' for part in (schema, table))
        counts[schema, table] = int(query(f"select count(*) from {quoted}")[0][0])  # noqa: S608 (quoted identifiers)
    return counts
