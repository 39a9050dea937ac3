"""What the Makefile's chores leave standing, and that the commands docs/operasi.md schedules work as they are written.

The Makefile runs in a scratch folder, as installed: a project of its own without anything to lose.
"""

import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from cli.process import BIN, ROOT, contents, environment

OPERASI = (ROOT / "docs" / "operasi.md").read_text(encoding="utf-8")
CRONTAB = re.compile(r"^ {4}((?:[\d*/,-]+ ){4}[\d*/,-]+)  (.+)$", re.MULTILINE)
MADE_BY_SETUP = ("warehouse", "logs", "inbox", "notes", "history", "records")

pytestmark = [
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed"),
    pytest.mark.skipif(os.name == "nt", reason="cron and tar are those of Unix"),
]


def make(folder: Path, *targets: str) -> None:
    """Run the Makefile of `folder`; no flags of a make that runs these tests reach it."""
    kept = {name: value for name, value in environment().items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(["make", *targets], cwd=folder, env=kept, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """What cron calls: /bin/sh in some other folder, with hardly any environment."""
    bare = {"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(ROOT / "scripts")}
    words = ["/bin/sh", "-c", command]
    return subprocess.run(words, cwd="/", env=bare, capture_output=True, encoding="utf-8", check=False)


def as_cron_reads(command: str) -> str:
    r"""The command of a crontab line: up to the first bare percent sign, `\%` being a percent sign."""
    return re.split(r"(?<!\\)%", command)[0].replace(r"\%", "%")


def scheduled(word: str, office: Path) -> str:
    """The one crontab line of operasi.md that calls `word`, for the folders of `office`."""
    [command] = [as_cron_reads(found) for _, found in CRONTAB.findall(OPERASI) if f"{word} " in found]
    return in_office(command, office)


def in_office(command: str, office: Path) -> str:
    """A command of operasi.md with the folders of `office`."""
    assert "/opt/mutakhir" in command
    return command.replace("/opt/mutakhir", str(office)).replace("/srv/cadangan", str(office.parent / "cadangan"))


def write(folder: Path, *names: str) -> None:
    """Files that say their own name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder in which `make setup` ended, its programs being those of these tests."""
    folder = tmp_path / "mutakhir"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "profiles.example.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(BIN)
    (folder / ".venv" / ".installed").touch()
    make(folder, "setup")
    return folder


def test_setup_makes_every_folder_that_a_schedule_or_a_backup_needs(office: Path) -> None:
    assert [name for name in MADE_BY_SETUP if not (office / name).is_dir()] == []
    assert (office / "profiles.yml").read_bytes() == (ROOT / "profiles.example.yml").read_bytes()


def test_setup_again_changes_nothing(office: Path) -> None:
    write(office, *(f"{name}/isi" for name in MADE_BY_SETUP), "profiles.yml")
    before = contents(office)
    make(office, "setup")
    assert contents(office) == before


def test_the_scheduled_run_starts_and_its_words_reach_the_log(office: Path) -> None:
    """After `make clean` too; without a dbt project here the run refuses, in its own words."""
    command = scheduled("mutakhir run", office)
    for number in (1, 2):
        done = shell(command)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
        log = (office / "logs" / "mutakhir.log").read_text(encoding="utf-8").splitlines()
        assert len(log) == number
        assert log[-1].startswith("mutakhir: dbt_project.yml tidak ditemukan")
        make(office, "clean")


def test_the_documented_backup_holds_everything_and_is_restored_as_documented(office: Path) -> None:
    """On the first day, with nothing to keep yet, and later; typed by hand, and by cron."""
    store = office.parent / "cadangan"
    store.mkdir()
    [by_hand] = re.findall(r"^ {4}(cd \S+ && tar -czf .+)$", OPERASI, re.MULTILINE)
    [restore] = re.findall(r"^ {4}(cd \S+ && tar -xzf .+)$", OPERASI, re.MULTILINE)
    kept = ("notes/2026-11.json", "history/facts.jsonl", "records/2026-11/acara.jsonl", "inbox/hulu/lifting.csv")
    for command in (in_office(by_hand, office), scheduled("tar", office)):
        shutil.rmtree(office / "records", ignore_errors=True)
        make(office, "setup")
        assert shell(command).returncode == 0  # with a folder that is still empty
        write(office, *kept)
        done = shell(command)
        assert (done.returncode, done.stderr) == (0, "")
        [archive] = store.iterdir()
        assert re.fullmatch(r"mutakhir-\d{4}-\d\d-\d\d\.tar\.gz", archive.name)
        with tarfile.open(archive) as opened:
            assert {name for name in opened.getnames() if opened.getmember(name).isfile()} == set(kept)
        before = contents(office)
        for name in ("notes", "history", "records", "inbox"):
            shutil.rmtree(office / name)
        assert shell(re.sub(r"mutakhir-[\d-]+\.tar", archive.name[:-3], in_office(restore, office))).returncode == 0
        assert contents(office) == before
        archive.unlink()


def test_cron_would_cut_a_bare_percent_sign() -> None:
    """Were cron's reading not known here, the tests above would pass a line that cron itself refuses."""
    assert as_cron_reads("tar x-$(date +%F).tar notes") == "tar x-$(date +"
    assert as_cron_reads(r"tar x-$(date +\%F).tar notes") == "tar x-$(date +%F).tar notes"


def test_clean_leaves_what_people_wrote_or_sent(office: Path) -> None:
    stays = (
        *(f"{name}/isi" for name in ("warehouse", "inbox", "notes", "history", "records")),
        "logs/mutakhir.log",
        "out/2026-10/checklist.xlsx",
        "out/2026-11/checklist.xlsx",
        "out/2026-11/checklist-baru.xlsx",
        "out/2026-11/checklist-baru-2.xlsx",
        # Marks of LibreOffice and Office that a workbook is open: without them a run would not know.
        "out/2026-11/.~lock.checklist.xlsx#",
        "out/2026-11/~$checklist.xlsx",
        "out/tahun lalu/2025-12/checklist.xlsx",
    )
    goes = (
        "out/2026-11/report.html",
        "out/2026-11/report.pdf",
        "out/2026-11/checklist.json",
        "out/2026-11/checklist.csv",
        "out/2026-11/.checklist.json.0a1b2c3d.tmp",
        "out/2026-09/report.html",
        "out/sample/mutakhir.duckdb",
        "out/sample/kiriman/kini/checklist.xlsx",
        "target/manifest.json",
        "logs/dbt.log",
        "logs/dbt.log.1",
    )
    before = contents(office)
    write(office, *stays, *goes)
    make(office, "clean")
    assert set(contents(office)) - set(before) == set(stays)
    assert all((office / name).read_text(encoding="utf-8") == name for name in stays)
    assert not any((office / name).exists() for name in ("target", "out/sample", "out/2026-09"))
    make(office, "clean")
    assert set(contents(office)) - set(before) == set(stays)


def test_clean_leaves_no_empty_out(office: Path) -> None:
    make(office, "clean")
    write(office, "out/2026-11/report.html")
    make(office, "clean")
    assert not (office / "out").exists()
