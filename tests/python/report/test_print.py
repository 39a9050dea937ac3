"""The page on paper, printed by a real browser: whole on few sheets of A4, and understood without colour."""

import io
import re
import shutil
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PageObject, PdfReader

from builders import realistic_month
from mutakhir.domain.language import STATUS_WORDS, TONE_WORDS, Language
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MOST_PAGES = 11
SHORT, LONG = 595, 842
"""Sides of A4, points."""
MARGIN = 38
"""Nothing may stand nearer to the left and right edge, points; the margins of the page are 14 mm."""
EDGE = 14
"""Nothing may stand nearer to the upper and lower edge, points: within the margins stand the running lines."""
BODY = 9.0
"""Size of the text as the style sheet sets it, points; a browser that must squeeze the page in prints it smaller."""
READABLE = 4.5
"""Contrast that WCAG asks of text (ratio)."""
SHAPES = {"s": "●", "a": "▲", "u": "○"}
DARK, LIGHT, PLAIN, HATCHED = 130, 240, 5, 25
"""Grey levels of the bar of 255: dark, light; deviation within a part that is plain, and within one that is hatched."""

MARKS = """() => [...document.querySelectorAll('.mark, .st, td.a, td.u')].filter(e => e.checkVisibility()).map(e => ({
  tone: ['s', 'a', 'u'].find(tone => e.classList.contains(tone)) ||
    ['s', 'a', 'u'].find(tone => e.parentElement.classList.contains(tone)),
  shape: getComputedStyle(e, '::before').content, colour: getComputedStyle(e).color, text: e.textContent.trim(),
}))"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path: Path = tmp_path_factory.mktemp("print") / "report.html"
    path.write_text(render_html(realistic_month(), Language.ID, DEFAULT, "0" * 64), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(path.as_uri())
    opened.emulate_media(media="print")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def printed(page: Page) -> list[PageObject]:
    """The sheets, as a person prints them who changes no setting (no background colours)."""
    return list(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def words_of(text: str) -> set[str]:
    """The words of a text in lower case, without what a line's end does to them."""
    return set(re.findall(r"\w+", text.lower()))


def placed(sheet: PageObject) -> list[tuple[float, float, float, str]]:
    """Left end, base line and size of every piece of text on a sheet (points), and the text."""
    found = []

    def visit(text: str, user: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
            y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
            across = (matrix[0] * user[0]) ** 2 + (matrix[0] * user[1]) ** 2
            found.append((x, y, size * across**0.5, text.strip()))

    sheet.extract_text(visitor_text=visit)
    return found


def test_it_is_a_few_sheets_of_a4_and_the_list_lies(printed: list[PageObject]) -> None:
    assert len(printed) <= MOST_PAGES
    for sheet in printed:
        lying = "Uji lulus" in sheet.extract_text()  # the head of the list, which stands on each of its sheets
        sides = (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height)))
        assert sides == pytest.approx((LONG, SHORT) if lying else (SHORT, LONG), abs=1)


def test_every_sheet_says_what_it_is(printed: list[PageObject]) -> None:
    for number, sheet in enumerate(printed, 1):
        text = " ".join(sheet.extract_text().split())
        for words in ("DATA CONTOH", "Belum ditandatangani", f"Halaman {number} dari {len(printed)}", "November 2026"):
            assert words in text


def test_no_word_is_lost_and_nothing_stands_in_the_margin(page: Page, printed: list[PageObject]) -> None:
    on_paper = words_of(" ".join(sheet.extract_text() for sheet in printed))
    shown = words_of(page.inner_text("main"))
    broken = {word for word in shown - on_paper if len(word) < 30}
    assert broken == set()
    for sheet in printed:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        outside = [
            text for x, y, _, text in placed(sheet) if not (MARGIN < x < width - MARGIN and EDGE < y < height - EDGE)
        ]
        assert outside == []


def test_the_browser_need_not_squeeze_the_page(printed: list[PageObject]) -> None:
    sizes = [size for sheet in printed for _, _, size, text in placed(sheet) if "layak dipakai" in text]
    assert sizes == [pytest.approx(BODY, abs=0.2)]


def test_each_status_is_a_word_on_paper(printed: list[PageObject]) -> None:
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed).split())
    for row in realistic_month().datasets:
        assert f"{SHAPES[row.status.tone.value[0]]} {STATUS_WORDS[row.status].id}" in text.replace("\xa0", " ")
    assert [word.id for word in TONE_WORDS.values() if word.id not in text] == []


def test_without_colour_a_mark_keeps_its_shape_its_word_and_enough_contrast(page: Page) -> None:
    marks = page.evaluate(MARKS)
    assert {mark["tone"] for mark in marks} == set(SHAPES)
    assert [mark for mark in marks if SHAPES[mark["tone"]] not in mark["shape"] or not mark["text"]] == []
    assert [mark for mark in marks if contrast_with_paper(mark["colour"]) < READABLE] == []


def test_the_shares_of_the_bar_are_told_apart_in_grey(page: Page) -> None:
    grey = Image.open(io.BytesIO(page.locator("svg.bar").screenshot())).convert("L")
    inner = grey.crop((2, 4, grey.width - 2, grey.height - 4))
    total, ends = len(realistic_month().datasets), list(accumulate(tones_of_the_month(), initial=0))
    seen = [inner.crop((inner.width * a // total + 3, 0, inner.width * b // total - 3, inner.height))
            for a, b in pairwise(ends)]  # fmt: skip
    safe, act, unknown = (ImageStat.Stat(part) for part in seen)
    assert safe.mean[0] < DARK
    assert safe.stddev[0] < PLAIN
    assert act.stddev[0] > HATCHED
    assert unknown.mean[0] > LIGHT
    assert unknown.stddev[0] < PLAIN


def tones_of_the_month() -> list[int]:
    """How many data sets have each tone, in the order of the bar."""
    tones = [row.status.tone for row in realistic_month().datasets]
    return [tones.count(tone) for tone in TONE_WORDS]


def contrast_with_paper(colour: str) -> float:
    """Contrast of a CSS colour with white by WCAG; it depends on luminance alone, which is what a grey copy keeps."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
