"""Writes the sample deliveries of all tables, the inbox logs and the list of planted defects.

The past (`lalu`) ends one month before as-of, to the minute (31 March: 28 February), and the present (`kini`) is the
month from there to as-of. With the calendar's months instead, a sample made on the first of a month would have a
present of half an hour, and nothing in it to compare with the past.
"""

import calendar
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import iter_modules

from mutakhir.declared.tables import LandingTable, read_declared
from mutakhir.errors import ConfigError, OutputError
from mutakhir.sample import areas
from mutakhir.sample.cells import adds_up, is_quantity, outside_texts, row_cells
from mutakhir.sample.deliveries import WIB, Delivery, schedule, since_of
from mutakhir.sample.inbox import LOG, PAST, PRESENT, Received, file_name, log_bytes
from mutakhir.sample.periods import EN_DASH, add_months, period_words
from mutakhir.sample.planted import MINIMUM_MONTHS, PLANTERS, UNDECLARED, Bed, Entry
from mutakhir.sample.table import Row, SampleTable
from mutakhir.sample.writers import Page, write_page

Progress = Callable[[str, int, int], None]
"""Called with the table's name, its number (from 1) and the number of tables."""

DELIVERIES = "kiriman"
PLANTED = "planted.json"
_DAMAGED_SHARE = 0.6


@dataclass
class SampleResult:
    """What was written."""

    past: Path
    """Folder of the deliveries received up to `boundary`."""
    present: Path
    """Folder of the deliveries received later, up to as-of."""
    planted: Path
    boundary: datetime
    """One month before as-of (WIB)."""
    files: int = 0
    rows: int = 0
    size: int = 0
    """Bytes of all deliveries."""


@dataclass
class _Inbox:
    """Where files go while they are written, and what the logs will say."""

    folder: Path
    result: SampleResult
    logs: dict[str, list[Received]] = field(default_factory=lambda: {PAST: [], PRESENT: []})

    def put(self, table: LandingTable, delivery: Delivery, name: str, content: bytes) -> None:
        side = PAST if delivery.received_at <= self.result.boundary else PRESENT
        path = self.folder / side / table.dataset / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise ConfigError(
                f"Data contoh {table.dataset} memuat dua kiriman bernama {name}; periksa origin.match tabel itu.",
                f"The sample of {table.dataset} holds two deliveries named {name}; look at that table's origin.match.",
            )
        path.write_bytes(content)
        self.logs[side].append(
            Received(delivery.received_at, f"{table.dataset}/{name}", table.partners[0], delivery.channel)
        )
        self.result.files += 1
        self.result.size += len(content)

    def close(self) -> None:
        for side, lines in self.logs.items():
            (self.folder / side).mkdir(parents=True, exist_ok=True)
            (self.folder / side / LOG).write_bytes(log_bytes(lines))


def collect_recipes() -> dict[str, SampleTable]:
    """TABLES of all area modules, by `<area>.<table>`."""
    recipes: dict[str, SampleTable] = {}
    for module in iter_modules(areas.__path__):
        recipes.update(getattr(import_module(f"{areas.__name__}.{module.name}"), "TABLES", {}))
    return recipes


def past_until(as_of: datetime) -> datetime:
    """One calendar month before `as_of` (aware), in WIB; the last day of a month that is too short."""
    local = as_of.astimezone(WIB)
    month = add_months(local.date(), -1)
    day = min(local.day, calendar.monthrange(month.year, month.month)[1])
    return local.replace(year=month.year, month=month.month, day=day)


def write_sample(
    project_dir: Path,
    out: Path,
    as_of: datetime,
    progress: Progress | None = None,
    recipes: Mapping[str, SampleTable] | None = None,
) -> SampleResult:
    """Write all deliveries up to `as_of` (aware) below `out`, replacing an earlier sample there.

    `recipes` narrows the sample to some tables. Raises ConfigError where as-of is too early or a table is not
    declared, OutputError where `out` cannot be written.
    """
    declared = {table.dataset: table for table in read_declared(project_dir)}
    tables = _choose(declared, collect_recipes() if recipes is None else recipes, as_of)
    final, building = out / DELIVERIES, out / f".{DELIVERIES}-baru"
    boundary = past_until(as_of)
    result = SampleResult(final / PAST, final / PRESENT, out / PLANTED, boundary)
    try:
        _clear(building)
        _refuse_foreign(final)
        inbox = _Inbox(building, result)
        entries = [UNDECLARED, *_fill(inbox, tables, as_of, progress)]
        inbox.close()
        _clear(final)
        building.rename(final)
        result.planted.write_text(planted_text(entries), encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"Data contoh tidak dapat ditulis ke {out.name} ({reason}); periksa izin folder, sisa ruang, "
            "dan berkas yang sedang terbuka.",
            f"The sample cannot be written to {out.name} ({reason}); check the folder's permissions, the free space, "
            "and files that are open.",
        ) from error
    return result


def _fill(
    inbox: _Inbox, tables: list[tuple[LandingTable, SampleTable]], as_of: datetime, progress: Progress | None
) -> list[Entry]:
    """Put the deliveries of all tables into the inbox; returns the entries of the defects planted in them."""
    entries: list[Entry] = []
    for number, (table, recipe) in enumerate(tables, start=1):
        if progress is not None:
            progress(table.dataset, number, len(tables))
        deliveries, planted = plan(table, recipe, as_of, inbox.result.boundary)
        entries.extend(planted)
        for delivery in deliveries:
            for name, content, rows in files_of(table, recipe, delivery):
                inbox.put(table, delivery, name, content)
                inbox.result.rows += rows
    return entries


