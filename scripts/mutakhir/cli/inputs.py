"""What a project folder declares beside its artifacts, read for verdicts: calendar, waivers, and their digests."""

import hashlib
from datetime import date
from pathlib import Path

import yaml

from mutakhir.artifacts.bundle import Bundle
from mutakhir.artifacts.history import history_path
from mutakhir.artifacts.history_file import read_history
from mutakhir.checklist.inputs import Inputs
from mutakhir.checklist.past import NO_PAST, Past, past_of
from mutakhir.config import Project
from mutakhir.declared import waivers
from mutakhir.domain.checklist import Evidence
from mutakhir.domain.language import Text
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.errors import ArtifactError

_DIGESTED = ("seeds/jadwal_pemutakhiran.csv", "seeds/pelapor_wajib.csv", "seeds/hari_libur.csv", waivers.FILE)


def read_inputs(project_dir: Path, bundle: Bundle) -> Inputs:
    """The inputs of the project in `project_dir` where the artifacts are its own; else only what everybody has.

    Raises ConfigError where a file of the project is wrong.
    """
    dated = bundle.facts is not None and any(facts.obligations for facts in bundle.facts.datasets.values())
    if _project_name(project_dir) != bundle.project:
        notices = (_foreign(project_dir, bundle.project),) if dated else ()
        return Inputs(_common_calendar() if dated else None, notices=notices)
    return Inputs(
        calendar=_calendar(project_dir) if dated else None,
        waivers=waivers.read_waivers(project_dir),
        evidence=_digests(project_dir),
        past=_past(project_dir, bundle),
    )


def _foreign(project_dir: Path, project: str) -> Text:
    return Text(
        f"Artefak ini dari proyek {project}, bukan dari proyek di {project_dir.name or 'folder ini'}: kalender dan "
        "dispensasi proyek itu tidak diketahui, hari libur hanya menurut perkiraan umum (lihat --project-dir)",
        f"These artifacts are of project {project}, not of the one in {project_dir.name or 'this folder'}: its "
        "calendar and waivers are not known, holidays are an estimate (see --project-dir)",
    )


def _calendar(project_dir: Path) -> WorkingCalendar:
    from mutakhir.declared.holidays import read_calendar

    return read_calendar(project_dir)


def _common_calendar() -> WorkingCalendar:
    """Public holidays as everybody knows them, reviewed by nobody."""
    from mutakhir.declared.holidays import YEARS, library_days

    return WorkingCalendar(dict(library_days(YEARS)), date.min)


def _past(project_dir: Path, bundle: Bundle) -> Past:
    """What earlier runs measured; a history that cannot be read leaves stability unchecked, and all else as it is."""
    if bundle.facts is None or not bundle.facts.datasets:
        return NO_PAST
    sample = bool(bundle.run_log and bundle.run_log.sample)
    try:
        history = read_history(history_path(Project(project_dir).history_dir, sample=sample))
    except ArtifactError as error:
        said = Text(str(error).rstrip("."), error.english.rstrip("."))
        return Past(problem=said, notices=(said,))
    return past_of(history, bundle.facts, bundle.evidence["facts.json"].sha256, bundle.project, sample=sample)


def _digests(project_dir: Path) -> dict[str, Evidence]:
    return {
        Path(name).name: Evidence(hashlib.sha256(path.read_bytes()).hexdigest())
        for name in _DIGESTED
        if (path := project_dir / name).is_file()
    }


def _project_name(project_dir: Path) -> str:
    """Name in dbt_project.yml; empty where there is none that can be read, which then is no project of ours."""
    try:
        document = yaml.safe_load((project_dir / "dbt_project.yml").read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return ""
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""
