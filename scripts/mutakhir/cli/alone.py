"""One `mutakhir run` at a time in a project: two would mix their artifacts in the target folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from mutakhir.config import Project
from mutakhir.errors import ConfigError
from mutakhir.files import held, make_folder


@contextmanager
def only_one_run(project: Project) -> Iterator[None]:
    """Hold the project's lock; ConfigError where another run holds it. A process that dies gives it back."""
    make_folder(project.target_dir)
    busy = ConfigError(
        f"`mutakhir run` lain sedang berjalan di {project.folder}: tunggu selesai, lalu jalankan lagi.",
        f"Another `mutakhir run` is going on in {project.folder}: wait for it to end, then run again.",
    )
    with held(project.target_dir / "run.lock", 0, busy):
        yield
