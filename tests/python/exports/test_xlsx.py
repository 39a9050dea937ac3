"""checklist.xlsx as a spreadsheet program sees it."""

import io
import os
import time
import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import openpyxl
import pytest

from builders import make_axes, make_checklist, make_dataset, make_row, realistic_month
from exports.hostile import TEXTS, UNWRITABLE
from exports.support import (
    ALL,
    FORM,
    FOUND,
    LEGEND,
    LISTS,
    MONTHS,
    PUNCTUAL,
    WRITTEN,
    cell_of,
    column_of,
    head_row,
    row_of,
)
from mutakhir.domain.axes import LoadAge
from mutakhir.domain.checklist import Checklist, HumanNote
from mutakhir.domain.language import STATUS_WORDS, TONE_WORDS, Language, Text
from mutakhir.domain.status import DATASET_STATUSES, Status, Tone
from mutakhir.exports.columns import ACTIONS, REMARKS_OFFERED
from mutakhir.exports.csv import checklist_csv
from mutakhir.exports.words import SYMBOLS
from mutakhir.exports.xlsx import xlsx_bytes

NINE = [
    "No",
    "Nama Data",
    "Sumber/Mitra",
    "Periode",
    "Frekuensi",
    "Tanggal pemutakhiran terakhir (WIB)",
    "Status",
    "PIC",
    "Keterangan",
]


def opened(checklist: Checklist, language: Language = Language.ID, letterhead: tuple[str, ...] = ()) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(checklist, language, letterhead)))


def texts_above_head(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows(max_row=head_row(sheet) - 1) for cell in row if cell.value]


def test_print_form_is_the_nine_column_form() -> None:
    book = opened(realistic_month(), letterhead=("KEMENTERIAN CONTOH", "DIREKTORAT CONTOH"))
    assert book.sheetnames == [FORM, ALL, FOUND, PUNCTUAL, MONTHS, LEGEND, WRITTEN, LISTS]
    assert [book[name].sheet_state for name in (WRITTEN, LISTS)] == ["veryHidden"] * 2
    sheet = book[FORM]
    head = head_row(sheet)
    shown = [cell.value for cell in sheet[head] if not sheet.column_dimensions[cell.column_letter].hidden]
    assert shown == NINE
    assert texts_above_head(sheet)[:3] == [
        "KEMENTERIAN CONTOH",
        "DIREKTORAT CONTOH",
        "DATA CHECK LIST PEMUTAKHIRAN DATA — NOVEMBER 2026",
    ]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide is what the file format takes for granted.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert "Halaman &P dari &N" in str(sheet.oddFooter.center)


@pytest.mark.parametrize("name", [FORM, ALL])
def test_sorting_takes_the_hidden_key_along(name: str) -> None:
    sheet = opened(realistic_month())[name]
    head, key = head_row(sheet), column_of(sheet, "unique_id")
    last = openpyxl.utils.get_column_letter(sheet.max_column)
    assert sheet.auto_filter.ref == f"A{head}:{last}{head + 30}"
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(key)].hidden
    # Between columns people see, so that a selection of these holds it too.
    assert 1 < key < sheet.max_column


@pytest.mark.parametrize("name", [FORM, ALL, FOUND, PUNCTUAL, MONTHS, LEGEND])
def test_sample_is_marked_on_every_sheet(name: str) -> None:
    def marked(checklist: Checklist) -> bool:
        if name not in (book := opened(checklist)).sheetnames:
            return False
        rows = book[name].iter_rows(max_row=8, values_only=True)
        return any("DATA CONTOH" in str(value) for row in rows for value in row)

    assert marked(realistic_month())
    assert not marked(make_checklist([make_row()]))
    if name != LEGEND:
        assert "DATA CONTOH" in str(opened(realistic_month())[name].oddHeader.center)


