"""Follows docs/tambah-data.md to the letter, in a private copy of the project: what people copy works as it says.

The page holds files (a code block behind a path in backquotes, which it tells people to save or to add to), commands,
and what one sees afterwards (blocks of text and tables). The same blocks stand in docs/add-data.en.md.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from brent.replay import CLOCK
from brent.replay import HERE as BRENT
from cli.process import ROOT, Done, environment
from mutakhir.domain.language import AXIS_WORDS, STATUS_WORDS, Language
from mutakhir.domain.status import Status

PAGES = {"id": ROOT / "docs" / "tambah-data.md", "en": ROOT / "docs" / "add-data.en.md"}
NEW = "lingkungan.gas_suar_bulanan"
TODAY = "2026-11-20 09:00:00"
"""The day the page says its example is for, in UTC."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PARTS = ("macros", "models/review", "seeds", "sources", "tests/sql/generic")
REASON = {"id": "Alasan", "en": "Reason"}


@dataclass(frozen=True)
class Block:
    """One fenced block; `path` is the last file that the sentence before it names, empty where it names none."""

    kind: str
    text: str
    path: str
    adds: bool


@cache
def blocks(lang: str) -> list[Block]:
    """Code blocks of the page in their order."""
    page = PAGES[lang].read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(page):
        before = page[: block.start()].rstrip().split("\n\n")[-1]
        named = re.findall(r"`((?:sources|seeds|inbox)/[\w./]+)`", before) if block[1] in ("yaml", "csv") else []
        adds = bool(re.search(r"\b(?:Tambahkan pada|Add to) `", before))
        found.append(Block(block[1], block[2], named[-1] if named else "", adds))
    return found


def section(lang: str, number: int) -> str:
    """Section `number` of a page."""
    return PAGES[lang].read_text(encoding="utf-8").split(f"\n## {number}. ")[1].split("\n## ")[0]


def seen(lang: str) -> dict[str, str]:
    """The table of what one sees: words of its first column to those of the second."""
    return dict(re.findall(r"^\| (?!---)([^|]+?) \| ([^|]+?) \|$", section(lang, 6), re.MULTILINE)[1:])


def copy_of_project(folder: Path) -> Path:
    """This checkout as `make setup` leaves it: nothing delivered, nothing built.

    Staging models, marts and dashboards stay behind: the page says that it needs none, and they take minutes.
    """
    shutil.copy(ROOT / "dbt_project.yml", folder)
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part)
    profiles = (ROOT / "profiles.example.yml").read_text(encoding="utf-8")
    # Under faketime Python's threads wrest the interpreter from each other at every step: with two, dbt takes minutes.
    (folder / "profiles.yml").write_text(re.sub(r"threads: \d+", "threads: 1", profiles), encoding="utf-8")
    for name in ("inbox", "warehouse"):
        (folder / name).mkdir()
    return folder


@dataclass(frozen=True)
class Followed:
    """The project after everything on the page was done."""

    folder: Path
    ended: dict[str, Done]
    """Command as it stands on the page to how it ended."""

    @property
    def row(self) -> dict[str, Any]:
        """The new data set in checklist.json."""
        path = self.folder / "out" / "2026-11" / "checklist.json"
        rows = json.loads(path.read_text(encoding="utf-8"))["datasets"]
        return next(row for row in rows if row["name"] == NEW)


def follow(folder: Path) -> Followed:
    """Do what the page says, block by block."""
    ended = {}
    for block in blocks("id"):
        if block.kind == "sh":
            for line in block.text.splitlines():
                ended[line] = on_that_day(folder, line)
        elif block.path and not block.path.startswith("seeds/jadwal"):  # that one is shown, not written
            write(folder / block.path, block)
    return Followed(folder, ended)


def write(path: Path, block: Block) -> None:
    before = path.read_text(encoding="utf-8") if block.adds else ""
    assert block.adds == path.exists(), f"{path.name}: the page says to save it anew, or to add to it"
    path.write_text(before + block.text, encoding="utf-8", newline="\n")


