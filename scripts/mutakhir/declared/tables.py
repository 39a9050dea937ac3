"""What sources/*.yml promises about each partner file: where cells stand, what they mean, where they land.

Reads the same YAML as dbt, without dbt. A table whose `origin.kind` is not `file` is not the loader's concern.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from mutakhir.declared.entry import Entry
from mutakhir.declared.period import PeriodRule, check_type, read_period
from mutakhir.declared.sources import merged_meta, read_sources, since_of
from mutakhir.errors import ConfigError

SCHEMA = "landing"
DataType = Literal["date", "timestamptz", "numeric", "integer", "varchar"]
DATA_TYPES = ("date", "timestamptz", "numeric", "integer", "varchar")
DATE_ORDERS = {"dmy": "dmy", "dd/mm/yyyy": "dmy", "mdy": "mdy", "mm/dd/yyyy": "mdy", "ymd": "iso", "iso": "iso"}
ORIGIN_KEYS = ("kind", "match", "format", "sheet", "delimiter", "encoding", "numbers", "dates", "replaces", "zone")
COLUMN_KEYS = ("head", "from", "unit")
SENDER = "_mitra"
"""The loader's column with the sender of a delivery; `replaces` may name it beside the declared columns."""


@dataclass(frozen=True)
class Column:
    """One declared column; `heads` are the words above it in the partner's file (several: joined by a space)."""

    name: str
    data_type: DataType
    heads: tuple[str, ...]
    taken_from: Literal["column", "title", "file"]
    unit: str
    is_key: bool
    is_measure: bool
    """Named in config.meta.measures."""
    period: PeriodRule | None
    """How the period is read, where this is the table's period column."""


@dataclass(frozen=True)
class Origin:
    """How a partner writes the file."""

    match: str
    format: Literal["xlsx", "csv"]
    sheet: str | None
    delimiter: str
    encoding: str
    numbers: Literal["id", "en"]
    dates: Literal["dmy", "mdy", "iso"]
    """How a date is written; an ISO date is read whatever stands here."""
    zone: str
    replaces: tuple[str, ...] | Literal["all"]


@dataclass(frozen=True)
class LandingTable:
    """One declared source table and the file it comes from."""

    project: str
    """Name of the dbt project, empty where there is no dbt_project.yml."""
    area: str
    name: str
    identifier: str
    declared_in: str
    title: str
    partners: tuple[str, ...]
    since: date | None
    """First day of the first month that a delivery is expected for; None where it is not declared."""
    period: PeriodRule
    reporter_column: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    columns: tuple[Column, ...]
    origin: Origin

    @property
    def period_column(self) -> str:
        """Name of the column that says the period; empty where none is declared."""
        return self.period.column

    @property
    def grain(self) -> str:
        """day, week, month, quarter, year or event; empty where none is declared."""
        return self.period.grain

    @property
    def unique_id(self) -> str:
        """Dbt's unique_id of the source table."""
        return f"source.{self.project}.{self.dataset}"

    @property
    def dataset(self) -> str:
        """Name in load results, e.g. `hulu.lifting_daerah_bulanan`."""
        return f"{self.area}.{self.name}"


def read_declared(project_dir: Path) -> list[LandingTable]:
    """Every table with a file origin, in the order of the files; raises ConfigError at the first invalid entry."""
    declared = read_sources(project_dir)
    found = (_table(declared.project, source, table) for source, table in declared.tables)
    tables = [table for table in found if table is not None]
    _refuse_twins(tables)
    return tables


def _table(project: str, source: Entry, table: Entry) -> LandingTable | None:
    meta = merged_meta(source, table)
    origin = meta.child("origin")
    if not origin or origin.text("kind", "file", close_to=("file",)) != "file":
        return None
    schema = source.text("schema", source.text("name"))
    if schema != SCHEMA:
        raise source.error("schema", schema, (SCHEMA,))
    keys = meta.texts("keys")
    rule = read_period(meta)
    measures = meta.texts("measures")
    columns = _columns(table, keys, measures, rule)
    names = tuple(column.name for column in columns)
    period, reporter = (rule.column,) if rule.column else (), _of(meta, "reporter")
    wanted_columns = (("keys", keys), ("measures", measures), ("period.column", period), ("reporter.column", reporter))
    for key, wanted in wanted_columns:
        for name in wanted:
            if name not in names:
                raise table.error(key, name, names)
    if not keys:
        raise table.error("keys", "", names)
    landing = LandingTable(
        project=project,
        area=source.text("name"),
        name=table.text("name"),
        identifier=table.identifier("identifier", table.text("name")),
        declared_in=table.file,
        title=meta.text("title", table.text("name")),
        partners=meta.texts("partners"),
        since=since_of(meta),
        period=rule,
        reporter_column="".join(reporter),
        keys=keys,
        measures=measures,
        columns=columns,
        origin=_origin(origin, names),
    )
    _refuse_erasing(origin, landing)
    return landing


