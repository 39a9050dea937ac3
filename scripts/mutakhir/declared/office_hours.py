"""Office hours (seeds/jam_kerja.csv): from when to when people work on which weekday."""

import re
from datetime import time
from pathlib import Path

from mutakhir.declared.entry import Entry
from mutakhir.declared.lines import english, read_lines
from mutakhir.due.working_time import OFFICE_HOURS, OfficeHours
from mutakhir.errors import ConfigError

FILE = "seeds/jam_kerja.csv"
HEADER = ("hari", "mulai", "selesai")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_CLOCK = re.compile(r"([01]\d|2[0-3])[.:]([0-5]\d)", re.ASCII)


def read_office_hours(project_dir: Path) -> OfficeHours:
    """The hours of the project, those of Perpres 21/2023 where it has no file; ConfigError for a wrong line."""
    path = project_dir / FILE
    if not path.is_file():
        return OFFICE_HOURS
    hours: dict[int, tuple[time, time]] = {}
    for line in read_lines(path, FILE, HEADER):
        weekday = WEEKDAYS.index(line.choice("hari", WEEKDAYS, None))
        if weekday in hours:
            raise ConfigError(
                f"{FILE} {line.where}: {WEEKDAYS[weekday]} sudah ada di atasnya; hapus salah satu.",
                f"{FILE}, {english(line)}: {WEEKDAYS[weekday]} already stands above it; remove one of them.",
            )
        opens, closes = _clock(line, "mulai"), _clock(line, "selesai")
        if closes <= opens:
            raise ConfigError(
                f"{FILE} {line.where}: selesai {closes:%H.%M} tidak sesudah mulai {opens:%H.%M}; perbaiki jamnya.",
                f"{FILE}, {english(line)}: selesai {closes:%H.%M} is not after mulai {opens:%H.%M}; mend the hours.",
            )
        hours[weekday] = (opens, closes)
    if not hours:
        raise ConfigError(
            f"{FILE} tidak memuat satu hari kerja pun; tulis misalnya `Senin,07.30,16.00`.",
            f"{FILE} holds no working day; write for example `Senin,07.30,16.00`.",
        )
    return OfficeHours(hours)


def _clock(line: Entry, key: str) -> time:
    text = str(line.get(key))
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ConfigError(
            f"{FILE} {line.where}: {key} {text!r} bukan jam; tulis seperti 07.30.",
            f"{FILE}, {english(line)}: {key} {text!r} is no time of day; write it like 07.30.",
        )
    return time(int(found[1]), int(found[2]))
