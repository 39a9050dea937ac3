"""The load into real warehouses: what lands, how it is typed, and that nothing lands twice."""

import os
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest

from load.deliveries import FILES, LOADED_AT, SOURCES, WIB, kejadian, lifting, workbook, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.errors import ConfigError
from mutakhir.load.landing import LoadResult, survey


def test_files_land_typed_and_with_their_origin(loaded, place, capfd):
    said = []
    result = loaded(progress=said.append)
    assert capfd.readouterr() == ("", "")
    assert [(one.file, one.state, one.rows) for one in result.files] == [
        ("lifting_okt.xlsx", "loaded", 2),
        ("2026/lifting_sep.xlsx", "loaded", 2),
        ("kejadian_1.csv", "loaded", 2),
        ("lifting_rusak.xlsx", "set_aside", 0),
        ("surat.txt", "unclaimed", 0),
    ]
    october = date(2026, 10, 1)
    assert place.rows(
        "select periode, kkks, lifting_bbl, lifting_mmbtu, _sumber_berkas, _mitra, _baris, _tidak_terbaca "
        "from landing.hulu_lifting order by periode desc, _baris"
    )[:2] == [
        (
            october,
            "Energi Contoh Satu",
            Decimal("1000.5"),
            Decimal("1234.5"),
            "lifting_okt.xlsx",
            "Mitra Contoh",
            5,
            None,
        ),
        (october, "Energi Contoh Dua", Decimal(2000), None, "lifting_okt.xlsx", "Mitra Contoh", 6, None),
    ]
    utc = timezone.utc
    assert place.rows(
        "select waktu, korban, kerugian, _tidak_terbaca, _received_at, _loaded_at from landing.hulu_kejadian"
    ) == [
        (datetime(2026, 11, 10, 0, 30, tzinfo=utc), 2, Decimal("1234.5"), None,
         datetime(2026, 11, 1, 3, tzinfo=utc), datetime(2026, 11, 10, 2, tzinfo=utc)),
        (datetime(2026, 11, 10, 0, 0, tzinfo=utc), None, None, "korban=x",
         datetime(2026, 11, 1, 3, tzinfo=utc), datetime(2026, 11, 10, 2, tzinfo=utc)),
    ]  # fmt: skip
    assert [(one.dataset, one.rows, one.batches, one.set_aside) for one in result.tables] == [
        ("hulu.lifting", 4, 2, 1),
        ("hulu.kejadian", 2, 1, 0),
        ("hulu.kosong", 0, 0, 0),
    ]
    assert [one.file for one in result.unused] == ["lifting_rusak.xlsx", "surat.txt"]
    assert result.tables[0].newest_received_at == datetime(2026, 11, 1, 2, tzinfo=utc)
    assert said[0] == "Memeriksa gudang data"
    assert said[-1].startswith("Menulis 6 baris ke ")
    assert msgspec.json.decode(msgspec.json.encode(result), type=LoadResult) == result


def test_columns_have_the_declared_types(loaded, place):
    loaded()
    kinds = dict(
        place.rows("select column_name, data_type from information_schema.columns where table_name = 'hulu_kejadian'")
    )
    text = "VARCHAR" if place.warehouse.kind == "duckdb" else "character varying"
    assert {name: kind.lower() for name, kind in kinds.items()} == {
        "no_kejadian": text.lower(), "waktu": "timestamp with time zone", "korban": "bigint",
        "kerugian": "decimal(28,6)" if place.warehouse.kind == "duckdb" else "numeric",
        "_loaded_at": "timestamp with time zone", "_received_at": "timestamp with time zone",
        "_sumber_berkas": text.lower(), "_batch_id": text.lower(), "_mitra": text.lower(), "_baris": "bigint",
        "_tidak_terbaca": text.lower(), "_kolom_lain": text.lower(), "_dlt_load_id": text.lower(),
    }  # fmt: skip


def test_the_log_lands_in_the_same_package(loaded, place):
    result = loaded()
    lines = place.rows("select file, state, rows, sentence, _dlt_load_id from landing.kiriman_log order by received_at")
    assert [line[:3] for line in lines] == [(one.file, one.state, one.rows) for one in result.files]
    assert {line[4] for line in lines} == {result.load_id}
    assert "rusak" in lines[3][3]
    assert "origin.match" in lines[4][3]


def test_a_second_load_changes_nothing(loaded, place):
    loaded()
    before = place.everything()
    again = loaded(at=LOADED_AT + timedelta(days=1))
    assert place.everything() == before
    assert again.load_id is None
    assert [one.state for one in again.files] == ["already"] * 3 + ["set_aside", "unclaimed"]
    assert place.rows("select count(*) from landing._dlt_loads") == [(1,)]


def test_the_same_content_under_another_name_changes_nothing(loaded, place, inbox):
    (inbox / "lifting_salinan.xlsx").write_bytes(FILES["lifting_okt.xlsx"])
    copy = {one.file: one for one in loaded().files}["lifting_salinan.xlsx"]
    assert (copy.state, copy.rows) == ("already", 0)
    assert "Isinya sama dengan lifting_okt.xlsx (diterima 2026-11-01 01:00 UTC)" in copy.sentence
    assert place.rows("select count(*) from landing.hulu_lifting") == [(4,)]


