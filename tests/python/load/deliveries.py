"""Small real partner files for the loader's tests: a YAML, and files that fit it (or miss it on purpose)."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import xlsxwriter

from mutakhir.declared.tables import LandingTable, read_declared

WIB = timezone(timedelta(hours=7))
LOADED_AT = datetime(2026, 11, 10, 9, 0, tzinfo=WIB)

SOURCES = """
version: 2
sources:
  - name: hulu
    schema: landing
    tables:
      - name: lifting
        identifier: hulu_lifting
        config:
          meta:
            partners: [KKKS, SKK Migas]
            period: {column: periode, grain: month}
            reporter: {column: kkks}
            keys: [periode, kkks]
            origin: {kind: file, match: lifting_*.xlsx, format: xlsx, numbers: id}
        columns:
          - {name: periode, data_type: date, config: {meta: {head: Bulan}}}
          - {name: kkks, data_type: varchar, config: {meta: {head: KKKS}}}
          - {name: lifting_bbl, data_type: numeric, config: {meta: {head: Lifting / Minyak (bbl), unit: barel}}}
          - {name: lifting_mmbtu, data_type: numeric, config: {meta: {head: Lifting / Gas (MMBTU), unit: MMBTU}}}
      - name: kejadian
        identifier: hulu_kejadian
        config:
          meta:
            partners: [KKKS]
            keys: [no_kejadian]
            origin: {kind: file, match: kejadian_*.csv, format: csv, delimiter: ";", encoding: utf-8, numbers: id}
        columns:
          - {name: no_kejadian, data_type: varchar, config: {meta: {head: "No"}}}
          - {name: waktu, data_type: timestamptz, config: {meta: {head: Waktu}}}
          - {name: korban, data_type: integer, config: {meta: {head: Korban}}}
          - {name: kerugian, data_type: numeric, config: {meta: {head: Kerugian (USD), unit: USD}}}
      - name: kosong
        identifier: hulu_kosong
        config:
          meta:
            partners: [BPS]
            keys: [tahun]
            origin: {kind: file, match: kosong_*.csv, format: csv, numbers: en}
        columns:
          - {name: tahun, data_type: date, config: {meta: {head: Tahun}}}
          - {name: nilai, data_type: numeric, config: {meta: {head: Nilai}}}
"""


def write_sources(project: Path, text: str = SOURCES) -> Path:
    """A project folder with one YAML of sources."""
    (project / "sources").mkdir(parents=True, exist_ok=True)
    (project / "sources" / "hulu.yml").write_text(text, encoding="utf-8")
    return project


def table_of(folder: Path, *changes: str) -> LandingTable:
    """The lifting table with `changes` of its declaration: old text, new text, and so on."""
    text = SOURCES
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    return read_declared(write_sources(folder / "lain", text))[0]


def workbook(
    rows: Sequence[Sequence[object]],
    sheet: str = "Lifting",
    merges: Sequence[tuple[int, int, int, int]] = (),
    more: dict[str, Sequence[Sequence[object]]] | None = None,
) -> bytes:
    """An xlsx of these rows; merged ranges keep the value of their first cell."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, content in {sheet: rows, **(more or {})}.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(content):
                for column, value in enumerate(row):
                    if value is not None:
                        page.write(at, column, value)
            for top, left, bottom, right in merges if name == sheet else ():
                page.merge_range(top, left, bottom, right, rows[top][left])
    return memory.getvalue()


def lifting(month: str = "Oktober 2026", factor: int = 1) -> bytes:
    """A lifting file as it should be: title rows, a merged head of two rows, a total and a note below."""
    return workbook(
        [
            ["LAPORAN LIFTING DAERAH"],
            [],
            ["Bulan", "KKKS", "Lifting", None],
            [None, None, "Minyak (bbl)", "Gas (MMBTU)"],
            [month, "Energi Contoh Satu", 1000.5 * factor, "1.234,5"],
            [month, "Energi Contoh Dua", "2.000", "-"],
            ["Jumlah", None, 3000.5, 1234.5],
            ["Catatan: angka sementara"],
        ],
        merges=[(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3)],
    )


def kejadian(*lines: str) -> bytes:
    """A csv of incidents with these lines below the head."""
    return "\r\n".join(["No;Waktu;Korban;Kerugian (USD)", *lines, ""]).encode()


def fill(inbox: Path, files: dict[str, bytes]) -> Path:
    """Put files into an inbox, an hour of arrival apart."""
    inbox.mkdir(parents=True, exist_ok=True)
    lines = ["berkas;diterima_pada;mitra;lewat"]
    start = datetime(2026, 11, 1, 8, 0, tzinfo=WIB)
    for hours, (name, content) in enumerate(files.items()):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(content)
        lines.append(f"{name};{(start + timedelta(hours=hours)).isoformat()};Mitra Contoh;surel")
    (inbox / "_kiriman.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return inbox


FILES = {
    "lifting_okt.xlsx": lifting(),
    "2026/lifting_sep.xlsx": lifting("Sep-26", 2),
    "kejadian_1.csv": kejadian("K1;10/11/2026 07.30;2;1.234,5", "K2;2026-11-10T00:00:00Z;x;"),
    "lifting_rusak.xlsx": b"bukan excel",
    "surat.txt": b"halo",
}
