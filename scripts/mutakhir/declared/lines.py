"""A CSV that people keep (seeds/*.csv) as entries that know their line, so that every refusal names file and line."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import NoReturn

from mutakhir.declared.entry import Entry, english_place
from mutakhir.errors import ConfigError


def read_lines(path: Path, file: str, header: tuple[str, ...], strip: bool = True) -> list[Entry]:
    """Every line below the head but empty ones, its cells by `header`; ConfigError for what is no such CSV.

    `file` is the name for sentences. Without `strip` blanks around a cell stay, as they do where dbt loads the file.
    """
    reader = csv.reader(io.StringIO(_text(path, file)))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise ConfigError(
            f"{file} baris {reader.line_num} bukan CSV yang sah; perbaiki tanda kutipnya.",
            f"{file}, line {reader.line_num} is not CSV; mend its quotes.",
        ) from None
    if not rows or tuple(cell.strip() for cell in rows[0][1]) != header:
        raise ConfigError(
            f"{file} baris 1 harus berisi `{','.join(header)}`; perbaiki judul kolomnya.",
            f"{file}, line 1 must be `{','.join(header)}`; mend the heads.",
        )
    lines = []
    for number, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise ConfigError(
                f"{file} baris {number} berisi {len(row)} isian, seharusnya {len(header)}; perbaiki komanya.",
                f"{file}, line {number} has {len(row)} cells where {len(header)} belong; mend its commas.",
            )
        cells = [cell.strip() for cell in row] if strip else row
        lines.append(Entry(file, f"baris {number}", dict(zip(header, cells, strict=True))))
    return lines


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"{file} tidak dapat dibaca; periksa izin berkas dan simpan sebagai CSV UTF-8.",
            f"{file} cannot be read; check the right to read it and save it as CSV in UTF-8.",
        ) from None


def english(line: Entry) -> str:
    """Where the line stands, in English."""
    return english_place(line.where)


def date_of(line: Entry, key: str) -> date | None:
    """An ISO date of a line, None where the cell is empty; ConfigError for anything else."""
    text = str(line.get(key)).strip()
    if not text:
        return None
    try:
        if len(text) == len("2026-08-17"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    refuse_date(line, key)


def refuse_date(line: Entry, key: str) -> NoReturn:
    """Raise ConfigError for a cell that is no date, or none that can be meant."""
    text = str(line.get(key)).strip()
    raise ConfigError(
        f"{line.file} {line.where}: {key} {text!r} tidak ada dalam kalender; tulis seperti 2026-08-17.",
        f"{line.file}, {english(line)}: {key} {text!r} is no date of the calendar; write it like 2026-08-17.",
    )
