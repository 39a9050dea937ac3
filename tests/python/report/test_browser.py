"""The page in a real browser: it fits the screen, asks for nothing, reads without script, sorts with it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from builders import make_checklist, make_dataset, make_row, realistic_month
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT, letterhead_of

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


def test_on_a_telephone_the_counts_stand_beside_the_partners(browser: Browser, tmp_path: Path) -> None:
    month = realistic_month()
    rows = tuple(row for row in month.datasets if row.status is not Status.INCOMPLETE)
    report = tmp_path / "report.html"
    html = render_html(replace(month, datasets=rows), Language.ID, DEFAULT, "0" * 64)
    report.write_text(html, encoding="utf-8")
    page, _ = opened(browser, report.as_uri(), width=390)
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
    page.close()


def counts_and_rows(page: Page) -> dict[str, tuple[int, int]]:
    """For each line of the table of partners: how many it counts, and how many rows its link leaves in the list."""
    found = {}
    for line in page.locator("#mitra tbody tr").all():
        counted = int(line.locator("td").first.inner_text())
        line.locator("a").click()
        found[line.locator("th").inner_text()] = (counted, page.locator(SHOWN_ROWS).count())
    return found


def test_the_link_of_a_partner_shows_what_it_counts(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.fill("#list-search", "icp")
    found = counts_and_rows(page)
    assert sum(counted for counted, _ in found.values()) == 30
    assert {name: numbers for name, numbers in found.items() if numbers[0] != numbers[1]} == {}
    assert page.locator("#list-partner option:checked").inner_text() == list(found)[-1]
    page.click("#list-tools button")
    assert page.locator(SHOWN_ROWS).count() == 30
    page.close()


def test_the_link_of_data_sets_without_partner_shows_them(browser: Browser, tmp_path: Path) -> None:
    rows = [make_row(make_dataset(f"shop.t{number}", partners=(), steward="")) for number in range(4)]
    # A partner whose name stands in another's row must not draw that row in.
    rows.append(make_row(make_dataset("shop.pln", partners=("PLN",), title=Text("Pasokan PGN", "Supply of PGN"))))
    rows.append(make_row(make_dataset("shop.pgn", partners=("PGN", "PLN"))))
    report = tmp_path / "report.html"
    html = render_html(make_checklist(rows, project="shop"), Language.ID, letterhead_of("shop"), "0" * 64)
    report.write_text(html, encoding="utf-8")
    page, heard = opened(browser, report.as_uri())
    assert counts_and_rows(page) == {"Mitra belum dinyatakan": (4, 4), "PGN": (1, 1), "PLN": (1, 1)}
    assert heard == []
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
