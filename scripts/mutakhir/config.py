"""Where the project lies and which zone its procedure lives in."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from mutakhir.errors import ConfigError

PROCEDURE_ZONE = ZoneInfo("Asia/Jakarta")
"""Zone of the procedure: cycles, due dates and everything people read are in its time (WIB)."""


@dataclass(frozen=True)
class Project:
    """A dbt project and the folders beside it that outlive a run."""

    folder: Path

    @property
    def target_dir(self) -> Path:
        """Where the artifacts of the newest run lie."""
        return self.folder / "target"

    @property
    def notes_dir(self) -> Path:
        """What people wrote into check lists; never cleaned."""
        return self.folder / "notes"

    @property
    def history_dir(self) -> Path:
        """What each run measured; append-only and never cleaned."""
        return self.folder / "history"

    @property
    def work_dir(self) -> Path:
        """Working folder of the loader; can be made again."""
        return self.folder / "target" / "load"


def find_project(start: Path) -> Project:
    """The dbt project that `start` lies in (the nearest folder upwards with a dbt_project.yml); else ConfigError."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "dbt_project.yml").is_file():
            return Project(folder)
    raise ConfigError(
        f"dbt_project.yml tidak ditemukan di {start} atau folder di atasnya: jalankan di dalam proyek atau pakai "
        "--project-dir.",
        f"No dbt_project.yml in {start} or a folder above it: run inside the project or use --project-dir.",
    )
