"""What pytest says of a skipped test, with and without MUTAKHIR_NO_SKIP=1; in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    env = {**os.environ, "MUTAKHIR_NO_SKIP": no_skip, "PYTHONPATH": str(Path(__file__).parent), "COLUMNS": "200"}
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