def test_status_has_word_sign_and_colour() -> None:
    rows = [row_of(status.value, status=status) for status in DATASET_STATUSES]
    sheet = opened(make_checklist(rows))[FORM]
    seen: dict[Tone, set[tuple[str, str]]] = {}
    for status in DATASET_STATUSES:
        cell = cell_of(sheet, status.value, "Status")
        assert cell.value == f"{SYMBOLS[status]} {STATUS_WORDS[status].id}"
        assert cell.fill.fill_type == "solid"
        seen.setdefault(status.tone, set()).add((cell.fill.fgColor.rgb, cell.font.color.rgb))
    # Three tones, three fills and letters: one of each for every status of the tone.
    assert set(seen) == {Tone.SAFE, Tone.ACT, Tone.UNKNOWN}
    assert {len(looks) for looks in seen.values()} == {1}
    assert len({fill for looks in seen.values() for fill, _ in looks}) == 3
    assert len({letters for looks in seen.values() for _, letters in looks}) == 3
    assert len({SYMBOLS[status] for status in DATASET_STATUSES}) == len(DATASET_STATUSES)


def test_the_legend_shows_the_same_colours_with_their_words() -> None:
    book = opened(make_checklist([row_of(status.value, status=status) for status in DATASET_STATUSES]))
    told = {row[0].value: row for row in book[LEGEND].iter_rows() if row[0].value}
    for status in DATASET_STATUSES:
        cell = cell_of(book[FORM], status.value, "Status")
        name, meaning = told[cell.value]
        assert name.fill.fgColor.rgb == cell.fill.fgColor.rgb
        assert meaning.value.startswith(f"{TONE_WORDS[status.tone].id}. ")


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        (Language.ID, "Semua yang diperiksa memenuhi", ("Semua yang jatuh tempo", "3 hari kerja", "check list")),
        (Language.EN, "Everything examined is in order", ("All that fell due", "3 working days")),
    ],
)
def test_the_legend_claims_no_more_than_is_examined(language: Language, said: str, unsaid: tuple[str, ...]) -> None:
    sheet = opened(realistic_month(), language).worksheets[-3]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert said in text
    assert [words for words in unsaid if words in text] == []


def test_the_legend_calls_a_model_by_its_title() -> None:
    sheet = opened(realistic_month())[LEGEND]
    names = [str(cell.value) for cell in sheet["A"] if cell.value]
    assert "Neraca LPG (mart_neraca_lpg)\nPenyaluran tidak melebihi pasokan." in names


@pytest.mark.parametrize(
    ("language", "area", "due"),
    [
        (Language.ID, "Infrastruktur", "peringatan Tgl 10 B+1, batas Tgl 25 B+1"),
        (Language.EN, "Infrastructure", "warning Tgl 10 B+1, limit Tgl 25 B+1"),
    ],
)
def test_codes_are_said_in_words_here_and_stay_codes_in_csv(language: Language, area: str, due: str) -> None:
    declared = "warn Tgl 10 B+1, error Tgl 25 B+1"
    checklist = make_checklist([make_row(replace(make_dataset("infra.jargas"), domain="infra", due=declared))])
    sheet = opened(checklist, language).worksheets[1]
    shown = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert shown >= {area, due}
    csv = checklist_csv(checklist, language).decode("utf-8-sig")
    assert ";infra;" in csv
    assert declared in csv


def test_times_are_real_dates_in_wib() -> None:
    loaded = datetime(2026, 11, 19, 18, 30, 15, 900000, tzinfo=timezone.utc)
    age = LoadAge(Status.UP_TO_DATE, Text("a", "a"), loaded)
    sheet = opened(make_checklist([row_of("a", axes=replace(make_axes(), load_age=age))]))[FORM]
    cell = cell_of(sheet, "a", NINE[5])
    assert cell.value == datetime(2026, 11, 20, 1, 30, 15)
    assert cell.number_format.startswith("[$-421]")


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=timezone.utc), datetime.max])
def test_times_no_spreadsheet_knows_do_not_stop_it(moment: datetime) -> None:
    age = LoadAge(Status.NOT_CHECKED, Text("a", "a"), moment)
    assert opened(make_checklist([row_of("a", axes=replace(make_axes(), load_age=age))]))


