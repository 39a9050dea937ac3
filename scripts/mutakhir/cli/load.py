"""`mutakhir load`: partners' deliveries into the landing tables, nothing else."""

from datetime import datetime, timezone
from pathlib import Path

import click

from mutakhir.cli.console import Steps
from mutakhir.cli.options import inbox_option, language_option, need_inbox, project_option, target_option
from mutakhir.cli.speech import say
from mutakhir.config import find_project


@click.command(
    help=say(
        "Muat kiriman mitra dari kotak masuk ke tabel pendaratan; berkas yang sama dua kali tidak mengubah apa pun.",
        "Load partners' deliveries from the inbox into the landing tables; the same file twice changes nothing.",
    ),
    short_help=say("Muat kiriman mitra ke tabel pendaratan.", "Load partners' deliveries into the landing tables."),
)
@inbox_option
@project_option
@target_option
@language_option
def load(inbox: Path, project_dir: Path, target: str | None) -> int:
    """Load only; exit code 1 where a delivery was set aside."""
    project = find_project(project_dir)
    need_inbox(inbox)
    from mutakhir.cli.loading import load_inbox
    from mutakhir.warehouse.profile import load_profile

    with Steps() as steps:
        profile = load_profile(project.folder, target)
        record = load_inbox(project, profile, inbox, datetime.now(timezone.utc), steps)
    return int(bool(record.files))
