"""waivers.yml is read strictly: an entry that is not valid is one sentence naming entry, key and way out."""

from datetime import date

import pytest

from mutakhir.declared.waivers import read_waivers
from mutakhir.domain.waiver import Waiver
from mutakhir.errors import ConfigError

GOOD = """waivers:
  - dataset: hilir.jbt_jbkp
    axis: period_coverage
    period: 2026-10
    role: Koordinator
    reason: migrasi sistem mitra
    expires: 2026-12-31
"""


def read(folder, text):
    (folder / "waivers.yml").write_text(text, encoding="utf-8")
    return read_waivers(folder)


def test_no_file_and_an_empty_one_waive_nothing(tmp_path):
    assert read_waivers(tmp_path) == ()
    for text in ("", "# belum ada\n", "waivers:\n", "waivers: []\n"):
        assert read(tmp_path, text) == ()


def test_a_waiver_is_read(tmp_path):
    assert read(tmp_path, GOOD) == (
        Waiver(
            "hilir.jbt_jbkp",
            "period_coverage",
            "2026-10",
            "Koordinator",
            "migrasi sistem mitra",
            date(2026, 12, 31),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "period", "expires"),
    [
        ("    period: 2026-10\n", "", "", date(2026, 12, 31)),
        ("period: 2026-10", "period: 2026-10-05", "2026-10-05", date(2026, 12, 31)),
        ("period: 2026-10", "period: 2026", "2026", date(2026, 12, 31)),
        ("period: 2026-10", "period: 2026-TW3", "2026-TW3", date(2026, 12, 31)),
        ("expires: 2026-12-31", "expires: '2027-01-02'", "2026-10", date(2027, 1, 2)),
    ],
)
def test_periods_and_days_as_people_write_them(tmp_path, old, new, period, expires):
    (found,) = read(tmp_path, GOOD.replace(old, new))
    assert (found.period, found.expires) == (period, expires)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("axis: period_coverage", "axis: period_covrage", ["ke-1 (hilir.jbt_jbkp)", "maksudnya period_coverage?"]),
        ("axis: period_coverage", "axis: apa saja", ["kunci axis", "pilihannya: load_age"]),
        ("expires:", "expire:", ["kunci expire tidak dikenal", "maksudnya expires?"]),
        ("waivers:", "waiver:", ["kunci waiver tidak dikenal", "maksudnya waivers?"]),
        ("    expires: 2026-12-31\n", "", ["expires tidak boleh kosong", "2026-12-31"]),
        ("expires: 2026-12-31", "expires: akhir tahun", ["berisi 'akhir tahun'"]),
        ("expires: 2026-12-31", "expires: 2026-12-31T10:00:00", ["kunci expires berisi"]),
        ("expires: 2026-12-31", "expires: 2026-13-45", ["2026-12-31"]),
        ("role: Koordinator", "role:", ["kunci role tidak boleh kosong"]),
        ("role: Koordinator", "role: ['a']", ["kunci role tidak boleh kosong"]),
        ("reason: migrasi sistem mitra", "reason: ' '", ["kunci reason tidak boleh kosong"]),
        ("dataset: hilir.jbt_jbkp", "dataset:", ["dispensasi ke-1: kunci dataset tidak boleh kosong"]),
        ("period: 2026-10", "period: Oktober", ["kunci period berisi 'Oktober'", "2026-TW3"]),
        ("period: 2026-10", "period: 2026-00", ["kunci period berisi '2026-00'"]),
        ("axis: period_coverage", "axis: load_age", ["kunci period tidak berlaku untuk sumbu load_age"]),
        (GOOD, "- a\n- b\n", ["kunci waivers"]),
        (GOOD, "waivers: {a: b}\n", ["kunci waivers bukan daftar"]),
        (GOOD, "waivers: [satu]\n", ["dispensasi ke-1"]),
        (GOOD, "waivers: [\n", ["baris 2 bukan YAML yang sah"]),
        (GOOD, GOOD + GOOD.removeprefix("waivers:\n"), ["dispensasi ke-2", "mengulang dispensasi ke-1"]),
        (GOOD, GOOD + GOOD, ["baris 8: kunci waivers ada dua kali"]),
        (GOOD, GOOD + "    expires: 2099-12-31\n", ["baris 8: kunci expires ada dua kali"]),
    ],
)  # fmt: skip
def test_what_is_not_valid_is_one_sentence(tmp_path, old, new, words):
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, GOOD.replace(old, new))
    said = str(refused.value)
    assert said.startswith("waivers.yml")
    assert all(word in said for word in words), said
    assert "\n" not in said
    assert refused.value.english != said


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "waivers.yml").write_bytes(b"waivers: \xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_waivers(tmp_path)


def test_aliases_without_end_are_read_once(tmp_path):
    bomb = "".join(f"  - &a{at} [{', '.join([f'*a{at - 1}' if at else '1'] * 9)}]\n" for at in range(40))
    with pytest.raises(ConfigError, match="dispensasi ke-1: bukan pasangan"):
        read(tmp_path, "waivers:\n" + bomb)
    with pytest.raises(ConfigError, match="dispensasi ke-1: bukan pasangan"):
        read(tmp_path, "waivers: &a [*a]\n")
