"""The page as a whole: golden files, hostile text, no outside request, the policy's hashes, size."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest

from builders import (
    make_axes,
    make_checklist,
    make_dashboard,
    make_dataset,
    make_row,
    make_test,
    realistic_month,
)
from builders_full import full_checklist
from golden import compare_golden
from hostile_texts import HOSTILE, LONG
from mutakhir.domain.axes import AXES, DataTests
from mutakhir.domain.checklist import AppliedWaiver, Cause, Checklist, DashboardRow, HumanNote, ModelRow, NotLookedAt
from mutakhir.domain.language import STATUS_WORDS, Language, Text
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status
from mutakhir.report.history import CELL_CLASSES
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT, letterhead_of
from mutakhir.report.words import WORDS

GOLDEN = Path(__file__).parent / "golden"
DIGEST = hashlib.sha256(b"checklist.json").hexdigest()


def page(checklist: Checklist, language: Language = Language.ID) -> str:
    """The rendered page."""
    return render_html(checklist, language, DEFAULT, DIGEST)


class Reader(HTMLParser):
    """Collects tags, attributes, and the text of the page outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inline: dict[str, str] = {}
        self._open = ""
        self._texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag if tag in ("style", "script") else ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[self._open] = self.inline.get(self._open, "") + data
        else:
            self._texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._texts).split())


@pytest.mark.parametrize("language", list(Language))
def test_small_page_is_golden(language: Language, request: pytest.FixtureRequest) -> None:
    compare_golden(GOLDEN / f"small.{language.value}.html", page(full_checklist(), language), request)


def test_empty_page_is_golden(request: pytest.FixtureRequest) -> None:
    compare_golden(GOLDEN / "empty.id.html", page(make_checklist(target="", evidence={})), request)


def test_same_check_list_gives_same_bytes() -> None:
    assert page(realistic_month()) == page(realistic_month())


@pytest.mark.parametrize("name", [*HOSTILE, *LONG])
def test_text_from_outside_stays_text(name: str) -> None:
    hostile = {**HOSTILE, **LONG}[name]
    html = page(full_checklist(hostile))
    html.encode("utf-8")
    plain, mild = Reader(html), Reader(page(full_checklist("contoh")))
    assert [tag for tag, _ in plain.tags if tag in ("script", "img", "style", "b", "iframe")] == [
        tag for tag, _ in mild.tags if tag in ("script", "img", "style", "b", "iframe")
    ]
    allowed = {name for _, attributes in mild.tags for name in attributes}
    assert {name for _, attributes in plain.tags for name in attributes} <= allowed
    assert plain.inline["script"] == mild.inline["script"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert len(html) < len(page(full_checklist("contoh"))) + 20_000


def test_hostile_cycle_cannot_leave_the_style() -> None:
    style = Reader(page(full_checklist(HOSTILE["closing tags"]))).inline["style"]
    assert "<" not in style
    assert style.count("{") == style.count("}")


def test_long_text_ends_with_ellipsis() -> None:
    text = Reader(page(full_checklist(LONG["long sentence"]))).text
    assert "kata kata…" in text
    assert "kata " * 90 not in text


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_requested_from_outside(language: Language) -> None:
    html = page(realistic_month(), language)
    reader = Reader(html)
    assert "://" not in html
    assert not [tag for tag, _ in reader.tags if tag in ("link", "img", "iframe", "object", "embed", "audio", "video")]
    assert not [attributes for _, attributes in reader.tags if "src" in attributes or "style" in attributes]
    assert all(attributes["href"].startswith("#") for tag, attributes in reader.tags if tag == "a")
    assert not re.search(r"url\((?!#)|@import", reader.inline["style"])


def test_policy_allows_exactly_the_inline_style_and_script() -> None:
    reader = Reader(page(realistic_month()))
    policy = next(a["content"] for t, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(reader.inline[kind].encode("utf-8")).digest()).decode("ascii")
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


@pytest.mark.parametrize("language", list(Language))
def test_page_names_its_language_and_title(language: Language) -> None:
    html = page(realistic_month(), language)
    assert f'<html lang="{language.value}">' in html
    assert f"<title>{WORDS['title'].in_(language)} – November 2026 – {WORDS['sample'].in_(language)}</title>" in html
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html


def test_every_link_has_its_target() -> None:
    reader = Reader(page(realistic_month()))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for t, a in reader.tags if t == "a"} <= set(ids)


def test_every_status_is_a_word_in_the_list() -> None:
    rows = [make_row(make_dataset(f"hulu.t{status.value}"), status) for status in Status]
    text = Reader(page(make_checklist(rows))).text
    assert all(STATUS_WORDS[status].id in text for status in Status if status is not Status.NOT_APPLICABLE)


