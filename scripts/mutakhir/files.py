"""Writing files whole or not at all."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from mutakhir.domain.language import Text
from mutakhir.errors import OutputError


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


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files or, where one cannot be written, none; OutputError says where and why."""
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            make_folder(path.parent)
            staged[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
            _write(staged[path], content)
        for path, temporary in staged.items():
            _move(temporary, path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        for temporary in staged.values():
            _remove(temporary)


def make_folder(folder: Path) -> None:
    """Make `folder` with its parents; OutputError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder / "*", error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """The sentence for a file that could not be written: where, why, and what to do."""
    why = Text(str(error.strerror or error), str(error.strerror or error))
    return OutputError(
        f"{path.name} tidak dapat ditulis di folder {path.parent} ({why.id}); periksa izin tulis dan sisa ruang "
        "disk, atau pilih folder lain dengan --out.",
        f"{path.name} cannot be written in folder {path.parent} ({why.en}); check the right to write and the free "
        "space of the disk, or choose another folder with --out.",
    )


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(temporary: Path, path: Path) -> None:
    try:
        os.replace(temporary, path)
    except PermissionError as error:
        raise FileInUse(path) from error


def _remove(path: Path) -> None:
    """Remove what was staged and not moved; a folder that refuses even that has already been told about."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
