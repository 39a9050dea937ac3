"""Artifacts that are missing, damaged, of another kind or of another project end in one sentence, never a traceback."""

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from artifact_factory import FIXTURES, GENERATED_AT, make_target
from mutakhir.artifacts.bundle import check_not_after, read_bundle
from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import FACTS_SCHEMA, read_facts
from mutakhir.artifacts.manifest import read_manifest
from mutakhir.artifacts.results import read_catalog, read_run_results, read_sources
from mutakhir.artifacts.runlog import LandedTable, LoadRecord, RunLog
from mutakhir.checklist.build import Settings, build_checklist
from mutakhir.domain.status import Status
from mutakhir.errors import ArtifactError

READERS = {
    "manifest.json": read_manifest,
    "sources.json": read_sources,
    "run_results.json": read_run_results,
    "catalog.json": read_catalog,
}


def schema(name: str) -> bytes:
    return b'{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/%s.json"' % name.encode()


BAD_MANIFESTS = {
    "empty": (b"", "kosong"),
    "blank": (b"  \n ", "kosong"),
    "cut off": (schema("manifest/v12")[:40], "rusak atau terpotong"),
    "not json": (b"<html>", "rusak atau terpotong"),
    "not utf-8": (b'{"metadata": "\xff\xfe"}', "rusak atau terpotong|tidak berbentuk"),
    "a list": (b"[]", "tidak berbentuk"),
    "a number": (b"7", "tidak berbentuk"),
    "no metadata": (b'{"sources": {}, "nodes": {}}', "tidak memuat `metadata`"),
    "metadata is text": (b'{"metadata": "x", "sources": {}, "nodes": {}}', "tidak berbentuk"),
    "another artifact": (schema("sources/v3") + b'}, "results": []}', "bukan artefak manifest"),
    "a foreign schema": (b'{"metadata": {"dbt_schema_version": "hello"}, "sources": {}}', "bukan artefak manifest"),
    "too old": (schema("manifest/v3") + b'}, "sources": {}, "nodes": {}}', "manifest v3, yang didukung v4 – v12"),
    "too new": (schema("manifest/v13") + b'}, "x": 1}', "manifest v13, yang didukung v4 – v12"),
    "no time": (schema("manifest/v12") + b'}, "sources": {}, "nodes": {}}', "tidak menyebut waktu pembuatan"),
    "no sources": (schema("manifest/v12") + b'}, "nodes": {}}', "tidak berbentuk.*sources"),
    "deep": (b'{"metadata": ' + b"[" * 100_000, "rusak atau terpotong|tidak berbentuk"),
}


@pytest.mark.parametrize("generated_at", ["", "kemarin", "2026-11-20T09:00:00", "9999-12-31T00:00:00Z"])
def test_facts_that_do_not_say_when_they_were_counted_are_refused(tmp_path, generated_at):
    """Without a moment they would be older than nothing, and speak for ever."""
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"schema": FACTS_SCHEMA, "tool_version": "t", "generated_at": generated_at}))
    with pytest.raises(ArtifactError, match="waktu pembuatan"):
        read_facts(path)


