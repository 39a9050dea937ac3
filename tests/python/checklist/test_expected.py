"""What must be checked comes from the manifest alone, for any dbt project."""

import json

import pytest

from artifact_factory import FIXTURES, GENERATED_AT, make_target
from mutakhir.artifacts.bundle import read_bundle
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.checklist.build import Settings, build_checklist
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.expected import expected_of
from mutakhir.checklist.ledger import FactsEvidence, ledger_of
from mutakhir.checklist.period_coverage import judge_period_coverage
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status


def expected_after(tmp_path, change, adapter="duckdb", zone=""):
    content = json.loads((FIXTURES / "1_11" / "manifest.json").read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return expected_of(read_manifest(path).content, adapter, None, zone)


def find(expected, name):
    return next(dataset for dataset in expected.datasets if dataset.name == name)


def test_a_relationships_test_judges_one_table_only(tmp_path):
    expected = expected_after(tmp_path, lambda content: None)
    names = {test.name for test in expected.tests["source.migas_contoh.hulu.lifting"]}
    assert not any("relationships" in name for name in names)
    produksi = {test.name for test in expected.tests["source.migas_contoh.hulu.produksi"]}
    assert any("relationships" in name for name in produksi)


def test_tests_of_a_staging_model_judge_its_source(tmp_path):
    expected = expected_after(tmp_path, lambda content: None)
    names = {test.name for test in expected.tests["source.migas_contoh.hulu.lifting"]}
    assert "unique_stg_lifting_wk" in names


def test_review_tests_are_left_out_of_the_axis(tmp_path):
    def tag(content):
        for node in content["nodes"].values():
            node["tags"] = ["mutakhir_review"]

    assert not expected_after(tmp_path, tag).tests


@pytest.mark.parametrize(
    ("data_type", "adapter", "zone", "naive"),
    [
        ("timestamp", "duckdb", "", True),
        ("TIMESTAMP WITHOUT TIME ZONE", "postgres", "", True),
        ("datetime2", "sqlserver", "", True),
        ("timestamp_ntz", "snowflake", "", True),
        ("timestamp with time zone", "postgres", "", False),
        ("timestamptz", "duckdb", "", False),
        ("datetimeoffset", "sqlserver", "", False),
        ("timestamp", "bigquery", "", False),
        ("date", "postgres", "", True),
        ("timestamp", "duckdb", "Asia/Jakarta", False),
        (None, "duckdb", "", False),
    ],
)
def test_a_load_time_without_zone_is_recognised(tmp_path, data_type, adapter, zone, naive):
    def declare(content):
        node = content["sources"]["source.migas_contoh.hulu.lifting"]
        node["loaded_at_field"] = "dimuat"
        node["columns"] = {"Dimuat": {"name": "Dimuat", "data_type": data_type}}

    assert find(expected_after(tmp_path, declare, adapter, zone), "hulu.lifting").loaded_at_naive is naive


@pytest.mark.parametrize(
    ("field", "zone", "assumed", "read_in"),
    [
        ("dimuat", "", True, ""),
        ("dimuat", "Asia/Jakarta", False, "Asia/Jakarta"),
        ("cast(dimuat as timestamp)", "", True, ""),
        (None, "Asia/Jakarta", False, ""),
    ],
)
def test_a_load_time_of_unknown_type_is_told_and_a_declared_zone_counts(tmp_path, field, zone, assumed, read_in):
    """Without a field dbt asks the warehouse's own metadata, which carries a zone."""

    def declare(content):
        node = content["sources"]["source.migas_contoh.hulu.lifting"]
        node["loaded_at_field"] = node["config"]["loaded_at_field"] = field
        node["columns"] = {}

    dataset = find(expected_after(tmp_path, declare, zone=zone), "hulu.lifting")
    assert (dataset.loaded_at_naive, dataset.loaded_at_assumed_utc, dataset.loaded_at_zone) == (False, assumed, read_in)


def test_a_bound_of_an_unknown_unit_is_kept_as_unreadable(tmp_path):
    def declare(content):
        node = content["sources"]["source.migas_contoh.hulu.lifting"]
        node["freshness"] = {"warn_after": {"count": 2, "period": "week"}, "error_after": {"count": 9, "period": "day"}}

    bounds = find(expected_after(tmp_path, declare), "hulu.lifting").freshness
    assert (bounds.warn_after_s, bounds.error_after_s, bounds.unreadable) == (None, 9 * 86400, "2 week")


def test_a_project_without_any_meta_is_never_accused(tmp_path):
    make_target(tmp_path, 4)
    content = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    for node in content["sources"].values():
        node.update(meta={}, freshness=None, source_meta={})
        node["config"].update(meta={}, freshness=None)
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    bundle = read_bundle(tmp_path)
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    statuses = [row.status for row in checklist.datasets]
    assert statuses.count(Status.NO_RULE) == 3
    assert statuses.count(Status.QUALITY_ISSUE) == 1
    assert Status.LATE not in statuses


def test_meta_of_any_shape_is_text_or_nothing(tmp_path):
    def spoil(content):
        node = content["sources"]["source.migas_contoh.hulu.lifting"]
        node["config"]["meta"] = {
            "title": ["a"], "partners": "SKK Migas", "reporter": 7, "due": None, "domain": {"x": 1}, "cadence": 3
        }  # fmt: skip

    dataset = find(expected_after(tmp_path, spoil), "hulu.lifting")
    assert dataset.title.id == "hulu.lifting"
    assert dataset.partners == ("SKK Migas",)
    assert (dataset.due, dataset.domain, dataset.cadence, dataset.reporter_column) == ("", "hulu", "3", "")


@pytest.mark.parametrize("due", [{"rule": "Tgl 20"}, ["Tgl 20"], True])
def test_a_due_rule_that_is_no_text_is_unknown_and_not_none(tmp_path, due):
    """Taken for none, the axis would not apply, and the data set would be up to date without October."""

    def spoil(content):
        content["sources"]["source.migas_contoh.hulu.lifting"]["config"]["meta"] = {"due": due}

    dataset = find(expected_after(tmp_path, spoil), "hulu.lifting")
    clock = Clock(GENERATED_AT, PROCEDURE_ZONE, None)
    judged = judge_period_coverage(dataset, ledger_of(dataset, FactsEvidence({}), clock), clock, "2026-11")
    assert (judged.status, "tidak dikenal" in judged.reason.id) == (Status.NOT_CHECKED, True)


@pytest.mark.parametrize(
    ("meta", "area"),
    [
        ({"domain": "hulu", "domain_en": "Anything"}, Text("Hulu", "Upstream")),
        ({"domain": "Lingkungan", "domain_en": "Environment"}, Text("Lingkungan", "Environment")),
        ({"domain": "Lingkungan", "domain_en": ["x"]}, Text("Lingkungan", "Lingkungan")),
        ({"domain": "lingkungan_hidup"}, Text("lingkungan_hidup", "lingkungan_hidup")),
    ],
)
def test_an_area_is_called_as_its_entry_says_unless_the_vocabulary_knows_it(tmp_path, meta, area):
    def declare(content):
        content["sources"]["source.migas_contoh.hulu.lifting"]["config"]["meta"] = meta

    assert find(expected_after(tmp_path, declare), "hulu.lifting").area == area


@pytest.mark.parametrize("parent", ["metric.migas_contoh.lifting", "source.migas_contoh.hulu.dinonaktifkan"])
def test_a_dashboard_on_what_the_manifest_does_not_hold_says_so(tmp_path, parent):
    def add(content):
        next(iter(content["exposures"].values()))["depends_on"]["nodes"].append(parent)

    assert [dashboard.unknown_parents for dashboard in expected_after(tmp_path, add).dashboards] == [True]
    assert [dashboard.unknown_parents for dashboard in expected_after(tmp_path, lambda _: None).dashboards] == [False]
