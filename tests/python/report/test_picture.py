"""The picture README shows: the first screen of a normal month; `--golden` takes it anew."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from builders import realistic_month
from mutakhir.domain.language import Language
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT

PICTURE = Path(__file__).parents[3] / "docs" / "laporan.png"
SCREEN = {"width": 1280, "height": 900}
LARGEST = 300_000
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PNG_HEAD = b"\x89PNG\r\n\x1a\n"

LEADERS_WORDS = (
    "DATA CONTOH",
    "Laporan Pemutakhiran Data pada Data Warehouse",
    "Apakah data warehouse layak dipakai untuk pengambilan keputusan?",
    "Sebagian: 22 dari 30 data set mutakhir",
    "Dinilai menurut 2 dari 5 aspek",
    "Data set dipantau",
    "Perlu tindakan",
    "Gagal diperiksa",
    "Yang perlu tindakan dan giliran siapa",
    "Kuota dan Realisasi JBT/JBKP",
    "BPH Migas",
    "Dashboard yang belum dapat dipercaya hari ini",
    "Ringkasan Pimpinan",
)

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


def test_first_screen_tells_a_leader_everything_and_is_the_picture(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    report = tmp_path / "report.html"
    report.write_text(render_html(realistic_month(), Language.ID, DEFAULT, "0" * 64), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SCREEN)
        heard = listened(page, report.as_uri())
        page.goto(report.as_uri())
        above = page.evaluate(TEXT_ABOVE, SCREEN["height"])
        taken = page.screenshot()
        browser.close()
    assert heard == []
    assert [words for words in LEADERS_WORDS if words not in above] == []
    if request.config.getoption("--golden"):
        PICTURE.write_bytes(taken)
    picture = PICTURE.read_bytes()
    assert picture.startswith(PNG_HEAD)
    assert size_of(picture) == size_of(taken) == (SCREEN["width"], SCREEN["height"])
    assert len(picture) < LARGEST


def listened(page: Page, address: str) -> list[str]:
    """Collects what the page complains about, and what it asks for beside itself."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda asked: heard.append(asked.url) if asked.url != address else None)
    return heard


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, pixels."""
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
