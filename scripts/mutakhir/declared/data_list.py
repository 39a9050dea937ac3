"""The *Daftar Data* of Satu Data, from what sources/*.yml declare: one row for each data set."""

import re
from pathlib import Path

from mutakhir.declared.entry import Entry
from mutakhir.declared.sources import merged_meta, read_sources

COLUMNS = (
    "nama_dataset",
    "produsen_data",
    "walidata",
    "mitra",
    "konsep",
    "definisi",
    "klasifikasi",
    "ukuran",
    "satuan",
    "jadwal_rilis",
    "jadwal_pemutakhiran",
    "tagging_data_prioritas",
    "kesepakatan_berbagi_data",
    "format",
    "link_api",
    "dasar_hukum",
    "kategori",
    "catatan",
)


def read_data_list(project_dir: Path) -> list[tuple[str, ...]]:
    """One row of COLUMNS for every declared table, in the order of the files; empty cells where nothing is said."""
    declared = read_sources(project_dir)
    return [_row(merged_meta(source, table), table) for source, table in declared.tables]


def _row(meta: Entry, table: Entry) -> tuple[str, ...]:
    """Everything of `satu_data` goes first; `meta` has what the list shares with the rest of the project."""
    said = meta.child("satu_data")
    known = {
        "nama_dataset": meta.text("title", table.text("name")),
        "mitra": "; ".join(meta.texts("partners")),
        "jadwal_pemutakhiran": meta.text("cadence", "").capitalize(),
        "dasar_hukum": meta.text("due_basis", ""),
    }
    cells = (said.text(name, "") or meta.text(name, "") or known.get(name, "") for name in COLUMNS)
    return tuple(re.sub(r"\s+", " ", cell).strip() for cell in cells)