@pytest.mark.parametrize("case", BAD_MANIFESTS)
def test_a_bad_manifest_is_one_sentence_that_names_the_file(tmp_path, case):
    content, sentence = BAD_MANIFESTS[case]
    path = tmp_path / "manifest.json"
    path.write_bytes(content)
    with pytest.raises(ArtifactError, match=sentence) as caught:
        read_manifest(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.english != str(caught.value)


def test_a_missing_manifest_says_how_to_make_one(tmp_path):
    with pytest.raises(ArtifactError, match=r"manifest\.json tidak ada: jalankan `mutakhir run`"):
        read_bundle(tmp_path)


def test_missing_results_are_refused_unless_asked_for(tmp_path):
    make_target(tmp_path, 3)
    (tmp_path / "sources.json").unlink()
    with pytest.raises(ArtifactError, match=r"sources\.json tidak ada .* --without sources"):
        read_bundle(tmp_path)
    bundle = read_bundle(tmp_path, frozenset({"sources"}))
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    assert {row.axes.load_age.status for row in checklist.datasets} == {Status.NOT_CHECKED}
    assert not checklist.summary["up_to_date"]


def test_results_of_another_project_are_refused(tmp_path):
    make_target(tmp_path, 3)
    path = tmp_path / "sources.json"
    path.write_text(path.read_text(encoding="utf-8").replace("source.migas_contoh.", "source.other."), "utf-8")
    with pytest.raises(ArtifactError, match=r"sources\.json berasal dari proyek lain"):
        read_bundle(tmp_path)


def test_an_empty_result_list_is_loud_and_never_up_to_date(tmp_path):
    make_target(tmp_path, 3)
    path = tmp_path / "sources.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "results": []}), encoding="utf-8")
    bundle = read_bundle(tmp_path)
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    assert checklist.summary["not_checked"] == 3
    assert any("tidak berisi satu hasil pun" in notice.id for notice in checklist.notices)


def test_evidence_made_after_as_of_is_refused(tmp_path):
    make_target(tmp_path, 3)
    with pytest.raises(ArtifactError, match="sesudah --as-of"):
        check_not_after(read_bundle(tmp_path), GENERATED_AT - timedelta(seconds=1))


def test_evidence_too_old_checks_nothing(tmp_path):
    make_target(tmp_path, 3)
    bundle = read_bundle(tmp_path)
    checklist = build_checklist(bundle, Settings(GENERATED_AT + timedelta(hours=37), "2026-11", "test"))
    assert checklist.summary["not_checked"] == 3
    assert len([notice for notice in checklist.notices if "terlalu lama" in notice.id]) == 2


@pytest.mark.parametrize("recorded", [{"sources.json": "0" * 64}, {}], ids=["another digest", "not recorded"])
def test_a_file_that_the_run_log_does_not_know_is_refused(tmp_path, recorded):
    make_target(tmp_path, 3)
    log = {"schema": "mutakhir.run/1", "tool_version": "t", "generated_at": "2026-11-20T09:00:00+00:00", "project": "p"}
    log |= {"profile": "p", "target": "t", "adapter": "duckdb", "artifacts": recorded}
    (tmp_path / "mutakhir.json").write_text(json.dumps(log), encoding="utf-8")
    with pytest.raises(ArtifactError, match="bukan berkas dari run yang dicatat mutakhir"):
        read_bundle(tmp_path)


INSTANTS = {
    "2026-11-20T09:00:00Z": "2026-11-20T09:00:00+00:00",
    "2026-11-20T09:00:00.123456789Z": "2026-11-20T09:00:00.123456+00:00",
    "2026-11-20T09:00:00.5+07:00": "2026-11-20T02:00:00.500000+00:00",
    "2026-11-20 09:00:00+0700": "2026-11-20T02:00:00+00:00",
    "0001-01-01T00:00:00+00:00": "0001-01-01T00:00:00+00:00",
    "0001-01-01T00:00:00+07:00": "0001-01-01T00:00:00+00:00",
    "2026-11-20T09:00:00": None,
    "2026-02-30T09:00:00Z": None,
    "yesterday": None,
    "": None,
}


@pytest.mark.parametrize("text", INSTANTS)
def test_timestamps_are_read_as_dbt_writes_them(text):
    instant = parse_instant(text)
    assert (instant.isoformat() if instant else None) == INSTANTS[text]


def _mutate(raw: bytes, rng: random.Random) -> bytes:
    data = bytearray(raw)
    kind = rng.randrange(5)
    if kind == 0:
        return bytes(data[: rng.randrange(len(data))])
    if kind == 1:
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif kind == 2:
        start = rng.randrange(len(data))
        del data[start : start + rng.randint(1, 200)]
    elif kind == 3:
        start = rng.randrange(len(data))
        data[start:start] = data[start : start + rng.randint(1, 200)]
    else:
        return _replace_value(raw, rng)
    return bytes(data)


def _replace_value(raw: bytes, rng: random.Random) -> bytes:
    """Swap one value of the JSON, at any depth, for one of another kind."""
    content = json.loads(raw)
    place = content
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        if not keys:
            return json.dumps(content).encode()
        key = rng.choice(list(keys))
        if isinstance(place[key], (dict, list)) and place[key] and rng.random() < 0.8:
            place = place[key]
            continue
        place[key] = rng.choice([None, 0, -1, 1e308, "x", "", [], {}, True, "<script>", "\u202e", [[]], {"a": []}])
        return json.dumps(content).encode()


@pytest.mark.slow
@pytest.mark.long
def test_ten_thousand_mutated_artifacts_are_read_or_refused_in_one_sentence(tmp_path):
    rng = random.Random(20261120)
    originals = {name: (FIXTURES / "1_11" / name).read_bytes() for name in READERS}
    settings_as_of = read_bundle(FIXTURES / "1_11").newest + timedelta(days=1)
    refused = read = 0
    for name, raw in originals.items():
        (tmp_path / name).write_bytes(raw)
    for _ in range(10_000):
        name = rng.choice(list(originals))
        (tmp_path / name).write_bytes(_mutate(originals[name], rng))
        try:
            bundle = read_bundle(tmp_path)
            checklist = build_checklist(bundle, Settings(settings_as_of, "2026-11", "test"))
        except ArtifactError as error:
            assert "\n" not in str(error)
            refused += 1
        else:
            assert len(checklist.datasets) == len(bundle.manifest.content.sources) or name == "manifest.json"
            read += 1
        (tmp_path / name).write_bytes(originals[name])
    assert refused + read == 10_000
    assert min(refused, read) > 500


def test_a_manifest_too_old_for_its_results_answers_nothing(tmp_path):
    """What must be checked comes from the manifest: one of last year cannot say what is missing today."""
    make_target(tmp_path, 3)
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["generated_at"] = "2025-01-01T00:00:00Z"
    path.write_text(json.dumps(content), encoding="utf-8")
    bundle = read_bundle(tmp_path)
    checklist = build_checklist(bundle, Settings(bundle.newest, "2026-11", "test"))
    assert checklist.summary["not_checked"] == 3
    assert any("manifest.json terlalu lama" in notice.id for notice in checklist.notices)


def test_a_measured_source_that_the_manifest_does_not_know_is_refused(tmp_path):
    make_target(tmp_path, 3)
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["sources"][min(content["sources"])]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ArtifactError, match="memuat 1 sumber yang tidak ada di manifest"):
        read_bundle(tmp_path)


def test_a_package_s_table_is_not_taken_for_the_project_s(tmp_path):
    """The run log says that hulu.x of the project is empty; a table of that name in a package is another one."""
    make_target(tmp_path, 3)
    bundle = read_bundle(tmp_path)
    name = min(bundle.manifest.content.sources).split(".", 2)[2]
    log = RunLog("mutakhir.run/1", "t", "2026-11-20T09:00:00+00:00", "p", "p", "t", "duckdb")
    log.load = LoadRecord("2026-11-20T09:00:00+00:00", tables={name: LandedTable(rows=0, batches=0)})
    for row in bundle.sources.content.results:
        row.max_loaded_at = "0001-01-01T00:00:00+00:00"

    def statuses(project):
        log.project = bundle.manifest.metadata.project_name = project
        checklist = build_checklist(replace(bundle, run_log=log), Settings(bundle.newest, "2026-11", "test"))
        return [row.axes.load_age.status.value for row in checklist.datasets]

    assert statuses("migas_contoh").count("late") == 1
    assert statuses("lain").count("late") == 0
