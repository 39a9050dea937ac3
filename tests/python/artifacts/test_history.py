"""history/facts.jsonl: nothing is lost, nothing is written twice, and what cannot be read is said."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_history import MONTHS, NAME, counted, facts_at, keep, spans
from mutakhir.artifacts.facts import DatasetFacts
from mutakhir.artifacts.history import HISTORY_SCHEMA, fold, history_path, lines_before, measured_of, own_lines
from mutakhir.artifacts.history_file import read_history
from mutakhir.errors import ArtifactError, OutputError

MOMENTS = ("2026-11-03 09:00", "2026-11-04 09:00", "2026-11-05 09:00")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history" / "facts.jsonl"


def runs(*counts, moments=MOMENTS):
    return [facts_at(moment, one=one) for moment, one in zip(moments, counts, strict=False)]


def kept(path, *counts):
    for facts in runs(*counts):
        keep(path, facts)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_first_line_is_whole_and_the_next_holds_only_what_changed(path):
    changed = dict.fromkeys(MONTHS, (10, {"minyak_bbl": "100"})) | {"2026-11": (9, {"minyak_bbl": "90.50"})}
    del changed["2026-03"]
    first, second = kept(path, counted(MONTHS), counted(changed))
    assert (first["schema"], first["full"], second["full"]) == (HISTORY_SCHEMA, True, False)
    assert (first["invocation"], first["target"]) == (MOMENTS[0], "ditjen/duckdb")
    assert list(first["changes"][NAME]["periods"]) == list(MONTHS)
    assert first["changes"][NAME]["columns"] == ["minyak_bbl", "periode"]
    assert second["changes"] == {
        NAME: {
            "periods": {"2026-03": None, "2026-11": {"rows": 9, "totals": {"minyak_bbl": "90.5"}}},
            "latest": "2026-11",
        }
    }


def test_a_run_that_changed_nothing_leaves_a_line_too(path):
    *_, second = kept(path, counted(MONTHS), counted(MONTHS))
    assert (second["invocation"], second["changes"]) == (MOMENTS[1], {})


def test_a_run_is_kept_once(path):
    facts = facts_at(MOMENTS[0], one=counted(MONTHS))
    keep(path, facts)
    before = path.read_bytes()
    keep(path, facts)
    assert path.read_bytes() == before


def test_facts_without_an_id_are_known_by_their_bytes(path):
    facts = facts_at(MOMENTS[0], one=counted(MONTHS))
    facts.invocation_id = ""
    keep(path, facts)
    keep(path, facts)
    assert len(read_history(path).lines) == 1
    assert len(read_history(path).lines[0].line.invocation) == 64


def test_what_could_not_be_counted_or_is_no_longer_measured_keeps_its_state(path):
    other = {"hulu.lain": counted(MONTHS)}
    keep(path, facts_at(MOMENTS[0], **{NAME: counted(MONTHS)}, **other))
    keep(path, facts_at(MOMENTS[1], **{NAME: DatasetFacts(error="gone")}))
    assert read_history(path).lines[1].line.changes == {}
    assert set(fold(read_history(path).lines)) == {NAME, "hulu.lain"}


def test_a_dimension_that_is_no_longer_declared_is_forgotten(path):
    values = {"produk": spans(a=("2026-03", "2026-10", 8))}
    kept(path, counted(MONTHS, values=values), counted(MONTHS))
    assert fold(read_history(path).lines)[NAME].values == {}


def test_lines_of_another_project_and_of_the_sample_are_told_and_not_used(path):
    keep(path, facts_at(MOMENTS[0], one=counted(MONTHS)), project="lain")
    keep(path, facts_at(MOMENTS[1], one=counted(MONTHS)), sample=True)
    (told,) = keep(path, facts_at(MOMENTS[2], one=counted(MONTHS)))
    assert told.id == "2 baris facts.jsonl berasal dari proyek lain dan tidak dipakai."
    own, _ = own_lines(read_history(path), "mutakhir", sample=False)
    assert [one.line.full for one in own] == [True]


def test_the_sample_has_a_file_of_its_own(tmp_path):
    assert history_path(tmp_path, sample=False) == tmp_path / "facts.jsonl"
    assert history_path(tmp_path, sample=True) == tmp_path / "contoh" / "facts.jsonl"


def test_facts_are_compared_only_with_what_came_before_them(path):
    for facts in runs(counted(MONTHS), counted(MONTHS), counted(MONTHS)):
        keep(path, facts)
    lines = list(read_history(path).lines)
    second, unknown = lines[1], datetime.fromisoformat("2026-11-04T05:00:00+00:00")
    assert lines_before(lines, MOMENTS[1], second.measured_at) == lines[:1]
    assert lines_before(lines, "unknown", unknown) == lines[:2]


def test_a_line_from_a_clock_that_was_ahead_is_passed_over_at_the_end_only(path):
    for facts in runs(counted(MONTHS), counted(MONTHS), moments=("2027-01-01 00:00", "2026-11-04 09:00")):
        keep(path, facts)
    lines = list(read_history(path).lines)
    assert lines_before(lines[:1], "x", lines[1].measured_at) == []
    assert lines_before(lines, "x", lines[1].measured_at) == lines


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.99])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n\n"])
def test_a_last_line_that_was_cut_off_is_set_aside_and_never_glued_to(path, share, end):
    kept(path, counted(MONTHS), counted(MONTHS[:-1]))
    whole = path.read_bytes()
    first, second = whole.splitlines(keepends=True)
    fragment = second[: max(1, int(len(second) * share))].rstrip(b"\n") + end
    path.write_bytes(first + fragment)
    assert read_history(path).cut_off == fragment
    (told,) = keep(path, facts_at(MOMENTS[2], one=counted(MONTHS)))
    (beside,) = path.parent.glob("*.txt")
    assert beside.read_bytes() == fragment
    assert beside.name in told.id
    assert [one.line.invocation for one in read_history(path).lines] == [MOMENTS[0], MOMENTS[2]]
    assert path.read_bytes().startswith(first)


def test_a_whole_last_line_that_lacks_only_its_end_is_used_and_not_glued_to(path):
    kept(path, counted(MONTHS), counted(MONTHS[:-1]))
    path.write_bytes(path.read_bytes()[:-1])
    keep(path, facts_at(MOMENTS[2], one=counted(MONTHS)))
    assert [one.line.invocation for one in read_history(path).lines] == list(MOMENTS)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 100_000))
def test_cut_off_at_any_byte_all_whole_lines_are_read_or_it_is_said(tmp_path_factory, at):
    path = tmp_path_factory.mktemp("riwayat") / "facts.jsonl"
    kept(path, counted(MONTHS[:3]), counted(MONTHS[:4]), counted(MONTHS[:5]))
    whole = path.read_bytes()
    content = whole[: at % (len(whole) + 1)]
    path.write_bytes(content)
    history = read_history(path)
    complete = content.count(b"\n") + (content + b"\n" in whole and not content.endswith(b"\n") and content != b"")
    assert len(history.lines) == complete
    assert content[: history.whole] + history.cut_off == content
    assert all(one.raw.strip() in whole for one in history.lines)
    assert bool(history.cut_off) == (history.whole < len(content))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"schema": "mutakhir.history/1", "invo', "line 2, cannot be read"),
        (b"\xff\xfe", "line 2, cannot be read"),
        (b'{"schema": "mutakhir.history/2", "run": 1}', "line 2, has schema mutakhir.history/2"),
        (b'{"schema": "mutakhir.history/1", "invocation": 7}', "line 2, cannot be read"),
        (b"[]", "line 2, cannot be read"),
        (
            b'{"schema":"mutakhir.history/1","invocation":"a","measured_at":"yesterday","project":"mutakhir"}',
            "line 2, cannot be read (measured_at 'yesterday')",
        ),
    ],
)
def test_a_line_in_the_middle_that_cannot_be_read_is_refused_by_file_and_line(path, line, said):
    kept(path, counted(MONTHS), counted(MONTHS))
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + line + b"\n" + second)
    before = path.read_bytes()
    with pytest.raises(ArtifactError) as refused:
        keep(path, facts_at(MOMENTS[2], one=counted(MONTHS)))
    assert str(path) in refused.value.english
    assert said in refused.value.english
    assert refused.value.exit_code == 3
    assert path.read_bytes() == before


def test_a_last_line_of_a_newer_version_is_refused_and_not_set_aside(path):
    kept(path, counted(MONTHS))
    path.write_bytes(path.read_bytes() + b'{"schema": "mutakhir.history/2", "periods": []}\n')
    with pytest.raises(ArtifactError, match=r"mutakhir\.history/2"):
        keep(path, facts_at(MOMENTS[1], one=counted(MONTHS)))


def test_a_folder_in_its_place_is_one_sentence(path):
    path.mkdir(parents=True)
    with pytest.raises(ArtifactError, match=r"facts\.jsonl"):
        read_history(path)


def test_a_disk_that_is_full_leaves_the_file_as_it_was(path, monkeypatch):
    kept(path, counted(MONTHS))
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mutakhir.artifacts.history_file.os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        keep(path, facts_at(MOMENTS[1], one=counted(MONTHS)))
    assert path.read_bytes() == before


def test_many_runs_at_once_each_leave_one_whole_line(path):
    moments = [f"2026-11-03 09:{minute:02d}" for minute in range(16)]
    facts = [facts_at(moment, one=counted(MONTHS[: 1 + at % 8])) for at, moment in enumerate(moments)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: keep(path, one), facts))
    lines = read_history(path).lines
    assert sorted(one.line.invocation for one in lines) == moments
    last = next(one for one in facts if one.invocation_id == lines[-1].line.invocation)
    assert fold(lines)[NAME] == measured_of(last.datasets[NAME])


CODES = st.sampled_from([f"2026-{month:02d}" for month in range(1, 13)])
AMOUNTS = st.one_of(st.none(), st.decimals(-10, 10, places=2, allow_nan=False).map(str))
COUNTS = st.dictionaries(
    CODES, st.tuples(st.integers(0, 3), st.dictionaries(st.sampled_from("ab"), AMOUNTS)), max_size=6
)
VALUES = st.dictionaries(
    st.sampled_from(["produk", "lapangan"]),
    st.dictionaries(st.sampled_from("xyz"), st.tuples(CODES, CODES, st.integers(1, 12))),
)
STATES = st.builds(
    lambda periods, values, columns: counted(
        periods, values={name: spans(**held) for name, held in values.items()}, columns=dict.fromkeys(columns, "x")
    ),
    COUNTS,
    VALUES,
    st.sets(st.sampled_from(["satu", "Dua", "tiga"])),
)


@settings(max_examples=60, deadline=None)
@given(states=st.lists(STATES, min_size=1, max_size=5), kept_too=st.sets(st.integers(0, 3)))
def test_whichever_runs_were_kept_the_lines_add_up_to_the_last_one(tmp_path_factory, states, kept_too):
    path = tmp_path_factory.mktemp("riwayat") / "facts.jsonl"
    for at, one in enumerate(states):
        if at in kept_too or at == len(states) - 1:
            keep(path, facts_at(f"2026-11-03 09:0{at}", one=one))
    lines = read_history(path).lines
    wanted = measured_of(states[-1])
    found = fold(lines).get(NAME)
    assert found is None or {name: held for name, held in found.values.items() if held} == {
        name: held for name, held in wanted.values.items() if held
    }
    assert (found.periods, found.columns) == (wanted.periods, wanted.columns) if found else not wanted.periods


def test_a_line_is_as_long_as_what_changed(path):
    many = {f"hulu.t{number}": counted(MONTHS) for number in range(200)}
    keep(path, facts_at(MOMENTS[0], **many))
    keep(path, facts_at(MOMENTS[1], **(many | {"hulu.t7": counted(MONTHS[:-1])})))
    first, second = path.read_bytes().splitlines()
    assert len(second) * 100 < len(first)
    assert set(msgspec.json.decode(second)["changes"]) == {"hulu.t7"}
