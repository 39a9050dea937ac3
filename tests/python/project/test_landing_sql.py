"""The SQL that macros and generic tests write for landing tables, run on rows made for it: who replaces whom."""

import json
import shutil
from datetime import datetime, timedelta, timezone

import duckdb
import pytest

from cli.process import ROOT, call

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dbt_parse")]

_CUT = "--8<--"
_SQL = {
    "jargas": "{{ rows_in_force(source('infra', 'jargas_sr')) }}",
    "tkdn": "{{ rows_in_force(source('program', 'tkdn_pengadaan')) }}",
    "produksi": "{{ newest_rows('hulu', 'produksi_harian') }}",
    "skala": (
        "{{ test_same_scale_as_before(get_where_subquery(source('hulu', 'produksi_harian')),"
        " columns=['minyak_bopd', 'gas_mmscfd'], key=['kode_wk'], period='tanggal') }}"
    ),
    "tanda contoh": (
        "select _batch_id, {{ sample_mark('infra', 'jargas_sr') }} as contoh from {{ source('infra', 'jargas_sr') }}"
    ),
}
_LOADER = (
    "_received_at timestamptz, _loaded_at timestamptz, _sumber_berkas varchar, _batch_id varchar, _mitra varchar, "
    "_baris bigint"
)
_TABLES = {
    "infra_jargas_sr": "periode date, kode_kabupaten varchar, sumber_dana varchar, sr_terpasang integer",
    "program_tkdn_pengadaan": "periode date, kkks varchar, nilai_usd numeric",
    "hulu_produksi_harian": "tanggal date, kode_wk varchar, operator varchar, minyak_bopd numeric, gas_mmscfd numeric",
}
_BEGIN = datetime(2026, 11, 2, 1, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Name to the SQL that dbt writes; `tanda contoh` also for a warehouse that has no log of deliveries."""
    folder = tmp_path_factory.mktemp("landing_sql")
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")

    def compiled(database, text):
        words = ["--quiet", "compile", "--inline", text, "--output", "json", "--target", "duckdb"]
        words += ["--project-dir", ROOT, "--profiles-dir", folder]
        words += ["--target-path", folder / "target", "--log-path", folder / "logs"]
        done = call("dbt", *words, cwd=folder, env={"MUTAKHIR_DUCKDB_PATH": str(folder / database / "uji.duckdb")})
        assert done.code == 0, done.stdout
        return json.loads(done.stdout[done.stdout.index("{") :])["compiled"].split(_CUT)

    for database in ("bercatatan", "tanpa_catatan"):
        (folder / database).mkdir()
    with duckdb.connect(str(folder / "bercatatan" / "uji.duckdb")) as warehouse:
        warehouse.execute("create schema landing")
        warehouse.execute("create table landing.kiriman_log (batch_id varchar, is_sample bigint)")
    found = dict(zip(_SQL, compiled("bercatatan", f"\n{_CUT}\n".join(_SQL.values())), strict=True))
    (found["tanda contoh tanpa catatan"],) = compiled("tanpa_catatan", _SQL["tanda contoh"])
    return found


@pytest.fixture
def landing():
    """A warehouse in memory under the name that the written SQL gives it, with empty landing tables."""
    with duckdb.connect(":memory:") as warehouse:
        warehouse.execute("attach ':memory:' as uji")
        warehouse.execute("create schema uji.landing")
        for name, columns in _TABLES.items():
            warehouse.execute(f"create table uji.landing.{name} ({columns}, {_LOADER})")
        warehouse.execute("create table uji.landing.kiriman_log (batch_id varchar, is_sample bigint)")
        yield warehouse


def deliver(landing, table, sender, hour, *rows):
    """One delivery: its rows in the order of the file, `hour` hours after the first one."""
    for line, row in enumerate(rows, start=1):
        came = _BEGIN + timedelta(hours=hour)
        stamp = (came, came, f"{sender}_{hour}.xlsx", f"{sender}-{hour}", sender, line)
        marks = ", ".join("?" for _ in (*row, *stamp))
        landing.execute(f"insert into uji.landing.{table} values ({marks})", [*row, *stamp])


def in_force(landing, sql, columns):
    return sorted(landing.sql(f"select {columns} from ({sql}) as hasil").fetchall())


OCTOBER = "2026-10-01"


def test_the_second_partner_leaves_the_rows_of_the_first(landing, written):
    deliver(landing, "infra_jargas_sr", "PGN", 0, (OCTOBER, "1671", "APBN", 100), (OCTOBER, "3515", "APBN", 200))
    deliver(landing, "infra_jargas_sr", "Pertagas", 1, (OCTOBER, "6473", "mandiri", 300))
    seen = in_force(landing, written["jargas"], "kode_kabupaten, sr_terpasang")
    assert seen == [("1671", 100), ("3515", 200), ("6473", 300)]


def test_a_partner_still_replaces_what_it_sent_itself(landing, written):
    deliver(landing, "infra_jargas_sr", "PGN", 0, (OCTOBER, "1671", "APBN", 100), (OCTOBER, "3515", "APBN", 200))
    deliver(landing, "infra_jargas_sr", "Pertagas", 1, (OCTOBER, "6473", "mandiri", 300))
    deliver(landing, "infra_jargas_sr", "PGN", 2, (OCTOBER, "1671", "APBN", 110))
    seen = in_force(landing, written["jargas"], "kode_kabupaten, sr_terpasang")
    assert seen == [("1671", 110), ("6473", 300)]


def test_a_key_that_two_partners_give_is_in_force_once(landing, written):
    deliver(landing, "infra_jargas_sr", "Pertagas", 1, (OCTOBER, "1671", "APBN", 300))
    deliver(landing, "infra_jargas_sr", "PGN", 0, (OCTOBER, "3515", "APBN", 200), (OCTOBER, "1671", "APBN", 100))
    seen = in_force(landing, written["jargas"], "kode_kabupaten, sr_terpasang")
    assert seen == [("1671", 300), ("3515", 200)]


def test_contractors_of_two_senders_stand_side_by_side(landing, written):
    deliver(landing, "program_tkdn_pengadaan", "SKK Migas", 0, (OCTOBER, "KKKS A", 1), (OCTOBER, "KKKS B", 2))
    deliver(landing, "program_tkdn_pengadaan", "BPMA", 1, (OCTOBER, "KKKS Aceh", 3))
    assert len(in_force(landing, written["tkdn"], "kkks")) == 3


def test_a_working_area_that_changes_hands_counts_for_the_later_report(landing, written):
    deliver(landing, "hulu_produksi_harian", "SKK Migas", 0, ("2026-10-05", "WK1", "lama", 900, 1))
    deliver(landing, "hulu_produksi_harian", "SKK Migas", 1, ("2026-10-05", "WK1", "baru", 1000, 1))
    deliver(
        landing, "hulu_produksi_harian", "SKK Migas", 0.5, *(("2026-10-05", f"WK{n}", "lama", n, 1) for n in (2, 3))
    )
    seen = in_force(landing, written["produksi"], "kode_wk, operator, minyak_bopd")
    assert ("WK1", "baru", 1000) in seen
    assert [row for row in seen if row[0] == "WK1"] == [("WK1", "baru", 1000)]


DAYS = ("2026-10-05", "2026-10-06", "2026-10-07")


@pytest.mark.parametrize(
    ("oil", "flagged"),
    [
        ((1500, 1480, 1510), 0),
        ((1500, 1.48, 1.51), 1),
        ((1500, 1480000, 1510), 2),
        ((1500, 20, 1510), 0),
        ((1500, 0, 1510), 0),
        ((1500, None, 1.51), 0),
    ],
)
def test_a_unit_slip_of_a_small_area_is_seen_against_the_day_before(landing, written, oil, flagged):
    deliver(landing, "hulu_produksi_harian", "SKK Migas", 0, *((day, "besar", "A", 130000, 700) for day in DAYS))
    deliver(
        landing, "hulu_produksi_harian", "BPMA", 1,
        *((day, "kecil", "B", value, None) for day, value in zip(DAYS, oil, strict=True)),
    )  # fmt: skip
    assert len(landing.sql(written["skala"]).fetchall()) == flagged


def test_a_slip_that_was_corrected_is_not_held_against_the_partner(landing, written):
    rows = [(day, "kecil", "B", 1500, 40) for day in DAYS]
    deliver(landing, "hulu_produksi_harian", "BPMA", 0, *rows[:2], (DAYS[2], "kecil", "B", 1.5, 40))
    assert len(landing.sql(written["skala"]).fetchall()) == 1
    deliver(landing, "hulu_produksi_harian", "BPMA", 5, rows[2])
    assert landing.sql(written["skala"]).fetchall() == []


def test_only_a_delivery_that_says_so_is_of_the_sample(landing, written):
    for hour, sender in enumerate(("contoh", "asli", "lama", "tak tercatat")):
        deliver(landing, "infra_jargas_sr", sender, hour, (OCTOBER, "1671", "APBN", 100))
    landing.execute("insert into uji.landing.kiriman_log values ('contoh-0', 1), ('contoh-0', 0), ('asli-1', 0)")
    landing.execute("insert into uji.landing.kiriman_log values ('lama-2', null), (null, 1)")
    assert in_force(landing, written["tanda contoh"], "_batch_id, contoh") == [
        ("asli-1", "tidak"),
        ("contoh-0", "ya"),
        ("lama-2", "tidak"),
        ("tak tercatat-3", "tidak"),
    ]
    unknown = landing.sql(written["tanda contoh tanpa catatan"]).fetchall()
    assert {contoh for _, contoh in unknown} == {"tidak"}
