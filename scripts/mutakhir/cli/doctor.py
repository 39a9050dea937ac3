"""`mutakhir doctor`: what is missing on this machine, and how to get it."""

import importlib
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from mutakhir.cli.options import language_option, project_option, target_option
from mutakhir.cli.speech import say
from mutakhir.config import Project, find_project
from mutakhir.errors import MutakhirError

_LIBRARIES = ("dbt.cli.main", "dlt", "duckdb", "psycopg2", "pyarrow", "xlsxwriter", "typst", "babel", "python_calamine")
_FREE_BYTES = 2 * 1024**3


class Finding(NamedTuple):
    """One thing looked at: whether it is in order, what it is, and what to do where it is not."""

    good: bool
    needed: bool
    sentence: str


@click.command(
    help=say("Periksa apa yang kurang di mesin ini, dan cara mendapatkannya.", "Say what is missing on this machine.")
)
@project_option
@target_option
@language_option
def doctor(project_dir: Path, target: str | None) -> int:
    """Exit code 2 where something needed is missing."""
    findings = list(_examine(project_dir, target))
    for finding in findings:
        mark = say("baik  ", "good  ") if finding.good else say("KURANG", "LACKS ") if finding.needed else "-     "
        click.echo(f"{mark}  {finding.sentence}")
    return 2 if any(finding.needed and not finding.good for finding in findings) else 0


def _examine(project_dir: Path, target: str | None) -> Iterator[Finding]:
    yield _python()
    yield from (_library(name) for name in _LIBRARIES)
    try:
        project = find_project(project_dir)
    except MutakhirError as error:
        yield Finding(False, True, str(error))
        return
    yield from _folders(project)
    yield _warehouse(project, target)
    yield from _optional()


def _python() -> Finding:
    good = (3, 10) <= sys.version_info[:2] <= (3, 13)
    found = platform.python_version()
    return Finding(good, True, say(f"Python {found} (perlu 3.10 – 3.13)", f"Python {found} (needs 3.10 to 3.13)"))


def _library(name: str) -> Finding:
    package = name.split(".", maxsplit=1)[0]
    try:
        importlib.import_module(name)
    except ImportError as error:
        advice = say(
            f"Pustaka {package} tidak ada ({error}): jalankan `make setup`", f"{package} is missing: make setup"
        )
        return Finding(False, True, advice)
    return Finding(True, True, say(f"Pustaka {package}", f"Library {package}"))


def _folders(project: Project) -> Iterator[Finding]:
    for folder in (project.folder, project.target_dir, project.notes_dir):
        existing = folder if folder.exists() else folder.parent
        probe = existing / ".mutakhir-doctor"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            why = error.strerror
            yield Finding(
                False,
                True,
                say(
                    f"Folder {folder} tidak dapat ditulisi ({why}): periksa izinnya",
                    f"{folder} cannot be written: {why}",
                ),
            )
        else:
            yield Finding(True, True, say(f"Folder {folder} dapat ditulisi", f"Folder {folder} can be written"))
    free = shutil.disk_usage(project.folder).free
    yield Finding(
        free >= _FREE_BYTES,
        True,
        say(
            f"Ruang cakram bebas {free / 1024**3:.1f} GiB (perlu 2 GiB)",
            f"Free disk space {free / 1024**3:.1f} GiB (2 GiB needed)",
        ),
    )


def _warehouse(project: Project, target: str | None) -> Finding:
    from mutakhir.warehouse.dbt_session import DbtSession
    from mutakhir.warehouse.profile import load_profile

    try:
        profile = load_profile(project.folder, target)
        session = DbtSession(project.folder, profile.target, project.target_dir / "doctor", lambda _done: None)
        try:
            session.parse()
            session.connect()
        finally:
            session.close()
    except MutakhirError as error:
        return Finding(False, True, say(str(error), error.english))
    return Finding(
        True,
        True,
        say(
            f"Gudang data: target {profile.target} ({profile.adapter}) menjawab",
            f"Warehouse: target {profile.target} ({profile.adapter}) answers",
        ),
    )


def _optional() -> Iterator[Finding]:
    programs: dict[str, Callable[[], str]] = {
        "faketime": lambda: say("untuk menguji riwayat menurut tanggalnya", "to test a history at its own dates"),
        "chromium": lambda: say("untuk menguji laporan di peramban", "to test the report in a browser"),
        "soffice": lambda: say("untuk menguji XLSX di LibreOffice", "to test the XLSX in LibreOffice"),
    }
    for name, purpose in programs.items():
        found = shutil.which(name) is not None
        state = say("ada", "found") if found else say("tidak ada, hanya", "not found, only")
        yield Finding(found, False, f"{name}: {state} {purpose()}")
