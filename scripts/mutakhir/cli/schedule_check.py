"""`mutakhir schedule --check`: the file against the rules, and what must be said about the calendar beneath it."""

import sys
from datetime import date
from pathlib import Path

from mutakhir.cli.speech import one_line, say
from mutakhir.declared.holidays import FILE as HOLIDAYS
from mutakhir.declared.holidays import YEARS, not_in_list
from mutakhir.declared.promises import Promise
from mutakhir.domain.language import Language
from mutakhir.domain.period_words import day_words as date_words
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.schedule import Difference, Scheduled, Span, ends_soon, first_difference, schedule_lines
from mutakhir.errors import ConfigError

FILE = "seeds/jadwal_pemutakhiran.csv"


def tell(sentence: str) -> None:
    """Print one sentence on stderr; stdout is for data."""
    print(one_line(sentence), file=sys.stderr)


def scheduled(promises: list[Promise]) -> list[Scheduled]:
    """What the schedule needs to know of each promise."""
    return [Scheduled(one.dataset, one.terms, one.grain, one.year_starts, one.since) for one in promises]


def warn_of_holidays(folder: Path, calendar: WorkingCalendar) -> None:
    """Say what the library knows and the reviewed list does not: one of the two is wrong."""
    if calendar.valid_until == date.min:
        tell(
            say(
                f"PERINGATAN: {HOLIDAYS} tidak ada; semua hari libur diambil dari pustaka dan belum ditinjau.",
                f"WARNING: there is no {HOLIDAYS}; all holidays come from the library and were not reviewed.",
            )
        )
    for day, holiday in not_in_list(folder).items():
        tell(
            say(
                f"PERINGATAN: {HOLIDAYS} tidak menyebut {day} ({holiday.name}), yang libur menurut pustaka; tambahkan, "
                "atau tulis sebagai hari kerja.",
                f"WARNING: {HOLIDAYS} does not name {day} ({holiday.name}), a day off by the library; add it, or "
                "write it as hari kerja.",
            )
        )


def warn_of_guard(calendar: WorkingCalendar, last: date) -> None:
    """Say loudly from when on the dates rest on holidays that nobody has reviewed."""
    until = calendar.valid_until
    if until == date.min or last <= until:
        return
    tell(
        say(
            f"PERINGATAN: jatuh tempo sesudah {date_words(until, Language.ID)} adalah perkiraan; {HOLIDAYS} baru "
            "ditinjau sampai hari itu. Tambahkan hari libur menurut SKB yang baru, geser baris `batas berlaku`, lalu "
            "jalankan `mutakhir schedule`.",
            f"WARNING: due dates after {date_words(until, Language.EN)} are estimates; {HOLIDAYS} was reviewed only "
            "until then. Add the holidays of the new decree, move its line `batas berlaku`, then run "
            "`mutakhir schedule`.",
        )
    )


def check_schedule(
    folder: Path, promises: list[Promise], calendar: WorkingCalendar, asked: Span | None, today: date
) -> int:
    """0 where the file agrees with the rules over `asked` (by default the years it covers); else ConfigError."""
    last = agreed_until(folder, promises, calendar, asked, today)
    if asked is None and promises and ends_soon(last, today):
        tell(
            say(
                f"PERINGATAN: {FILE} berakhir {last}, kurang dari 60 hari lagi; jalankan `mutakhir schedule`.",
                f"WARNING: {FILE} ends on {last}, in less than 60 days; run `mutakhir schedule`.",
            )
        )
    warn_of_guard(calendar, last)
    tell(say(f"{FILE} sesuai dengan aturan", f"{FILE} agrees with the rules"))
    return 0


def agreed_until(
    folder: Path, promises: list[Promise], calendar: WorkingCalendar, asked: Span | None, today: date
) -> date:
    """Last day of the span over which file and rules agree; ConfigError where they do not, or it lies in the past."""
    in_file = _read(folder / FILE)
    span = asked or Span(date(YEARS.start, 1, 1), _last_day(in_file) or date(today.year + 1, 12, 31))
    by_rules = schedule_lines(scheduled(promises), span, calendar)
    found = first_difference(in_file, by_rules)
    if found:
        raise _stale(found)
    owes = len(by_rules) > 1 and asked is None
    if owes and span.last < today:
        raise ConfigError(
            f"{FILE} berakhir {span.last}, sebelum hari ini: jalankan `mutakhir schedule` dan tinjau perubahannya.",
            f"{FILE} ends on {span.last}, before today: run `mutakhir schedule` and review the change.",
        )
    return span.last


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise ConfigError(
            f"{FILE} tidak ada: jalankan `mutakhir schedule`.", f"There is no {FILE}: run `mutakhir schedule`."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"{FILE} tidak dapat dibaca: periksa izin berkas, atau tulis ulang dengan `mutakhir schedule`.",
            f"{FILE} cannot be read: check the right to read it, or write it anew with `mutakhir schedule`.",
        ) from None


def _last_day(lines: list[str]) -> date | None:
    """The end of the last year in which a period of the file begins; None where it holds none."""
    years = [
        int(line.split(",")[2][:4]) for line in lines[1:] if line.count(",") > 2 and line.split(",")[2][:4].isdigit()
    ]
    known = [year for year in years if year in YEARS]
    return date(max(known), 12, 31) if known else None


def _stale(found: Difference) -> ConfigError:
    said, wanted = ((line.partition(",")[2], line)[not line.count(",")] for line in (found.in_file, found.by_rules))
    none = ("tidak ada", "nothing")
    return ConfigError(
        f"{FILE} tidak sesuai aturan: {found.dataset} periode {found.period} tertulis `{said or none[0]}`, menurut "
        f"aturan `{wanted or none[0]}`; jalankan `mutakhir schedule` dan tinjau perubahannya.",
        f"{FILE} is stale: for {found.dataset}, period {found.period}, it says `{said or none[1]}` and the rules say "
        f"`{wanted or none[1]}`; run `mutakhir schedule` and review the change.",
    )
