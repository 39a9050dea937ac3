"""`mutakhir schedule`: the reviewed file of due dates, how one came about, and the Daftar Data."""

import csv
import io
from datetime import date, datetime, timezone
from pathlib import Path

import click

from mutakhir.cli.options import as_of_option, language_option, project_option
from mutakhir.cli.schedule_check import FILE, check_schedule, scheduled, tell, warn_of_guard, warn_of_holidays
from mutakhir.cli.schedule_explain import explain_due
from mutakhir.cli.speech import say
from mutakhir.config import PROCEDURE_ZONE, find_project
from mutakhir.declared.data_list import COLUMNS, read_data_list
from mutakhir.declared.holidays import YEARS, read_calendar
from mutakhir.declared.promises import read_promises
from mutakhir.due.periods import Grain, end_of_month, period_from_code
from mutakhir.due.rules import TradingDays
from mutakhir.due.schedule import Span, schedule_bytes, schedule_lines
from mutakhir.errors import ConfigError
from mutakhir.files import write_atomically

_STDOUT = "-"


@click.command(
    help=say(
        f"Tulis jadwal pemutakhiran ({FILE}) dari aturan jatuh tempo dan hari kerja; periksa, jelaskan, atau ekspor "
        "Daftar Data.",
        f"Write the update schedule ({FILE}) from due rules and working days; check it, explain it, or export the "
        "Daftar Data.",
    ),
    short_help=say(
        "Tulis, periksa, atau jelaskan jadwal pemutakhiran.", "Write, check or explain the update schedule."
    ),
)
@click.option(
    "--years",
    type=click.IntRange(YEARS.start, YEARS.stop - 2),
    nargs=2,
    metavar="FIRST LAST",
    help=say(
        "Hanya periode dari tahun FIRST sampai LAST; tanpa ini, sejak since sampai akhir tahun depan.",
        "Only periods of the years FIRST to LAST; by default from since to the end of next year.",
    ),
)
@click.option("--from", "first", metavar="YYYY-MM", help=say("Bulan pertama.", "First month."))
@click.option("--to", "last", metavar="YYYY-MM", help=say("Bulan terakhir.", "Last month."))
@click.option(
    "--check",
    is_flag=True,
    help=say("Jangan tulis: gagal bila berkas tidak sesuai aturan.", "Do not write: fail where the file is stale."),
)
@click.option(
    "--explain",
    "dataset",
    metavar="DATASET",
    help=say("Jelaskan jatuh tempo satu kumpulan data; perlu --period.", "Explain a due date; needs --period."),
)
@click.option(
    "--period",
    metavar="PERIOD",
    help=say("Periode: 2026-10-05, 2026-10, 2026-TW3 atau 2026.", "The period: 2026-10-05, 2026-10, 2026-TW3 or 2026."),
)
@click.option(
    "--daftar-data",
    metavar="[FILE]",
    is_flag=False,
    flag_value=_STDOUT,
    help=say("Tulis Daftar Data (CSV) ke FILE atau layar.", "Write the Daftar Data (CSV) to FILE or to stdout."),
)
@as_of_option
@project_option
@language_option
def schedule(
    years: tuple[int, int] | None,
    first: str | None,
    last: str | None,
    check: bool,
    dataset: str | None,
    period: str | None,
    daftar_data: str | None,
    as_of: datetime | None,
    project_dir: Path,
) -> int:
    """Write, check or explain the schedule, or export the Daftar Data."""
    _refuse_mixtures(years, first, last, check, dataset, period, daftar_data)
    folder = find_project(project_dir).folder
    if daftar_data is not None:
        return _write_data_list(folder, daftar_data)
    promises = read_promises(folder)
    markets = {one.terms.rule.market for one in promises if isinstance(one.terms.rule, TradingDays)}
    calendar = read_calendar(folder, markets)
    if dataset is not None:
        return explain_due(promises, calendar, dataset, period or "")
    today = (as_of or datetime.now(timezone.utc)).astimezone(PROCEDURE_ZONE).date()
    asked = _asked_span(years, first, last)
    warn_of_holidays(folder, calendar)
    if check:
        return check_schedule(folder, promises, calendar, asked, today)
    if asked is None and today.year + 1 >= YEARS.stop - 1:
        raise ConfigError(
            f"Hari libur hanya diketahui sampai {YEARS.stop - 1}: pakai --years.",
            f"Holidays are known only until {YEARS.stop - 1}: use --years.",
        )
    span = asked or Span(date(YEARS.start, 1, 1), date(today.year + 1, 12, 31))
    lines = schedule_lines(scheduled(promises), span, calendar)
    write_atomically(folder / FILE, schedule_bytes(lines))
    tell(say(f"{len(lines) - 1} baris ditulis ke {FILE}", f"{len(lines) - 1} lines written to {FILE}"))
    warn_of_guard(calendar, span.last)
    return 0