def test_sample_data_are_named_on_screen_and_on_every_printed_page() -> None:
    marked, real = page(realistic_month()), page(replace(realistic_month(), sample=False))
    assert "DATA CONTOH" in Reader(marked).text
    assert '@top-center { content: "DATA CONTOH"' in Reader(marked).inline["style"]
    assert "DATA CONTOH" not in real


def test_page_says_that_it_is_not_signed() -> None:
    text = Reader(page(realistic_month())).text
    assert text.count("Belum ditandatangani") >= 2
    assert "Laporan ini dibuat tanpa tanda tangan dan bukan bukti persetujuan" in text
    assert text.count("Paraf / TTE") == len(DEFAULT.approvers)
    assert "BSrE" not in text
    assert "elektronik" not in text.lower().replace("tte", "")


def test_unproven_target_is_said() -> None:
    assert "Target dbt tidak dapat dibuktikan" in Reader(page(make_checklist(target=""))).text
    assert "Target dbt mutakhir/duckdb, terbukti" in Reader(page(make_checklist())).text


NONE = {
    "tests": "Tidak ada uji data yang tidak lulus.",
    "models": "Tidak ada model yang bermasalah.",
    "set_aside": "Tidak ada kiriman yang disisihkan.",
    "undeclared": "Tidak ada yang tercatat.",
}
LISTS = "uji data, model data warehouse, kiriman yang disisihkan, tabel yang belum dinyatakan"


def test_none_is_said_only_of_what_was_looked_at() -> None:
    looked = Reader(page(make_checklist())).text
    assert [words for words in NONE.values() if words not in looked] == []
    assert "Tidak diperiksa" not in looked
    unseen = tuple(NotLookedAt(what, Text(f"bukti {what} tidak ada", f"no evidence of {what}")) for what in NONE)
    blind = Reader(page(make_checklist(not_looked_at=unseen))).text
    assert [words for words in NONE.values() if words in blind] == []
    assert [what for what in NONE if f"Tidak diperiksa: bukti {what} tidak ada." not in blind] == []
    assert f"Tidak diperiksa: {LISTS}." in blind
    for said in ("no evidence of tests.", "data tests, models of the warehouse, deliveries set aside, undeclared"):
        assert f"Not looked at: {said}" in Reader(page(make_checklist(not_looked_at=unseen), Language.EN)).text


def test_what_was_found_is_shown_beside_what_was_not_looked_at() -> None:
    unseen = (NotLookedAt("undeclared", Text("facts.json terlalu lama", "facts.json is too old")),)
    text = Reader(page(replace(realistic_month(), not_looked_at=unseen))).text
    assert "landing.rekap_jargas_2024 1.284" in text
    assert "Tidak diperiksa: facts.json terlalu lama." in text


OFFICE = ("Kementerian", "Direktorat Jenderal", "Ditjen", "SOP", "Lembar persetujuan", "Paraf", "Sekretaris")


def test_the_office_stands_on_the_report_of_its_own_project_only() -> None:
    text = Reader(page(make_checklist([make_row(make_dataset(steward="Tim Data"))]))).text
    assert [words for words in OFFICE if words not in text] == []
    rows = [make_row(make_dataset("shop.orders", partners=(), steward=""))]
    html = render_html(make_checklist(rows, project="jaffle_shop"), Language.ID, letterhead_of("jaffle_shop"), DIGEST)
    reader = Reader(html)
    assert [words for words in OFFICE if words in reader.text] == []
    assert '<p class="directorate">jaffle_shop</p>' in html
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert {a["href"][1:] for t, a in reader.tags if t == "a"} <= set(ids)


def test_a_model_at_fault_says_which_test_and_which_dashboards() -> None:
    tests = tuple(make_test(f"satisfies_{n}", description=f"Aturan {n} dipenuhi.") for n in range(5))
    rows = (
        ModelRow("model.p.a", "mart_a", Text("Neraca gas", "Gas balance"), ModelStatus.QUALITY_ISSUE, tests),
        ModelRow("model.p.b", "mart_b", Text("mart_b", "mart_b"), ModelStatus.NOT_RUN),
    )
    cause = Cause("model.p.a", "model", "quality_issue", Text("mart_a", "mart_a"))
    boards = [DashboardRow(make_dashboard(name), DashboardStatus.PARTLY, (cause,)) for name in ("Neraca", "Harga")]
    text = Reader(page(make_checklist([make_row()], boards, models=rows))).text
    begin = text.index("Tabel hasil olahan")
    found = text[begin : text.index("Dashboard Dashboard", begin)]
    assert "Neraca gas mart_a Uji datanya tidak lulus Aturan 0 dipenuhi Aturan 1 dipenuhi Aturan 2 dipenuhi" in found
    assert "dan 2 lainnya Neraca, Harga mart_b" in found


