"""What the warehouse is asked around a load, and what is refused rather than guessed or mixed."""

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from load.deliveries import FILES, LOADED_AT, fill, lifting, workbook
from mutakhir.errors import ConfigError, WarehouseError
from mutakhir.load.landing import Warehouse, survey
from mutakhir.load.store import open_store

SAMPLE = {
    "lifting_contoh.xlsx": workbook(
        [["DATA CONTOH"], ["Bulan", "KKKS", "Lifting / Minyak (bbl)", "Lifting / Gas (MMBTU)"], ["Okt 2026", "A", 1, 2]]
    )
}


def test_without_the_record_of_loads_nothing_is_removed(loaded, place, tables):
    loaded()
    before = place.everything()
    place.run("drop table landing._dlt_loads")
    for attempt in (loaded, lambda: survey(tables, place.warehouse)):
        with pytest.raises(WarehouseError, match=r"_dlt_loads .* tidak lengkap") as caught:
            attempt()
        assert "\n" not in str(caught.value) + caught.value.english
    assert place.everything() == before


def test_a_record_of_loads_that_lost_lines_is_noticed(loaded, place, inbox):
    loaded()
    (inbox / "lifting_baru.xlsx").write_bytes(lifting("Nov 2026"))
    loaded()
    before = place.everything()
    place.run("delete from landing._dlt_loads")
    with pytest.raises(WarehouseError, match=r"_dlt_loads .* tidak lengkap"):
        loaded()
    assert place.everything() == before


def test_rows_of_a_table_that_is_not_ours_stay(loaded, place):
    loaded()
    place.run("create table landing.milik_lain (_dlt_load_id varchar)")
    place.run("insert into landing.milik_lain values ('bukan milik kita')")
    place.run("insert into landing.hulu_kosong (_dlt_load_id) values ('terputus')")
    assert loaded().removed_rows == 1
    assert place.rows("select count(*) from landing.milik_lain") == [(1,)]


def test_a_survey_does_not_take_rows_of_a_load_that_was_cut_off(loaded, place, tables):
    loaded()
    assert survey(tables, place.warehouse).tables == loaded().tables
    place.run("insert into landing.hulu_kosong (_dlt_load_id) values ('terputus')")
    with pytest.raises(WarehouseError, match="mutakhir load"):
        survey(tables, place.warehouse)


def test_a_log_of_an_earlier_version_still_counts(loaded, place):
    loaded()
    place.run("alter table landing.kiriman_log drop column stated_at")
    again = loaded(at=LOADED_AT + timedelta(days=1))
    assert again.count("already") == 3
    assert place.rows("select count(*) from landing.hulu_lifting") == [(4,)]


def test_what_the_driver_refuses_is_one_sentence(place):
    if place.warehouse.kind == "duckdb":
        place.warehouse.path.parent.mkdir()
    with open_store(place.warehouse) as store, pytest.raises(WarehouseError, match="menolak atau terputus") as caught:
        store.query("select * from tiada")
    assert "tiada" in str(caught.value)
    assert "\n" not in str(caught.value) + caught.value.english


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_a_connection_that_is_lost_is_one_sentence(place):
    with open_store(place.warehouse) as store:
        with open_store(place.warehouse) as other:
            mine = store.query("select pg_backend_pid()")[0][0]
            other.query("select pg_terminate_backend(?)", (mine,))
        for _ in range(2):
            with pytest.raises(WarehouseError, match="menolak atau terputus"):
                store.query("select 1")


def test_the_word_lock_in_a_path_is_not_a_lock(tmp_path):
    path = tmp_path / "block" / "w.duckdb"
    path.parent.mkdir()
    path.write_bytes(b"bukan gudang" * 1000)
    with pytest.raises(WarehouseError, match="tidak dapat dibuka"), open_store(Warehouse("duckdb", path=path)):
        pass
    path.unlink()
    duckdb.connect(str(path)).close()
    with open_store(Warehouse("duckdb", path=path)) as store:
        assert store.query("select 1") == [(1,)]


# --- made-up and real data


@pytest.mark.parametrize("first", ["sample", "real"])
def test_made_up_and_real_data_never_share_a_warehouse(loaded, place, tmp_path, first):
    inboxes = {"sample": fill(tmp_path / "contoh", SAMPLE), "real": fill(tmp_path / "sungguh", FILES)}
    assert loaded(inbox=inboxes[first]).count("loaded")
    before = place.everything()
    other = "real" if first == "sample" else "sample"
    with pytest.raises(ConfigError, match="tidak ada yang dimuat") as caught:
        loaded(inbox=inboxes[other])
    said = str(caught.value)
    assert ("lifting_contoh.xlsx berisi data contoh" in said) == (other == "sample")
    assert place.warehouse.shown in said
    assert caught.value.exit_code == 2
    assert place.everything() == before
    assert loaded(inbox=inboxes[first]).load_id is None


def test_an_inbox_that_mixes_made_up_and_real_data_is_refused(loaded, place, tmp_path):
    with pytest.raises(ConfigError, match=r"mencampur data contoh \(lifting_contoh.xlsx\)"):
        loaded(inbox=fill(tmp_path / "campur", {**FILES, **SAMPLE}))
    assert place.rows("select count(*) from information_schema.tables where table_schema = 'landing'") == [(0,)]


@pytest.mark.parametrize(
    "warehouse",
    [
        Warehouse("postgres", host="postgresql://u:RAHASIA@h/db", dbname="d"),
        Warehouse("postgres", host="h", dbname="dbname=x password=RAHASIA"),
        Warehouse("postgres", host="h", dbname="dbname=x password='sangat RAHASIA' user=u"),
        Warehouse("postgres", host="h", dbname="RAHASIA", password="RAHASIA"),
        Warehouse("duckdb", path=Path("md:x?motherduck_token=RAHASIA")),
    ],
)
def test_a_secret_anywhere_in_the_profile_is_never_shown(warehouse):
    assert "RAHASIA" not in warehouse.shown
    assert "***" in warehouse.shown


def test_a_place_without_a_secret_is_shown_whole():
    assert Warehouse("duckdb", path=Path("data/gudang.duckdb")).shown == f"DuckDB {Path('data/gudang.duckdb')}"
    assert Warehouse("postgres", host="h", dbname="d").shown == "PostgreSQL h:5432/d"
