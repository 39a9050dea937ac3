"""Who sent a delivery, and what happens where nobody says."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from load.deliveries import LOADED_AT, SOURCES, lifting, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.load.inbox import Delivery
from mutakhir.load.landing import land
from mutakhir.load.sender import sender
from mutakhir.load.sheet import SetAside

NOON = datetime(2026, 11, 1, 5, tzinfo=timezone.utc)
PARTNERS = ("PGN", "Pertagas", "PGN Solution")


@pytest.fixture
def table(tmp_path):
    declared = read_declared(write_sources(tmp_path))[0]
    return replace(declared, partners=PARTNERS, origin=replace(declared.origin, replaces=("periode", "_mitra")))


def delivery(name, partner=None):
    return Delivery(Path(name), name, NOON, "file", partner)


@pytest.mark.parametrize(
    ("name", "partner", "expected"),
    [
        ("jargas_2026-10.xlsx", "Pertagas", "Pertagas"),
        ("jargas_2026-10.xlsx", "pertagas ", "Pertagas"),
        ("jargas_pertagas_2026-10.xlsx", None, "Pertagas"),
        ("PGN/jargas 2026-10.xlsx", None, "PGN"),
        ("jargas_pgn_solution_2026-10.xlsx", None, "PGN Solution"),
        ("jargas_pertagas_2026-10.xlsx", "PGN", "PGN"),
    ],
)
def test_the_log_says_it_else_the_name_of_file_or_folder(table, name, partner, expected):
    assert sender(delivery(name, partner), table) == expected


@pytest.mark.parametrize(
    ("name", "partner", "said"),
    [
        ("jargas_2026-10.xlsx", None, "tidak dinyatakan"),
        ("jargas_pertagasindo_2026-10.xlsx", None, "tidak dinyatakan"),
        ("PGN/jargas_pertagas_2026-10.xlsx", None, "tidak dinyatakan"),
        ("jargas_pertagas_2026-10.xlsx", "Petragas", "'Petragas' tidak ada"),
    ],
)
def test_no_guess_where_it_could_end_another_partners_rows(table, name, partner, said):
    with pytest.raises(SetAside, match=said) as refused:
        sender(delivery(name, partner), table)
    assert "PGN, Pertagas, PGN Solution" in str(refused.value)


def test_elsewhere_the_first_partner_stands_for_a_sender_nobody_names(table):
    alone = replace(table, origin=replace(table.origin, replaces=("periode",)))
    assert sender(delivery("jargas_2026-10.xlsx"), alone) == "PGN"
    assert sender(delivery("jargas_2026-10.xlsx", "Sekretariat"), alone) == "Sekretariat"
    assert sender(delivery("jargas_2026-10.xlsx"), replace(table, partners=("PGN",))) == "PGN"


def test_a_file_without_a_sender_is_set_aside_and_the_others_load(place, tmp_path):
    text = SOURCES.replace("lifting_*.xlsx, format", "lifting_*.xlsx, replaces: [periode, _mitra], format")
    tables = read_declared(write_sources(tmp_path / "proyek", text))
    inbox = tmp_path / "inbox"
    (inbox / "SKK Migas").mkdir(parents=True)
    (inbox / "lifting_okt.xlsx").write_bytes(lifting())
    (inbox / "SKK Migas" / "lifting_sep.xlsx").write_bytes(lifting("September 2026"))
    result = land(tables, inbox, place.warehouse, LOADED_AT, tmp_path / "kerja", None)
    assert {one.file: one.state for one in result.files} == {
        "lifting_okt.xlsx": "set_aside",
        "SKK Migas/lifting_sep.xlsx": "loaded",
    }
    assert place.rows("select distinct _mitra from landing.hulu_lifting") == [("SKK Migas",)]
