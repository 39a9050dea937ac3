"""Indexes of landing tables on PostgreSQL: what keeps freshness and incremental facts quick however large they grow.

DuckDB needs none: it reads columns, and knows the least and greatest value of each block of rows.
"""

import hashlib
from collections.abc import Iterator

from mutakhir.declared.tables import SENDER, LandingTable

_LONGEST_NAME = 63


def index_columns(table: LandingTable) -> list[tuple[str, ...]]:
    """The columns to index, one index for each entry.

    Freshness asks for the newest `_received_at`, facts for the rows of new batches and of the periods that these touch.
    Only where a row may move to another period (the period is not part of the key, or of what a delivery replaces) are
    rows looked for by these columns too: by all of them together, and those that lack one of them.
    """
    replaces = table.origin.replaces or table.keys
    wanted: list[tuple[str, ...]] = [("_received_at",), ("_batch_id",), (table.period_column,)]
    if replaces != "all":
        for group in (table.keys, replaces):
            if table.period_column not in table.keys or table.period_column not in replaces:
                wanted += [group, *((column,) for column in group)]
    known = {column.name for column in table.columns} | {"_received_at", "_batch_id", SENDER}
    return [columns for columns in dict.fromkeys(wanted) if set(columns) <= known]


def statements(schema: str, table: LandingTable, is_new: bool) -> Iterator[str]:
    """SQL that makes the indexes where they are not there; statistics too, without which none of them is used.

    `is_new`: rows were added since the statistics were taken.
    """
    relation = f'{schema}."{table.identifier}"'
    for columns in index_columns(table):
        listed = ", ".join(f'"{column}"' for column in columns)
        yield f'create index if not exists "{_name(table.identifier, columns)}" on {relation} ({listed})'
    if is_new:
        yield f"analyze {relation}"


def _name(identifier: str, columns: tuple[str, ...]) -> str:
    """A name by what the index is on; where that is too long for PostgreSQL, which would cut it, by its digest."""
    name = f"ix_{identifier}_{'_'.join(columns)}"
    if len(name) <= _LONGEST_NAME:
        return name
    return f"ix_{identifier[:40]}_{hashlib.sha256(name.encode()).hexdigest()[:16]}"
