"""What sources/*.yml promises about each partner file: where cells stand, what they mean, where they land.

Reads the same YAML as dbt, without dbt. A table whose `origin.kind` is not `file` is not the loader's concern.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import yaml

from mutakhir.errors import ConfigError
from mutakhir.load.entry import Entry

SCHEMA = "landing"
DataType = Literal["date", "timestamptz", "numeric", "integer", "varchar"]
DATA_TYPES = ("date", "timestamptz", "numeric", "integer", "varchar")
DATE_ORDERS = {"dmy": "dmy", "dd/mm/yyyy": "dmy", "mdy": "mdy", "mm/dd/yyyy": "mdy", "ymd": "dmy", "iso": "dmy"}
ORIGIN_KEYS = ("kind", "match", "format", "sheet", "delimiter", "encoding", "numbers", "dates", "replaces", "zone")
COLUMN_KEYS = ("head", "from", "unit")


@dataclass(frozen=True)
class Column:
    """One declared column; `heads` are the words above it in the partner's file (several: joined by a space)."""

    name: str
    data_type: DataType
    heads: tuple[str, ...]
    taken_from: Literal["column", "title", "file"]
    unit: str
    is_key: bool
    to_month: bool
    """A date here stands for its month, so it lands as the month's first day."""


@dataclass(frozen=True)
class Origin:
    """How a partner writes the file."""

    match: str
    format: Literal["xlsx", "csv"]
    sheet: str | None
    delimiter: str
    encoding: str
    numbers: Literal["id", "en"]
    dates: Literal["dmy", "mdy"]
    zone: str
    replaces: tuple[str, ...] | Literal["all"]


@dataclass(frozen=True)
class LandingTable:
    """One declared source table and the file it comes from."""

    area: str
    name: str
    identifier: str
    declared_in: str
    partners: tuple[str, ...]
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    origin: Origin

    @property
    def dataset(self) -> str:
        """Name in load results, e.g. `hulu.lifting_daerah_bulanan`."""
        return f"{self.area}.{self.name}"


def read_declared(project_dir: Path) -> list[LandingTable]:
    """Every table with a file origin, in the order of the files; raises ConfigError at the first invalid entry."""
    folder = project_dir / "sources"
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not files:
        raise ConfigError(
            "Folder sources tidak berisi berkas .yml; jalankan di dalam folder proyek, atau sebutkan --project-dir.",
            "Folder sources holds no .yml file; run inside the project folder, or name it with --project-dir.",
        )
    tables = [table for file in files for table in _tables_of(file)]
    _refuse_twins(tables)
    return tables


def _tables_of(file: Path) -> list[LandingTable]:
    shown = f"sources/{file.name}"
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" baris {mark.line + 1}" if mark else ""
        raise ConfigError(f"{shown}{line} bukan YAML yang sah; perbaiki penulisannya.") from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{shown} tidak dapat dibaca; periksa izin berkas dan simpan sebagai UTF-8.") from None
    tables = []
    for source in Entry(shown, "", document).entries("sources"):
        for table in source.named(f"sumber {source.text('name')}").entries("tables"):
            landing = _table(source, table.named(f"tabel {source.text('name')}.{table.text('name')}"))
            if landing is not None:
                tables.append(landing)
    return tables


def _table(source: Entry, table: Entry) -> LandingTable | None:
    meta = table.meta()
    origin = meta.child("origin")
    if not origin or origin.text("kind", "file", close_to=("file",)) != "file":
        return None
    schema = source.text("schema", source.text("name"))
    if schema != SCHEMA:
        raise source.error("schema", schema, (SCHEMA,))
    keys = meta.texts("keys")
    month_column = _month_column(meta)
    columns = tuple(_column(column, keys, month_column, table) for column in table.entries("columns"))
    names = tuple(column.name for column in columns)
    period, reporter = _of(meta, "period"), _of(meta, "reporter")
    for key, wanted in (("keys", keys), ("period.column", period), ("reporter.column", reporter)):
        for name in wanted:
            if name not in names:
                raise table.error(key, name, names)
    if not keys:
        raise table.error("keys", "", names)
    return LandingTable(
        area=source.text("name"),
        name=table.text("name"),
        identifier=table.identifier("identifier", table.text("name")),
        declared_in=table.file,
        partners=meta.texts("partners"),
        keys=keys,
        columns=columns,
        origin=_origin(origin, names),
    )


def _of(meta: Entry, key: str) -> tuple[str, ...]:
    column = meta.child(key).text("column", "")
    return (column,) if column else ()


def _month_column(meta: Entry) -> str:
    period = meta.child("period")
    return period.text("column", "") if period.text("grain", "") == "month" else ""


def _column(column: Entry, keys: tuple[str, ...], month_column: str, table: Entry) -> Column:
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
        to_month=name == month_column and data_type == "date",
    )


def _origin(origin: Entry, names: tuple[str, ...]) -> Origin:
    origin.refuse_unknown(ORIGIN_KEYS)
    replaces: tuple[str, ...] | Literal["all"] = "all" if origin.get("replaces") == "all" else origin.texts("replaces")
    if replaces != "all":
        for name in replaces:
            if name not in names:
                raise origin.error("replaces", name, (*names, "all"))
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
