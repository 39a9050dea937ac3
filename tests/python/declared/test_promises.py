"""Due metadata of sources/*.yml: what is read, what dbt's way of merging gives, and the sentence for each mistake."""

from datetime import date, time
from pathlib import Path

import pytest
import yaml

from mutakhir.declared.data_list import COLUMNS, read_data_list
from mutakhir.declared.promises import read_promises
from mutakhir.due.due_dates import Roll
from mutakhir.due.periods import Grain
from mutakhir.due.rules import DayOfMonth, QuarterDays, TradingDays
from mutakhir.errors import ConfigError

ROOT = Path(__file__).parents[3]

LIFTING = """
version: 2
sources:
  - name: hulu
    tables:
      - name: lifting
        config:
          meta:
            title: Lifting Bulanan
            partners: [KKKS, SKK Migas]
            cadence: bulanan
            due: Tgl 20 B+1
            since: 2024-12
            period: {column: periode, grain: month}
      - name: lain
"""
FULL = """
sources:
  - name: fiskal
    config: {meta: {due_zone: WIT, due_roll: back, walidata: Pusdatin, produsen_data: Ditjen}}
    tables:
      - name: dbh
        meta: {title: DBH, partners: Kemenkeu, cadence: triwulanan, due: tw + 45, due_basis: "PMK 48",
               due_time: "09.30", due_grace: 3, due_zone: wita, since: 2025-01,
               period: {column: periode, grain: quarter, year_starts: 12},
               origin: {kind: database}, satu_data: {definisi: "Dana\\n  bagi hasil"}}
      - name: mati
        config: {enabled: false, meta: {due: apa saja}}
      - name: mops
        config: {meta: {due: hari bursa SGX, since: 2024-12, period: {column: tanggal, grain: day}}}
"""


def project(folder, text, name="hulu.yml"):
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / name).write_text(text, encoding="utf-8")
    (folder / "dbt_project.yml").write_text("name: contoh\n", encoding="utf-8")
    return folder


def test_reads_what_a_table_promises(tmp_path):
    (promise,) = read_promises(project(tmp_path, LIFTING))
    assert (promise.dataset, promise.unique_id) == ("hulu.lifting", "source.contoh.hulu.lifting")
    assert (promise.title, promise.partners) == ("Lifting Bulanan", ("KKKS", "SKK Migas"))
    assert (promise.cadence, promise.due, promise.terms.rule) == ("bulanan", "Tgl 20 B+1", DayOfMonth(20))
    assert (promise.grain, promise.period_column, promise.year_starts) == (Grain.MONTH, "periode", 1)
    assert promise.since == date(2024, 12, 1)
    terms = promise.terms
    assert (terms.roll, terms.time_of_day, terms.zone, terms.grace, terms.basis) == (
        Roll.FORWARD,
        time(16),
        "WIB",
        0,
        "",
    )


def test_whatever_the_origin_and_with_what_the_source_says_for_all(tmp_path):
    dbh, mops = read_promises(project(tmp_path, FULL))
    assert (dbh.terms.rule, dbh.year_starts, dbh.partners) == (QuarterDays(45), 12, ("Kemenkeu",))
    assert (dbh.terms.time_of_day, dbh.terms.zone, dbh.terms.grace) == (time(9, 30), "WITA", 3)
    assert (dbh.terms.basis, dbh.terms.roll) == ("PMK 48", Roll.BACK)
    assert (mops.terms.rule, mops.terms.zone, mops.cadence, mops.title) == (TradingDays("SGX"), "WIT", "", "mops")


def test_a_rule_with_a_basis_is_not_rolled_unless_said(tmp_path):
    with_basis = LIFTING.replace("since:", "due_basis: Surat Dirjen\n            since:")
    (promise,) = read_promises(project(tmp_path, with_basis))
    assert promise.terms.roll is Roll.NONE
    (promise,) = read_promises(
        project(tmp_path, with_basis.replace("due_basis", "due_roll: forward\n            due_basis"))
    )
    assert promise.terms.roll is Roll.FORWARD


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"16.00"', time(16)),
        ("16.00", time(16)),
        ("16:00", time(16)),
        ('"07:30"', time(7, 30)),
        ("7.30", time(7, 30)),
        ("7:30", time(7, 30)),
        ("9", time(9)),
        ('"00.00"', time(0)),
        ("23.59", time(23, 59)),
    ],
)
def test_the_hour_however_yaml_takes_it(tmp_path, written, read):
    (promise,) = read_promises(project(tmp_path, LIFTING.replace("since:", f"due_time: {written}\n            since:")))
    assert promise.terms.time_of_day == read


def test_every_table_of_this_project_with_a_rule_can_be_read():
    promises = read_promises(ROOT)
    assert len(promises) == 30
    assert [promise.dataset for promise in promises] == sorted(promise.dataset for promise in promises)
    dbh = next(promise for promise in promises if promise.dataset == "fiskal.pnbp_dbh")
    assert dbh.year_starts == 12


