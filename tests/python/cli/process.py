"""Runs the real `mutakhir` command of this checkout in a process of its own, as a person or a scheduler does."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
SUFFIX = ".exe" if os.name == "nt" else ""
_FROM_OUTSIDE = ("MUTAKHIR_", "DBT_", "PYTHONPATH")


@dataclass(frozen=True)
class Done:
    """A process that ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def sentence(self) -> str:
        """The one line of error on stderr, without its `mutakhir: `; asserts that there is exactly one, and it last."""
        lines = self.stderr.splitlines()
        errors = [line for line in lines if line.startswith("mutakhir: ")]
        assert len(errors) == 1, self.stderr
        assert lines[-1] == errors[0], self.stderr
        return errors[0].removeprefix("mutakhir: ")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without settings of dbt and Mutakhir, with the package of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FROM_OUTSIDE)}
    return {**kept, "PYTHONPATH": str(ROOT / "scripts"), "COLUMNS": "100", **(more or {})}


def program(name: str) -> str:
    """Path of a program that is installed beside this Python."""
    return str(BIN / f"{name}{SUFFIX}")


def call(
    *words: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 1800, **more: Any
) -> Done:
    """Run a program to its end; `words` begin with its name, `more` goes to subprocess.run."""
    done = subprocess.run(
        [program(str(words[0])), *map(str, words[1:])],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        **more,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Traceback" not in done.stdout, done.stdout
    return Done(done.returncode, done.stdout, done.stderr)


def mutakhir(
    *words: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 1800, **more: Any
) -> Done:
    """Run `mutakhir <words>`."""
    return call("mutakhir", *words, cwd=cwd, env=env, timeout=timeout, **more)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, hidden ones too; empty where there is no folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