@pytest.mark.parametrize("name", TEXTS)
def test_texts_stay_texts(name: str) -> None:
    note = HumanNote(pic_mitra=TEXTS[name], keterangan=TEXTS[name], tindak_lanjut=TEXTS[name], janji_mitra=TEXTS[name])
    book = opened(make_checklist([row_of("a", TEXTS[name], note)]))
    for sheet, head in ((FORM, "Keterangan"), (FORM, "Nama Data"), (ALL, "PIC Mitra"), (ALL, "Janji Mitra")):
        cell = cell_of(book[sheet], "a", head)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        # openpyxl leaves the escape of literal _x0041_ as it is written; people's programs undo it.
        seen = str(cell.value).replace("_x005F_", "_")
        if name == "long":
            assert seen.startswith("panjang ")
            assert len(seen) <= 32767
        elif name == "return":
            assert seen.replace("_x000D_", "\r").strip() == TEXTS[name].strip()
        else:
            assert seen.strip() == TEXTS[name].strip()


@pytest.mark.parametrize("name", UNWRITABLE)
def test_what_xml_cannot_carry_is_made_visible(name: str) -> None:
    sheet = opened(make_checklist([row_of("a", UNWRITABLE[name])], project=UNWRITABLE[name]))[FORM]
    assert "\ufffd" in cell_of(sheet, "a", "Nama Data").value


def rules_of(book: Any, name: str) -> dict[str, Any]:
    """The data validation of each column of a sheet, by its head."""
    sheet = book[name]
    return {
        sheet.cell(head_row(sheet), next(iter(rule.sqref.ranges)).min_col).value: rule
        for rule in sheet.data_validations.dataValidation
    }


def offered(book: Any, rule: Any) -> list[str]:
    """The texts that a drop-down offers from a range."""
    title, cells = rule.formula1.split("!")
    return [cell.value for row in book[title][cells.replace("$", "")] for cell in row]


def test_help_in_the_columns_people_fill_in() -> None:
    book = opened(make_checklist([row_of("a")]))
    rules = rules_of(book, ALL)
    assert set(rules) == {"PIC Mitra", "PIC Ditjen", "Tindak Lanjut", "Janji Mitra", "Keterangan"}
    assert set(rules_of(book, FORM)) == {"PIC", "Keterangan"}
    assert rules["Tindak Lanjut"].formula1 == '"' + ",".join(action.id for action in ACTIONS) + '"'
    assert len(rules["Tindak Lanjut"].formula1) <= 255
    assert rules["Janji Mitra"].type == "date"
    assert {rule.errorStyle for rule in rules.values()} <= {"warning", None}
    assert all(rule.prompt for rule in rules.values())
    # What is typed stays text: a telephone number is no number.
    typed = openpyxl.utils.get_column_letter(column_of(book[ALL], "PIC Mitra"))
    assert book[ALL].column_dimensions[typed].number_format == "@"


@pytest.mark.parametrize(
    ("sheet", "head", "texts"),
    [
        (FORM, "PIC", ["Analis, S.T.", "Zainal", "Pokja Penerimaan Negara Migas"]),
        (ALL, "PIC Ditjen", ["Analis, S.T.", "Zainal", "Pokja Penerimaan Negara Migas"]),
        (ALL, "PIC Mitra", ["Kepala Bidang", "SKK Migas"]),
        (FORM, "Keterangan", [remark.id for remark in REMARKS_OFFERED]),
        (ALL, "Keterangan", [remark.id for remark in REMARKS_OFFERED]),
    ],
)
def test_drop_downs_offer_and_do_not_demand(sheet: str, head: str, texts: list[str]) -> None:
    notes = {
        "a": HumanNote("Kepala Bidang", "Zainal"),
        "b": HumanNote("Kepala Bidang", "Analis, S.T."),
        "c": HumanNote("", "dua\nbaris"),
        "d": HumanNote("", "panjang " * 40),
    }
    book = opened(make_checklist([row_of(name, note=note) for name, note in notes.items()]))
    rule = rules_of(book, sheet)[head]
    assert rule.type == "list"
    assert not rule.showErrorMessage
    assert offered(book, rule) == texts
    (cells,) = rule.sqref.ranges
    assert (cells.min_row, cells.max_row) == (head_row(book[sheet]) + 1, head_row(book[sheet]) + 4)


