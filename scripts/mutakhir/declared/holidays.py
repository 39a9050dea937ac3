"""The working calendar: the `holidays` library, corrected by the reviewed list in seeds/hari_libur.csv."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mutakhir.declared.entry import Entry
from mutakhir.declared.lines import date_of, english, read_lines, refuse_date
from mutakhir.due.calendar import Holiday, WorkingCalendar
from mutakhir.errors import ConfigError

FILE = "seeds/hari_libur.csv"
HEADER = ("tanggal", "nama", "jenis", "dasar")
NATIONAL, COLLECTIVE = "libur nasional", "cuti bersama"
WORKING, VALID_UNTIL = "hari kerja", "batas berlaku"
KINDS = (NATIONAL, COLLECTIVE, WORKING, VALID_UNTIL)
YEARS = range(1995, 2051)
"""Years the calendar knows; the library is asked for no others."""

_ESTIMATED = "(perkiraan)"


@dataclass(frozen=True)
class ReviewedList:
    """seeds/hari_libur.csv: days off, days that are none whatever the library says, and until when it was reviewed."""

    holidays: Mapping[date, Holiday]
    working: frozenset[date]
    valid_until: date


def read_calendar(project_dir: Path, markets: Collection[str] = ()) -> WorkingCalendar:
    """The calendar of the project, with the trading days of `markets`; ConfigError for a list that cannot be right.

    Where there is no list everything comes from the library, and `valid_until` is the first day there can be.
    """
    reviewed = read_reviewed(project_dir)
    days = {
        day: holiday if day <= reviewed.valid_until else _estimated(holiday) for day, holiday in library_days(YEARS)
    }
    days.update(reviewed.holidays)
    for day in reviewed.working:
        days.pop(day, None)
    return WorkingCalendar(dict(sorted(days.items())), reviewed.valid_until, _closed(markets))


def not_in_list(project_dir: Path) -> dict[date, Holiday]:
    """Days off by the library that the reviewed list does not name, in the years it does cover."""
    reviewed = read_reviewed(project_dir)
    years = range(min((day.year for day in reviewed.holidays), default=1), reviewed.valid_until.year + 1)
    known = set(reviewed.holidays) | reviewed.working
    return {
        day: holiday
        for day, holiday in library_days(range(max(years.start, YEARS.start), min(years.stop, YEARS.stop)))
        if day <= reviewed.valid_until and day not in known and bool(reviewed.holidays)
    }


def library_days(years: range) -> Iterator[tuple[date, Holiday]]:
    """Public holidays and cuti bersama of Indonesia by the library."""
    from holidays import country_holidays

    everything = country_holidays("ID", categories=("public", "government"), language="id", years=years)
    public = country_holidays("ID", categories=("public",), language="id", years=years)
    for day, name in everything.items():
        yield day, Holiday(name, NATIONAL if day in public else COLLECTIVE)


def unknown_market(code: str) -> tuple[str, ...]:
    """Codes of the markets whose trading days are known where `code` is none of them; else nothing."""
    from holidays import financial_holidays, list_supported_financial

    try:
        financial_holidays(code)
    except NotImplementedError:
        pass
    else:
        return ()
    # Slow, since it loads the calendars of all countries.
    return tuple(sorted(list_supported_financial()))


def _estimated(holiday: Holiday) -> Holiday:
    name = holiday.name if _ESTIMATED in holiday.name else f"{holiday.name} {_ESTIMATED}"
    return Holiday(name, holiday.kind, holiday.decree)


def _closed(markets: Collection[str]) -> dict[str, frozenset[date]]:
    from holidays import financial_holidays

    closed = {}
    for market in markets:
        found = financial_holidays(market, years=YEARS)
        days = (date(YEARS.start, 1, 1) + timedelta(days=number) for number in range(366 * len(YEARS)))
        closed[market] = frozenset(day for day in days if day in found or day.weekday() in found.weekend)
    return closed


def read_reviewed(project_dir: Path) -> ReviewedList:
    """Read seeds/hari_libur.csv; empty and never valid where there is none. ConfigError names the line."""
    path = project_dir / FILE
    if not path.is_file():
        return ReviewedList({}, frozenset(), date.min)
    return _reviewed(read_lines(path, FILE, HEADER))


def _reviewed(lines: list[Entry]) -> ReviewedList:
    days: dict[date, Holiday] = {}
    limits: list[date] = []
    said_in: dict[date, Entry] = {}
    for line in lines:
        kind, day = line.choice("jenis", KINDS, None), _date(line)
        if kind == VALID_UNTIL:
            limits.append(day)
            continue
        if (twin := said_in.setdefault(day, line)) is not line:
            raise ConfigError(
                f"{FILE} {line.where}: tanggal {day} sudah ada di {twin.where}; hapus salah satu.",
                f"{FILE}, {english(line)}: {day} already stands in {english(twin)}; remove one of them.",
            )
        days[day] = Holiday(line.text("nama"), kind, line.text("dasar", "") if line.get("dasar") else "")
    if len(limits) != 1:
        raise ConfigError(
            f"{FILE} harus berisi tepat satu baris `{VALID_UNTIL}` (ada {len(limits)}): tulis hari terakhir yang "
            "sudah ditinjau.",
            f"{FILE} must hold exactly one line `{VALID_UNTIL}` (there are {len(limits)}): write the last day that "
            "was reviewed.",
        )
    working = frozenset(day for day, holiday in days.items() if holiday.kind == WORKING)
    return ReviewedList({day: days[day] for day in days if day not in working}, working, limits[0])


def _date(line: Entry) -> date:
    day = date_of(line, "tanggal")
    if day is None or day.year not in YEARS:
        refuse_date(line, "tanggal")
    return day
