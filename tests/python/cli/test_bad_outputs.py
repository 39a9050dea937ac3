"""An output folder that refuses: one sentence that names it, and what was there stays as it was."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cli.process import contents, environment, mutakhir
from cli.targets import change, refused

AS_NOBODY = """
import os, sys
from mutakhir.cli.main import main
def run(*words):
    sys.argv = ["mutakhir", *words]
    try:
        main()
    except SystemExit as end:
        return end.code
# Everything that the command imports is imported now: the other user may not be able to read this environment.
assert run("checklist", "--target-dir", "target", "--out", "elsewhere") == 0
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.stdout.write("-- ")
sys.stdout.flush()
sys.exit(run("checklist", "--target-dir", "target", "--out", "out"))
"""


@pytest.mark.skipif(os.name == "nt", reason="folders are closed in another way on Windows")
def test_an_output_folder_that_may_not_be_written(good_month):
    with tempfile.TemporaryDirectory() as name:
        # Not below pytest's folder, which is closed to other users.
        folder = Path(name)
        shutil.copytree(good_month, folder, dirs_exist_ok=True)
        for inner in (folder, *folder.rglob("*")):
            inner.chmod(0o755 if inner.is_dir() else 0o644)
        out = next((folder / "out").iterdir())
        before = contents(folder / "out")
        out.chmod(0o555)
        (folder / "out").chmod(0o555)
        if os.getuid() == 0:
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY], cwd=folder, env=environment(),
                capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            code, said, stderr = done.returncode, done.stdout.split("-- ")[1], done.stderr
        else:
            ended = mutakhir("checklist", cwd=folder)
            code, said, stderr = ended.code, ended.stdout, ended.stderr
        out.chmod(0o755)
        (folder / "out").chmod(0o755)
        assert contents(folder / "out") == before
    assert (code, said) == (2, ""), stderr
    assert stderr.startswith("mutakhir: ")
    assert stderr.count("\n") == 1
    assert "--out" in stderr
    assert f"{Path('out') / out.name}" in stderr


def test_a_report_that_cannot_be_replaced_leaves_the_check_list_too(office):
    """The PDF is the last of five: it stands for one that a viewer holds on Windows."""
    (report,) = office.glob("out/*/report.pdf")
    report.unlink()
    report.mkdir()
    change(office / "target" / "sources.json", lambda content: content["results"].pop())
    assert "report.pdf" in refused(office, 2, "report")


def test_a_report_does_not_stay_beside_another_check_list(office):
    (out,) = (office / "out").iterdir()
    assert mutakhir("checklist", cwd=office).stderr == ""
    assert (out / "report.pdf").exists()
    change(office / "target" / "sources.json", lambda content: content["results"].pop())
    done = mutakhir("checklist", cwd=office)
    assert done.code == 1
    assert done.stderr.count("\n") == 1
    assert "report.html, report.pdf" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["checklist.csv", "checklist.json", "checklist.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="the limit is a Unix one")
@pytest.mark.parametrize("command", ["checklist", "report"])
def test_a_full_disk_leaves_what_was_there(office, command):
    import resource

    sizes = sorted(path.stat().st_size for path in office.glob("out/*/*"))
    # Every file but the largest fits, so that what was written before the blow must be taken back.
    written = sizes if command == "report" else [path.stat().st_size for path in office.glob("out/*/checklist.*")]
    limit = max(written) - 1
    change(office / "target" / "sources.json", lambda content: content["results"].pop())

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    sentence = refused(office, 2, command, preexec_fn=small_files)
    assert "sisa ruang" in sentence
    assert "--out" in sentence
