"""Writing files whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from mutakhir.domain.language import Text
from mutakhir.errors import MutakhirError, OutputError


class FileInUse(OutputError):
    """A file could not be replaced because another program holds it (Windows does not allow that)."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} di folder {path.parent} sedang dipakai program lain; tutup berkas itu, lalu ulangi.",
            f"{path.name} in folder {path.parent} is in use by another program; close it, then run this again.",
        )
        self.path = path


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one; OutputError where it cannot be."""
    write_all({path: content})


def write_all(
    contents: Mapping[Path, bytes],
    remove: Iterable[Path] = (),
    ready: Callable[[], None] = lambda: None,
    options: Mapping[Path, str] = MappingProxyType({}),
) -> None:
    """Write all files of `contents` and remove those of `remove` or, where one step fails, leave all as it was.

    First the new files are written and the old ones kept under hidden names; only then is anything moved, and a move
    that fails takes back those before it. `ready` is called right before the first move, and may raise to call all
    off. OutputError says where and why; `options` has, by folder, the option of the command that names another.
    """
    steps = dict.fromkeys((*contents, *remove))
    staged: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    path = Path()
    try:
        for path in steps:
            if path in contents:
                make_folder(path.parent, options.get(path.parent, ""))
                _write(staged.setdefault(path, _hidden(path, "tmp")), contents[path])
            _keep(path, kept.setdefault(path, _hidden(path, "old")))
        ready()
        _move_all(steps, staged, kept)
    except OSError as error:
        raise output_error(path, error, options.get(path.parent, "")) from error
    finally:
        for temporary in (*staged.values(), *kept.values()):
            _remove(temporary)


def make_folder(folder: Path, option: str = "") -> None:
    """Make `folder` with its parents; OutputError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder / "*", error, option) from error


def output_error(path: Path, error: OSError, option: str = "") -> OutputError:
    """The sentence for a file that could not be written: where, why, and what to do.

    `option` is the option of the command that names another folder, empty where there is none.
    """
    why = str(error.strerror or error)
    other = Text(f", atau pilih folder lain dengan {option}", f", or choose another folder with {option}")
    return OutputError(
        f"{path.name} tidak dapat ditulis di folder {path.parent} ({why}); periksa izin tulis dan sisa ruang "
        f"disk{other.id if option else ''}.",
        f"{path.name} cannot be written in folder {path.parent} ({why}); check the right to write and the free "
        f"space of the disk{other.en if option else ''}.",
    )


def _hidden(path: Path, kind: str) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.{kind}")


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, old: Path) -> None:
    """Keep what stands at `path` as `old` too, as a second name of the same file where the disk knows such."""
    try:
        os.link(path, old)
    except FileNotFoundError:
        return
    except OSError:
        shutil.copy2(path, old)


def _move_all(paths: Iterable[Path], staged: Mapping[Path, Path], kept: dict[Path, Path]) -> None:
    """Put what is staged at `paths` and remove those for which nothing is; all of them or none."""
    begun: list[Path] = []
    try:
        for path in paths:
            begun.append(path)
            _move(staged.get(path), path)
    except OutputError:
        _take_back(begun[:-1], kept)  # the last one has not moved, and what holds it would not let it be put back
        raise
    except BaseException:
        _take_back(begun, kept)
        raise


def _move(new: Path | None, path: Path) -> None:
    """Put `new` at `path`, or take away what stands there; OutputError where it stays as it was."""
    try:
        if new is None:
            path.unlink(missing_ok=True)
        else:
            os.replace(new, path)
    except PermissionError as error:
        raise FileInUse(path) from error
    except OSError as error:
        raise output_error(path, error) from error


def _take_back(done: Iterable[Path], kept: dict[Path, Path]) -> None:
    """Put back what stood at the paths `done`; what cannot be put back stays where it is kept, and is said."""
    stuck = [path for path in done if not _put_back(path, kept[path])]
    for path in stuck:
        del kept[path]
    if stuck:
        names = ", ".join(map(str, stuck))
        raise OutputError(
            f"Penulisan gagal di tengah dan tidak dapat dibatalkan untuk {names} (isi lamanya di berkas tersembunyi "
            ".old di sampingnya); tutup program yang memakai berkas itu, lalu ulangi.",
            f"Writing failed midway and could not be taken back for {names} (the old content is in a hidden file .old "
            "beside it); close the programs that use these files, then run this again.",
        )


def _put_back(path: Path, old: Path) -> bool:
    try:
        if os.path.lexists(old):
            os.replace(old, path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    """Remove what is needed no more; a folder that refuses even that has already been told about."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


@contextmanager
def held(path: Path, patience_s: float, busy: MutakhirError, *, needed: bool = True) -> Iterator[None]:
    """Hold the lock file `path`; `busy` is raised where another process still has it after `patience_s` seconds.

    A process that dies gives it back. Where the lock cannot be made, OutputError; without `needed` nothing is held
    then, since where nobody may write there is nothing to guard.
    """
    from filelock import FileLock, Timeout  # brings asyncio along, and who only reads needs no lock

    lock = FileLock(path)
    try:
        lock.acquire(timeout=patience_s)
    except Timeout:
        raise busy from None
    except OSError as error:
        if needed:
            raise output_error(path, error) from error
    try:
        yield
    finally:
        lock.release()
