"""`mutakhir facts`: count what came since the last run, or everything anew, and export it to target/facts.json."""

from datetime import datetime, timezone
from pathlib import Path

import click

from mutakhir import __version__
from mutakhir.artifacts.facts import Facts
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.artifacts.runlog import read_run_log
from mutakhir.checklist.expected import declared_relations
from mutakhir.cli.alone import only_one_run
from mutakhir.cli.console import Steps
from mutakhir.cli.options import language_option, project_option, target_option
from mutakhir.cli.remember import remember
from mutakhir.cli.speech import say
from mutakhir.config import Project, find_project
from mutakhir.declared.roster import read_roster
from mutakhir.errors import ConfigError, WarehouseError
from mutakhir.warehouse.profile import Profile, load_profile


@click.command(
    short_help=say("Hitung isi gudang data per periode.", "Count what the warehouse holds by period."),
    help=say(
        "Hitung isi gudang data per periode dan tulis target/facts.json, tanpa memuat dan menguji.",
        "Count what the warehouse holds by period and write target/facts.json, without loading and testing.",
    ),
)
@click.option(
    "--full",
    is_flag=True,
    help=say(
        "Hitung ulang semuanya, dan sebut apa yang berbeda dari hitungan per kiriman.",
        "Count everything anew, and tell what differs from the counts kept by delivery.",
    ),
)
@project_option
@target_option
@language_option
def facts(full: bool, project_dir: Path, target: str | None) -> int:
    """Count and export; exit codes by the contract."""
    project = find_project(project_dir)
    read_roster(project.folder)
    with only_one_run(project), Steps() as steps:
        profile = load_profile(project.folder, target)
        _refuse_other_target(project, profile)
        found = _count(project, profile, full, steps)
        forgotten = remember(project, steps)
        if full:
            number = len(found.differences)
            steps.tell(
                say(
                    f"{len(found.datasets)} kumpulan data dihitung ulang, {number} perbedaan",
                    f"{len(found.datasets)} data sets counted anew, {number} differences",
                )
            )
    click.echo(str(project.target_dir / "facts.json"))
    if forgotten is not None:
        raise forgotten
    return 0


def _refuse_other_target(project: Project, profile: Profile) -> None:
    """Facts of one warehouse beside the artifacts of another would pass for one run."""
    path = project.target_dir / "mutakhir.json"
    if path.exists() and (log := read_run_log(path)[0]).target != profile.target:
        raise ConfigError(
            f"{project.target_dir} berisi artefak target {log.target}, bukan {profile.target}: jalankan "
            f"`mutakhir run --target {profile.target}`, atau pakai --target {log.target}.",
            f"{project.target_dir} holds the artifacts of target {log.target}, not of {profile.target}: run "
            f"`mutakhir run --target {profile.target}`, or use --target {log.target}.",
        )


def _count(project: Project, profile: Profile, full: bool, steps: Steps) -> Facts:
    from mutakhir.warehouse.artifacts import facts_of, write_facts
    from mutakhir.warehouse.dbt_session import DbtSession
    from mutakhir.warehouse.facts import MODELS, read_counts
    from mutakhir.warehouse.inventory import list_tables
    from mutakhir.warehouse.recount import differences

    began = datetime.now(timezone.utc)
    session = DbtSession(project.folder, profile.target, project.target_dir, steps.advance)
    try:
        steps.step(say("Membaca proyek", "Reading the project"))
        session.parse(write=True)
        session.connect()
        manifest = read_manifest(session.folder("parse") / "manifest.json").content
        declared = declared_relations(manifest)
        if full:
            before = read_counts(session.query, manifest, list_tables(session.query, declared), began).datasets
        steps.step(say("Menghitung", "Counting"), len(MODELS))
        if failed := session.count(full):
            name, said = next(iter(failed.items()))
            raise WarehouseError(
                f"Model {name} tidak dapat dibangun ({said[:300]}): jalankan `mutakhir run` lebih dahulu; facts.json "
                "tidak diubah.",
                f"Model {name} could not be built ({said[:300]}): run `mutakhir run` first; facts.json was left as is.",
            )
        tables = list_tables(session.query, declared)
        counted = read_counts(session.query, manifest, tables, datetime.now(timezone.utc))
    finally:
        session.close()
    now, facts_before = datetime.now(timezone.utc), project.target_dir / "facts.json"
    found = facts_of(counted, tables, __version__, began, now, facts_before)
    if full:
        found.differences = differences(before, counted.datasets)
    write_facts(project.target_dir, found)
    return found
