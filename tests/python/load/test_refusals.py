"""Loads that are refused or break off: one sentence, no secret, and the next load heals."""

import os
import re
import socket
import sys
import threading
from datetime import datetime

import pytest

from load.deliveries import LOADED_AT, SOURCES, kejadian, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.errors import ConfigError, OutputError, WarehouseError
from mutakhir.load.landing import Warehouse, land
from mutakhir.load.readfile import read_file
from mutakhir.load.store import exclusive


def test_a_file_that_two_tables_want_holds_up_no_other(loaded, tmp_path):
    both = read_declared(write_sources(tmp_path / "dua", SOURCES.replace("match: kosong_*.csv", "match: '*_1.csv'")))
    result = loaded(tables=both)
    wanted = {one.file: one for one in result.files}["kejadian_1.csv"]
    assert (wanted.state, wanted.dataset, wanted.batch_id) == ("unclaimed", None, None)
    assert re.search(r"cocok dengan dua tabel: hulu.kejadian .* hulu.kosong .*; persempit", wanted.sentence)
    assert result.count("loaded") == 2


def test_what_nobody_foresaw_in_one_file_holds_up_no_other(loaded, monkeypatch):
    def broken(table, *_args):
        if table.name == "kejadian":
            raise IndexError("pop from empty list")
        return read_file(table, *_args)

    monkeypatch.setattr("mutakhir.load.taking.read_file", broken)
    result = loaded()
    odd = {one.file: one for one in result.files}["kejadian_1.csv"]
    assert (odd.state, result.count("loaded")) == ("set_aside", 2)
    assert "tidak terduga (IndexError)" in odd.sentence
    monkeypatch.setenv("MUTAKHIR_DEBUG", "1")
    with pytest.raises(IndexError):
        loaded()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take only text as a file name")
def test_odd_times_and_names_land_with_the_others(loaded, place, inbox):
    (inbox / os.fsdecode(b"kejadian_\xff2.csv")).write_bytes(kejadian("K9;;1;1"))
    (inbox / "kejadian_3.csv").write_bytes(kejadian("K8;;1;1"))
    with (inbox / "_kiriman.csv").open("a", encoding="utf-8") as log:
        log.write("kejadian_3.csv;0001-01-01T00:00:00+07:00;M;s\n")
    result = loaded()
    assert result.count("loaded") == 5
    assert place.rows("select _sumber_berkas from landing.hulu_kejadian where no_kejadian = 'K9'") == [
        ("kejadian_?2.csv",)
    ]
    assert any("0001-01-01" in remark and "tidak mungkin" in remark for remark in result.remarks)


def test_naive_time_is_refused(loaded):
    with pytest.raises(ConfigError, match="zona"):
        loaded(at=datetime(2026, 11, 10))


def test_nothing_of_the_work_stays_behind(loaded, tmp_path):
    loaded()
    assert [path.name for path in (tmp_path / "kerja").iterdir()] == ["muat.lock"]


def test_two_loads_in_one_work_folder(loaded):
    inside, go_on, refused = threading.Event(), threading.Event(), []

    def hold(_sentence):
        inside.set()
        go_on.wait(30)

    first = threading.Thread(target=lambda: loaded(progress=hold))
    first.start()
    inside.wait(30)
    try:
        loaded()
    except WarehouseError as error:
        refused.append(str(error))
    finally:
        go_on.set()
        first.join()
    assert refused == ["Pemuatan lain sedang berjalan di folder kerja ini; tunggu selesai, lalu jalankan lagi."]
    assert loaded().count("already") == 3


@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_two_machines_loading_into_one_database(loaded, place):
    with exclusive(place.warehouse), pytest.raises(WarehouseError, match="Pemuatan lain ke PostgreSQL"):
        loaded()


def test_work_folder_that_cannot_be_made(tables, inbox, place, tmp_path):
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="tidak dapat ditulisi"):
        land(tables, inbox, place.warehouse, LOADED_AT, tmp_path / "berkas" / "kerja")


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_unreachable_postgres_is_one_sentence_without_secret(tables, inbox, tmp_path, postgres_server):
    secret = "sangat-rahasia"
    facts = {"host": "127.0.0.1", "user": postgres_server.user, "password": secret, "dbname": "postgres"}
    for port in (closed_port(), postgres_server.port):
        warehouse = Warehouse("postgres", port=port, **facts)
        assert secret not in repr(warehouse)
        with pytest.raises(
            WarehouseError, match=f"PostgreSQL 127.0.0.1:{port}/postgres tidak dapat dihubungi"
        ) as caught:
            land(tables, inbox, warehouse, LOADED_AT, tmp_path / "kerja")
        assert "\n" not in str(caught.value)
        assert secret not in str(caught.value) + caught.value.english


def test_duckdb_that_is_no_duckdb(tables, inbox, tmp_path):
    (tmp_path / "palsu.duckdb").write_bytes(b"bukan gudang" * 1000)
    with pytest.raises(WarehouseError, match="tidak dapat dibuka") as caught:
        land(tables, inbox, Warehouse("duckdb", path=tmp_path / "palsu.duckdb"), LOADED_AT, tmp_path / "kerja")
    assert "\n" not in str(caught.value)


def test_a_load_that_breaks_off_is_one_sentence_and_heals(loaded, place):
    """A real refusal of the engine in the middle of the package: a column dlt cannot fill."""
    place.run("create schema landing")
    place.run("create table landing.hulu_kejadian (wajib bigint not null, _dlt_load_id varchar not null)")
    with pytest.raises(WarehouseError, match="terputus") as caught:
        loaded()
    assert "\n" not in str(caught.value)
    assert place.warehouse.password == "" or place.warehouse.password not in str(caught.value)
    place.run("alter table landing.hulu_kejadian drop column wajib")
    result = loaded()
    assert result.count("loaded") == 3
    assert [one.rows for one in result.tables] == [4, 2, 0]


def test_a_load_that_breaks_off_tells_the_error_and_no_traceback(loaded, monkeypatch):
    from dlt.common.exceptions import DltException

    said = (
        "Job with job_id=a had 5 retries. Last failure message was: Traceback (most recent call last):\n"
        f'  File "{"x" * 400}", line 1, in run\n    run()\n'
        "psycopg2.errors.DiskFull: could not extend file\nHINT:  Check free disk space.\n"
    )

    def broken(*_args, **_kwargs):
        raise DltException(said)

    monkeypatch.setattr("dlt.pipeline", broken)
    with pytest.raises(WarehouseError) as caught:
        loaded()
    assert "terputus (psycopg2.errors.DiskFull: could not extend file HINT: Check free disk space.);" in str(
        caught.value
    )