def test_a_promised_date_is_written_out_among_the_notes_too() -> None:
    row = make_row(note=HumanNote(janji_mitra="2026-11-27", keterangan="lihat 2026-11-27"))
    assert "27 November 2026 lihat 2026-11-27" in Reader(page(make_checklist([row]))).text


def test_axes_that_gave_no_answer_say_why() -> None:
    text = Reader(page(make_checklist([make_row(make_dataset(f"hulu.t{number}")) for number in range(30)]))).text
    assert "Kestabilan Sudah 0 0 30 0 Pemeriksaan ini belum dijalankan (30 kumpulan data)" in text


def heads_of(checklist: Checklist) -> list[str]:
    table = re.search(r'<table class="cards t-list".*?</thead>', page(checklist), re.DOTALL)
    assert table is not None
    return re.findall(r'<th scope="col">(.*?)</th>', table[0])


def test_list_shows_every_axis() -> None:
    axes = ["Kiriman terakhir", "Periode tersedia", "Jatuh tempo", "Pelapor", "Kestabilan", "Uji lulus"]
    assert heads_of(realistic_month()) == ["Kumpulan data", "Mitra", "Frekuensi", *axes, "Status", "Alasan"]


def test_english_page_has_no_indonesian_word_of_the_report() -> None:
    text = f" {Reader(page(full_checklist(), Language.EN)).text.lower()} "
    texts = [*WORDS.values(), *STATUS_WORDS.values()]
    english = set(re.findall(r"[a-z]+", " ".join(both.en.lower() for both in texts)))
    indonesian = set(re.findall(r"[a-z]+", re.sub(r"\{\w+\}", " ", " ".join(both.id.lower() for both in texts))))
    for name in ("11.sop/di.01/sdm/2023", "ditjen migas", "skk migas", "pokja rencana dan laporan", "contoh"):
        text = text.replace(name, "")
    assert not set(re.findall(r"[a-z]{2,}", text)) & (indonesian - english)


def test_one_thousand_data_sets_stay_under_a_megabyte() -> None:
    month = realistic_month()
    rows = []
    for number in range(1000):
        row = month.datasets[number % len(month.datasets)]
        name = f"{row.dataset.name}_{number}"
        rows.append(replace(row, dataset=replace(row.dataset, name=name, unique_id=f"source.mutakhir.{name}")))
    html = page(make_checklist(rows, month.dashboards))
    assert html.count('<td class="st"') == 1000
    assert len(html.encode("utf-8")) < 1_000_000


def test_long_messages_do_not_let_the_page_grow_past_a_megabyte() -> None:
    test = make_test("uji", 5, message="pesan " * 400, description="uraian " * 90)
    findings = DataTests(Status.QUALITY_ISSUE, Text("x", "x"), passed=1, warned=20, findings=(test,) * 20)
    reason = Text("alasan " * 99, "")
    note = HumanNote("p" * 300, "q" * 300, "t" * 300, "j" * 300, "k" * 300)
    rows = [
        make_row(
            make_dataset(f"hulu.{'n' * 50}_{number}"),
            Status.QUALITY_ISSUE,
            axes=make_axes(tests=findings),
            reason=reason,
            note=note,
            waivers=(AppliedWaiver("load_age", "", "peran " * 90, "dispensasi " * 90, date(2026, 12, 31)),),
        )
        for number in range(1000)
    ]
    html = page(make_checklist(rows))
    assert len(html.encode("utf-8")) < 1_000_000
    shown = html.count("Pesan pesan") + html.count("<td>pesan pesan")
    assert f"dan {20_000 - shown:,} lainnya".replace(",", ".") in html


def test_every_word_is_used() -> None:
    folder = resources.files("mutakhir.report")
    files = [*folder.iterdir(), *(folder / "templates").iterdir()]
    used = " ".join(
        file.read_text(encoding="utf-8") for file in files if file.is_file() and not file.name.endswith("words.py")
    )
    # Words that are looked up by the name of an axis or of the state of a month.
    by_name = {f"col_{axis}" for axis in (*AXES, "due")} | {f"sign_{state}" for state in CELL_CLASSES}
    by_name |= {"month_missing", "month_waiting"}
    assert not [
        key for key in WORDS if key not in by_name and not re.search(rf"\b(w|words)\.{key}\b|[\"']{key}[\"']", used)
    ]
