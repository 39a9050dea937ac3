"""The main job as `make report` does it, whole and real, on both engines: two months of sample deliveries through the
command line, then every planted defect of the axes examined under its own name, and nothing else."""

import hashlib
import os
import re
import shutil
import subprocess
from collections import defaultdict
from datetime import datetime

import pytest
import yaml

from cli.conftest import play
from cli.playing import ENGINES, Played, entries, read, steps
from cli.process import ROOT, mutakhir

OPEN = ("late", "incomplete", "quality_issue", "not_checked")
QUIET = ("up_to_date", "not_applicable")
WAITING = (*QUIET, "due_soon", "not_due")
SEVERITY = ("not_checked", "late", "incomplete", "quality_issue", "due_soon", "not_due", "up_to_date")
# What the reason of a planted defect must say; of tests, which finding it must be.
SAYS = {
    "late_load": "melewati batas",
    "never_delivered": "belum pernah ada kiriman",
    "empty_table": "tidak berisi baris",
    "text_numbers": "readable_values",
    "unit_slip": "realisasi_mt",
}
# The finding that a planted defect of stability must be.
FINDING = {
    "restated_month": "total_changed",
    "vanished_month": "period_vanished",
    "future_period": "future_period",
    "vanished_value": "value_vanished",
    "extra_column": "column_gained",
}


pytestmark = pytest.mark.slow


def flagged(played: Played, axis: str) -> set[str]:
    """unique_ids of the data sets that are open on an axis."""
    return {row["unique_id"] for row in played.checklist["datasets"] if row["axes"][axis]["status"] in OPEN}


def dataset(played: Played, unique_id: str) -> dict:
    """One data set of the check list."""
    return next(row for row in played.checklist["datasets"] if row["unique_id"] == unique_id)


def test_ends_with_open_items_and_says_where_the_results_are(played):
    """Data on stdout, progress on stderr, exit code 1: the normal month; nothing is left open of the inbox itself."""
    verdict = f"Sebagian: {played.checklist['summary']['up_to_date']} dari 30 kumpulan data mutakhir; "
    assert verdict in played.ended["present"].stderr.splitlines()[-1]
    assert {name: done.code for name, done in played.ended.items()} == {
        "past": 0, "undeclared": 0, "present": 1, "past again": 0, "present again": 0,
    }  # fmt: skip
    assert played.ended["past"].stdout == ""
    assert re.fullmatch(r"out.\d{4}-\d\d\n", played.ended["present"].stdout)
    assert "Membangun dan menguji" in played.ended["present"].stderr
    assert "mutakhir: " not in played.ended["present"].stderr
    files = ["checklist.csv", "checklist.json", "checklist.xlsx", "pengingat", "report.html", "report.pdf"]
    assert sorted(path.name for path in played.out.iterdir()) == files
    assert {path.suffix for path in (played.out / "pengingat").iterdir()} == {".eml"}
    assert played.out.name == played.checklist["cycle"]


def test_all_thirty_data_sets_are_there(played):
    declared = {
        f"source.mutakhir.{source['name']}.{table['name']}"
        for path in (played.folder / "sources").glob("*.yml")
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]
        for table in source["tables"]
    }
    rows = played.checklist["datasets"]
    assert len(declared) == len(rows) >= 30
    assert {row["unique_id"] for row in rows} == declared
    summary = played.checklist["summary"]
    assert summary["datasets"] == summary["verified"] == len(rows)
    assert sum(number for name, number in summary.items() if name not in ("datasets", "verified")) == len(rows)


def test_the_plan_covers_what_is_examined(played):
    """Without this the tests below could pass on an empty planted.json."""
    kinds = {(entry["axis"], entry["kind"]) for entry in played.planted}
    for_this_version = {("load_age", kind) for kind in ("late_load", "never_delivered", "empty_table")}
    for_this_version |= {("tests", kind) for kind in ("text_numbers", "unit_slip")}
    for_this_version |= {("stability", kind) for kind in FINDING}
    for_this_version |= {("reporters", kind) for kind in ("reporters_missing", "unlisted_reporter")}
    for_this_version |= {("period_coverage", "old_month_again"), ("punctuality", "late_delivery")}
    assert kinds >= for_this_version | {("undeclared", "undeclared_table"), ("load", "unreadable_file")}
    assert set(played.checklist["examined"]) == {"load_age", "period_coverage", "reporters", "stability", "tests"}


def test_each_planted_defect_is_flagged_and_nothing_else(played):
    for axis in played.checklist["examined"]:
        assert flagged(played, axis) == {entry["unique_id"] for entry in entries(played, axis)}, axis


