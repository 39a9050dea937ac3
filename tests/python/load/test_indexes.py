"""Indexes of landing tables on PostgreSQL: which there are, that making them again changes nothing, and their names."""

from contextlib import closing

import pytest

from cli.process import ROOT
from mutakhir.declared.tables import SCHEMA, read_declared
from mutakhir.load.indexes import index_columns, statements


def declared(name):
    return next(table for table in read_declared(ROOT) if table.dataset == name)


def test_rows_that_stay_in_their_period_are_found_by_it():
    assert index_columns(declared("hulu.lifting_daerah_bulanan")) == [("_received_at",), ("_batch_id",), ("periode",)]


def test_rows_that_may_move_to_another_period_are_found_by_their_key():
    assert index_columns(declared("keselamatan.kejadian")) == [
        ("_received_at",), ("_batch_id",), ("tanggal",), ("no_kejadian",),
    ]  # fmt: skip
    keys = ("berlaku_mulai", "badan_usaha", "produk", "kode_provinsi")
    assert set(index_columns(declared("harga.jual_eceran_bbm"))) > {keys, *((key,) for key in keys)}


def test_of_a_snapshot_only_the_newest_delivery_is_looked_for():
    assert index_columns(declared("hilir.ekspor_impor")) == [("_received_at",), ("_batch_id",), ("periode",)]


def test_names_fit_and_differ():
    names = [sql.split('"')[1] for table in read_declared(ROOT) for sql in statements("landing", table, False)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 63


@pytest.mark.slow
def test_they_are_made_once(postgres_server):
    table = declared("harga.jual_eceran_bbm")
    columns = ", ".join(f"{column.name} text" for column in table.columns)
    made = list(statements(SCHEMA, table, True))
    with closing(postgres_server.connect(postgres_server.new_database())) as connection:
        cursor = connection.cursor()
        cursor.execute(f"create schema {SCHEMA}")
        cursor.execute(f'create table {SCHEMA}."{table.identifier}" ({columns}, _received_at text, _batch_id text)')
        for sql in (*made, *made):
            cursor.execute(sql)
        cursor.execute("select count(*) from pg_indexes where schemaname = 'landing'")
        assert cursor.fetchone()[0] == len(index_columns(table)) == len(made) - 1
