"""What a project folder declares beside its artifacts, read for verdicts: calendar, waivers, history, their digests."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from mutakhir.artifacts.bundle import Bundle
from mutakhir.artifacts.history import history_path
from mutakhir.artifacts.history_file import read_history
from mutakhir.checklist.inputs import Inputs
from mutakhir.checklist.past import NO_PAST, Past, past_of
from mutakhir.declared import waivers
from mutakhir.declared.holidays import FILE as CALENDAR
from mutakhir.declared.holidays import read_reviewed
from mutakhir.declared.roster import read_roster
from mutakhir.domain.checklist import Evidence
from mutakhir.domain.language import Text
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.errors import ArtifactError

_BUILT = ("seeds/jadwal_pemutakhiran.csv", "seeds/pelapor_wajib.csv")
"""Files that verdicts rest on by way of the warehouse: facts hold what they said when it was built."""
_READ = (CALENDAR, waivers.FILE)
"""Files that are read when a verdict is passed."""


def check_declared(project_dir: Path) -> None:
    """Read roster, holidays and waivers for their errors alone; ConfigError at the first that cannot be right.

    A roster that contradicts itself accuses people, and the other two would stop the run after everything was built.
    """
    read_roster(project_dir)
    read_reviewed(project_dir)
    waivers.read_waivers(project_dir)


def built_inputs(project_dir: Path) -> dict[str, str]:
    """Digest of every file that a build takes into the warehouse, by its path in the project."""
    return _digests(project_dir, _BUILT)


def read_inputs(project_dir: Path, bundle: Bundle) -> Inputs:
    """The inputs of the project in `project_dir` where the artifacts are its own; else only what everybody has.

    Raises ConfigError where a file of the project is wrong.
    """
    counted = bundle.facts is not None and bool(bundle.facts.datasets)
    dated = bundle.facts is not None and any(facts.obligations for facts in bundle.facts.datasets.values())
    if _project_name(project_dir) != bundle.project:
        return Inputs(_common_calendar() if counted else None, notices=(_foreign(bundle.project),) if dated else ())
    now = built_inputs(project_dir)
    then = bundle.run_log.inputs if bundle.run_log else {}
    digests = {**now, **then, **_digests(project_dir, _READ)}
    return Inputs(
        calendar=_calendar(project_dir) if counted else None,
        waivers=waivers.read_waivers(project_dir),
        past=_past(project_dir, bundle),
        evidence={Path(name).name: Evidence(digest) for name, digest in digests.items()},
        notices=tuple(_changed(name) for name, digest in then.items() if now.get(name) != digest),
    )


def _changed(name: str) -> Text:
    return Text(
        f"{name} berubah sesudah gudang data dibangun, penilaian ini memakai yang lama: jalankan `mutakhir run`",
        f"{name} changed after the warehouse was built, these verdicts rest on the old one: run `mutakhir run`",
    )


def _past(project_dir: Path, bundle: Bundle) -> Past:
    """What earlier runs measured; a history that cannot be read is said where it is missed, and stops nothing."""
    facts = bundle.evidence.get("facts.json")
    if bundle.facts is None or facts is None:
        return NO_PAST
    log = bundle.run_log
    sample, target = bool(log and log.sample), log.full_target if log else ""
    path = history_path(project_dir / "history", sample=sample)
    try:
        return past_of(read_history(path), bundle.facts, facts.sha256, bundle.project, target, sample=sample)
    except ArtifactError as error:
        # Inside the project: where it lies on this machine is nobody's business in a check list.
        shown = path.relative_to(project_dir).as_posix()
        return Past(problem=Text(*(said.replace(str(path), shown) for said in (str(error), error.english))))


def _foreign(project: str) -> Text:
    return Text(
        f"Artefak ini dari proyek {project}, bukan dari proyek di --project-dir: kalender, dispensasi dan riwayatnya "
        "tidak diketahui, hari libur hanya menurut perkiraan umum",
        f"These artifacts are of project {project}, not of the one in --project-dir: its calendar, waivers and history "
        "are not known, holidays are an estimate",
    )


def _calendar(project_dir: Path) -> WorkingCalendar:
    from mutakhir.declared.holidays import read_calendar

    return read_calendar(project_dir)


def _common_calendar() -> WorkingCalendar:
    """Public holidays as everybody knows them, reviewed by nobody."""
    from mutakhir.declared.holidays import YEARS, library_days

    return WorkingCalendar(dict(library_days(YEARS)), date.min)


def _digests(project_dir: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of those files of the project that are there."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name in names if (path := project_dir / name).is_file()
    }


def _project_name(project_dir: Path) -> str:
    """Name in dbt_project.yml; empty where there is none that can be read, which then is no project of ours."""
    try:
        document = yaml.safe_load((project_dir / "dbt_project.yml").read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return ""
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""
