"""Facts as they leave the warehouse: what a recount found, what is carried over, what is not passed off as counted."""

import hashlib
import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest

from mutakhir.artifacts.facts import DatasetFacts, FactsDifference, PeriodFacts, ValueFacts, WarehouseTable, read_facts
from mutakhir.artifacts.manifest import Manifest
from mutakhir.artifacts.runlog import RunLog, read_run_log
from mutakhir.warehouse.artifacts import facts_of, model_not_built, write_facts
from mutakhir.warehouse.facts import MODELS, Counted, read_counts
from mutakhir.warehouse.ledger import AHEAD, Ledger, decimal_text
from mutakhir.warehouse.recount import differences

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=timezone.utc)


def counted(rows=5, total="10", reporters=2, values=("A",)):
    period = PeriodFacts("2026-10", "2026-10-01", rows, reporters, totals={"lifting_bbl": total})
    return DatasetFacts(
        rows=rows, periods=[period], values={"jenis": [ValueFacts(value, "2026-10", "2026-10", 1) for value in values]}
    )


def test_a_recount_that_finds_the_same_says_nothing():
    assert differences({"hulu.x": counted()}, {"hulu.x": counted()}) == []


def test_a_recount_names_what_differs_with_before_and_after():
    found = differences(
        {"hulu.x": counted(), "hulu.y": counted()},
        {"hulu.x": counted(4, "9.5", 1, ("B",)), "hulu.y": counted(), "hulu.baru": counted()},
    )
    assert found == [
        FactsDifference("hulu.x", "2026-10", "lifting_bbl", "10", "9.5"),
        FactsDifference("hulu.x", "2026-10", "reporters", "2", "1"),
        FactsDifference("hulu.x", "2026-10", "rows", "5", "4"),
        FactsDifference("hulu.x", None, "jenis", "A", "B"),
    ]


def test_a_period_that_only_one_count_knows_is_a_difference():
    found = differences({"hulu.x": counted()}, {"hulu.x": DatasetFacts()})
    assert ("2026-10", "rows", "5", None) in [(one.period, one.what, one.before, one.after) for one in found]


def test_what_was_not_counted_is_compared_with_nothing():
    assert differences({"hulu.x": DatasetFacts(error="tidak ada")}, {"hulu.x": counted()}) == []


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, None), (0, "0"), (Decimal("-0.000000"), "0"), (Decimal("120.500000"), "120.5"), (1000, "1000"),
        (Decimal("99999999999999999999999999999999.123456"), "99999999999999999999999999999999.123456"),
        (Decimal("1E+3"), "1000"),
    ],
)  # fmt: skip
def test_totals_leave_exactly(number, text):
    assert decimal_text(number) == text


def test_what_the_last_recount_found_is_kept_until_the_next(tmp_path):
    recounted = (NOW - timedelta(days=3)).isoformat()
    facts = facts_of(Counted({}, recounted), [], "1", NOW, NOW, tmp_path / "facts.json")
    assert (facts.full, facts.differences) == (False, [])
    facts.differences = [FactsDifference("hulu.x", None, "rows", "1", "2")]
    write_facts(tmp_path, facts)
    again = facts_of(Counted({}, recounted), [], "1", NOW, NOW, tmp_path / "facts.json")
    assert again.differences == facts.differences
    anew = facts_of(Counted({}, NOW.isoformat()), [], "1", NOW, NOW, tmp_path / "facts.json")
    assert (anew.full, anew.differences) == (True, [])


def test_facts_written_alone_stay_bound_to_their_run(tmp_path):
    log = RunLog(
        "mutakhir.run/1", "1", NOW.isoformat(), "uji", "uji", "duckdb", "duckdb", artifacts={"facts.json": "x"}
    )
    (tmp_path / "mutakhir.json").write_bytes(msgspec.json.encode(log))
    write_facts(tmp_path, facts_of(Counted({}, None), [], "1", NOW, NOW, tmp_path / "facts.json"))
    digest = hashlib.sha256((tmp_path / "facts.json").read_bytes()).hexdigest()
    assert read_run_log(tmp_path / "mutakhir.json")[0].artifacts == {"facts.json": digest}
    assert read_facts(tmp_path / "facts.json")[0].recounted_at is None


def manifest(*models):
    raw = {
        "metadata": {},
        "nodes": {
            f"model.uji.{name}": {"resource_type": "model", "name": name, "schema": "review"} for name in models
        },
        "sources": {
            "source.uji.hulu.x": {
                "name": "x", "source_name": "hulu", "schema": "landing", "identifier": "hulu_x",
                "config": {"meta": {"period": {"column": "periode", "grain": "month"}}},
            },
            "source.uji.hulu.tanpa": {"name": "tanpa", "source_name": "hulu", "schema": "landing"},
        },
    }  # fmt: skip
    return msgspec.convert(raw, Manifest)


def no_query(_sql):
    raise AssertionError("nothing may be read")


def test_a_project_without_models_of_review_has_no_facts():
    assert read_counts(no_query, manifest("stg_x"), [], NOW) == Counted({}, None)


@pytest.mark.parametrize("broken", ["rvw_total", ""])
def test_what_no_build_made_is_not_passed_off_as_counted(broken):
    """With a broken model the tables of the build before are still there, and hold yesterday's figures."""
    tables = [WarehouseTable("review", name) for name in MODELS] if broken else []
    counts = read_counts(no_query, manifest(*MODELS), tables, NOW, broken)
    assert list(counts.datasets) == ["hulu.x"]
    assert (broken or "rvw_kiriman_baru") in counts.datasets["hulu.x"].error
    assert counts.recounted_at is None


def test_a_model_that_failed_or_was_skipped_is_named(tmp_path):
    assert model_not_built(tmp_path, MODELS) == ""
    rows = [{"unique_id": f"model.uji.{name}", "status": "success"} for name in MODELS]
    rows[4]["status"], rows[6]["status"] = "error", "skipped"
    metadata = {
        "dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json",
        "generated_at": NOW.isoformat(),
    }
    results = {"metadata": metadata, "results": rows, "elapsed_time": 1, "args": {}}
    (tmp_path / "run_results.json").write_text(json.dumps(results), encoding="utf-8")
    assert model_not_built(tmp_path, MODELS) == MODELS[4]


def test_the_ledger_looks_two_months_ahead_and_names_nobody_before_a_period_begins():
    asked = []

    def ask(sql):
        asked.append(sql)
        return []

    ledger = Ledger(ask, datetime(2026, 11, 30, 18, tzinfo=timezone.utc))
    assert ledger.obligations("hulu.x", {}) == []
    assert f"{datetime(2026, 11, 30, 18) + AHEAD:%Y-%m-%d %H:%M:%S}+00:00" in asked[0]
    assert "awal_periode <= '2026-12-01'" in asked[1], "the day of Jakarta"
    assert "or jatuh_tempo <= '2026-11-30 18:00:00+00:00'" in asked[1], "a plan that fell due before it began"
