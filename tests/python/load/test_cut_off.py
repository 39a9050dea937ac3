"""A process killed in the middle of a load, then run again: nothing doubled, nothing lost."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from load.conftest import new_place
from load.deliveries import LOADED_AT, fill, kejadian, lifting, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.load.landing import land

FOLDER = Path(__file__).parent
FILES = {
    "lifting_08.xlsx": lifting("Agt 2026", 3),
    "lifting_09.xlsx": lifting("Sep 2026", 2),
    "kejadian_1.csv": kejadian("K1;;1;1", "K2;;2;2"),
    "kosong_1.csv": b"Tahun,Nilai\n2025,1.5\n",
    "surat.txt": b"halo",
}
NEW = {"lifting_10.xlsx": lifting(), "kejadian_2.csv": kejadian("K3;;3;3"), "kosong_2.csv": b"Tahun,Nilai\n2026,2.5\n"}


def start(place, project, inbox, work, moment):
    facts = {**asdict(place.warehouse), "path": str(place.warehouse.path) if place.warehouse.path else None}
    paths = os.pathsep.join([str(FOLDER.parent), str(FOLDER.parents[2] / "scripts")])
    return subprocess.Popen(
        [sys.executable, str(FOLDER / "cut_off.py"), json.dumps(facts), str(project), str(inbox), str(work), moment],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def setting(tmp_path, place):
    """A warehouse with one good load in it, and new deliveries in the inbox."""
    project, inbox, work = write_sources(tmp_path / "proyek"), tmp_path / "inbox", tmp_path / "kerja"
    tables = read_declared(project)
    land(tables, fill(inbox, FILES), place.warehouse, LOADED_AT, work)
    fill(inbox, {**FILES, **NEW})
    return tables, project, inbox, work


_known = {}


@pytest.fixture
def unbroken(place, request, tmp_path):
    """What one load that nobody disturbed makes of these files; loaded once for each kind of warehouse."""

    def rows(files):
        key = (place.warehouse.kind, len(files))
        if key not in _known:
            other = new_place(place.warehouse.kind, request, tmp_path / "lain")
            tables = read_declared(write_sources(tmp_path / "lain"))
            land(
                tables,
                fill(tmp_path / "lain" / "inbox", files),
                other.warehouse,
                LOADED_AT,
                tmp_path / "lain" / "kerja",
            )
            _known[key] = other.everything()
        return _known[key]

    return rows


MOMENTS = [
    "reading:1", "reading:3", "extracted", "normalized", "tables made", "written:1", "written:2", "written:4",
    "all written", "completed",
]  # fmt: skip


# What happens before the first statement is the same for both engines; so PostgreSQL gets the rest only.
CASES = [
    (kind, moment)
    for kind in ("duckdb", "postgres")
    for moment in MOMENTS
    if kind == "duckdb" or moment in ("tables made", "written:2", "all written", "completed")
]


@pytest.mark.slow
@pytest.mark.parametrize(("place", "moment"), CASES, indirect=["place"])
def test_killed_then_run_again_is_an_unbroken_load(setting, place, unbroken, moment):
    tables, project, inbox, work = setting
    child = start(place, project, inbox, work, moment)
    said, _ = child.communicate(timeout=120)
    assert child.returncode == -9, said
    result = land(tables, inbox, place.warehouse, LOADED_AT, work)
    assert (result.removed_rows > 0) == (moment.startswith(("written", "all written")))
    assert place.everything() == unbroken({**FILES, **NEW})
    assert land(tables, inbox, place.warehouse, LOADED_AT, work).load_id is None


@pytest.mark.slow
def test_killed_on_the_very_first_load(place, unbroken, tmp_path):
    project, inbox = write_sources(tmp_path / "proyek"), fill(tmp_path / "inbox", FILES)
    tables = read_declared(project)
    for moment in ("tables made", "all written"):
        child = start(place, project, inbox, tmp_path / "kerja", moment)
        said, _ = child.communicate(timeout=120)
        assert child.returncode == -9, said
    land(tables, inbox, place.warehouse, LOADED_AT, tmp_path / "kerja")
    assert place.everything() == unbroken(FILES)


@pytest.mark.slow
def test_killed_by_the_clock_again_and_again(setting, place, unbroken):
    """The blow falls from outside, some time after writing was announced; nobody chose the line of code."""
    tables, project, inbox, work = setting
    for delay in (0.0, 0.3, 0.6):
        child = start(place, project, inbox, work, "never")
        assert child.stdout is not None
        while (line := child.stdout.readline()) and not line.startswith("Menulis"):
            pass
        time.sleep(delay)
        child.kill()
        child.communicate(timeout=60)
    land(tables, inbox, place.warehouse, LOADED_AT, work)
    assert place.everything() == unbroken({**FILES, **NEW})