PERIOD = "period: {column: periode, grain: month}"
BAD = {
    "unknown rule": ("due: Tgl 20 B+1", "due: tanggal 20 B+1", ["config.meta.due", "'tanggal 20 B+1'", "Tgl 20 B+1?"]),
    "a number": ("due: Tgl 20 B+1", "due: 20", ["config.meta.due", "'20'", "?"]),
    "empty": ("due: Tgl 20 B+1", 'due: ""', ["config.meta.due tidak boleh kosong"]),
    "quarter's rule on a month": ("due: Tgl 20 B+1", "due: TW+30", ["TW+30", "grain month", "triwulanan"]),
    "year's rule on a month": ("due: Tgl 20 B+1", "due: Tgl 30-06", ["Tgl 30-06", "grain month", "tahunan"]),
    "trading days on a month": ("due: Tgl 20 B+1", "due: hari bursa SGX", ["hari bursa SGX", "grain month"]),
    "against the cadence": ("cadence: bulanan", "cadence: harian", ["Tgl 20 B+1", "cadence harian"]),
    "unknown cadence": ("cadence: bulanan", "cadence: bulannan", ["cadence", "bulanan?"]),
    "since missing": ("            since: 2024-12\n", "", ["since tidak ada", "2024-12"]),
    "since that is no month": ("since: 2024-12", "since: 2024-13", ["since", "'2024-13'"]),
    "since as a day": ("since: 2024-12", "since: 2024-12-01", ["since", "'2024-12-01'", "2024-12?"]),
    "since as a year": ("since: 2024-12", "since: 2024", ["since", "'2024'", "2024-12?"]),
    "a name with a comma": ("name: lifting", 'name: "lifting,"', ["name", "'hulu.lifting,'", "hulu.lifting_?"]),
    "since in a wrong century": ("since: 2024-12", "since: 1024-12", ["since", "1024-12", "1995"]),
    "period missing": (f"            {PERIOD}\n", "", ["period.grain tidak boleh kosong", "month"]),
    "grain misspelt": ("grain: month", "grain: mont", ["period.grain", "month?"]),
    "period column missing": ("{column: periode, grain: month}", "{grain: month}", ["period.column"]),
    "year starts in month 13": ("grain: month", "grain: month, year_starts: 13", ["year_starts", "13", "1 sampai 12"]),
    "year starts as a word": ("grain: month", "grain: month, year_starts: Des", ["year_starts", "'Des'"]),
    "zone": ("since:", "due_zone: WIBB\n            since:", ["due_zone", "WIB?"]),
    "roll": ("since:", "due_roll: forwards\n            since:", ["due_roll", "forward?"]),
    "hour": ("since:", 'due_time: "25.00"\n            since:', ["due_time", "'25.00'"]),
    "hour as a boolean": ("since:", "due_time: yes\n            since:", ["due_time", "True"]),
    "grace": ("since:", "due_grace: -1\n            since:", ["due_grace", "-1", "0 sampai 366"]),
    "grace as a boolean": ("since:", "due_grace: yes\n            since:", ["due_grace", "True"]),
    "key misspelt": ("since:", "due_grce: 3\n            since:", ["due_grce", "due_grace?"]),
}


@pytest.mark.parametrize(("old", "new", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_promise_is_one_sentence_that_names_file_table_and_key(tmp_path, old, new, said):
    assert old in LIFTING
    with pytest.raises(ConfigError) as caught:
        read_promises(project(tmp_path, LIFTING.replace(old, new, 1)))
    for sentence in (str(caught.value), caught.value.english):
        assert "sources/hulu.yml" in sentence
        assert "hulu.lifting" in sentence
        assert sentence.endswith((".", "?"))
        assert "\n" not in sentence
        assert str(tmp_path) not in sentence
    assert all(part in str(caught.value) for part in said), str(caught.value)
    assert caught.value.english != str(caught.value)


def test_an_unknown_market_lists_those_that_are_known(tmp_path):
    text = FULL.replace("hari bursa SGX", "hari bursa SGXX")
    with pytest.raises(ConfigError, match=r"hari bursa SGXX'; maksudnya hari bursa SGX\?"):
        read_promises(project(tmp_path, text))


def test_the_data_list_has_one_row_for_every_table(tmp_path):
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_data_list(project(tmp_path, FULL))]
    assert [row["nama_dataset"] for row in rows] == ["DBH", "mati", "mops"]
    assert rows[0]["walidata"] == "Pusdatin"
    assert rows[0]["produsen_data"] == "Ditjen"
    assert rows[0]["definisi"] == "Dana bagi hasil"
    assert rows[0]["jadwal_pemutakhiran"] == "Triwulanan"
    assert rows[0]["dasar_hukum"] == "PMK 48"
    assert rows[0]["link_api"] == ""


def test_the_data_list_of_this_project_is_filled():
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_data_list(ROOT)]
    assert len(rows) == 30
    wanted = ("nama_dataset", "produsen_data", "walidata", "mitra", "konsep", "definisi", "klasifikasi", "ukuran",
              "satuan", "jadwal_rilis", "jadwal_pemutakhiran", "format", "kategori")  # fmt: skip
    assert [(row["nama_dataset"], name) for row in rows for name in wanted if not row[name]] == []


ODD = [None, True, 0, -1, 3.5, 10**30, "", "x", "a\x00b", [], [1], {}, {"a": 1}, float("nan"), [[[]]]]


@pytest.mark.parametrize("key", ["meta", "title", "partners", "cadence", "due", "since", "period", "grain", "column"])
def test_whatever_stands_at_a_key_is_read_or_refused_in_one_sentence(tmp_path, key):
    declared = yaml.safe_load(LIFTING)
    config = declared["sources"][0]["tables"][0]["config"]
    holder = next(one for one in (config, config["meta"], config["meta"]["period"]) if key in one)
    for odd in ODD:
        holder[key] = odd
        folder = project(tmp_path, yaml.safe_dump(declared))
        for sentence in (_refusal(read_promises, folder), _refusal(read_data_list, folder)):
            assert "sources/hulu.yml" in sentence or not sentence
            assert "\n" not in sentence


def _refusal(read, folder):
    """The sentence by which the folder is refused; empty where it is read."""
    try:
        read(folder)
    except ConfigError as error:
        return str(error)
    return ""
