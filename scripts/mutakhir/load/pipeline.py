"""The one place that knows dlt: Arrow tables into schema `landing`, in one load package.

dlt writes table after table and, last of all, one line into `_dlt_loads`. Every row carries the package's id
(`_dlt_load_id`), so rows of a package that never completed are known and removed before the next load (`store.py`).
Hence no local state is worth keeping: dlt's folder is made anew for each load and removed after it.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from mutakhir.declared.tables import SCHEMA
from mutakhir.errors import WarehouseError
from mutakhir.load.store import Warehouse

# dlt takes its settings from the environment first, whatever configuration files lie about.
_SETTINGS = {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "CRITICAL",
    "SCHEMA__NAMING": "direct",
    "NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_LOAD_ID": "true",
    "NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_ID": "false",
    "RESTORE_FROM_DESTINATION": "false",
    "LOAD__WORKERS": "4",
    "LOAD__RAISE_ON_FAILED_JOBS": "true",
}


def append(tables: Mapping[str, pa.Table], warehouse: Warehouse, work_dir: Path) -> str:
    """Append every table (created where it is missing, also when it has no row); the id of the load package.

    Raises WarehouseError when the load breaks off; running again is then the whole cure.
    """
    os.environ.update(_SETTINGS)
    # Imported here: dlt takes a second to import and reads its settings while it does.
    import dlt
    from dlt.common.exceptions import DltException

    folder = work_dir / "dlt"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        pipeline = dlt.pipeline(
            pipeline_name="mutakhir_load",
            pipelines_dir=str(folder),
            destination=_destination(dlt, warehouse),
            dataset_name=SCHEMA,
        )
        info = pipeline.run(
            [dlt.resource([rows], name=name, write_disposition="append") for name, rows in tables.items()],
            loader_file_format="parquet" if warehouse.kind == "duckdb" else "csv",
        )
        return str(info.loads_ids[0])
    except DltException as error:
        cause = error.__cause__ or error
        why = warehouse.redact(_without_traceback(str(cause)))[:300]
        raise WarehouseError(
            f"Pemuatan ke {warehouse.shown} terputus ({why}); perbaiki sebabnya lalu jalankan lagi, "
            "tidak ada yang menjadi ganda.",
            f"The load into {warehouse.shown} broke off ({why}); mend the cause and run again, nothing is doubled.",
        ) from None
    finally:
        # The folder holds partners' rows; nothing of it is needed any more, also after a failure.
        shutil.rmtree(folder, ignore_errors=True)


def _without_traceback(said: str) -> str:
    """What is said, on one line; of a text with a traceback in it, only the error that ends it."""
    last = said.rpartition("Traceback (most recent call last):")[2]
    lines = last.splitlines() if last == said else [line for line in last.splitlines() if not line.startswith(" ")]
    return " ".join(" ".join(lines).split())


def _destination(dlt: Any, warehouse: Warehouse) -> Any:
    if warehouse.kind == "duckdb":
        return dlt.destinations.duckdb(credentials=str(warehouse.path))
    return dlt.destinations.postgres(
        credentials={
            "host": warehouse.host,
            "port": warehouse.port,
            "username": warehouse.user,
            "password": warehouse.password,
            "database": warehouse.dbname,
            "query": {"sslmode": warehouse.sslmode},
        }
    )
