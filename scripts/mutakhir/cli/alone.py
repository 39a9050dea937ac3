"""One `mutakhir run` at a time in a project: two would mix their artifacts in the target folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from mutakhir.config import Project
from mutakhir.errors import ConfigError
from mutakhir.files import make_folder, output_error


@contextmanager
def only_one_run(project: Project) -> Iterator[None]:
    """Hold the project's lock; ConfigError where another run holds it. A process that dies gives it back."""
    path = project.target_dir / "run.lock"
    lock = FileLock(path)
    make_folder(project.target_dir)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ConfigError(
            f"`mutakhir run` lain sedang berjalan di {project.folder}: tunggu selesai, lalu jalankan lagi.",
            f"Another `mutakhir run` is going on in {project.folder}: wait for it to end, then run again.",
        ) from None
    except OSError as error:
        raise output_error(path, error) from error
    try:
        yield
    finally:
        lock.release()
