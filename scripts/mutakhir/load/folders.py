"""Every file below the inbox, also in folders that are links to a share, and the folders that cannot be read."""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "__macosx"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def walk(inbox: Path) -> tuple[list[Path], dict[str, str]]:
    """Files that may be deliveries (or logs), sorted; and, by folder, a sentence on each that cannot be read.

    A folder counts once, under its own name rather than that of a link to it: so a link in a circle ends.
    """
    files: list[Path] = []
    closed: dict[str, str] = {}
    seen: set[str] = set()
    waiting = [inbox]

    def refused(path: Path, error: OSError) -> None:
        closed[storable(path.relative_to(inbox).as_posix())] = (
            f"Tidak dapat dibaca ({error.strerror or type(error).__name__}), jadi kiriman di dalamnya tidak dimuat; "
            "beri pengguna ini izin baca, atau sambungkan lagi foldernya, lalu jalankan lagi."
        )

    while waiting:
        for folder, inner, names in os.walk(waiting.pop(0), onerror=lambda error: refused(Path(error.filename), error)):
            here, real = Path(folder), os.path.realpath(folder)
            if real in seen:
                inner.clear()
                continue
            seen.add(real)
            kept = sorted(name for name in inner if not _is_passed_over(name))
            links = [name for name in kept if _is_link(here / name)]
            # A link is gone through last, and only where its folder has not been met under its own name.
            waiting.extend(here / name for name in links)
            inner[:] = [name for name in kept if name not in links]
            files.extend(here / name for name in names if not _is_passed_over(name) and _is_file(here / name, refused))
    return sorted(files), closed


def _is_file(path: Path, refused: Callable[[Path, OSError], None]) -> bool:
    """Whether it is a file; of a folder that may be listed only, and of a link to nowhere, that is not known."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except PermissionError as error:
        refused(path.parent, error)
    except OSError as error:
        refused(path, error)
    return False


def storable(name: str) -> str:
    """A name every warehouse takes: a file name need not be valid text, nor a mail's be printable."""
    return _CONTROLS.sub("?", name.encode("utf-8", "replace").decode())


def _is_link(path: Path) -> bool:
    """Also what Windows calls a junction, which Python knows from 3.12 on."""
    return path.is_symlink() or bool(getattr(os.path, "isjunction", lambda _path: False)(path))


def _is_passed_over(name: str) -> bool:
    """Files of an open Office program, hidden ones, and what Windows and macOS put beside files."""
    return name.startswith(("~$", ".")) or name.casefold() in _SYSTEM_NAMES