def test_a_restatement_is_a_new_batch(loaded, place, inbox):
    loaded()
    (inbox / "lifting_okt.xlsx").write_bytes(lifting(factor=3))
    result = loaded(at=LOADED_AT + timedelta(days=1))
    assert [one.state for one in result.files if one.file == "lifting_okt.xlsx"] == ["loaded"]
    assert place.rows("select count(*), count(distinct _batch_id) from landing.hulu_lifting") == [(6, 3)]


def test_received_is_never_later_than_loaded(loaded, place, inbox):
    early = datetime(2026, 11, 1, 9, 30, tzinfo=WIB)
    result = loaded(at=early)
    late = {one.file: one for one in result.files}["kejadian_1.csv"]
    assert late.received_at == early
    assert "dipakai waktu muat" in late.sentence
    assert place.rows("select count(*) from landing.hulu_kejadian where _received_at > _loaded_at") == [(0,)]


def test_heads_without_rows_land_as_an_empty_delivery(loaded, place, inbox):
    (inbox / "kosong_2026.csv").write_bytes(b"Tahun,Nilai\r\n")
    first = {one.file: one for one in loaded().files}["kosong_2026.csv"]
    assert (first.state, first.rows) == ("loaded", 0)
    assert "hanya berisi kepala kolom" in first.sentence
    assert {one.file: one for one in loaded().files}["kosong_2026.csv"].state == "already"
    assert place.rows("select count(*) from landing.hulu_kosong") == [(0,)]


def test_empty_inbox_still_makes_every_table(loaded, place, tmp_path):
    (tmp_path / "sepi").mkdir()
    result = loaded(inbox=tmp_path / "sepi")
    assert result.files == ()
    assert [one.rows for one in result.tables] == [0, 0, 0]
    names = {
        name
        for (name,) in place.rows("select table_name from information_schema.tables where table_schema = 'landing'")
    }
    assert names >= {"hulu_lifting", "hulu_kejadian", "hulu_kosong", "kiriman_log"}


def test_a_new_column_is_added_and_old_rows_stay(loaded, place, tmp_path):
    loaded()
    more = SOURCES.replace(
        "          - {name: nilai,",
        "          - {name: catatan, data_type: varchar, config: {meta: {head: Catatan}}}\n          - {name: nilai,",
    ).replace(
        "- {name: korban,",
        "- {name: status, data_type: varchar, config: {meta: {head: Status}}}\n          - {name: korban,",
    )
    loaded(tables=read_declared(write_sources(tmp_path / "baru", more)))
    assert place.rows("select status, korban from landing.hulu_kejadian order by _baris") == [(None, 2), (None, None)]
    assert place.rows("select catatan from landing.hulu_kosong") == []


def test_a_changed_type_is_refused(loaded, tmp_path):
    loaded()
    changed = SOURCES.replace("name: korban, data_type: integer", "name: korban, data_type: varchar")
    with pytest.raises(ConfigError, match=r"sources/hulu.yml: kolom korban tabel hulu.kejadian .* BIGINT|bigint"):
        loaded(tables=read_declared(write_sources(tmp_path / "baru", changed)))


def test_a_mended_declaration_lands_what_was_set_aside(loaded, place, inbox, tmp_path):
    (inbox / "lifting_lama.xlsx").write_bytes(workbook([["Bulan", "Operator"], ["Agt 2026", "Lama"]]))
    assert {one.file: one for one in loaded().files}["lifting_lama.xlsx"].state == "set_aside"
    mended = read_declared(write_sources(tmp_path / "baru", SOURCES.replace("head: KKKS", "head: Operator")))
    assert {one.file: one for one in loaded(tables=mended).files}["lifting_lama.xlsx"].state == "loaded"
    lines = place.rows("select state from landing.kiriman_log where file = 'lifting_lama.xlsx' order by state")
    assert lines == [("loaded",), ("set_aside",)]


def test_text_with_everything_in_it_arrives_unchanged(loaded, place, inbox):
    nasty = '=1+1 "kutip"; koma, \\ garis, \u00c9\u4e2d, <script>'
    quoted = nasty.replace('"', '""')
    (inbox / "kejadian_2.csv").write_bytes(kejadian(f'"{quoted}";;1;1'))
    loaded()
    assert place.rows("select no_kejadian from landing.hulu_kejadian where no_kejadian like '=%'") == [(nasty,)]


def test_a_folder_that_cannot_be_read_stays_to_be_dealt_with_until_it_can(loaded, place, inbox, tables, monkeypatch):
    (inbox / "mitra").mkdir()
    real = os.scandir

    def scandir(path):
        if path == str(inbox / "mitra"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    with monkeypatch.context() as closed:
        closed.setattr("os.scandir", scandir)
        (folder,) = (one for one in loaded().unused if one.file == "mitra")
        assert (folder.state, folder.sentence.startswith("Tidak dapat dibaca (Permission denied)")) == (
            "set_aside",
            True,
        )
    assert [one for one in (*loaded().unused, *survey(tables, place.warehouse).unused) if one.file == "mitra"] == []
