"""What sources/*.yml say of each table: the one truth about how partners write their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mutakhir.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column and where it stands in the partner's file."""

    name: str
    data_type: str
    heads: tuple[str, ...]
    """One head, or two and more where a date is split over columns (Bulan, Tahun)."""
    where: str
    """column, title or file."""
    is_measure: bool
    adds_up: bool
    """True where a sum over rows means something, so that a Jumlah row may show it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The partner's file: config.meta.origin with its defaults filled in."""

    match: str
    format: str
    sheet: str
    delimiter: str
    encoding: str
    numbers: str
    dates: str
    snapshot: bool
    """True where each delivery is the whole table (`replaces: all`)."""


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """One source table as declared."""

    name: str
    """`<source>.<table>`."""
    unique_id: str
    title: str
    partners: tuple[str, ...]
    since: date
    period_column: str
    grain: str
    reporter_column: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    columns: tuple[Column, ...]
    origin: Origin


def read_declared(project_dir: Path) -> dict[str, DeclaredTable]:
    """All tables of sources/*.yml that come as files, by name; ConfigError where a file or key is wrong."""
    folder = project_dir / "sources"
    project = _project_name(project_dir)
    tables: dict[str, DeclaredTable] = {}
    for path in sorted(folder.glob("*.yml")):
        content = _read_yaml(path)
        for source in content.get("sources") or []:
            for table in source.get("tables") or []:
                if (_meta(table).get("origin") or {}).get("kind") != "file":
                    continue
                declared = _declared(path, project, source["name"], table)
                tables[declared.name] = declared
    if not tables:
        raise ConfigError(
            f"{folder.name}/ tidak memuat satu pun tabel dengan origin.kind file; "
            "jalankan perintah ini di folder proyek dbt."
        )
    return tables


def _project_name(project_dir: Path) -> str:
    path = project_dir / "dbt_project.yml"
    if not path.is_file():
        raise ConfigError("dbt_project.yml tidak ditemukan; jalankan perintah ini di folder proyek dbt.")
    return str(_read_yaml(path).get("name", ""))


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"{path.name} tidak dapat dibaca ({reason}); perbaiki berkas itu.") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path.name} kosong atau bukan pemetaan YAML; perbaiki berkas itu.")
    return content


def _meta(node: Mapping[str, Any]) -> dict[str, Any]:
    return (node.get("config") or {}).get("meta") or {}


def _declared(path: Path, project: str, source: str, table: Mapping[str, Any]) -> DeclaredTable:
    name = f"{source}.{table['name']}"
    meta = _meta(table)
    try:
        year, month = str(meta["since"]).split("-")
        return DeclaredTable(
            name=name,
            unique_id=f"source.{project}.{name}",
            title=meta["title"],
            partners=tuple(meta["partners"]),
            since=date(int(year), int(month), 1),
            period_column=meta["period"]["column"],
            grain=meta["period"]["grain"],
            reporter_column=(meta.get("reporter") or {}).get("column", ""),
            keys=tuple(meta["keys"]),
            measures=tuple(meta.get("measures") or ()),
            columns=tuple(_column(column, meta) for column in table["columns"]),
            origin=_origin(meta["origin"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{path.name}: tabel {name} kurang atau salah pada kunci {error}; lengkapi config.meta tabel itu."
        ) from error


def _column(column: Mapping[str, Any], table_meta: Mapping[str, Any]) -> Column:
    meta = _meta(column)
    head = meta.get("head", column["name"])
    unit = str(meta.get("unit", ""))
    is_measure = column["name"] in (table_meta.get("measures") or ())
    return Column(
        name=column["name"],
        data_type=column["data_type"],
        heads=tuple(head) if isinstance(head, list) else (str(head),),
        where=meta.get("from", "column"),
        is_measure=is_measure or bool(unit),
        adds_up=is_measure and not _is_rate(unit),
    )


def _is_rate(unit: str) -> bool:
    return any(mark in unit.lower() for mark in ("%", "persen", "/", " per "))


def _origin(origin: Mapping[str, Any]) -> Origin:
    return Origin(
        match=origin["match"],
        format=origin["format"],
        sheet=origin.get("sheet", "Data"),
        delimiter=origin.get("delimiter", ";"),
        encoding=origin.get("encoding", "utf-8"),
        numbers=origin.get("numbers", "id"),
        dates=origin.get("dates", ""),
        snapshot=origin.get("replaces") == "all",
    )
