"""What pytest says of a skipped test, with and without MUTAKHIR_NO_SKIP=1; in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brent.replay import DELIVERIES
from no_skip import DATA, MAY_SKIP

TESTS = """
import pytest

@pytest.mark.skipif(True, reason="no such program")
def test_marked():
    raise AssertionError

def test_while_running():
    pytest.skip("no such folder")

@pytest.mark.xfail(reason="known", strict=True)
def test_expected_failure():
    raise AssertionError

def test_good():
    pass
"""
MODULE = 'import pytest\npytest.skip("no such library", allow_module_level=True)\n'
REASONS = ("no such program", "no such folder", "no such library")


def run_pytest(folder: Path, no_skip: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(TESTS, encoding="utf-8")
    (folder / "test_two.py").write_text(MODULE, encoding="utf-8")
    return run_here(folder, no_skip, *options)


def run_here(folder: Path, no_skip: str, *options: str, shared: str = "") -> subprocess.CompletedProcess[str]:
    here = Path(__file__).parent
    path = os.pathsep.join((str(here), str(here.parents[1] / "scripts")))
    env = {**os.environ, "MUTAKHIR_NO_SKIP": no_skip, "PYTHONPATH": path, "COLUMNS": "200"}
    env |= {"MUTAKHIR_SHARED_DATA": shared} if shared else {}
    command = [sys.executable, "-m", "pytest", "-p", "no_skip", "-p", "no:cacheprovider", "-rA", *options, "."]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("options", [(), ("-n", "1")])
def test_a_skip_fails_with_its_reason_where_none_is_allowed(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run_pytest(tmp_path, "1", *options, "--continue-on-collection-errors")
    assert done.returncode == 1
    assert all(f"{reason} (MUTAKHIR_NO_SKIP=1" in done.stdout for reason in REASONS)
    assert "1 passed" in done.stdout
    assert "1 xfailed" in done.stdout
    assert "skipped" not in done.stdout.splitlines()[-1]


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "")
    assert done.returncode == 0
    assert "3 skipped" in done.stdout
    assert all(reason in done.stdout for reason in REASONS)


BRENT = """
import pytest

@pytest.mark.skipif(True, reason="REASON")
def test_history():
    raise AssertionError
"""
ABSENT = "no folder ../shared/data/brent-daily beside the repository"


@pytest.mark.parametrize(
    ("name", "reason", "there", "allowed", "options"),
    [
        ("brent/test_brent.py", ABSENT, False, True, ()),
        ("brent/test_brent.py", ABSENT, False, True, ("-n", "1")),
        ("brent/test_brent.py", ABSENT, True, False, ()),
        ("brent/test_brent.py", "faketime is not installed", False, False, ()),
        ("brent/test_other.py", ABSENT, False, False, ()),
    ],
)
def test_only_tests_of_the_shared_folder_may_be_skipped(
    tmp_path: Path, name: str, reason: str, there: bool, allowed: bool, options: tuple[str, ...]
) -> None:
    project, shared = tmp_path / "tests", tmp_path / "shared"
    (project / name).parent.mkdir(parents=True)
    (project / name).write_text(BRENT.replace("REASON", reason), encoding="utf-8")
    if there:
        (shared / "brent-daily").mkdir(parents=True)
    done = run_here(project, "1", "--import-mode=importlib", *options, shared=str(shared))
    assert done.returncode == int(not allowed), done.stdout
    named = f"{name}::test_history: Skipped: {reason}"
    assert (named in done.stdout) == allowed
    assert ("skipped, allowed under MUTAKHIR_NO_SKIP=1" in done.stdout) == allowed


def test_the_tests_that_may_be_skipped_are_there_with_their_reason() -> None:
    assert DATA == DELIVERIES
    for name, reason in MAY_SKIP.items():
        assert f'reason="{reason}' in (Path(__file__).parent / name).read_text(encoding="utf-8")
