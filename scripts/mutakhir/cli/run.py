"""`mutakhir run`: the main job in one process: load, build, freshness, facts, check list, report."""

from datetime import datetime, timezone
from pathlib import Path

import click

from mutakhir import __version__
from mutakhir.artifacts.bundle import read_bundle
from mutakhir.artifacts.facts import WarehouseTable
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.artifacts.runlog import LoadRecord
from mutakhir.checklist.build import Settings, build_checklist, cycle_of
from mutakhir.checklist.expected import declared_relations
from mutakhir.cli.alone import only_one_run
from mutakhir.cli.console import Steps
from mutakhir.cli.inputs import built_inputs, check_declared, read_inputs
from mutakhir.cli.memory import collector_at_rest, set_apart
from mutakhir.cli.options import (
    cycle_option,
    fail_on_option,
    inbox_option,
    language_option,
    need_inbox,
    out_option,
    project_option,
    target_option,
)
from mutakhir.cli.outputs import exit_code, headline, write_outputs
from mutakhir.cli.remember import remember
from mutakhir.cli.speech import LANGUAGE, say
from mutakhir.config import PROCEDURE_ZONE, Project, find_project
from mutakhir.errors import ArtifactError
from mutakhir.warehouse.artifacts import COLLECTED, collect, facts_of, model_not_built, write_facts, write_run_log
from mutakhir.warehouse.facts import MODELS, Counted, read_counts
from mutakhir.warehouse.inventory import Query, landing_is_sample, list_tables
from mutakhir.warehouse.profile import Profile, load_profile


@click.command(
    help=say(
        "Pekerjaan utama: muat kiriman, bangun dan uji, ukur umur kiriman, tulis daftar periksa dan laporan.",
        "The main job: load deliveries, build and test, measure load age, write check list and report.",
    ),
    short_help=say("Pekerjaan utama: dari kiriman mitra sampai laporan.", "The main job: from deliveries to report."),
)
@inbox_option
@click.option(
    "--load/--no-load",
    "with_load",
    default=True,
    help=say("Muat kotak masuk lebih dahulu.", "Load the inbox first."),
)
@click.option(
    "--report/--no-report",
    "with_report",
    default=True,
    help=say("Tulis daftar periksa dan laporan di akhir.", "Write check list and report at the end."),
)
@project_option
@target_option
@out_option
@cycle_option
@fail_on_option
@language_option
def run(
    inbox: Path,
    with_load: bool,
    with_report: bool,
    project_dir: Path,
    target: str | None,
    out: Path,
    cycle: str | None,
    fail_on: str | None,
) -> int:
    """Run everything; exit codes by the contract."""
    project = find_project(project_dir)
    check_declared(project.folder)  # what is wrong there is said before anything heavy is begun
    if with_load:
        need_inbox(inbox)
    from mutakhir.cli.loading import load_inbox, state_without_load

    with only_one_run(project), Steps() as steps:
        profile = load_profile(project.folder, target)
        started = datetime.now(timezone.utc)
        if with_load:
            loaded: LoadRecord | None = load_inbox(project, profile, inbox, started, steps)
        else:
            loaded = state_without_load(project, profile, started)
        _measure(project, profile, loaded, steps)
        forgotten = remember(project, steps)
        if not with_report:
            return _unless(forgotten, 0)
        steps.step(say("Menulis daftar periksa dan laporan", "Writing check list and report"))
        with collector_at_rest():
            bundle = read_bundle(project.target_dir)
            as_of = bundle.newest
            settings = Settings(as_of, cycle or cycle_of(as_of, PROCEDURE_ZONE), __version__)
            judged = build_checklist(bundle, settings, read_inputs(project.folder, bundle))
            folder = out / judged.cycle
            for sentence in write_outputs(judged, folder, project.notes_dir, LANGUAGE, with_report=True):
                steps.tell(sentence)
            steps.tell(headline(judged, folder, LANGUAGE))
    click.echo(str(folder))
    return _unless(forgotten, exit_code(judged, fail_on))


def _unless(error: ArtifactError | None, code: int) -> int:
    """`code`, unless there is an error that waited until everything else was written."""
    if error is not None:
        raise error
    return code


def _measure(project: Project, profile: Profile, loaded: LoadRecord | None, steps: Steps) -> None:
    """Build, freshness, catalog and inventory; leaves the bound set of artifacts in the target folder."""
    from mutakhir.warehouse.dbt_session import DbtSession

    began = datetime.now(timezone.utc)
    session = DbtSession(project.folder, profile.target, project.target_dir, steps.advance)
    try:
        steps.step(say("Membaca proyek", "Reading the project"))
        session.parse()
        set_apart()
        inputs = built_inputs(project.folder)
        steps.step(say("Membangun dan menguji", "Building and testing"), session.count_nodes())
        session.build()
        steps.step(say("Mengukur umur kiriman", "Measuring load age"))
        freshness_errors = session.freshness()
        steps.step(say("Menghitung isi gudang data", "Counting what the warehouse holds"))
        session.catalog()
        collect(project.target_dir, {step: session.folder(step) for step in COLLECTED})
        tables, sample, counted = _contents(session.query, project.target_dir)
    finally:
        session.close()
    now, facts_before = datetime.now(timezone.utc), project.target_dir / "facts.json"
    write_facts(project.target_dir, facts_of(counted, tables, __version__, began, now, facts_before))
    write_run_log(
        project.target_dir,
        profile,
        project=session.project_name,
        tool_version=__version__,
        now=datetime.now(timezone.utc),
        sample=sample,
        freshness_errors=freshness_errors,
        load=loaded,
        inputs=inputs,
    )


def _contents(query: Query, target_dir: Path) -> tuple[list[WarehouseTable], bool, Counted]:
    """The tables of the warehouse just built, whether its deliveries are made up, and what its models counted."""
    manifest = read_manifest(target_dir / "manifest.json").content
    tables = list_tables(query, declared_relations(manifest))
    sample = landing_is_sample(query, tables)
    broken = model_not_built(target_dir, MODELS)
    return tables, sample, read_counts(query, manifest, tables, datetime.now(timezone.utc), broken)
