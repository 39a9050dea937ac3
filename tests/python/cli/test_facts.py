"""`mutakhir facts` counts what came; `--full` counts everything, and names what changed behind the log."""

import json

import duckdb
import pytest

from cli.process import call, mutakhir
from project.review_project import Partners, make_project, statements, tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A project with one table and five deliveries, and a function that changes its warehouse."""
    folder = tmp_path_factory.mktemp("hitung") / "proyek"
    declared = {"biasa": tables()["biasa"]}
    folder.mkdir()
    make_project(folder, declared, "duckdb")
    partners = Partners(declared, seed=1)

    def change(*sql):
        with duckdb.connect(str(folder / "gudang.duckdb")) as connection:
            connection.execute("; ".join(sql))

    change(*statements(declared), *(line for _ in range(5) for line in partners.deliver("biasa")))
    return folder, change


def counted(folder, *words):
    """facts.json after `mutakhir facts <words>`, and what was said."""
    env = {"MUTAKHIR_DUCKDB_PATH": str(folder / "gudang.duckdb")}
    if not (folder / "target").exists():
        assert call("dbt", "--quiet", "seed", "--target", "duckdb", cwd=folder, env=env).code == 0
    done = mutakhir("facts", "--target", "duckdb", *words, cwd=folder, env=env)
    assert done.code == 0, done.stderr
    return json.loads((folder / done.stdout.strip()).read_text(encoding="utf-8")), done.stderr


def totals(facts):
    """Period to the sum of its measure."""
    return {one["period"]: one["totals"].get("nilai") for one in facts["datasets"]["uji.biasa"]["periods"]}


def test_what_changed_behind_the_log_is_found_by_a_full_recount_alone(office):
    folder, change = office
    first, _ = counted(folder)
    assert any(totals(first).values())
    change("update landing.biasa set nilai = coalesce(nilai, 0) + 1")
    by_batch, _ = counted(folder)
    assert totals(by_batch) == totals(first), "no delivery came"
    assert by_batch["recounted_at"] == first["recounted_at"]

    full, said = counted(folder, "--full")
    found = full["differences"]
    assert full["full"]
    assert full["recounted_at"] > first["recounted_at"]
    assert f"1 kumpulan data dihitung ulang, {len(found)} perbedaan" in said
    assert {one["what"] for one in found} == {"nilai"}
    assert {one["period"]: one["before"] for one in found} == {
        period: total for period, total in totals(first).items() if total != totals(full)[period]
    }