def _refuse_mixtures(
    years: tuple[int, int] | None,
    first: str | None,
    last: str | None,
    check: bool,
    dataset: str | None,
    period: str | None,
    daftar_data: str | None,
) -> None:
    """ConfigError for options that do not go together."""
    works = [
        name for name, given in (("--check", check), ("--explain", dataset), ("--daftar-data", daftar_data)) if given
    ]
    spans = [name for name, given in (("--years", years), ("--from", first), ("--to", last)) if given]
    alone = works[0] if works and works[0] != "--check" and spans else ""
    pairs = works[:2] if len(works) > 1 else [alone, spans[0]] if alone else []
    if not pairs and "--years" in spans and len(spans) > 1:
        pairs = spans[:2]
    if pairs:
        raise ConfigError(
            f"{pairs[0]} dan {pairs[1]} tidak dapat dipakai bersama: pakai salah satu.",
            f"{pairs[0]} and {pairs[1]} do not go together: use one of them.",
        )
    if (dataset is None) != (period is None):
        raise ConfigError(
            "--explain dan --period dipakai bersama: tulis misalnya --explain hulu.lifting_daerah_bulanan "
            "--period 2026-10.",
            "--explain and --period go together: write for example --explain hulu.lifting_daerah_bulanan "
            "--period 2026-10.",
        )


def _asked_span(years: tuple[int, int] | None, first: str | None, last: str | None) -> Span | None:
    if years is None and first is None and last is None:
        return None
    begin = date(years[0], 1, 1) if years else _month("--from", first) if first else date(YEARS.start, 1, 1)
    end = (
        date(years[1], 12, 31) if years else end_of_month(_month("--to", last) if last else date(YEARS.stop - 2, 12, 1))
    )
    if last is None and years is None:
        raise ConfigError("--from perlu --to: sebutkan bulan terakhirnya.", "--from needs --to: name the last month.")
    if begin > end:
        raise ConfigError(
            f"Jadwal dari {begin} sampai {end} kosong: tukar keduanya.",
            f"A schedule from {begin} to {end} is empty: swap the two.",
        )
    return Span(begin, end)


def _month(option: str, text: str) -> date:
    found = period_from_code(text, Grain.MONTH)
    if found is None or found.start.year not in range(YEARS.start, YEARS.stop - 1):
        raise ConfigError(
            f"{option} {text} bukan bulan {YEARS.start}-01 sampai {YEARS.stop - 2}-12: tulis misalnya 2026-01.",
            f"{option} {text} is no month from {YEARS.start}-01 to {YEARS.stop - 2}-12: write for example 2026-01.",
        )
    return found.start


def _write_data_list(folder: Path, to: str) -> int:
    from mutakhir.exports.csv import harmless

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = read_data_list(folder)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    if to == _STDOUT:
        print(buffer.getvalue().replace("\r\n", "\n"), end="")
        return 0
    write_atomically(Path(to), buffer.getvalue().encode("utf-8-sig"))
    tell(say(f"{len(rows)} kumpulan data ditulis ke {to}", f"{len(rows)} data sets written to {to}"))
    return 0
