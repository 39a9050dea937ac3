"""The command group, and the one place where errors become sentences and exit codes."""

import importlib
import os
import sys

import click

from mutakhir import __version__
from mutakhir.cli.speech import LANGUAGE, one_line, say
from mutakhir.domain.language import Language
from mutakhir.errors import MutakhirError, OutputError

_COMMANDS = {
    "run": "mutakhir.cli.run",
    "load": "mutakhir.cli.load",
    "facts": "mutakhir.cli.facts",
    "checklist": "mutakhir.cli.verdicts",
    "report": "mutakhir.cli.verdicts",
    "history": "mutakhir.cli.history",
    "doctor": "mutakhir.cli.doctor",
    "schedule": "mutakhir.cli.schedule",
    "sample": "mutakhir.cli.sample",
}
"""Command to the module that holds it; imported only when called, since dbt alone takes seconds to import."""

_LONGEST_CAUSE = 300  # characters; some libraries put whole queries into their messages


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        # click cuts a help text short in the list of commands, in the middle of a sentence; this it leaves whole.
        command.short_help = command.short_help or command.help
        return command


@click.group(
    cls=_LazyGroup,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=say(
        "Pemutakhiran data bulanan: dari kiriman mitra dan artefak dbt ke daftar periksa dan laporan.",
        "The monthly data update: from partners' deliveries and dbt's artifacts to check list and report.",
    ),
    epilog=say(
        "Kode keluar: 0 semua diperiksa dan mutakhir; 1 ada yang terbuka; 2 salah pakai atau konfigurasi; "
        "3 artefak hilang, rusak atau tidak sepasang.",
        "Exit codes: 0 everything checked and up to date; 1 open items; 2 wrong use or configuration; "
        "3 artifacts missing, unreadable or not belonging together.",
    ),
)
@click.version_option(__version__, prog_name="mutakhir")
def cli() -> None:
    """Group of all commands."""


def main() -> None:
    """Run the command line; every error ends as one sentence on stderr and an exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli.main(prog_name="mutakhir", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _end(say("Dihentikan; jalankan lagi untuk melanjutkan.", "Stopped; run again to carry on."), 2)
    except SystemExit:  # click's way out where the reader of a pipe has gone, with a code that means open items
        _end(say("Keluaran ditutup sebelum selesai.", "The output was closed before the end."), 2)
    except click.ClickException as error:
        _end(_wrong_use(error), 2)
    except MutakhirError as error:
        _end(error.english if LANGUAGE is Language.EN else str(error), error.exit_code)
    except (OSError, MemoryError) as error:
        refused = _system_refused(error)
        _end(refused.english if LANGUAGE is Language.EN else str(refused), refused.exit_code)
    except BaseException as error:  # of any kind: libraries in Rust end with one of their own
        if os.environ.get("MUTAKHIR_DEBUG"):
            raise
        _end(_unforeseen(error), MutakhirError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _system_refused(error: OSError | MemoryError) -> OutputError:
    said = " ".join(str(error).split()) or type(error).__name__
    return OutputError(
        f"Sistem menolak ({said}): periksa berkas, izin dan ruang cakram, lalu ulangi.",
        f"The system refused ({said}): check files, permissions and disk space, then try again.",
    )


def _unforeseen(error: BaseException) -> str:
    said = f"{type(error).__name__}: {error}"[:_LONGEST_CAUSE]
    return say(
        f"Kesalahan yang tidak terduga ({said}): jalankan lagi dengan MUTAKHIR_DEBUG=1 dan laporkan rinciannya.",
        f"An unforeseen error ({said}): run again with MUTAKHIR_DEBUG=1 and report the details.",
    )


def _wrong_use(error: click.ClickException) -> str:
    """The sentence for what click refused; it says what in English, so where the help is stands beside it."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "mutakhir"
    said = error.format_message().strip().rstrip(".")
    return say(f"Salah pakai ({said}): lihat `{command} --help`.", f"Wrong use ({said}): see `{command} --help`.")


def _end(sentence: str, code: int) -> None:
    print(f"mutakhir: {one_line(sentence)}", file=sys.stderr)
    sys.exit(code)
