"""checklist.json keeps the contract."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from builders import make_axes, make_checklist, make_row, realistic_month
from golden import compare_golden
from mutakhir.domain.axes import LoadAge
from mutakhir.domain.checklist import HumanNote, SetAsideFile
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.exports.json import checklist_json

GOLDEN = Path(__file__).parent / "golden"


def test_the_month_as_a_whole(request: pytest.FixtureRequest) -> None:
    compare_golden(GOLDEN / "checklist.json", checklist_json(realistic_month()), request)


def test_keys_of_the_contract() -> None:
    content = json.loads(checklist_json(realistic_month()))
    assert content["schema"] == "mutakhir.checklist/1"
    contract = ("schema", "cycle", "as_of", "project", "tool_version", "evidence", "summary", "datasets", "dashboards")
    assert {*contract, "undeclared"} <= content.keys()
    assert content["as_of"] == "2026-11-20T09:00:00Z"
    assert list(content["summary"])[:3] == ["datasets", "verified", "up_to_date"]
    dataset = content["datasets"][0]
    required = "unique_id name title domain partners cadence status reason dashboards axes waivers notes".split()
    assert set(required) <= dataset.keys()
    assert list(dataset["axes"]) == ["load_age", "period_coverage", "reporters", "stability", "tests"]
    blocked = next(row for row in content["dashboards"] if row["status"] == "blocked")
    assert set(blocked["because"][0]) == {"unique_id", "kind", "status", "title", "title_en"}


def test_times_are_utc_whatever_their_zone() -> None:
    jakarta = timezone(timedelta(hours=7))
    age = LoadAge(Status.UP_TO_DATE, Text("a", "a"), datetime(2026, 11, 20, 1, 30, tzinfo=jakarta), 1.5)
    row = make_row(axes=replace(make_axes(), load_age=age))
    content = json.loads(checklist_json(make_checklist([row], as_of=datetime(2026, 11, 20, 9, tzinfo=jakarta))))
    assert content["as_of"] == "2026-11-20T02:00:00Z"
    assert content["datasets"][0]["axes"]["load_age"]["max_loaded_at"] == "2026-11-19T18:30:00Z"


@pytest.mark.parametrize("moment", [datetime.min, datetime.max.replace(tzinfo=timezone(-timedelta(hours=3)))])
def test_impossible_times_do_not_stop_it(moment: datetime) -> None:
    age = LoadAge(Status.NOT_CHECKED, Text("a", "a"), moment)
    assert checklist_json(make_checklist([make_row(axes=replace(make_axes(), load_age=age))]))


def test_only_notes_that_hold_something_are_said() -> None:
    content = json.loads(checklist_json(make_checklist([make_row(note=HumanNote(keterangan="=1+1"))])))
    assert content["datasets"][0]["notes"] == {"keterangan": "=1+1"}


def test_a_sample_says_so_in_words() -> None:
    made = replace(make_checklist([make_row()]), notices=(Text("satu", "one"),))
    assert json.loads(checklist_json(made))["notices"] == [{"id": "satu", "en": "one"}]
    first, second = json.loads(checklist_json(replace(made, sample=True)))["notices"]
    assert first["id"].startswith("DATA CONTOH:")
    assert "DATA CONTOH" in first["en"]
    assert second["id"] == "satu"


def test_a_file_name_that_is_no_utf8_is_shown_as_far_as_possible() -> None:
    made = make_checklist([make_row()], set_aside=(SetAsideFile("berkas \udce9.xlsx", "", "rusak"),))
    assert json.loads(checklist_json(made))["set_aside"][0]["file"] == "berkas \ufffd.xlsx"


def test_same_list_same_bytes_with_a_line_end() -> None:
    made = checklist_json(realistic_month())
    assert made == checklist_json(realistic_month())
    assert made.endswith(b"}\n")