def test_each_planted_defect_has_its_own_name(played):
    for entry in entries(played, "load_age", "tests"):
        axis = dataset(played, entry["unique_id"])["axes"][entry["axis"]]
        said = [axis["reason"]]
        if entry["axis"] == "tests":
            assert axis["status"] == "quality_issue"
            assert axis["warned"] + axis["failed"] == len(axis["findings"]) > 0
            said = [f"{finding['name']} {finding['column']}" for finding in axis["findings"]]
            assert all(finding["failures"] > 0 for finding in axis["findings"])
        else:
            assert axis["status"] == "late"
        assert all(SAYS[entry["kind"]] in sentence for sentence in said), entry


def test_each_missing_period_and_reporter_has_its_name(played):
    for entry in entries(played, "period_coverage"):
        missing = dataset(played, entry["unique_id"])["axes"]["period_coverage"]["missing_periods"]
        assert entry["period"] in missing if "period" in entry else missing, entry
    for entry in entries(played, "reporters"):
        axis = dataset(played, entry["unique_id"])["axes"]["reporters"]
        if entry["kind"] == "unlisted_reporter":
            assert (axis["status"], axis["unlisted"]) == ("quality_issue", [entry["reporter"]])
        elif entry["kind"] == "reporters_missing":
            assert axis["status"] == "incomplete"
            assert entry["reporter"] in axis["missing"]
            assert len(axis["missing"]) == axis["due"] - axis["present"] == 3


def test_each_silent_change_has_its_name(played):
    for entry in entries(played, "stability"):
        findings = dataset(played, entry["unique_id"])["axes"]["stability"]["findings"]
        assert {finding["kind"] for finding in findings} == {FINDING[entry["kind"]]}, entry
        if entry["kind"].endswith(("_month", "_period")):
            assert {finding["period"] for finding in findings} == {entry["period"]}
        wanted = entry.get("value") or entry.get("column") or ""
        assert all(wanted in finding["text"] for finding in findings)


def test_the_record_of_punctuality_names_the_late_months(played):
    record = [(row["partner"], month) for row in played.checklist["punctuality"] for month in row["months"]]
    late = [(partner, month) for partner, month in record if month["late"]]
    assert {partner for partner, _ in late} == {"Pertamina Patra Niaga"}
    assert len({month["month"] for _, month in late}) == len(entries(played, "punctuality")) == 2
    assert all(month["days_late"] > 7 for _, month in late)


def test_what_is_sound_is_up_to_date(played):
    """Not merely unflagged: on the axes examined the sample's sound tables give no cause for anything."""
    for row in played.checklist["datasets"]:
        for axis in played.checklist["examined"]:
            if row["unique_id"] not in {entry["unique_id"] for entry in entries(played, axis)}:
                quiet = WAITING if axis == "period_coverage" else QUIET
                assert row["axes"][axis]["status"] in quiet, (row["name"], axis, row["axes"][axis]["reason"])


def test_no_test_or_model_went_without_an_answer(played):
    results = played.artifact("run_results.json")["results"]
    broken = [row["unique_id"] for row in results if row["status"] in ("error", "fail", "skipped")]
    assert broken == []
    for row in played.checklist["datasets"]:
        tests = row["axes"]["tests"]
        empty = played.landed[row["name"].replace(".", "_", 1)][0] == 0
        assert (tests["status"] == "not_applicable") == empty
        assert (tests["passed"] == 0) == empty
        assert tests["errored"] == tests["skipped"] == tests["not_run"] == 0


def test_a_status_is_the_worst_of_the_axes(played):
    content = played.checklist
    for row in content["datasets"]:
        judged = {row["axes"][axis]["status"] for axis in content["examined"]} - {"not_applicable"}
        assert row["status"] == min(judged, key=SEVERITY.index)


def test_the_table_nobody_declared_is_named(played):
    assert played.checklist["undeclared"] == [{"schema": "landing", "table": "rekap_jargas_2024", "rows": 6}]
    assert [entry["table"] for entry in entries(played, "undeclared")] == ["landing.rekap_jargas_2024"]


def test_the_unreadable_file_is_set_aside(played):
    wanted = {
        (entry["file"].removeprefix("kini/"), entry["unique_id"].split(".", 2)[2]) for entry in entries(played, "load")
    }
    aside = played.checklist["set_aside"]
    assert {(file["file"], file["dataset"]) for file in aside} == wanted
    for file in aside:
        assert file["sentence"]
        assert f"{file['file']}: {file['sentence']}" in played.ended["present"].stderr