def on_that_day(folder: Path, line: str) -> Done:
    """A command of the page, as a process of its own on the day of its example."""
    program, *words = line.split()
    assert program == ".venv/bin/mutakhir", line
    paths = [BRENT / "moved_clock", ROOT / "scripts"]
    env = environment({**CLOCK, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONIOENCODING": "utf-8"})
    done = subprocess.run(
        ["faketime", "-f", f"@{TODAY}", sys.executable, "-m", "mutakhir", *words],
        cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=1800, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def test_both_pages_have_the_same_blocks():
    indonesian, english = ([(one.kind, one.text, one.path, one.adds) for one in blocks(lang)] for lang in PAGES)
    assert indonesian == english
    assert [block.path for block in blocks("id") if block.path] == [
        "sources/lingkungan.yml",
        "seeds/jadwal_pemutakhiran.csv",
        "seeds/pelapor_wajib.csv",
        "inbox/gas_suar_alfa.csv",
        "inbox/gas_suar_beta.csv",
        "inbox/_kiriman.csv",
    ]


def test_the_series_is_one_that_the_project_has_never_seen():
    said = (ROOT / "sources").glob("*.yml")
    assert not any("gas_suar" in path.read_text(encoding="utf-8") or path.stem == "lingkungan" for path in said)
    assert "gas_suar" not in "".join(path.read_text(encoding="utf-8") for path in (ROOT / "models").rglob("*.*"))


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The page followed once."""
    return follow(copy_of_project(tmp_path_factory.mktemp("tambah_data")))


slow = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("faketime"), reason="needs faketime to stand on the page's day"),
]


@pytest.mark.usefixtures("followed")
class TestFollowed:
    """What the page says one sees."""

    pytestmark = slow

    def test_every_command_ends_as_it_should(self, followed):
        codes = {line.split(maxsplit=1)[1]: done.code for line, done in followed.ended.items()}
        assert codes == {
            "schedule": 0, f"schedule --explain {NEW} --period 2026-10": 0, "run": 1,
        }, [done.stderr for done in followed.ended.values()]  # fmt: skip

    def test_the_schedule_has_the_line_and_tells_how_it_came_about(self, followed):
        (line,) = [block.text for block in blocks("id") if block.path.startswith("seeds/jadwal")]
        assert line in (followed.folder / "seeds" / "jadwal_pemutakhiran.csv").read_text(encoding="utf-8")
        (text,) = [block.text for block in blocks("id") if block.kind == "text"]
        explained = next(done for command, done in followed.ended.items() if "--explain" in command)
        assert text in explained.stdout

    def test_the_check_list_says_what_the_page_says(self, followed):
        for lang, key in (("id", "reason"), ("en", "reason_en")):
            said = seen(lang)
            words = {axis: AXIS_WORDS[axis].in_(Language(lang)) for axis in AXIS_WORDS}
            assert said["Status"] == STATUS_WORDS[Status(followed.row["status"])].in_(Language(lang))
            assert said[REASON[lang]] == followed.row[key]
            axes = {axis: followed.row["axes"][axis] for axis in words}
            assert {axis: said[words[axis]] for axis in words} == {
                axis: f"{STATUS_WORDS[Status(one['status'])].in_(Language(lang))}: {one[key]}"
                for axis, one in axes.items()
            }

    def test_the_periods_of_both_columns_landed(self, followed):
        facts = json.loads((followed.folder / "target" / "facts.json").read_text(encoding="utf-8"))["datasets"][NEW]
        assert [(one["period"], one["rows"]) for one in facts["periods"]] == [("2026-08", 3), ("2026-09", 2)]

    def test_what_is_missing_is_named(self, followed):
        axes = followed.row["axes"]
        assert axes["period_coverage"]["missing_periods"] == ["2026-10"]
        assert axes["reporters"]["missing"] == ["PT Contoh Alfa", "PT Contoh Beta"]

    def test_the_report_shows_it_under_its_own_area(self, followed):
        page = (followed.folder / "out" / "2026-11" / "report.html").read_text(encoding="utf-8")
        assert "Gas Suar Bulanan" in page
        assert 'scope="rowgroup">Lingkungan <span>(1)' in page
        with (followed.folder / "out" / "2026-11" / "checklist.csv").open(encoding="utf-8-sig", newline="") as lines:
            (row,) = [row for row in csv.DictReader(lines, delimiter=";") if row["Kode"] == NEW]
        assert (row["Nama Data"], row["Domain"], row["Status"]) == ("Gas Suar Bulanan", "Lingkungan", "Terlambat")
