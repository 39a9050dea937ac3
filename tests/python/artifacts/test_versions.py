"""Real artifacts of every dbt version the product reads give the verdicts the fixture project was built for."""

import json

import pytest

from artifact_factory import FIXTURES
from mutakhir.artifacts.bundle import read_bundle
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.artifacts.results import read_sources
from mutakhir.checklist.build import Settings, build_checklist
from mutakhir.errors import ArtifactError

VERSIONS = list(json.loads((FIXTURES / "versions.json").read_text(encoding="utf-8")))
SUPPORTED = [version for version in VERSIONS if not version.startswith("0_")]
OLD = [version for version in VERSIONS if version.startswith("0_")]


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_source_of_every_version_is_accounted_for(version):
    bundle = read_bundle(FIXTURES / version)
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    statuses = {row.dataset.name: row.status.value for row in checklist.datasets}
    expected = json.loads((FIXTURES / version / "manifest.json").read_text(encoding="utf-8"))["sources"]
    assert {row.dataset.unique_id for row in checklist.datasets} == set(expected)
    assert statuses == {
        "hilir.kilang": "not_checked",  # empty table: year 0001
        "hilir.penyaluran_bbm": "not_checked",  # the table does not exist: its query fails
        "hilir.stok_bbm": "not_checked",  # the load time is a DATE: dbt gives no row
        "hilir.terminal": "no_rule",  # nothing is declared, so nobody is accused
        "hulu.lifting": "not_checked",  # its due rule cannot be judged without facts
        "hulu.peta_wk": "not_checked",  # no freshness, and one of its tests errors
        "hulu.produksi": "quality_issue",  # a test with failing rows is worse than being past the threshold
        "hulu.rencana": "not_checked",  # loaded in the future: dbt lets it pass
        "hulu.sumur": "late",
    }
    ages = {row.dataset.name: row.axes.load_age.status.value for row in checklist.datasets}
    assert (ages["hulu.lifting"], ages["hulu.sumur"], ages["hulu.rencana"]) == ("up_to_date", "late", "not_checked")


@pytest.mark.parametrize("version", SUPPORTED)
def test_a_failed_model_blocks_the_dashboard_above_it(version):
    bundle = read_bundle(FIXTURES / version)
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    (dashboard,) = checklist.dashboards
    assert dashboard.status.value == "blocked"
    assert [cause.unique_id.split(".")[-1] for cause in dashboard.because][:2] == ["stg_penyaluran", "mart_ringkasan"]


def test_all_schema_versions_from_4_to_12_are_among_the_fixtures():
    found = {read_manifest(FIXTURES / version / "manifest.json").version for version in SUPPORTED}
    assert found == set(range(4, 13))


@pytest.mark.parametrize("version", OLD)
def test_a_manifest_before_version_4_is_refused_by_name(version):
    with pytest.raises(ArtifactError, match=r"manifest\.json berversi manifest v[123], yang didukung v4 – v12"):
        read_bundle(FIXTURES / version)


@pytest.mark.parametrize("version", OLD)
def test_sources_of_versions_1_and_2_are_read(version):
    sources = read_sources(FIXTURES / version / "sources.json")
    assert sources.version in (1, 2)
    rows = {row.unique_id.rsplit(".", 1)[-1]: row for row in sources.content.results}
    assert rows["penyaluran_bbm"].status == "runtime error"
    assert rows["penyaluran_bbm"].error
