"""Progress: a live display on a terminal, plain lines everywhere else, and no control character of others on either."""

import os
import re
import subprocess
import sys

import pytest

from cli.process import environment

STEPS = """
from mutakhir.cli.console import Steps
with Steps() as steps:
    steps.step("Memuat [bold]kiriman[/bold]", 3)
    steps.advance(2)
    steps.tell("berkas \\x1b]0;judul\\x07[red]a[/red].xlsx\\nterpotong")
    steps.step("Membangun")
"""
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SENTENCE = "berkas ]0;judul [red]a[/red].xlsx terpotong"


def on_a_terminal() -> tuple[str, str]:
    """What the steps write to stdout, and to stderr where that is a terminal of 100 columns."""
    import pty
    import struct
    from fcntl import ioctl
    from termios import TIOCSWINSZ

    reading, writing = pty.openpty()
    ioctl(writing, TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", STEPS], stdout=subprocess.PIPE, stderr=writing, env=environment({"TERM": "xterm"})
    ) as process:
        os.close(writing)
        shown = b""
        try:
            while part := os.read(reading, 65536):
                shown += part
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(reading)
        assert process.stdout is not None
        stdout = process.stdout.read().decode("utf-8")
    assert process.returncode == 0
    return stdout, shown.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_on_a_terminal_steps_are_shown_live_and_sentences_stay():
    stdout, shown = on_a_terminal()
    assert stdout == ""
    assert ESCAPES.search(shown)
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    lines = [line.strip() for line in ESCAPES.sub("", shown).replace("\r", "\n").split("\n")]
    assert SENTENCE in lines
    last = [line for line in lines if line][-2:]
    assert re.search(r"Memuat \[bold\]kiriman\[/bold\] .* 3/3 ", last[0])
    assert "Membangun" in last[1]


def test_elsewhere_each_step_is_a_plain_line_on_stderr():
    done = subprocess.run(
        [sys.executable, "-c", STEPS], capture_output=True, encoding="utf-8", env=environment(), check=True
    )
    assert done.stdout == ""
    assert done.stderr.splitlines() == ["Memuat [bold]kiriman[/bold]", SENTENCE, "Membangun"]
