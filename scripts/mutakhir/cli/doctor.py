"""`mutakhir doctor`: what is missing on this machine, and how to get it."""

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

import click

from mutakhir.cli.doctor_declared import Finding, Findings, declared_checks
from mutakhir.cli.options import inbox_option, language_option, need_inbox, project_option, target_option
from mutakhir.cli.speech import LANGUAGE, one_line, say
from mutakhir.config import PROCEDURE_ZONE, Project, find_project
from mutakhir.domain.language import Language
from mutakhir.errors import MutakhirError
from mutakhir.redaction import without_secrets
from mutakhir.warehouse.profile import Profile, load_profile

_LIBRARIES = (
    "dbt.cli.main", "dlt", "duckdb", "psycopg2", "pyarrow", "openpyxl", "xlsxwriter", "typst", "babel",
    "python_calamine",
)  # fmt: skip
_OLDEST, _NEWEST = (3, 10), (3, 13)
_FREE_GIB = 2
_LONGEST_CAUSE = 300  # characters; some libraries put whole queries into their messages


@click.command(
    help=say("Periksa apa yang kurang di mesin ini, dan cara mendapatkannya.", "Say what is missing on this machine.")
)
@project_option
@inbox_option
@target_option
@language_option
def doctor(project_dir: Path, inbox: Path, target: str | None) -> int:
    """Exit code 2 where something needed is missing; each line is said as soon as it is known."""
    lacking = False
    for finding in _examine(project_dir, inbox, target):
        lacking |= finding.needed and not finding.good
        mark = say("baik  ", "good  ") if finding.good else say("KURANG", "LACKS ") if finding.needed else "-     "
        click.echo(f"{mark}  {one_line(without_secrets(finding.sentence)).rstrip('.')}")
    return 2 if lacking else 0


def _examine(project_dir: Path, inbox: Path, target: str | None) -> Findings:
    yield from _looked_at("Python", _python)
    dbt_works = True
    for name in _LIBRARIES:
        for finding in _looked_at(name, partial(_library, name)):
            dbt_works &= finding.good or not name.startswith("dbt.")
            yield finding
    yield from _looked_at("make", _make)
    try:
        project = find_project(project_dir)
    except MutakhirError as error:
        yield _refusal(error)
    else:
        yield from _project(project, inbox, target, dbt_works)
    yield from _looked_at(say("program uji", "test programs"), _test_programs)


def _project(project: Project, inbox: Path, target: str | None, dbt_works: bool) -> Findings:
    """What the project at hand needs."""
    for folder in (project.folder, project.target_dir, project.notes_dir, Path("out")):
        yield from _looked_at(str(folder), partial(_folder, folder))
    yield from _looked_at(say("ruang cakram", "disk space"), partial(_disk, project.folder))
    yield from _looked_at(str(inbox), partial(_inbox, inbox, (project.folder / "sources").is_dir()))
    for what, check in declared_checks(project.folder, datetime.now(timezone.utc).astimezone(PROCEDURE_ZONE).date()):
        yield from _looked_at(what, check)
    if dbt_works:
        yield from _looked_at(say("gudang data", "warehouse"), partial(_warehouse, project, target))
    else:
        yield Finding(
            False,
            False,
            say(
                "Profil dan gudang data tidak diperiksa, sebab dbt tidak dapat dipakai: betulkan dbt, lalu ulangi",
                "Profile and warehouse were not looked at, since dbt cannot be used: mend dbt, then try again",
            ),
        )


def _looked_at(what: str, check: Callable[[], Findings]) -> Findings:
    """The findings of one check; an error in it is a finding too, so that the rest is still said."""
    try:
        yield from check()
    except MutakhirError as error:
        yield _refusal(error)
    except Exception as error:  # whatever a broken machine comes up with
        if os.environ.get("MUTAKHIR_DEBUG"):
            raise
        said = f"{type(error).__name__}: {error}"[:_LONGEST_CAUSE]
        yield Finding(
            False,
            True,
            say(
                f"{what} tidak dapat diperiksa ({said}): jalankan lagi dengan MUTAKHIR_DEBUG=1 dan laporkan rinciannya",
                f"{what} could not be looked at ({said}): run again with MUTAKHIR_DEBUG=1 and report the details",
            ),
        )


def _refusal(error: MutakhirError) -> Finding:
    return Finding(False, True, error.english if LANGUAGE is Language.EN else str(error))


def _python() -> Findings:
    found, (old, new) = platform.python_version(), (".".join(map(str, version)) for version in (_OLDEST, _NEWEST))
    if _OLDEST <= sys.version_info[:2] <= _NEWEST:
        yield Finding(
            True, True, say(f"Python {found} (perlu {old} – {new})", f"Python {found} (needs {old} to {new})")
        )
        return
    yield Finding(
        False,
        True,
        say(
            f"Python {found} tidak didukung (perlu {old} – {new}): pasang Python {new}, hapus folder .venv, lalu "
            f"jalankan `make setup PYTHON=python{new}`",
            f"Python {found} is not supported (needs {old} to {new}): install Python {new}, remove the folder .venv, "
            f"then run `make setup PYTHON=python{new}`",
        ),
    )


