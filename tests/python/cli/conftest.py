"""Fixtures of the command line: the main job played once for each engine, and a good month to spoil."""

import shutil
from pathlib import Path

import pytest

from cli.playing import ENGINES, Played, once
from cli.process import mutakhir
from cli.targets import sound


@pytest.fixture(scope="session")
def arena(request, tmp_path_factory):
    """A folder that all workers of this session share, so that each engine is played once."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if hasattr(request.config, "workerinput") else base) / "main_job"


def play(request, arena: Path, engine: str) -> Played:
    """The project after the main job on `engine`; starts a server only where one is needed."""
    return once(arena, engine, lambda: request.getfixturevalue("postgres_server"))


def _marks(engine: str) -> list[pytest.MarkDecorator]:
    """DuckDB is played in `make test`, the others only where everything is tested."""
    return [pytest.mark.xdist_group(f"main_job_{engine}"), *([pytest.mark.long] if engine != "duckdb" else [])]


@pytest.fixture(
    scope="module",
    params=[pytest.param(engine, marks=_marks(engine)) for engine in ENGINES],
)
def played(request, arena):
    """The project after the main job on one engine."""
    return play(request, arena, request.param)


@pytest.fixture(scope="module")
def good_month(tmp_path_factory):
    """A folder with sound artifacts and what was written from them."""
    folder = tmp_path_factory.mktemp("good_month")
    sound(folder)
    assert mutakhir("report", cwd=folder).code == 0
    return folder


@pytest.fixture
def office(good_month, tmp_path):
    """A copy of the good month; whatever comes next must leave its files as they are, or replace them whole."""
    return Path(shutil.copytree(good_month, tmp_path / "office"))