def test_where_there_is_nothing_to_offer_there_is_only_help() -> None:
    row = make_row(make_dataset("hulu.a", partners=(), steward=""))
    rules = rules_of(opened(make_checklist([row])), ALL)
    assert rules["PIC Mitra"].type in (None, "none")
    assert rules["PIC Mitra"].prompt


def test_promise_is_a_date_where_it_is_one() -> None:
    notes = {"a": "2026-11-25", "b": "minggu depan", "c": "1800-01-01"}
    sheet = opened(make_checklist([row_of(name, note=HumanNote(janji_mitra=said)) for name, said in notes.items()]))[
        ALL
    ]
    assert cell_of(sheet, "a", "Janji Mitra").value == datetime(2026, 11, 25)
    assert cell_of(sheet, "b", "Janji Mitra").value == "minggu depan"
    assert cell_of(sheet, "c", "Janji Mitra").value == "1800-01-01"


def test_english() -> None:
    book = opened(realistic_month(), Language.EN)
    assert book.sheetnames[:6] == ["Check List", "All columns", "Findings", "Punctuality", "History", "Legend"]
    assert "DATA UPDATE CHECK LIST — NOVEMBER 2026" in texts_above_head(book[FORM])


def test_nothing_to_list_and_no_titles() -> None:
    assert opened(make_checklist([]))[FORM]
    sheet = opened(make_checklist([row_of("a", " ")]))[FORM]
    assert cell_of(sheet, "a", "Nama Data").value == "hulu.a"


def test_many_long_notices_leave_room_for_the_table() -> None:
    notices = tuple(Text(f"pemberitahuan {number} " * 20, "a") for number in range(9))
    sheet = opened(make_checklist([row_of("a")], notices=notices))[FORM]
    assert head_row(sheet) <= 11
    assert any("6 lagi" in text for text in texts_above_head(sheet))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone")
def test_same_list_same_bytes_in_any_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for zone in ("Asia/Jakarta", "America/New_York"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        made.append(xlsx_bytes(realistic_month()))
    monkeypatch.undo()
    time.tzset()
    assert made[0] == made[1]
    core = zipfile.ZipFile(io.BytesIO(made[0])).read("docProps/core.xml").decode()
    assert core.count("2026-11-20T09:00:00Z") == 2


@pytest.mark.slow
def test_ten_thousand_data_sets_grow_in_line() -> None:
    def measured(count: int) -> tuple[float, int]:
        base = realistic_month()
        rows = tuple(
            replace(row, dataset=replace(row.dataset, unique_id=f"source.x.{number}"))
            for number, row in ((number, base.datasets[number % 30]) for number in range(count))
        )
        checklist = replace(base, datasets=rows)
        started = time.process_time()
        size = len(xlsx_bytes(checklist))
        return time.process_time() - started, size

    small, large = measured(1000), measured(10000)
    assert large[0] < 20 * small[0]
    assert large[1] < 11 * small[1]


def test_sheets_too_wide_for_a4_are_printed_on_a3() -> None:
    book = opened(realistic_month())
    paper = {name: int(book[name].page_setup.paperSize) for name in (FORM, ALL, FOUND, PUNCTUAL, MONTHS)}
    assert paper == {FORM: 9, ALL: 8, FOUND: 8, PUNCTUAL: 9, MONTHS: 8}
    # On fewer pages the letters of all columns would be smaller than six points.
    assert book[ALL].page_setup.fitToWidth == 3
