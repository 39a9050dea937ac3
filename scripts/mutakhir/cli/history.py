"""`mutakhir history`: how each data set kept its months, as text or CSV, from the check list of the artifacts."""

from datetime import datetime
from pathlib import Path

import click

from mutakhir.artifacts.bundle import read_bundle
from mutakhir.cli.memory import collector_at_rest
from mutakhir.cli.options import as_of_option, cycle_option, evidence_options, language_option, project_option
from mutakhir.cli.speech import LANGUAGE, one_line, say
from mutakhir.cli.verdicts import TARGET_DIR, judge_bundle
from mutakhir.exports.history_text import history_csv, history_table
from mutakhir.files import write_atomically


@click.command(
    help=say(
        "Tulis riwayat ketepatan waktu: satu baris per kumpulan data, satu kolom per bulan jatuh tempo.",
        "Write the history of punctuality: one line per data set, one column per month in which it fell due.",
    ),
    short_help=say("Tulis riwayat ketepatan waktu per kumpulan data.", "Write the history of punctuality by data set."),
)
@TARGET_DIR
@project_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say("Berkas keluaran; tanpa ini ke layar.", "File to write; to the screen without it."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help=say("Bentuk keluaran.", "Form of the output."),
)
@as_of_option
@cycle_option
@evidence_options
@language_option
def history(
    target_dir: Path,
    project_dir: Path,
    out: Path | None,
    form: str,
    as_of: datetime | None,
    cycle: str | None,
    max_evidence_age: float,
    loaded_at_zone: str,
    without: tuple[str, ...],
) -> None:
    """The months of the check list that `mutakhir checklist` would write."""
    with collector_at_rest():
        bundle = read_bundle(target_dir, frozenset(without))
        judged = judge_bundle(bundle, project_dir, as_of, cycle, max_evidence_age, loaded_at_zone)
    if not judged.months:
        said = say(
            "Belum ada riwayat: jalankan `mutakhir run`, yang menulis fakta dan jadwal yang dipakai riwayat.",
            "There is no history yet: run `mutakhir run`, which writes the facts and schedule that it is made of.",
        )
        click.echo(one_line(said), err=True)
        return
    made = history_csv(judged, LANGUAGE) if form == "csv" else history_table(judged, LANGUAGE)
    if out is None:
        click.echo(made, nl=False)
        return
    write_atomically(out, made.encode("utf-8-sig" if form == "csv" else "utf-8"))
    click.echo(str(out))
