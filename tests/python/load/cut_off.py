"""A loading process that is killed (SIGKILL) at a named moment; run by the tests as a program of its own."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from load.deliveries import LOADED_AT
from mutakhir.declared.tables import read_declared
from mutakhir.load import taking
from mutakhir.load.landing import Warehouse, land


def die(*_args: Any, **_kwargs: Any) -> None:
    """What a power cut does: no cleaning up of any kind."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(calls: int, original: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it is, but the process dies at the end of call number `calls`."""
    count = 0

    def counting(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        done = original(*args, **kwargs)
        count += 1
        if count == calls:
            die()
        return done

    return counting


def arm(moment: str) -> None:
    """Plant the death at one moment of the load."""
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    from dlt.destinations.impl.duckdb.duck import DuckDbCopyJob
    from dlt.destinations.impl.postgres.postgres import PostgresCsvCopyJob
    from dlt.destinations.job_client_impl import SqlJobClientBase
    from dlt.pipeline.pipeline import Pipeline

    name, _, number = moment.partition(":")
    if name == "reading":
        taking.read_file = after(int(number), taking.read_file)
    elif name == "extracted":
        Pipeline.normalize = die
    elif name == "normalized":
        Pipeline.load = die
    elif name == "tables made":
        SqlJobClientBase.update_stored_schema = after(1, SqlJobClientBase.update_stored_schema)
    elif name == "written":
        for job in (DuckDbCopyJob, PostgresCsvCopyJob):
            job.run = after(int(number), job.run)
    elif name == "all written":
        SqlJobClientBase.complete_load = die
    elif name == "completed":
        SqlJobClientBase.complete_load = after(1, SqlJobClientBase.complete_load)
    elif name != "never":
        raise SystemExit(f"no such moment: {moment}")


if __name__ == "__main__":
    facts, project, inbox, work, at = sys.argv[1:]
    given = json.loads(facts)
    arm(at)
    land(
        read_declared(Path(project)),
        Path(inbox),
        Warehouse(**{**given, "path": Path(given["path"]) if given.get("path") else None}),
        LOADED_AT,
        Path(work),
        lambda sentence: print(sentence, flush=True),
    )
