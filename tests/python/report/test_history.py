"""The history on the page: a heat map that is a table, charts that are read without colour, and what is left out."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from builders import make_checklist, make_dataset, make_row, realistic_month
from mutakhir.domain.checklist import Checklist, MonthCell, PunctualityRow
from mutakhir.domain.language import Language, Text
from mutakhir.report import history as module
from mutakhir.report.history import History, history
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT
from mutakhir.report.listing import anchors
from mutakhir.report.voice import voice_in

MONTHS = [f"{2025 + at // 12}-{at % 12 + 1:02d}" for at in range(23)]


def past(checklist: Checklist, language: Language = Language.ID) -> History:
    return history(checklist, voice_in(language), anchors(checklist.datasets))


def page(checklist: Checklist, language: Language = Language.ID) -> str:
    return render_html(checklist, language, DEFAULT, "0" * 64)


def part(html: str, name: str) -> str:
    begin = html.index(f'<section id="{name}"')
    return html[begin : html.index("</section>", begin)]


def with_months(count: int, states: str = "on_time") -> Checklist:
    rows = [make_row(make_dataset(f"hulu.t{number}")) for number in range(count)]
    cells = tuple(MonthCell(month, states, 1, 0) for month in MONTHS)
    return make_checklist(rows, months=tuple((row.dataset.unique_id, cells) for row in rows))


def test_the_heat_map_is_a_table_with_a_word_or_sign_in_each_cell() -> None:
    found = part(page(realistic_month()), "riwayat")
    heads = re.findall(r'<th scope="col">(.*?)</th>', found)
    assert heads == ["Kumpulan data", *past(realistic_month()).months]
    rows = re.findall(r'<tr><th scope="row"><a href="#(.*?)">.*?</a></th>(.*?)</tr>', found)
    assert len(rows) == 25
    for _, cells in rows:
        said = re.findall(r"<td class=[olmwn]>(.*?)</td>", cells)
        assert len(said) == len(heads) - 1
        assert all(re.fullmatch(r"✓|–|\+\d+|belum|ditunggu", text) for text in said)
    assert 'scope="rowgroup"><b>Hulu</b></th>' in found
    for words in ("diterima tepat waktu", "3 hari kalender sesudah jatuh tempo", "belum diterima"):
        assert words in found


def test_no_quarter_is_shown_in_part_and_what_is_left_out_is_said() -> None:
    found = past(with_months(1))
    assert found.quarters == tuple(
        f"Triwulan {code}" for code in ("IV 2025", "I 2026", "II 2026", "III 2026", "IV 2026")
    )
    assert (found.months[0], found.months[-1], len(found.months)) == ("Okt 2025", "Nov 2026", 14)
    assert found.cut.startswith("Ditampilkan 14 bulan terakhir dari 23;")
    few = make_checklist([make_row()], months=((make_row().dataset.unique_id, (MonthCell("2026-11", "late", 1, 2),)),))
    assert past(few).cut == ""


def test_where_not_all_fit_the_least_regular_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST_BUDGET", 3000)
    made = with_months(200)
    late = replace(made.datasets[150].dataset, unique_id="x.late", name="hulu.akhir", title=Text("Akhir", "Last"))
    cells = tuple(MonthCell(month, "missing", 1, 0) for month in MONTHS)
    made = replace(made, datasets=(*made.datasets, make_row(late)), months=(*made.months, ("x.late", cells)))
    found = past(made)
    titles = [row.title for area in found.areas for row in area.rows]
    assert "Akhir" in titles
    assert len(titles) + found.more_rows == 201
    assert f"dan {found.more_rows} kumpulan data lainnya" in page(made)


class Charts(HTMLParser):
    """The charts of a page: what they are called, and the shapes in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.texts: dict[str, str] = {}
        self._id = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "svg" and attributes.get("class") == "chart":
            self.found.append({"labels": attributes["aria-labelledby"], "role": attributes["role"], "shapes": ""})
        if tag == "rect" and self.found:
            self.found[-1]["shapes"] += attributes["class"][0]
        self._id = attributes.get("id", "") if tag in ("title", "desc") else ""

    def handle_data(self, data: str) -> None:
        if self._id:
            self.texts[self._id] = data
            self._id = ""


@pytest.mark.parametrize("language", list(Language))
def test_each_chart_has_a_title_and_a_description_of_its_own(language: Language) -> None:
    charts = Charts(part(page(realistic_month(), language), "ketepatan"))
    assert len(charts.found) == len(past(realistic_month()).partners) == 12
    labels = [tuple(chart["labels"].split()) for chart in charts.found]
    assert len(set(labels)) == len(labels)
    for title, description in labels:
        assert charts.texts[title]
        assert re.search(r"\d", charts.texts[description])
    assert {chart["role"] for chart in charts.found} == {"img"}


def test_what_was_not_on_time_is_hatched_or_empty_and_counted_in_words() -> None:
    rows = (PunctualityRow("BPS", "", "2026-10", 4, 2, 1, 12, 1), PunctualityRow("BPS", "", "2026-11", 3, 3, 0, 0, 0))
    made = make_checklist([make_row()], punctuality=rows)
    charts = Charts(page(made))
    # On time, late with its hatching above, never; then a month all on time.
    assert charts.found[0]["shapes"] == "olhmo"
    assert charts.texts["chart-1-d"] == (
        "7 wajib: 5 tepat waktu, 1 terlambat, 1 belum ada. "
        "Tidak semua tepat waktu pada Oktober 2026 (1 terlambat, 1 belum ada)."
    )
    (partner,) = past(made).partners
    assert [(line.name, line.is_quarter, line.counts) for line in partner.lines] == [
        ("Triwulan IV 2026", True, ("7", "5", "1", "12", "1")),
        ("Oktober 2026", False, ("4", "2", "1", "12", "1")),
        ("November 2026", False, ("3", "3", "–", "–", "–")),
    ]


def test_reporters_are_told_by_quarter_and_partners_by_name() -> None:
    found = past(realistic_month())
    names = [partner.name for partner in found.partners]
    assert names == sorted(names, key=str.casefold)
    (traders,) = [partner for partner in found.partners if partner.reporters]
    assert traders.name == "BU Niaga BBM"
    assert traders.reporters[0].name == "PT Bumi Lestari Migas"
    assert all(len(line.quarters) == len(found.quarters) for line in traders.reporters)
    assert traders.reporters[0].quarters[-1].endswith("/ 2")


def test_without_history_there_is_no_such_section() -> None:
    html = page(make_checklist([make_row()]))
    assert 'id="riwayat"' not in html
    assert 'href="#riwayat"' not in html
    assert 'id="ketepatan"' not in html


def test_hundreds_of_partners_do_not_let_the_page_grow_past_its_budget() -> None:
    rows = tuple(
        PunctualityRow(f"Mitra {number}", reporter, month, 5, 3, 1, 9, 1)
        for number in range(300)
        for reporter in ("", *(f"Pelapor {at}" for at in range(4)))
        for month in MONTHS
    )
    html = page(make_checklist([make_row()], punctuality=rows))
    assert len(part(html, "ketepatan").encode("utf-8")) < 1.6 * module.LEAST_BUDGET
    assert re.search(r"dan \d+ mitra lainnya", html)
