"""What `mutakhir doctor` looks at of the files that people keep: schedule, holidays, roster, office hours, waivers."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mutakhir.cli.schedule_check import FILE as SCHEDULE
from mutakhir.cli.schedule_check import agreed_until
from mutakhir.cli.speech import say
from mutakhir.declared.holidays import FILE as HOLIDAYS
from mutakhir.declared.holidays import read_calendar
from mutakhir.declared.office_hours import FILE as OFFICE_HOURS
from mutakhir.declared.office_hours import WEEKDAYS, read_office_hours
from mutakhir.declared.promises import Promise, read_promises
from mutakhir.declared.roster import FILE as ROSTER
from mutakhir.declared.roster import read_roster
from mutakhir.declared.waivers import FILE as WAIVERS
from mutakhir.declared.waivers import read_waivers
from mutakhir.due.rules import TradingDays
from mutakhir.due.schedule import ends_soon


class Finding(NamedTuple):
    """One thing looked at: whether it is in order, whether work needs it, and the sentence with the way out."""

    good: bool
    needed: bool
    sentence: str


Findings = Iterator[Finding]


def declared_checks(folder: Path, today: date) -> list[tuple[str, Callable[[], Findings]]]:
    """What is looked at, by name; a project that declares no sources of its own has only waivers."""
    checks: list[tuple[str, Callable[[], Findings]]] = [(WAIVERS, partial(_waivers, folder, today))]
    if any((folder / "sources").glob("*.y*ml")):
        checks = [(SCHEDULE, partial(_schedule, folder, today)), (ROSTER, partial(_roster, folder)), *checks]
    if (folder / OFFICE_HOURS).is_file():
        checks.append((OFFICE_HOURS, partial(_office_hours, folder)))
    return checks


def _schedule(folder: Path, today: date) -> Findings:
    """Whether the reviewed file says what the rules say, reaches past today, and rests on holidays somebody read."""
    promises = read_promises(folder)
    if not promises:
        return
    calendar = read_calendar(folder, _markets(promises))
    last = agreed_until(folder, promises, calendar, None, today)
    if ends_soon(last, today):
        indonesian = f"{SCHEDULE} berakhir {last}, kurang dari 60 hari lagi: jalankan `mutakhir schedule`"
        english = f"{SCHEDULE} ends on {last}, in less than 60 days: run `mutakhir schedule`"
        yield Finding(False, False, say(indonesian, english))
    else:
        indonesian = f"{SCHEDULE} sesuai aturan, sampai {last}"
        yield Finding(True, True, say(indonesian, f"{SCHEDULE} agrees with the rules, until {last}"))
    yield _holidays(calendar.valid_until, today)


def _markets(promises: list[Promise]) -> set[str]:
    return {one.terms.rule.market for one in promises if isinstance(one.terms.rule, TradingDays)}


def _holidays(until: date, today: date) -> Finding:
    if today <= until:
        return Finding(
            True, False, say(f"{HOLIDAYS} ditinjau sampai {until}", f"{HOLIDAYS} was reviewed until {until}")
        )
    reviewed = until != date.min
    indonesian = f"baru ditinjau sampai {until}" if reviewed else "belum pernah ditinjau"
    english = f"was reviewed only until {until}" if reviewed else "was never reviewed"
    return Finding(
        False,
        False,
        say(
            f"{HOLIDAYS} {indonesian}, jadi jatuh tempo sesudahnya perkiraan: tambahkan hari libur menurut SKB yang "
            "baru, lalu geser baris `batas berlaku`",
            f"{HOLIDAYS} {english}, so later due dates are estimates: add the holidays of the new decree, then move "
            "its line `batas berlaku`",
        ),
    )


def _roster(folder: Path) -> Findings:
    found = read_roster(folder)
    names = len({entry.dataset for entry in found})
    if found:
        indonesian = f"{ROSTER}: {len(found)} baris untuk {names} kumpulan data"
        yield Finding(True, True, say(indonesian, f"{ROSTER}: {len(found)} lines for {names} data sets"))


def _office_hours(folder: Path) -> Findings:
    hours = read_office_hours(folder).by_weekday
    said = ", ".join(f"{WEEKDAYS[day]} {hours[day][0]:%H.%M}–{hours[day][1]:%H.%M}" for day in sorted(hours))
    yield Finding(True, True, f"{OFFICE_HOURS}: {said}")


def _waivers(folder: Path, today: date) -> Findings:
    found = read_waivers(folder)
    expired = sum(one.expires < today for one in found)
    if expired:
        indonesian = f"{WAIVERS}: {expired} dari {len(found)} dispensasi sudah berakhir: hapus, atau mintakan yang baru"
        english = f"{WAIVERS}: {expired} of {len(found)} waivers have expired: remove them, or ask for new ones"
        yield Finding(False, False, say(indonesian, english))
    elif found:
        yield Finding(True, True, say(f"{WAIVERS}: {len(found)} dispensasi", f"{WAIVERS}: {len(found)} waivers"))
