"""The page in a real browser: it fits the screen, asks for nothing, reads without script, sorts with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from builders import realistic_month
from mutakhir.domain.language import Language
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOWN_ROWS = "#list-table tbody tr[class]:not(.group):not([hidden])"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(realistic_month(), Language.ID, DEFAULT, "0" * 64), encoding="utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int = 1280, script: bool = True) -> tuple[Page, list[str]]:
    """The page, and what it complained about or asked for."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if request.url != address else None)
    page.goto(address)
    return page, heard


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280, 1920])
def test_page_never_scrolls_sideways_and_asks_for_nothing(browser: Browser, address: str, width: int) -> None:
    page, heard = opened(browser, address, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == []
    page.close()


def test_on_a_telephone_the_counts_stand_beside_the_partners(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, width=390)
    numbers = page.locator("#mitra tbody tr").first.locator("td:visible")
    places = [numbers.nth(at).bounding_box() for at in range(3)]
    assert all(place and place["x"] + place["width"] <= 390 for place in places)
    assert page.locator("#mitra thead th", has_text="Tidak Lengkap").is_hidden()
    page.close()


def test_without_script_everything_is_there_and_no_dead_control(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, script=False)
    assert page.locator(SHOWN_ROWS).count() == 30
    assert not page.locator("#list-tools").is_visible()
    page.close()


def test_search_and_filter(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.fill("#list-search", "bph")
    assert page.locator(SHOWN_ROWS).count() == 3
    assert page.locator("#list-tools output").inner_text() == "3 dari 30 ditampilkan"
    page.select_option("#list-status", label="Terlambat")
    assert page.locator(SHOWN_ROWS).count() == 2
    page.click("#list-tools button")
    assert page.locator(SHOWN_ROWS).count() == 30
    page.click("a[data-search='SKK Migas']")
    assert page.locator(SHOWN_ROWS).count() == 12
    page.close()


def test_link_to_a_filtered_row_shows_it_again(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.fill("#list-search", "icp")
    page.click(".t-turns a[href='#hilir.jbt_jbkp']")
    page.wait_for_function("!document.getElementById('hilir.jbt_jbkp').hidden")
    page.close()


def test_sorting_keeps_rows_in_their_area(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    head = page.locator("#list-table thead th", has_text="Kiriman terakhir")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    first = page.locator("#list-table tbody").first.locator("tr").nth(2)
    assert "Target APBN" in first.inner_text()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("#list-table tbody").first.locator("tr").count() == 13
    page.close()
