"""Golden files: whole outputs kept beside the tests; `make golden` (pytest --golden) writes them anew."""

import difflib
from pathlib import Path

import pytest

SHOWN_LINES = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register `--golden`."""
    parser.addoption("--golden", action="store_true", help="write golden files anew instead of comparing with them")


def compare_golden(path: Path, actual: str | bytes, request: pytest.FixtureRequest) -> None:
    """Compare `actual` with the golden file at `path`, or write it there under `--golden`."""
    data = actual.encode("utf-8") if isinstance(actual, str) else actual
    if request.config.getoption("--golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return
    if not path.exists():
        pytest.fail(f"{path.name} is missing; run `make golden` and look at what it wrote")
    # Git may have checked the file out with the line ends of Windows.
    kept = path.read_bytes().replace(b"\r\n", b"\n")
    if kept != data:
        pytest.fail(f"{path.name} differs from what was made; run `make golden` if this is meant\n{_diff(kept, data)}")


def _diff(kept: bytes, made: bytes) -> str:
    """The first lines that differ; for files that are not text, their lengths."""
    try:
        old, new = kept.decode("utf-8").splitlines(), made.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return f"kept {len(kept)} bytes, made {len(made)} bytes"
    lines = list(difflib.unified_diff(old, new, "golden", "made", lineterm="", n=1))
    return "\n".join(line[:200] for line in lines[:SHOWN_LINES])
