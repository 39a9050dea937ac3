"""Who must report (seeds/pelapor_wajib.csv) against who does report in a normal delivery of the sample."""

from datetime import date

import pytest

from mutakhir.sample.periods import period_starts
from mutakhir.sample.table import chance

UNTIL = date(2028, 12, 31)
_EVERY_TENTH_DAY = 10

TABLES = (
    "harga.jual_eceran_bbm",
    "hilir.kilang_bulanan",
    "hilir.niaga_bbm_bulanan",
    "hulu.investasi_wpnb",
    "hulu.lifting_daerah_bulanan",
    "hulu.pemanfaatan_gas",
    "hulu.produksi_bulanan_lapangan",
    "hulu.produksi_harian",
    "program.tkdn_pengadaan",
)


def _must_report(roster, name, start):
    """Names that the roster binds for the period that begins on `start`."""
    return {
        line["pelapor"]
        for line in roster
        if line["kumpulan_data"] == name
        and not line["sama_dengan"]
        and date.fromisoformat(line["mulai"]) <= start
        and (not line["sampai"] or start <= date.fromisoformat(line["sampai"]))
    }


def test_every_table_with_reporters_has_a_roster(declared, recipes, roster):
    with_reporters = sorted(name for name in recipes if declared[name].reporter_column)
    assert sorted({line["kumpulan_data"] for line in roster}) == with_reporters == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_exactly_those_listed_report_in_every_normal_period(name, declared, recipes, roster):
    table, recipe = declared[name], recipes[name]
    starts = list(period_starts(recipe.every, table.since, UNTIL))[:: _EVERY_TENTH_DAY if recipe.every == "day" else 1]
    assert len(starts) >= 12
    for start in starts:
        rows = recipe.rows(start, chance(name, start.isoformat()))
        reported = {row[table.reporter_column] for row in rows}
        assert reported == _must_report(roster, name, start), start


def test_a_line_names_a_partner_of_its_table_and_the_rule_it_rests_on(declared, roster, metas):
    for line in roster:
        table = declared[line["kumpulan_data"]]
        assert line["mitra"] in table.partners
        assert line["mulai"] == table.since.isoformat()
        assert line["dasar"] == metas[table.dataset].get("due_basis", "")
    keys = [(line["kumpulan_data"], line["pelapor"]) for line in roster]
    assert keys == sorted(set(keys))
