"""Due rules and load ages are those of the list of the 30 tables; DECISIONS.md 16 says where they differ and why."""

from datetime import date, timedelta

import pytest
import yaml

from cli.process import ROOT

DUE = {
    "hulu.produksi_harian": "H+1",
    "hulu.produksi_bulanan_lapangan": "Tgl 15 B+1",
    "hulu.lifting_daerah_bulanan": "Tgl 20 B+1",
    "hulu.pengapalan_minyak": "H+3",
    "hulu.stok_terminal_harian": "H+1",
    "hulu.pemanfaatan_gas": "Tgl 20 B+1",
    "hulu.cadangan_status_1jan": "Tgl 30-06",
    "hulu.pemboran_sumur": "HK+5",
    "hulu.survei_seismik": "Tgl 20 B+1",
    "hulu.investasi_wpnb": "TW+30",
    "hilir.kilang_bulanan": "Tgl 15 B+1",
    "hilir.niaga_bbm_bulanan": "Tgl 10 B+1",
    "hilir.lpg_penyaluran": "Tgl 10 B+1",
    "hilir.lpg_pasokan": "Tgl 15 B+1",
    "hilir.lng_kargo": "H+5",
    "hilir.ekspor_impor": "Tgl 20 B+1",
    "hilir.kepatuhan_lapor": "Tgl 11 B+1",
    "infra.jargas_sr": "Tgl 15 B+1",
    "infra.pipa_gas": "Tgl 20 B+1",
    "harga.icp_bulanan": "warn Tgl 10 B+1, error Tgl 25 B+1",
    "harga.mops_harian": "hari bursa SGX",
    "harga.jual_eceran_bbm": "HK+3",
    "fiskal.pnbp_dbh": "TW+45",
    "keselamatan.kejadian": "per kejadian, jeda terlama 31 hari",
    "program.tkdn_pengadaan": "TW+30",
}
OWN_PROPOSALS = {
    "hulu.target_apbn": "Tgl 31-01",
    "hulu.wilayah_kerja": "bulanan + setiap perubahan",
    "hilir.jbt_jbkp": "H+5",
    "hilir.izin_usaha": "H+4",
    "infra.penyalur": "Tgl 20 B+1",
}
LOAD_AGE_HOURS = {
    "hulu.produksi_harian": (36, 72),
    "harga.mops_harian": (132, 6 * 24),
    "hilir.izin_usaha": (9 * 24, 14 * 24),
    "keselamatan.kejadian": (8 * 24, 31 * 24),
}


@pytest.fixture(scope="module")
def configs():
    """`config` of every source table by name."""
    return {
        f"{source['name']}.{table['name']}": table["config"]
        for path in sorted((ROOT / "sources").glob("*.yml"))
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        for table in source["tables"]
    }


def test_due_rules_are_those_of_the_list(configs):
    listed = DUE | OWN_PROPOSALS
    assert {name: config["meta"]["due"] for name, config in configs.items() if name in listed} == listed


def test_a_rule_of_our_own_names_no_regulation(configs):
    assert [name for name in OWN_PROPOSALS if "due_basis" in configs[name]["meta"]] == []


def test_load_ages_are_those_of_the_list(configs):
    hours = {"hour": 1, "day": 24}
    for name, bounds in LOAD_AGE_HOURS.items():
        freshness = configs[name]["freshness"]
        found = [
            freshness[bound]["count"] * hours[freshness[bound]["period"]] for bound in ("warn_after", "error_after")
        ]
        assert tuple(found) == bounds, name


def test_the_page_of_decisions_names_every_difference(configs):
    page = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").split("## 16. ")[1].split("\n## ")[0]
    for name in (*OWN_PROPOSALS, "harga.mops_harian", "hilir.izin_usaha", "keselamatan.kejadian", "hilir.lpg_pasokan"):
        assert f"`{name}`" in page, name


def test_the_reference_holds_no_rate_of_a_month_that_is_not_over():
    lines = (ROOT / "seeds" / "ref_kurs_bi.csv").read_text(encoding="utf-8").splitlines()[1:]
    newest = max(date.fromisoformat(line.split(",")[0]) for line in lines)
    assert (newest + timedelta(days=31)).replace(day=1) <= date.today()
