"""Identities between measures: read, checked on totals, or refused in one sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutakhir.checklist.identities import parse_identity
from mutakhir.errors import ConfigError

MEASURES = ("awal", "masuk", "keluar", "akhir")
WHERE = "sources/hulu.yml, hulu.stok, identities"


def read(text):
    return parse_identity(text, MEASURES, WHERE)


def totals(*numbers):
    return dict(zip(MEASURES, map(str, numbers), strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "awal + masuk - keluar = akhir",
        "awal+masuk-keluar=akhir",
        "  akhir = awal  +  masuk - 1 * keluar ",
        "2 awal + 2*masuk - 2,0 * keluar = 2 akhir",
        "- keluar + masuk + awal = akhir toleransi 0%",
    ],
)
def test_one_identity_in_many_spellings(text):
    identity = read(text)
    assert identity.holds(*identity.sides(totals(100, 20, 30, 90)))
    assert not identity.holds(*identity.sides(totals(100, 20, 30, "90.001")))


@pytest.mark.parametrize(
    "text", ["awal = akhir toleransi 1%", "awal = akhir tolerance 1.0 %", "awal = akhir Toleransi 1,0%"]
)
def test_tolerance_is_a_share_of_the_larger_side(text):
    identity = read(text)
    assert identity.holds(Decimal(99), Decimal(100))
    assert not identity.holds(Decimal("98.9"), Decimal(100))


def test_a_total_that_is_missing_leaves_it_open():
    identity = read("awal = akhir")
    assert identity.sides({"awal": "1"}) is None
    assert identity.sides({"awal": "1", "akhir": None}) is None
    assert identity.sides({"awal": "1", "akhir": "NaN"}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("awal + masuk", "needs one sign ="),
        ("awal = masuk = akhir", "needs one sign ="),
        ("awal masuk = akhir", "cannot be read at 'masuk'"),
        ("awal + = akhir", "cannot be read at '+'"),
        ("awal / masuk = akhir", "cannot be read at '/ masuk'"),
        ("awal = 3", "cannot be read at '3'"),
        (" = akhir", "cannot be read at ''"),
        ("awal + masuq = akhir", "names masuq, which is no measure of that table; is masuk meant?"),
        ("awal = akhir toleransi 100%", "tolerance below 100%"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_the_place(text, said):
    with pytest.raises(ConfigError) as refused:
        read(text)
    assert refused.value.english.startswith(f"{WHERE}: identity")
    assert said in refused.value.english
    assert str(refused.value) != refused.value.english


@given(st.lists(st.tuples(*[st.integers(-(10**9), 10**9)] * 3), min_size=1, max_size=20))
def test_what_holds_in_every_row_holds_for_the_totals(rows):
    identity = read("awal + 2 * masuk - 0.5 keluar = akhir")
    sums = [Decimal(sum(row[at] for row in rows)) for at in range(3)]
    akhir = sum((Decimal(a) + 2 * Decimal(b) - Decimal(c) / 2 for a, b, c in rows), Decimal())
    assert identity.holds(*identity.sides(totals(*sums, akhir)))