def reached(played: Played, unique_id: str) -> set[str]:
    """Everything downstream of a source, followed through the manifest's own graph."""
    children, found, waiting = played.artifact("manifest.json")["child_map"], set(), [unique_id]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def test_dashboards_that_a_defect_reaches_are_not_ok_and_the_others_are(played):
    causes, below = defaultdict(set), set()
    for entry in entries(played, *played.checklist["examined"]):
        below |= (found := reached(played, entry["unique_id"]))
        for dashboard in found:
            if dashboard.startswith("exposure."):
                causes[dashboard].add(entry["unique_id"])
    # The unit slip is seen in two derived tables too.
    assert played.checklist["models"]
    assert {model["unique_id"] for model in played.checklist["models"]} <= below
    dashboards = played.checklist["dashboards"]
    assert len(dashboards) == 10
    assert 0 < len(causes) < 10
    for dashboard in dashboards:
        because = {cause["unique_id"] for cause in dashboard["because"] if cause["kind"] == "source"}
        assert because == causes[dashboard["unique_id"]], dashboard["unique_id"]
        assert (dashboard["status"] == "ok") == (not because)
        late = any(cause["status"] == "late" for cause in dashboard["because"])
        assert (dashboard["status"] == "blocked") == late


def test_the_artifacts_are_bound_and_named_by_their_digests(played):
    log, evidence = played.artifact("mutakhir.json"), played.checklist["evidence"]
    names = {"manifest.json", "sources.json", "run_results.json", "catalog.json", "facts.json"}
    assert set(log["artifacts"]) == names
    assert set(evidence) >= names | {"mutakhir.json"}
    for name, item in evidence.items():
        if (path := played.folder / "target" / name).exists():
            assert item["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert played.checklist["target"] == f"mutakhir/{played.target}"


def test_the_same_inbox_again_changes_nothing_in_landing(played):
    assert len([name for name in played.landed if not name.startswith("_dlt")]) >= 32
    assert played.landed["hulu_produksi_harian"][0] > 1000
    assert played.landed["infra_pipa_gas"][0] == played.landed["program_tkdn_pengadaan"][0] == 0
    assert played.landed_again == played.landed
    assert re.search(
        r"^0 kiriman dimuat, \d{3,} sudah ada, 0 tidak terpakai$", played.ended["present again"].stderr, re.M
    )


@pytest.mark.xdist_group("main_job_postgres")
@pytest.mark.long
def test_the_same_verdicts_on_both_engines(arena, request):
    """Judged at one moment: the two runs cannot end in the same second."""
    games = [play(request, arena, engine) for engine in ENGINES]
    newest = max(datetime.fromisoformat(game.checklist["as_of"].replace("Z", "+00:00")) for game in games)
    judged = []
    for game in games:
        words = (
            "--target-dir",
            "target",
            "--out",
            "judged_again",
            "--notes",
            "no_notes",
            "--as-of",
            newest.isoformat(),
        )
        done = mutakhir("checklist", *words, cwd=game.folder)
        assert done.code == 1, done.stderr
        judged.append(read(game.folder / done.stdout.strip() / "checklist.json"))
    first, second = judged
    assert first["summary"] == second["summary"]
    for row, other in zip(first["datasets"], second["datasets"], strict=True):
        assert (row["unique_id"], row["status"], row["reason"]) == (
            other["unique_id"],
            other["status"],
            other["reason"],
        )
        for axis, verdict in row["axes"].items():
            # Messages of tests are dbt's own; counts, times and reasons are ours and must agree. When the runs that
            # are compared with each other were made is each engine's own too.
            own = {"tests": {"findings"}, "stability": {"compared_with", "reason", "reason_en"}}.get(axis, set())
            same = [name for name in verdict if name not in own]
            assert {name: verdict[name] for name in same} == {name: other["axes"][axis][name] for name in same}
    for name in ("dashboards", "undeclared", "set_aside", "sample", "examined"):
        assert first[name] == second[name]
    rows = [{name: counts[0] for name, counts in game.landed.items()} for game in games]
    assert rows[0] == rows[1]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_makefile_calls_what_is_played_here():
    # A make that runs the tests hands its own flags down, and would have this one tell which folder it enters.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    recipe = subprocess.run(
        ["make", "--dry-run", "--always-make", "report", "TARGET=duckdb"],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    # From making the sample on; a program's folder and what follows its words are left out.
    said = [
        re.sub(r"^(?:\w+=\S+ )*\S*[/\\](mutakhir|dbt) (.*?)(?: \|\| .*)?$", r"\1 \2", line)
        for line in recipe[recipe.index("rm -rf out/sample") :].splitlines()[1:]
    ]
    wanted = ["mutakhir sample --out out/sample", *(" ".join(words) for words in steps("duckdb").values())]
    assert said == wanted
