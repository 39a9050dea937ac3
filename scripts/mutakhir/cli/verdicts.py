"""`mutakhir checklist` and `mutakhir report`: artifacts to check list and report, on any dbt project."""

from datetime import datetime
from pathlib import Path

import click

from mutakhir import __version__
from mutakhir.artifacts.bundle import Bundle, read_bundle
from mutakhir.checklist.build import Settings, build_checklist, cycle_of
from mutakhir.cli.inputs import read_inputs
from mutakhir.cli.memory import collector_at_rest
from mutakhir.cli.options import (
    as_of_option,
    cycle_option,
    evidence_options,
    fail_on_option,
    hours,
    language_option,
    out_option,
    project_option,
)
from mutakhir.cli.outputs import exit_code, write_outputs
from mutakhir.cli.speech import LANGUAGE, one_line, say
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.checklist import Checklist

TARGET_DIR = click.option(
    "--target-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default="target",
    show_default=True,
    help=say("Folder artefak dbt.", "Folder with dbt's artifacts."),
)
_NOTES = click.option(
    "--notes",
    "notes_dir",
    type=click.Path(file_okay=False, path_type=Path),
    default="notes",
    show_default=True,
    help=say("Folder catatan orang.", "Folder with what people wrote."),
)


@click.command(help=say("Tulis daftar periksa (JSON, CSV, XLSX).", "Write the check list (JSON, CSV, XLSX)."))
@TARGET_DIR
@project_option
@out_option
@_NOTES
@as_of_option
@cycle_option
@evidence_options
@fail_on_option
@language_option
def checklist(**options: object) -> int:
    """Check list only."""
    return _judge(with_report=False, **options)  # type: ignore[arg-type]


@click.command(
    help=say(
        "Tulis daftar periksa dan laporan (JSON, CSV, XLSX, HTML, PDF).",
        "Write check list and report (JSON, CSV, XLSX, HTML, PDF).",
    )
)
@TARGET_DIR
@project_option
@out_option
@_NOTES
@as_of_option
@cycle_option
@evidence_options
@fail_on_option
@language_option
def report(**options: object) -> int:
    """Check list and report, since the one is the annex of the other."""
    return _judge(with_report=True, **options)  # type: ignore[arg-type]


def _judge(
    *,
    with_report: bool,
    target_dir: Path,
    project_dir: Path,
    out: Path,
    notes_dir: Path,
    as_of: datetime | None,
    cycle: str | None,
    max_evidence_age: float,
    loaded_at_zone: str,
    without: tuple[str, ...],
    fail_on: str | None,
) -> int:
    with collector_at_rest():
        bundle = read_bundle(target_dir, frozenset(without))
        judged = judge_bundle(bundle, project_dir, as_of, cycle, max_evidence_age, loaded_at_zone)
        del bundle  # the outputs need its memory
        folder = out / judged.cycle
        for sentence in write_outputs(judged, folder, notes_dir, LANGUAGE, with_report):
            click.echo(one_line(sentence), err=True)
    click.echo(str(folder))
    return exit_code(judged, fail_on)


def judge_bundle(
    bundle: Bundle,
    project_dir: Path,
    as_of: datetime | None,
    cycle: str | None,
    max_evidence_age: float,
    loaded_at_zone: str,
) -> Checklist:
    """The check list of a bundle, as every command judges it; `project_dir` holds what people declare."""
    moment = as_of or bundle.newest
    settings = Settings(
        as_of=moment,
        cycle=cycle or cycle_of(moment, PROCEDURE_ZONE),
        tool_version=__version__,
        max_evidence_age=hours(max_evidence_age),
        loaded_at_zone=loaded_at_zone,
    )
    return build_checklist(bundle, settings, read_inputs(project_dir, bundle))
