"""sources/*.yml as entries: every declared source table, whatever its origin; read without dbt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml

from mutakhir.declared.entry import Entry
from mutakhir.errors import ConfigError

# Reads a thousand tables in a second or two, the one in Python in twenty; wheels of PyYAML have it on every system.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100


@dataclass(frozen=True)
class Sources:
    """Name of the dbt project (empty where there is no dbt_project.yml), and every table beside its source."""

    project: str
    tables: tuple[tuple[Entry, Entry], ...]


def read_sources(project_dir: Path) -> Sources:
    """Every (source, table) in the order of the files; ConfigError where a file or an entry cannot be read."""
    folder = project_dir / "sources"
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not files:
        raise ConfigError(
            "Folder sources tidak berisi berkas .yml; jalankan di dalam folder proyek, atau sebutkan --project-dir.",
            "Folder sources holds no .yml file; run inside the project folder, or name it with --project-dir.",
        )
    project = _project_name(project_dir)
    return Sources(project, tuple(pair for file in files for pair in _tables_of(file)))


def since_of(meta: Entry) -> date | None:
    """First day of the month `since` (YYYY-MM); None where it is not declared."""
    value = meta.get("since")
    if isinstance(value, date):
        # YAML takes 2024-12-01 for a date, which is a day and no month.
        raise meta.error("since", value.isoformat(), (value.isoformat()[:7],))
    text = meta.text("since", "")
    try:
        return datetime.strptime(text, "%Y-%m").date() if text else None
    except ValueError:
        raise meta.error("since", text, ("2024-12",)) from None


def merged_meta(source: Entry, table: Entry) -> Entry:
    """`meta` of the table over that of its source, as dbt merges them."""
    above, own = source.meta(), table.meta()
    data = {**mapping_of(above), **mapping_of(own)}
    return Entry(table.file, table.where, data, own.prefix)


def mapping_of(entry: Entry) -> Mapping[str, object]:
    """The keys of an entry; none where it is empty or no mapping."""
    return entry.data if isinstance(entry.data, dict) else {}


def _project_name(project_dir: Path) -> str:
    path = project_dir / "dbt_project.yml"
    document = _read_yaml(path, path.name) if path.is_file() else None
    return Entry(path.name, "", document).text("name", "")


def _tables_of(file: Path) -> list[tuple[Entry, Entry]]:
    shown = f"sources/{file.name}"
    return [
        (source, table.named(f"tabel {source.text('name')}.{table.text('name')}"))
        for source in Entry(shown, "", _read_yaml(file, shown)).entries("sources")
        for table in source.named(f"sumber {source.text('name')}").entries("tables")
    ]


def _refuse_depth(text: str) -> None:
    """RecursionError for a text that is nested deeper than any declaration: the loader in C would not survive it."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise RecursionError
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _read_yaml(file: Path, shown: str) -> object:
    try:
        text = file.read_text(encoding="utf-8")
        _refuse_depth(text)
        return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader, whichever it is
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" baris {mark.line + 1}" if mark else ""
        raise ConfigError(f"{shown}{line} bukan YAML yang sah; perbaiki penulisannya.") from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{shown} tidak dapat dibaca; periksa izin berkas dan simpan sebagai UTF-8.") from None
    except (ValueError, OverflowError) as error:
        # A bare 2024-13-45 looks like a date to YAML, and is none.
        why = " ".join(str(error).split())
        raise ConfigError(
            f"{shown} berisi tanggal atau angka yang tidak mungkin ({why}); perbaiki, atau tulis dalam tanda kutip."
        ) from None
    except RecursionError:
        raise ConfigError(f"{shown} terlalu dalam bersarang; sederhanakan susunannya.") from None
