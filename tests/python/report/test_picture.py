"""The picture README shows: the first screen of the report that the main job writes from the sample.

`--golden` takes it anew (the main job is played for that, which takes minutes). The picture carries the words of the
screen it was taken from, so that one of another page, or of a page that has changed since, is seen.
"""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from playwright.sync_api import Page, sync_playwright

from cli import conftest
from cli.playing import Played, entries

PICTURE = Path(__file__).parents[3] / "docs" / "laporan.png"
SCREEN = {"width": 1280, "height": 900}
LARGEST = 300_000
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WORDS = "Description"
"""The text of the PNG (its own keyword for it) that holds the words of the screen."""

EVERY_MONTH = (
    "DATA CONTOH",
    "Direktorat Jenderal Minyak dan Gas Bumi",
    "Laporan Pemutakhiran Data pada Data Warehouse",
    "Apakah data warehouse layak dipakai untuk pengambilan keputusan?",
    "Kumpulan data dipantau",
    "Mutakhir",
    "Perlu tindakan",
    "Gagal diperiksa",
    "Yang perlu tindakan dan giliran siapa",
    "Dashboard yang belum dapat dipercaya hari ini",
    "Terhambat",
)
"""What the first screen says whatever the day of the sample."""
COUNTS = re.compile(r"Sebagian: (\d+) dari 30 kumpulan data mutakhir; (\d+) dari 10 dashboard terhambat[.,]")

TEXT_ABOVE = """height => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.height && box.bottom <= height) found.push(node.data);
  }
  return found.join("").replace(/\\s+/g, " ");
}"""
"""The text whose lines end above `height` (pixels from the top of the window)."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
]

arena = conftest.arena
"""The folder in which the main job is played once for all tests of a session."""


@pytest.fixture(scope="module")
def played(request: pytest.FixtureRequest) -> Played:
    """The project after `make report` on DuckDB."""
    return conftest.play(request, request.getfixturevalue("arena"), "duckdb")


@pytest.fixture(scope="module")
def first_screen(played: Played, request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """The words above the fold, and the picture of it; under `--golden` it becomes the one README shows."""
    report = played.out / "report.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SCREEN)
        heard = listened(page, report.as_uri())
        page.goto(report.as_uri())
        words = page.evaluate(TEXT_ABOVE, SCREEN["height"])
        taken = page.screenshot()
        browser.close()
    assert heard == []
    if request.config.getoption("--golden"):
        PICTURE.write_bytes(with_words(taken, words))
    return words, taken


def test_first_screen_tells_a_leader_everything(played: Played, first_screen: tuple[str, bytes]) -> None:
    words, _ = first_screen
    checklist = played.checklist
    assert [said for said in EVERY_MONTH if said not in words] == []
    counts = COUNTS.search(words)
    assert counts, words
    blocked = titles(checklist["dashboards"], lambda row: row["status"] == "blocked")
    assert [int(number) for number in counts.groups()] == [checklist["summary"]["up_to_date"], len(blocked)]
    late = [row for row in checklist["datasets"] if row["status"] == "late"]
    assert {row["unique_id"] for row in late} >= {entry["unique_id"] for entry in entries(played, "load_age")}
    assert f"{len(late)} terlambat" in words
    shown = [row for row in late if row["title"] in words]
    assert len(shown) >= 2, "the worst of what needs acting on stands above the fold"
    assert [row for row in shown if row["partners"][0] not in words] == []
    assert len([title for title in blocked if title in words]) >= 3


def test_the_picture_is_that_of_this_screen(first_screen: tuple[str, bytes]) -> None:
    _, taken = first_screen
    content = PICTURE.read_bytes()
    assert len(content) < LARGEST
    with Image.open(io.BytesIO(content)) as picture, Image.open(io.BytesIO(taken)) as now:
        picture.load()
        assert picture.format == "PNG"
        assert picture.size == now.size == (SCREEN["width"], SCREEN["height"])
        words = picture.info.get(WORDS, "")
        assert [said for said in EVERY_MONTH if said not in words] == []
        assert COUNTS.search(words)
        # The band that says DATA CONTOH, on every side and in its colour.
        for place in ((5, 5), (SCREEN["width"] - 5, 5)):
            assert picture.convert("RGB").getpixel(place) == now.convert("RGB").getpixel(place) != (255, 255, 255)


def with_words(taken: bytes, words: str) -> bytes:
    """A PNG as small as it gets, with the words that stand on it."""
    kept, made = PngImagePlugin.PngInfo(), io.BytesIO()
    kept.add_itxt(WORDS, words)
    with Image.open(io.BytesIO(taken)) as picture:
        picture.convert("RGB").save(made, "PNG", optimize=True, pnginfo=kept)
    return made.getvalue()


def titles(rows: list[dict[str, Any]], wanted: Callable[[dict[str, Any]], bool]) -> list[str]:
    """Titles of the rows that are wanted."""
    return [row["title"] for row in rows if wanted(row)]


def listened(page: Page, address: str) -> list[str]:
    """Collects what the page complains about, and what it asks for beside itself."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda asked: heard.append(asked.url) if asked.url != address else None)
    return heard
