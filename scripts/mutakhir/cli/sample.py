"""`mutakhir sample`: made-up deliveries as partners really send them, with planted defects."""

from datetime import datetime, timezone
from pathlib import Path

import click

from mutakhir.cli.console import Steps
from mutakhir.cli.options import as_of_option, language_option, project_option
from mutakhir.cli.speech import say
from mutakhir.config import find_project


@click.command(
    help=say(
        "Tulis kiriman contoh mitra (DATA CONTOH) dengan cacat yang disengaja.",
        "Write sample deliveries (marked DATA CONTOH) with planted defects.",
    ),
    short_help=say(
        "Tulis kiriman contoh dengan cacat yang disengaja.", "Write sample deliveries with planted defects."
    ),
)
@project_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="out/sample",
    show_default=True,
    help=say("Folder keluaran.", "Folder for the files."),
)
@as_of_option
@language_option
def sample(project_dir: Path, out: Path, as_of: datetime | None) -> int:
    """Write the sample."""
    from mutakhir.sample.write import write_sample

    project = find_project(project_dir)
    with Steps() as steps:
        steps.step(say("Menulis kiriman contoh", "Writing sample deliveries"))
        moment = as_of or datetime.now(timezone.utc)
        result = write_sample(project.folder, out, moment, lambda _name, number, _total: steps.advance(number))
        steps.tell(
            say(
                f"{result.files} berkas, {result.rows} baris di {out}",
                f"{result.files} files, {result.rows} rows in {out}",
            )
        )
    return 0
