"""Runs dbt's commands in this process, on one parsed project, each with a target folder of its own."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mutakhir.errors import ConfigError, WarehouseError
from mutakhir.redaction import without_secrets
from mutakhir.warehouse.artifacts import COLLECTED
from mutakhir.warehouse.profile import profiles_dir, quiet

_SAID_BY_DATABASE = re.compile(r"following error:\s*>(.*?)\n\s*\n", re.DOTALL)

Progress = Callable[[int], None]
"""Called with the number of nodes that the command in progress has done."""


class DbtSession:
    """dbt for one project and target; parses once and hands the parsed project to every later command."""

    def __init__(self, project_dir: Path, target: str | None, target_dir: Path, progress: Progress) -> None:
        self._project_dir = project_dir
        self._target = target
        self._target_dir = target_dir
        self._progress = progress
        self._manifest: Any = None
        self._errors: list[str] = []
        self._done = 0

    @property
    def project_name(self) -> str:
        """Name of the parsed project."""
        return str(self._manifest.metadata.project_name)

    def count_nodes(self) -> int:
        """Nodes that `build` will go through."""
        return len(self._manifest.nodes) + len(self._manifest.unit_tests)

    def parse(self, write: bool = False) -> None:
        """Parse the project, and `write` its manifest.json; ConfigError with dbt's first error where it cannot be."""
        self._manifest = self._invoke("parse", ["parse", *([] if write else ["--no-write-json"])]).result

    def build(self) -> None:
        """Seeds, models, tests and snapshots. Failing nodes are findings of the check list, not errors here."""
        self._invoke("build", ["build"], tolerate=True)

    def count(self, full: bool) -> dict[str, str]:
        """Build models/review alone, `full` from nothing; returns the models that failed, with what dbt says of them.

        Raises ConfigError where the project has no such models.
        """
        words = ["run", "--select", "path:models/review", "--no-write-json", *(["--full-refresh"] if full else [])]
        rows = getattr(self._invoke("facts", words, tolerate=True).result, "results", None) or []
        if not rows:
            raise ConfigError(
                f"Proyek {self.project_name} tidak mempunyai model di models/review, jadi tidak ada yang dapat "
                "dihitung: jalankan di proyek yang mempunyainya.",
                f"The project {self.project_name} has no models in models/review, so nothing can be counted: run this "
                "in a project that has them.",
            )
        return {
            row.node.name: without_secrets(" ".join(str(row.message).split()))
            for row in rows
            if str(getattr(row.status, "value", row.status)) != "success"
        }

    def freshness(self) -> dict[str, str]:
        """`dbt source freshness`; returns the errors that dbt leaves out of sources.json, by unique_id.

        With sources.json dbt would write the whole manifest again, which `build` has just done: so only the former is
        written, from the result.
        """
        result = self._invoke("freshness", ["source", "freshness", "--no-write-json"], tolerate=True).result
        rows = getattr(result, "results", None) or []
        if hasattr(result, "write"):
            result.write(str(self.folder("freshness") / "sources.json"))
        return {
            row.node.unique_id: " ".join(str(row.message).split())
            for row in rows
            if str(getattr(row.status, "value", row.status)) == "runtime error"
        }

    def catalog(self) -> None:
        """`dbt docs generate` without compiling: the columns as the warehouse has them."""
        self._invoke("catalog", ["docs", "generate", "--no-compile"], tolerate=True)

    def connect(self) -> None:
        """`dbt debug --connection`: WarehouseError where the warehouse does not answer."""
        self._invoke("debug", ["debug", "--connection"])

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of one query through the adapter of the command that ran last."""
        from dbt.adapters.factory import get_adapter_by_type

        adapter = get_adapter_by_type(self._manifest.metadata.adapter_type)
        with adapter.connection_named("mutakhir"):
            # Past dbt's own tables, which guess types anew from the values and take the text "null" for nothing.
            _, cursor = adapter.connections.add_query(sql, auto_begin=False)
            return [tuple(row) for row in cursor.fetchall()]

    def close(self) -> None:
        """Give the warehouse back (DuckDB takes one process and one configuration at a time)."""
        from dbt.adapters.factory import reset_adapters

        with contextlib.suppress(Exception):
            from dbt.adapters.duckdb.connections import DuckDBConnectionManager

            DuckDBConnectionManager.close_all_connections()
        reset_adapters()

    def folder(self, name: str) -> Path:
        """Target folder of the step `name`."""
        return self._target_dir / "dbt" / name

    def _invoke(self, name: str, arguments: list[str], tolerate: bool = False) -> Any:
        from dbt.cli.main import dbtRunner

        self._done, self._errors = 0, []
        self._clear(name)
        runner = dbtRunner(manifest=self._manifest, callbacks=[self._on_event])
        with quiet():
            outcome = runner.invoke([*arguments, *self._common(name)])
        if outcome.exception is not None or (not outcome.success and not tolerate):
            self._raise(name, outcome.exception)
        return outcome

    def _clear(self, name: str) -> None:
        """Remove what a run that was cut off left: it must never pass for this run's, should dbt write none now."""
        for artifact in COLLECTED.get(name, ()):
            (self.folder(name) / artifact).unlink(missing_ok=True)

    def _common(self, name: str) -> list[str]:
        folder = self.folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        common = ["--project-dir", str(self._project_dir), "--profiles-dir", str(profiles_dir(self._project_dir))]
        if name != "debug":  # the one command without a target folder
            common += ["--target-path", str(folder)]
        common += ["--log-path", str(self._target_dir / "logs")]
        common += ["--log-level", "none", "--no-send-anonymous-usage-stats", "--no-version-check"]
        return common + (["--target", self._target] if self._target else [])

    def _on_event(self, event: Any) -> None:
        if event.info.name == "NodeFinished":
            self._done += 1
            self._progress(self._done)
        elif event.info.level == "error" and event.info.msg.strip():
            self._errors.append(" ".join(event.info.msg.split()))
        elif event.info.name == "DebugCmdResult" and (reason := _SAID_BY_DATABASE.search(event.info.msg)):
            self._errors.append(" ".join(reason[1].split()))

    def _raise(self, name: str, exception: BaseException | None) -> None:
        said = " ".join(str(exception).split()) if exception else next(iter(self._errors), "-")
        said = without_secrets(said or next(iter(self._errors), "-"))[:400]
        kind = WarehouseError if name != "parse" else ConfigError
        raise kind(
            f"dbt {name} tidak dapat dijalankan ({said}): perbaiki lalu ulangi.",
            f"dbt {name} could not be run ({said}): mend it and try again.",
        )
