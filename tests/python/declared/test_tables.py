"""Declarations: what is read of sources/*.yml, and the sentence for each way to be wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from load.deliveries import SOURCES, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.errors import ConfigError

ROOT = Path(__file__).parents[3]


def test_reads_tables_columns_and_origin(tmp_path):
    lifting, kejadian, kosong = read_declared(write_sources(tmp_path))
    assert (lifting.dataset, lifting.identifier, lifting.partners) == (
        "hulu.lifting",
        "hulu_lifting",
        ("KKKS", "SKK Migas"),
    )
    assert [column.name for column in lifting.columns if column.is_key] == ["periode", "kkks"]
    assert lifting.columns[0].period == lifting.period
    assert kosong.columns[0].period is None
    assert (kejadian.origin.delimiter, kejadian.origin.encoding, kejadian.origin.numbers) == (";", "utf-8", "id")


def test_every_source_of_this_project_is_a_landing_table():
    tables = read_declared(ROOT)
    assert len({table.identifier for table in tables}) == len(tables) >= 30
    assert len({table.origin.match for table in tables}) == len(tables)


def test_does_not_need_dbt():
    code = "import sys; sys.modules['dbt'] = None; import mutakhir.declared.tables as d; print(len(d.DATA_TYPES))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "5\n"


BAD = {
    "type misspelt": ("data_type: integer", "data_type: integr", ["hulu.kejadian, kolom korban", "integer?"]),
    "origin key misspelt": ("delimiter: ", "delimitr: ", ["hulu.kejadian", "origin.delimitr", "delimiter?"]),
    "head misspelt": ("meta: {head: KKKS}", "meta: {hed: KKKS}", ["kolom kkks", "hed", "head?"]),
    "head that YAML takes for a boolean": ('head: "No"', "head: No", ["kolom no_kejadian", "tanda kutip", "'No'"]),
    "unknown key column": ("keys: [periode, kkks]", "keys: [periode, kks]", ["hulu.lifting", "keys", "kkks?"]),
    "no keys": ("keys: [tahun]", "keys: []", ["hulu.kosong", "keys tidak boleh kosong"]),
    "unknown format": ("format: xlsx", "format: xslx", ["hulu.lifting", "origin.format", "xlsx?"]),
    "unknown encoding": ("encoding: utf-8", "encoding: utf8", ["hulu.kejadian", "origin.encoding", "utf-8?"]),
    "unknown number style": ("numbers: en", "numbers: us", ["hulu.kosong", "numbers", "pilihannya: id, en"]),
    "kind misspelt": ("kind: file, match: kosong", "kind: fil, match: kosong", ["hulu.kosong", "kind", "file?"]),
    "match missing": ("match: kosong_*.csv, ", "", ["hulu.kosong", "origin.match tidak boleh kosong"]),
    "table name twice": (
        "identifier: hulu_kosong",
        "identifier: hulu_lifting",
        ["hulu.kosong", "hulu_lifting", "lain"],
    ),
    "name with a space": ("name: kerugian", "name: Kerugian USD", ["Kerugian USD", "kerugian_usd?"]),
    "another schema": ("schema: landing", "schema: landng", ["schema", "landing?"]),
    "not YAML": ("version: 2", "version: [2", ["sources/hulu.yml", "baris", "YAML"]),
    "a date that cannot be": ("version: 2", "version: 2024-13-45", ["sources/hulu.yml", "tanggal", "tanda kutip"]),
    "too deep": ("version: 2", f"version: {'[' * 5000}{']' * 5000}", ["sources/hulu.yml", "terlalu dalam"]),
    "column twice": ("- {name: kkks,", "- {name: periode,", ["hulu.lifting", "kolom periode dinyatakan dua kali"]),
    "list expected": ("    tables:", "    tables: 7\n    tabel:", ["hulu", "tables", "7"]),
}


@pytest.mark.parametrize(("old", "new", "said"), BAD.values(), ids=BAD.keys())
def test_bad_declaration_is_one_sentence(tmp_path, old, new, said):
    assert old in SOURCES
    with pytest.raises(ConfigError) as caught:
        read_declared(write_sources(tmp_path, SOURCES.replace(old, new, 1)))
    sentence = str(caught.value)
    assert all(part in sentence for part in ["sources/hulu.yml", *said]), sentence
    assert "\n" not in sentence
    assert str(tmp_path) not in sentence


SHARED = "match: lifting_*.xlsx, format: xlsx, numbers: id"
LAST_SENDER_WINS = {
    "a period": f"{SHARED}, replaces: [periode]",
    "the whole table": f"{SHARED}, replaces: all",
}


@pytest.mark.parametrize("origin", LAST_SENDER_WINS.values(), ids=LAST_SENDER_WINS.keys())
def test_no_partner_may_erase_the_rows_of_another(tmp_path, origin):
    with pytest.raises(ConfigError) as caught:
        read_declared(write_sources(tmp_path, SOURCES.replace(SHARED, origin, 1)))
    sentence = str(caught.value)
    assert all(part in sentence for part in ["hulu.lifting", "origin.replaces", "mitra lain", "tambahkan kkks"]), (
        sentence
    )
    one_partner = SOURCES.replace(SHARED, origin, 1).replace("[KKKS, SKK Migas]", "[KKKS]")
    assert read_declared(write_sources(tmp_path, one_partner))


def test_one_row_a_period_has_one_sender(tmp_path):
    text = SOURCES.replace("partners: [BPS]", "partners: [BPS, BPMA]\n            period: {column: tahun, grain: year}")
    with pytest.raises(ConfigError, match=r"hulu\.kosong.*_mitra"):
        read_declared(write_sources(tmp_path, text))


@pytest.mark.parametrize("whom", ["kkks", "_mitra"])
def test_reporter_or_sender_parts_what_partners_send(tmp_path, whom):
    text = SOURCES.replace(SHARED, f"{SHARED}, replaces: [periode, {whom}]", 1)
    assert read_declared(write_sources(tmp_path, text))[0].origin.replaces == ("periode", whom)


def test_no_sources_at_all(tmp_path):
    with pytest.raises(ConfigError, match="sources"):
        read_declared(tmp_path)


def test_other_origins_are_left_to_others(tmp_path):
    text = SOURCES.replace("kind: file, match: kosong_*.csv", "kind: database, match: x")
    assert [table.name for table in read_declared(write_sources(tmp_path, text))] == ["lifting", "kejadian"]