def _library(name: str) -> Findings:
    package = name.split(".", maxsplit=1)[0]
    try:
        importlib.import_module(name)
    except Exception as error:  # a library that is there in part may raise anything
        said = f"{type(error).__name__}: {error}"[:_LONGEST_CAUSE]
        # With .venv in place `make setup` sees nothing to do.
        indonesian = f"Pustaka {package} tidak dapat dipakai ({said}): hapus folder .venv, lalu jalankan `make setup`"
        english = f"The library {package} cannot be used ({said}): remove the folder .venv, then run `make setup`"
        yield Finding(False, True, say(indonesian, english))
    else:
        yield Finding(True, True, say(f"Pustaka {package}", f"Library {package}"))


def _make() -> Findings:
    if shutil.which("make"):
        yield Finding(True, False, say("make: ada", "make: found"))
        return
    yield Finding(
        False,
        False,
        say(
            "make: tidak ada, perlu untuk `make setup`, `make report`, dan `make clean` (Debian: apt install make)",
            "make: not found, needed for `make setup`, `make report` and `make clean` (Debian: apt install make)",
        ),
    )


def _folder(folder: Path) -> Findings:
    """Whether files can be written into `folder`, or where it would be made."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    probe = existing / f".mutakhir-doctor-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = error.strerror or type(error).__name__
        indonesian = f"Folder {folder} tidak dapat ditulisi ({why}): beri pengguna ini izin tulis di {existing}"
        english = f"The folder {folder} cannot be written ({why}): give this user the right to write in {existing}"
        yield Finding(False, True, say(indonesian, english))
    else:
        yield Finding(True, True, say(f"Folder {folder} dapat ditulisi", f"Folder {folder} can be written"))


def _disk(folder: Path) -> Findings:
    free = shutil.disk_usage(folder).free / 1024**3
    comma = f"{free:.1f}".replace(".", ",")
    if free >= _FREE_GIB:
        indonesian, english = f"Ruang cakram bebas {comma} GiB", f"Free disk space {free:.1f} GiB"
    else:
        indonesian = f"Ruang cakram bebas tinggal {comma} GiB (perlu {_FREE_GIB} GiB): kosongkan cakram dari {folder}"
        english = f"Only {free:.1f} GiB of disk are free ({_FREE_GIB} GiB needed): make room on the disk of {folder}"
    yield Finding(free >= _FREE_GIB, True, say(indonesian, english))


def _inbox(inbox: Path, needed: bool) -> Findings:
    """The inbox; a project whose data others load needs none."""
    try:
        need_inbox(inbox)
    except MutakhirError as error:
        yield _refusal(error)._replace(needed=needed)
        return
    try:
        empty = not any(inbox.iterdir())
    except OSError as error:
        why = error.strerror or type(error).__name__
        indonesian = f"Kotak masuk {inbox} tidak dapat dibaca ({why}): beri pengguna ini izin baca"
        english = f"The inbox {inbox} cannot be read ({why}): give this user the right to read it"
        yield Finding(False, needed, say(indonesian, english))
        return
    if empty:
        indonesian = f"Kotak masuk {inbox} ada, masih kosong: taruh kiriman mitra di dalamnya"
        english = f"Inbox {inbox}, still empty: put partners' deliveries into it"
    else:
        indonesian, english = f"Kotak masuk {inbox} ada", f"Inbox {inbox}"
    yield Finding(True, needed, say(indonesian, english))


def _warehouse(project: Project, target: str | None) -> Findings:
    """The profile, then whether the project can be read and its warehouse answers."""
    from mutakhir.warehouse.dbt_session import DbtSession

    profile = load_profile(project.folder, target)
    name = f"{profile.target} ({profile.adapter})"
    yield Finding(True, True, say(f"Profil: target {name}", f"Profile: target {name}"))
    if lacking := _no_folder(profile, project):
        yield lacking
        return
    session = DbtSession(project.folder, profile.target, project.target_dir / "doctor", lambda _done: None)
    try:
        session.parse()
        session.connect()
    finally:
        session.close()
    yield Finding(True, True, say(f"Gudang data: target {name} menjawab", f"Warehouse: target {name} answers"))


def _no_folder(profile: Profile, project: Project) -> Finding | None:
    """What is lacking where DuckDB's file has no folder: DuckDB makes the one, never the other."""
    if profile.adapter != "duckdb" or str(profile.credentials.path).startswith((":memory:", "md:", "motherduck:")):
        return None
    folder = (project.folder / profile.credentials.path).parent
    if folder.is_dir():
        return None
    indonesian = f"Folder gudang data {folder} tidak ada: jalankan `make setup`, atau buat folder itu"
    english = f"The warehouse's folder {folder} does not exist: run `make setup`, or make that folder"
    return Finding(False, True, say(indonesian, english))


def _test_programs() -> Findings:
    """Programs that only tests drive, with Debian's name of the package."""
    programs = (
        (("faketime",), "faketime", say("menguji riwayat menurut tanggalnya", "to test a history at its own dates")),
        (
            ("chromium", "chromium-browser", "google-chrome"),
            "chromium",
            say("menguji laporan di peramban", "to test the report in a browser"),
        ),
        (("soffice",), "libreoffice-calc", say("menguji XLSX di LibreOffice", "to test the XLSX in LibreOffice")),
    )
    for names, package, purpose in programs:
        if any(map(shutil.which, names)):
            yield Finding(True, False, say(f"{names[0]}: ada", f"{names[0]}: found"))
            continue
        indonesian = f"{names[0]}: tidak ada, hanya perlu untuk {purpose} (Debian: apt install {package})"
        english = f"{names[0]}: not found, needed only {purpose} (Debian: apt install {package})"
        yield Finding(False, False, say(indonesian, english))