def _refuse_erasing(origin: Entry, table: LandingTable) -> None:
    """Refuse a `replaces` by which the file of one partner would silently end the rows of another."""
    replaces = table.origin.replaces or table.keys
    by_whom = {SENDER, table.reporter_column}
    one_by_one = set(table.keys) <= set(replaces) and not set(table.keys) <= {table.period_column}
    if len(table.partners) > 1 and (replaces == "all" or not (one_by_one or by_whom & set(replaces))):
        said = replaces if replaces == "all" else f"[{', '.join(replaces)}]"
        raise ConfigError(
            f"{origin.file}, {origin.where}: origin.replaces {said} membuat kiriman satu mitra menghapus baris mitra "
            f"lain; tambahkan {table.reporter_column or SENDER}, atau sebut satu mitra saja pada partners.",
            f"{origin.file}, {origin.where}: with origin.replaces {said} a delivery of one partner erases the rows of "
            f"another; add {table.reporter_column or SENDER}, or name one partner only in partners.",
        )


def _of(meta: Entry, key: str) -> tuple[str, ...]:
    column = meta.child(key).text("column", "")
    return (column,) if column else ()


def _columns(table: Entry, keys: tuple[str, ...], measures: tuple[str, ...], rule: PeriodRule) -> tuple[Column, ...]:
    columns = tuple(_column(column, keys, measures, rule, table) for column in table.entries("columns"))
    names = [column.name for column in columns]
    for column in columns:
        if names.count(column.name) > 1:
            raise ConfigError(
                f"{table.file}, {table.where}: kolom {column.name} dinyatakan dua kali; hapus salah satu."
            )
        if column.period:
            check_type(column.period, table.named(f"{table.where}, kolom {column.name}"), column.data_type)
    return columns


def _column(column: Entry, keys: tuple[str, ...], measures: tuple[str, ...], rule: PeriodRule, table: Entry) -> Column:
    name = column.identifier("name")
    column = column.named(f"{table.where}, kolom {name}")
    meta = column.meta()
    meta.refuse_unknown(COLUMN_KEYS, only_close=True)
    taken_from = meta.choice("from", ("column", "title", "file"), "column")
    heads = meta.texts("head")
    if not heads and taken_from != "file":
        raise column.error("config.meta.head", "", ())
    data_type = column.choice("data_type", DATA_TYPES, None)
    return Column(
        name=name,
        data_type=data_type,  # type: ignore[arg-type]  # choice() has just checked it
        heads=heads,
        taken_from=taken_from,  # type: ignore[arg-type]
        unit=meta.text("unit", ""),
        is_key=name in keys,
        is_measure=name in measures,
        period=rule if name == rule.column else None,
    )


def _origin(origin: Entry, names: tuple[str, ...]) -> Origin:
    origin.refuse_unknown(ORIGIN_KEYS)
    replaces: tuple[str, ...] | Literal["all"] = "all" if origin.get("replaces") == "all" else origin.texts("replaces")
    if replaces != "all":
        for name in replaces:
            if name not in (*names, SENDER):
                raise origin.error("replaces", name, (*names, SENDER, "all"))
    zone = origin.text("zone", "Asia/Jakarta")
    try:
        ZoneInfo(zone)
    except (OSError, ValueError):
        raise origin.error("zone", zone, ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")) from None
    return Origin(
        match=origin.text("match"),
        format=origin.choice("format", ("xlsx", "csv"), None),  # type: ignore[arg-type]
        sheet=origin.text("sheet", "") or None,
        delimiter=origin.choice("delimiter", (",", ";", "\t", "|"), ","),
        encoding=origin.choice("encoding", ("utf-8", "utf-8-sig", "windows-1252"), "utf-8"),
        numbers=origin.choice("numbers", ("id", "en"), "id"),  # type: ignore[arg-type]
        dates=DATE_ORDERS[origin.choice("dates", tuple(DATE_ORDERS), "dmy")],  # type: ignore[arg-type]
        zone=zone,
        replaces=replaces,
    )


def _refuse_twins(tables: list[LandingTable]) -> None:
    seen: dict[str, LandingTable] = {}
    for table in tables:
        twin = seen.setdefault(table.identifier, table)
        if twin is not table:
            raise ConfigError(
                f"{table.declared_in}: tabel {table.dataset} memakai identifier {table.identifier} yang sudah dipakai "
                f"{twin.dataset} ({twin.declared_in}); beri identifier lain."
            )
