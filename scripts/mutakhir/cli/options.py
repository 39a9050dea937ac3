"""Options that several commands share, and how their words become values."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from mutakhir.cli.speech import say
from mutakhir.errors import ConfigError

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_FOLDER = click.Path(file_okay=False, path_type=Path)


def language_option(command: CommandT) -> CommandT:
    """`--lang`; read by mutakhir.cli.speech before parsing, declared here for help and validation."""
    words = say("Bahasa keluaran dan pesan.", "Language of outputs and messages.")
    option = click.option("--lang", type=click.Choice(["id", "en"]), expose_value=False, help=words)
    return option(command)


def project_option(command: CommandT) -> CommandT:
    """`--project-dir`."""
    words = say("Folder proyek dbt.", "Folder of the dbt project.")
    return click.option("--project-dir", type=_FOLDER, default=".", show_default=True, help=words)(command)


def target_option(command: CommandT) -> CommandT:
    """`--target`."""
    words = say("Target dbt, misalnya duckdb atau postgres.", "dbt target, for example duckdb or postgres.")
    return click.option("--target", help=words)(command)


def inbox_option(command: CommandT) -> CommandT:
    """`--inbox`."""
    words = say(
        "Kotak masuk: folder kiriman mitra, boleh berlapis.", "Inbox: folder of partners' deliveries, may be nested."
    )
    return click.option("--inbox", type=_FOLDER, default="inbox", show_default=True, help=words)(command)


def out_option(command: CommandT) -> CommandT:
    """`--out`."""
    words = say("Folder keluaran; hasil ada di <out>/<siklus>.", "Folder for results; they go to <out>/<cycle>.")
    return click.option("--out", type=_FOLDER, default="out", show_default=True, help=words)(command)


def fail_on_option(command: CommandT) -> CommandT:
    """`--fail-on`."""
    words = say(
        "Kode keluar 1 hanya untuk: late (terlambat atau gagal diperiksa), not_checked, never.",
        "Exit code 1 only for: late (late or not checked), not_checked, never.",
    )
    choice = click.Choice(["late", "not_checked", "never"])
    return click.option("--fail-on", type=choice, help=words)(command)


def cycle_option(command: CommandT) -> CommandT:
    """`--cycle`."""
    words = say(
        "Siklus YYYY-MM; tanpa ini, bulan dari saat yang dinilai (WIB).",
        "Cycle YYYY-MM; by default the month of the moment judged (WIB).",
    )
    return click.option("--cycle", callback=_cycle, help=words)(command)


def evidence_options(command: CommandT) -> CommandT:
    """Options of everything that judges artifacts."""
    for option in (
        click.option(
            "--max-evidence-age",
            type=click.FloatRange(min=0, min_open=True),
            default=36.0,
            show_default=True,
            help=say("Umur bukti paling lama, dalam jam.", "Oldest evidence that still speaks, in hours."),
        ),
        click.option(
            "--loaded-at-zone",
            default="",
            help=say(
                "Zona waktu muat yang tanpa zona, misalnya Asia/Jakarta.",
                "Zone of load times without zone, for example Asia/Jakarta.",
            ),
        ),
        click.option(
            "--without",
            multiple=True,
            type=click.Choice(["sources", "run_results"]),
            help=say(
                "Lanjut walau artefak ini tidak ada; pemeriksaannya ditulis gagal diperiksa.",
                "Go on without this artifact; its checks are written as not checked.",
            ),
        ),
    ):
        command = option(command)
    return command


def as_of_option(command: CommandT) -> CommandT:
    """`--as-of`."""
    words = say(
        "Saat yang dinilai, ISO 8601 dengan zona, misalnya 2026-11-20T16:00+07:00.",
        "Moment judged, ISO 8601 with zone, for example 2026-11-20T16:00+07:00.",
    )
    return click.option("--as-of", callback=_as_of, help=words)(command)


def need_inbox(inbox: Path) -> None:
    """ConfigError where the inbox is no folder; asked before anything heavy is begun."""
    if not inbox.is_dir():
        raise ConfigError(
            f"Kotak masuk {inbox} tidak ada: buat folder itu dan taruh kiriman mitra di dalamnya, atau pakai --inbox.",
            f"The inbox {inbox} does not exist: make that folder and put partners' deliveries into it, or use --inbox.",
        )


def hours(number: float) -> timedelta:
    """A number of hours as a length of time."""
    try:
        return timedelta(hours=number)
    except (OverflowError, ValueError):
        raise ConfigError(
            f"--max-evidence-age {number} jam terlalu besar: pakai angka jam yang wajar, misalnya 36.",
            f"--max-evidence-age {number} hours is too large: use a plain number of hours, for example 36.",
        ) from None


_YEARS = range(1971, 9900)


def _as_of(_context: click.Context, _parameter: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
        raise ConfigError(
            f"--as-of {text} bukan waktu ISO 8601 dengan zona: tulis misalnya 2026-11-20T16:00+07:00.",
            f"--as-of {text} is not an ISO 8601 time with zone: write for example 2026-11-20T16:00+07:00.",
        )
    return moment


def _cycle(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        # Not strftime: some systems write the year 1 as "1".
        month = datetime.strptime(text, "%Y-%m")
        return f"{month.year:04}-{month.month:02}"
    except ValueError:
        raise ConfigError(
            f"--cycle {text} bukan bulan: tulis misalnya 2026-11.", f"--cycle {text} is not a month: write 2026-11."
        ) from None
