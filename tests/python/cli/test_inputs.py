"""What a project folder adds to the verdicts: only to those on its own artifacts, and with every digest told."""

import hashlib
import json

import pytest
from openpyxl import load_workbook

from artifact_factory import GENERATED_AT, PROJECT, stamp
from cli.process import mutakhir
from cli.targets import change, judged, sound, with_obligation

WAIVER = """waivers:
  - dataset: hulu.pengapalan_00000
    axis: load_age
    role: Koordinator
    reason: migrasi sistem mitra
    expires: 2026-12-31
"""
SCHEDULE = "seeds/jadwal_pemutakhiran.csv"


def make_project(folder, name=PROJECT, waivers=WAIVER):
    """The files of a project that verdicts rest on."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(f"name: {name}\n", encoding="utf-8")
    (folder / "waivers.yml").write_text(waivers, encoding="utf-8")
    (folder / SCHEDULE).write_text("kumpulan_data\n", encoding="utf-8")
    (folder / "seeds" / "pelapor_wajib.csv").write_text("kumpulan_data\n", encoding="utf-8")
    (folder / "seeds" / "hari_libur.csv").write_text(
        "tanggal,nama,jenis,dasar\n2026-12-31,akhir,batas berlaku,SKB\n", encoding="utf-8"
    )
    return folder


def late(folder):
    """Artifacts in which the first data set is late."""
    target = sound(folder)
    change(
        target / "sources.json",
        lambda content: content["results"][0].update(max_loaded_at=stamp(GENERATED_AT.replace(year=2025))),
    )
    return target


def test_the_inputs_of_the_project_stand_in_the_evidence(tmp_path):
    late(make_project(tmp_path))
    found = judged(tmp_path, mutakhir("checklist", cwd=tmp_path))
    for path in (SCHEDULE, "seeds/pelapor_wajib.csv", "seeds/hari_libur.csv", "waivers.yml"):
        digest = hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()
        assert found["evidence"][path.rsplit("/", 1)[-1]]["sha256"] == digest
    assert "facts.json" in found["evidence"]


def test_a_waiver_of_the_project_holds(tmp_path):
    late(make_project(tmp_path))
    done = mutakhir("checklist", cwd=tmp_path)
    found = judged(tmp_path, done)
    assert found["summary"]["waived"] == 1
    row = next(row for row in found["datasets"] if row["status"] == "waived")
    assert row["axes"]["load_age"]["status"] == "late"
    assert row["waivers"] == [
        {"axis": "load_age", "period": None, "role": "Koordinator", "reason": "migrasi sistem mitra",
         "expires": "2026-12-31"}
    ]  # fmt: skip
    assert [board["status"] for board in found["dashboards"]] == ["partly"]
    assert done.code == 0


def test_another_project_gets_neither_waivers_nor_calendar(tmp_path):
    late(make_project(tmp_path, "lain"))
    found = judged(tmp_path, mutakhir("checklist", cwd=tmp_path))
    assert found["summary"]["late"] == 1
    assert "waivers.yml" not in found["evidence"]


def test_the_project_may_lie_elsewhere(tmp_path):
    late(tmp_path)
    make_project(tmp_path / "proyek")
    done = mutakhir("checklist", "--project-dir", "proyek", cwd=tmp_path)
    assert judged(tmp_path, done)["summary"]["waived"] == 1


@pytest.mark.parametrize(("name", "words"), [("lain", "bukan dari proyek"), (PROJECT, "")])
def test_days_of_a_foreign_project_are_an_estimate_and_said_so(tmp_path, name, words):
    with_obligation(sound(make_project(tmp_path, name)))
    notices = [notice["id"] for notice in judged(tmp_path, mutakhir("checklist", cwd=tmp_path))["notices"]]
    assert any("bukan dari proyek" in notice for notice in notices) == bool(words)
    assert any("Hari libur" in notice for notice in notices) == bool(words)


def test_days_after_the_reviewed_list_are_an_estimate_and_said_so(tmp_path):
    with_obligation(sound(make_project(tmp_path)))
    (tmp_path / "seeds" / "hari_libur.csv").write_text(
        "tanggal,nama,jenis,dasar\n2026-10-31,akhir,batas berlaku,SKB\n", encoding="utf-8"
    )
    notices = [notice["id"] for notice in judged(tmp_path, mutakhir("checklist", cwd=tmp_path))["notices"]]
    assert any("hanya ditinjau sampai 31 Oktober 2026" in notice for notice in notices)


def test_a_schedule_that_changed_after_the_build_is_said(tmp_path):
    target = sound(make_project(tmp_path))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in target.glob("*.json")}
    log = {
        "schema": "mutakhir.run/1", "tool_version": "t", "generated_at": stamp(GENERATED_AT), "project": PROJECT,
        "profile": "p", "target": "t", "adapter": "duckdb", "artifacts": digests, "inputs": {SCHEDULE: "0" * 64},
    }  # fmt: skip
    (target / "mutakhir.json").write_text(json.dumps(log), encoding="utf-8")
    found = judged(tmp_path, mutakhir("checklist", cwd=tmp_path))
    assert found["evidence"]["jadwal_pemutakhiran.csv"]["sha256"] == "0" * 64
    assert any(SCHEDULE in notice["id"] for notice in found["notices"])


def test_a_wrong_waiver_is_wrong_configuration(tmp_path):
    sound(make_project(tmp_path, waivers=WAIVER.replace("load_age", "load_aeg")))
    assert "maksudnya load_age?" in refused_waiver(tmp_path)


def refused_waiver(folder):
    done = mutakhir("checklist", cwd=folder)
    assert (done.code, done.stdout) == (2, "")
    return done.sentence


def test_waivers_that_cover_nothing_are_notices(tmp_path):
    text = WAIVER + WAIVER.removeprefix("waivers:\n").replace("00000", "99999")
    sound(make_project(tmp_path, waivers=text))
    notices = [notice["id"] for notice in judged(tmp_path, mutakhir("checklist", cwd=tmp_path))["notices"]]
    assert sum("tidak dipakai" in notice for notice in notices) == 2


def test_a_history_that_cannot_be_read_leaves_stability_unchecked(tmp_path):
    sound(make_project(tmp_path))
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "facts.jsonl").write_text('{"schema": "mutakhir.history/9"}\n{}\n', encoding="utf-8")
    found = judged(tmp_path, mutakhir("checklist", cwd=tmp_path))
    axis = found["datasets"][0]["axes"]["stability"]
    assert axis["status"] == "not_checked"
    assert axis["reason"].startswith("history/facts.jsonl, baris 1")
    assert str(tmp_path) not in json.dumps(found)


@pytest.mark.parametrize(("due", "told"), [("Tgl 23 B+1", False), ("Tgl 5 B+1", True)])
def test_a_schedule_of_rules_that_have_changed_is_said(tmp_path, due, told):
    target = sound(make_project(tmp_path, waivers="waivers: []\n"))
    with_obligation(target, due=due, ahead="2026-11-23T09:00:00Z")
    notices = [notice["id"] for notice in judged(tmp_path, mutakhir("checklist", cwd=tmp_path))["notices"]]
    assert any("tidak lagi menurut aturan jatuh tempo hulu.pengapalan_00000" in notice for notice in notices) == told


def test_the_same_inputs_give_the_same_outputs_in_another_zone_and_locale(tmp_path):
    """Each in a process of its own, since zone and locale are read when it starts."""
    with_obligation(late(make_project(tmp_path, waivers="waivers: []\n")))
    seen = []
    for zone, locale in (("UTC", "C"), ("America/New_York", "id_ID.UTF-8"), ("Pacific/Kiritimati", "tr_TR.UTF-8")):
        environment = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": str(len(seen))}
        done = mutakhir("report", "--out", f"out-{zone[:3]}", cwd=tmp_path, env=environment)
        folder = tmp_path / done.stdout.strip()
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        seen.append(
            {
                name: cells_of(path) if path.suffix == ".xlsx" else hashlib.sha256(path.read_bytes()).hexdigest()
                for name, path in files.items()
            }
        )
    assert {"checklist.json", "checklist.csv", "checklist.xlsx", "report.html"} < set(seen[0])
    assert any(name.endswith(".eml") for name in seen[0])
    assert seen[1] == seen[0]
    assert seen[2] == seen[0]


def cells_of(workbook):
    """Every cell of every sheet."""
    sheets = load_workbook(workbook)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in sheets}
