"""Stability by warehouse: one that is smaller, or lies behind, is no vanished period of another; the own past holds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_history import MONTHS, NAME, TARGET, counted, declared, facts_at, judge, keep, said
from mutakhir.artifacts.history import Measured, fold, measured_of
from mutakhir.artifacts.history_file import read_history
from mutakhir.artifacts.history_targets import lines_of_target
from mutakhir.checklist.past import past_of
from mutakhir.domain.status import Status

COPY = "ditjen/postgres"
DATASET = declared()
FEW = MONTHS[2:4]
WITHOUT_ONE = [month for month in MONTHS if month != "2026-05"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history" / "facts.jsonl"


def played(path, *runs):
    """Verdicts of runs (target, months) on the 3rd, 4th, ... of November, judged before and after they are kept."""
    verdicts = []
    for day, (target, months) in enumerate(runs, 3):
        facts = facts_at(f"2026-11-{day:02d} 09:00", one=counted(months))
        before = judge(path, facts, DATASET, target=target)
        keep(path, facts, target=target)
        assert judge(path, facts, DATASET, target=target) == before
        verdicts.append(before)
    return verdicts


def written_before(path, *runs):
    """A history as it was before targets were told apart: each line counts from the one before, of whichever target."""
    for _, months in runs:
        day = 3 + (len(path.read_text("utf-8").splitlines()) if path.exists() else 0)
        keep(path, facts_at(f"2026-11-{day:02d} 09:00", one=counted(months)), target="all")
        *before, last = path.read_text("utf-8").splitlines()
        line = json.loads(last)
        del line["by_target"]
        line["target"] = "all"
        path.write_text("".join(f"{one}\n" for one in (*before, json.dumps(line))), "utf-8")
    lines = [json.loads(one) for one in path.read_text("utf-8").splitlines()]
    for line, (target, _) in zip(lines, runs, strict=True):
        line["target"] = target
        if not target:
            del line["target"]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def later(path, target, months, day=20):
    """The verdict of a run after all others."""
    return judge(path, facts_at(f"2026-11-{day} 09:00", one=counted(months)), DATASET, target=target)


def test_a_smaller_copy_in_between_is_no_finding_on_either_side(path):
    verdicts = played(path, (TARGET, MONTHS), (COPY, FEW), (TARGET, MONTHS), (COPY, FEW), (TARGET, MONTHS))
    assert [said(one) for one in verdicts] == [[]] * 5
    first, fresh, *others = (one.status for one in verdicts)
    assert first is fresh is Status.NOT_APPLICABLE
    assert set(others) == {Status.UP_TO_DATE}
    assert [line.line.full for line in read_history(path).lines] == [True, True, False, False, False]


def test_a_vanished_month_of_the_own_target_is_found_whatever_lies_between(path):
    runs = [(TARGET, MONTHS), (COPY, WITHOUT_ONE), (TARGET, WITHOUT_ONE), (COPY, WITHOUT_ONE), (TARGET, WITHOUT_ONE)]
    verdicts = played(path, *runs)
    assert [said(one) for one in verdicts] == [
        [],
        [],
        [("period_vanished", "2026-05")],
        [],
        [("period_vanished", "2026-05")],
    ]


def test_what_was_shown_is_the_day_of_the_own_last_line(path):
    *_, last = played(path, (TARGET, MONTHS), (COPY, FEW), (TARGET, MONTHS))
    assert last.reason.id == "masa lalunya tetap sejak 3 November 2026"


def test_a_target_without_a_line_says_whose_lines_there_are(path):
    keep(path, facts_at("2026-11-03 09:00", one=counted(MONTHS)))
    for kept in (False, True):
        facts = facts_at("2026-11-04 09:00", one=counted(FEW))
        if kept:
            keep(path, facts, target=COPY)
        (told,) = past_of(read_history(path), facts, "", "mutakhir", COPY, sample=False).notices
        assert told.id == (
            f"facts.jsonl belum memuat hitungan target {COPY}, hanya {TARGET}: kestabilan dibandingkan mulai run "
            "berikutnya"
        )
    assert past_of(read_history(path), facts_at("2026-11-05 09:00"), "", "mutakhir", TARGET, sample=False).notices == ()


def test_lines_of_one_target_from_before_are_its_past(path):
    written_before(path, (TARGET, MONTHS), (TARGET, MONTHS))
    assert said(later(path, TARGET, WITHOUT_ONE)) == [("period_vanished", "2026-05")]
    assert later(path, TARGET, MONTHS).status is Status.UP_TO_DATE
    assert later(path, COPY, FEW).status is Status.NOT_APPLICABLE


def test_lines_from_before_that_counted_across_targets_are_told_apart(path):
    """The second line of the target holds only what differs from the copy; May is not in it, for both had lost it."""
    written_before(path, (TARGET, MONTHS), (COPY, FEW), (TARGET, MONTHS))
    assert later(path, TARGET, MONTHS).status is later(path, COPY, FEW).status is Status.UP_TO_DATE
    assert said(later(path, TARGET, WITHOUT_ONE)) == [("period_vanished", "2026-05")]
    path.unlink()
    written_before(path, (TARGET, MONTHS), (COPY, WITHOUT_ONE), (TARGET, WITHOUT_ONE))
    assert said(later(path, TARGET, WITHOUT_ONE)) == [("period_vanished", "2026-05")]
    assert later(path, COPY, WITHOUT_ONE).status is Status.UP_TO_DATE


def test_lines_without_a_target_are_of_each_until_another_is_named(path):
    written_before(path, ("", MONTHS), ("", MONTHS))
    for target in (TARGET, COPY):
        assert said(later(path, target, WITHOUT_ONE)) == [("period_vanished", "2026-05")]
        assert later(path, target, MONTHS).status is Status.UP_TO_DATE
    keep(path, facts_at("2026-11-10 09:00", one=counted(WITHOUT_ONE)), target=COPY)
    assert said(later(path, TARGET, MONTHS)) == []
    keep(path, facts_at("2026-11-11 09:00", one=counted(MONTHS)))
    assert said(later(path, TARGET, WITHOUT_ONE)) == said(later(path, COPY, WITHOUT_ONE))
    assert said(later(path, TARGET, MONTHS)) == []


def test_artifacts_that_name_no_target_take_that_of_their_own_line_or_the_only_one(path):
    facts = facts_at("2026-11-05 09:00", one=counted(WITHOUT_ONE))
    keep(path, facts_at("2026-11-03 09:00", one=counted(MONTHS)))
    assert said(judge(path, facts, DATASET, target="")) == [("period_vanished", "2026-05")]
    keep(path, facts_at("2026-11-04 09:00", one=counted(WITHOUT_ONE)), target=COPY)
    assert judge(path, facts, DATASET, target="").status is Status.NOT_APPLICABLE
    keep(path, facts, target=COPY)
    assert judge(path, facts, DATASET, target="").status is Status.UP_TO_DATE


HELD = st.lists(
    st.tuples(st.sampled_from(["", TARGET, COPY, "lain/x"]), st.sets(st.sampled_from(MONTHS))), min_size=1, max_size=7
)


@given(HELD, HELD)
@settings(max_examples=60)
def test_each_target_adds_up_to_what_it_held_last(tmp_path_factory, before, since):
    """Whatever was written before, and by whom: the lines of a target add up to what that target was last seen with."""
    path = tmp_path_factory.mktemp("riwayat") / "facts.jsonl"
    written_before(path, *((target, sorted(months)) for target, months in before))
    for day, (target, months) in enumerate(since, 12):
        keep(path, facts_at(f"2026-11-{day} 09:00", one=counted(sorted(months))), target=target or TARGET)
    lines = read_history(path).lines
    runs = [*before, *((target or TARGET, months) for target, months in since)]
    for target in (TARGET, COPY, "lain/x"):
        expected = None
        for at, (named, months) in enumerate(runs):
            if named == target or (not named and not {one for one, _ in runs[:at]} - {"", target}):
                expected = measured_of(counted(sorted(months)))
        folded = fold(lines_of_target(lines, target)).get(NAME, Measured())
        assert (expected or Measured()) == folded


@given(HELD)
@settings(max_examples=30)
def test_lines_of_a_target_are_the_same_whatever_comes_after(tmp_path_factory, runs):
    path = tmp_path_factory.mktemp("riwayat") / "facts.jsonl"
    for day, (target, months) in enumerate(runs, 3):
        keep(path, facts_at(f"2026-11-{day:02d} 09:00", one=counted(sorted(months))), target=target)
    lines = list(read_history(path).lines)
    for target in (TARGET, COPY):
        whole = lines_of_target(lines, target)
        for end in range(len(lines)):
            assert lines_of_target(lines[:end], target) == whole[: len(lines_of_target(lines[:end], target))]