def plan(
    table: LandingTable, recipe: SampleTable, as_of: datetime, boundary: datetime
) -> tuple[list[Delivery], list[Entry]]:
    """Deliveries of one table with its planted defect, if it has one, and the entries for planted.json."""
    deliveries = schedule(table, recipe, as_of)
    if table.dataset not in PLANTERS:
        return deliveries, []
    return PLANTERS[table.dataset](Bed(table, recipe, deliveries, as_of, boundary))


def planted_text(entries: list[Entry]) -> str:
    """planted.json: sorted, one entry a line."""
    keys = ("unique_id", "axis", "kind", "reporter", "period")
    ordered = sorted(entries, key=lambda entry: tuple(entry.get(key) or "" for key in keys))
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in ordered)
    return f"[\n{lines}\n]\n"


def _choose(
    declared: Mapping[str, LandingTable], recipes: Mapping[str, SampleTable], as_of: datetime
) -> list[tuple[LandingTable, SampleTable]]:
    if as_of.tzinfo is None:
        raise ConfigError(
            "As-of data contoh tidak menyebut zona waktu; tulis misalnya 2026-11-22T09:00+07:00.",
            "The sample's as-of names no time zone; write for example 2026-11-22T09:00+07:00.",
        )
    today = as_of.astimezone(WIB).date()
    chosen = []
    for name in sorted(recipes):
        if name not in declared:
            raise ConfigError(
                f"Data contoh {name} tidak dinyatakan dalam sources/; tambahkan tabelnya di sana.",
                f"The sample table {name} is not declared in sources/; add it there.",
            )
        earliest = add_months(since_of(declared[name]), MINIMUM_MONTHS)
        if name in PLANTERS and today < earliest:
            raise ConfigError(
                f"As-of {today.isoformat()} terlalu awal untuk data contoh {name}; pilih {earliest.isoformat()} "
                "atau sesudahnya.",
                f"As-of {today.isoformat()} is too early for the sample of {name}; take {earliest.isoformat()} or "
                "later.",
            )
        chosen.append((declared[name], recipes[name]))
    return chosen


def files_of(table: LandingTable, recipe: SampleTable, delivery: Delivery) -> Iterator[tuple[str, bytes, int]]:
    """Name, content and number of rows of the files of one delivery.

    One file, or several where title or file name can hold only one of the values in the rows; none from a day on which
    nothing happened.
    """
    lay_out = row_cells(table)
    rows = delivery.rows(recipe)
    if not rows and not delivery.changes:
        return
    created = delivery.received_at.replace(tzinfo=None)
    extra = (delivery.extra_head,) if delivery.extra_head else ()
    for number, ((title, told), group) in enumerate(_pages(table, rows), start=1):
        lines = _lines(table, recipe, delivery, title)
        cells = [[*lay_out(row), *(str(row[head]) for head in extra)] for row in group]
        page = Page(table, lines, cells, created, has_total=_has_total(table) and bool(group), extra_heads=extra)
        content = write_page(page)
        if delivery.is_damaged:
            content = content[: int(len(content) * _DAMAGED_SHARE)]
        yield file_name(table, delivery, recipe.every, "_".join(told), number), content, len(group)


Outside = tuple[tuple[str, ...], tuple[str, ...]]


def _pages(table: LandingTable, rows: list[Row]) -> list[tuple[Outside, list[Row]]]:
    """Rows by what title rows and file name say of them; a delivery without rows is one empty page."""
    if not rows:
        return [(((), ()), [])]

    def outside(row: Row) -> Outside:
        return outside_texts(table, "title", row), outside_texts(table, "file", row)

    return [(said, list(group)) for said, group in groupby(sorted(rows, key=outside), key=outside)]


def _lines(table: LandingTable, recipe: SampleTable, delivery: Delivery, title: tuple[str, ...]) -> tuple[str, ...]:
    columns = [column for column in table.columns if column.taken_from == "title"]
    if columns and title:
        return tuple(f"{column.heads[0]}: {said}" for column, said in zip(columns, title, strict=True))
    period = period_words(delivery.start, recipe.every)
    return (
        f"Periode: {period}" if table.origin.format == "xlsx" else f"Periode: {period} {EN_DASH} {table.partners[0]}",
    )


def _has_total(table: LandingTable) -> bool:
    """Half of the workbooks end with a row Jumlah, always the same ones."""
    return (
        table.origin.format == "xlsx"
        and len(table.dataset) % 2 == 0
        and any(adds_up(column) for column in table.columns)
        and not any(is_quantity(column) for column in table.columns[:1])
    )


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _refuse_foreign(folder: Path) -> None:
    """Only a sample of our own making may be replaced: people may keep real deliveries in a folder of this name."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not all((folder / side / LOG).is_file() for side in (PAST, PRESENT)):
        raise OutputError(
            f"Folder {folder.name} sudah ada dan bukan data contoh; pindahkan folder itu "
            "atau pilih folder keluaran lain.",
            f"The folder {folder.name} exists and is no sample; move it, or choose another output folder.",
        )
