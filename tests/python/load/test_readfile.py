"""Partner files as they really look: what is read of them, and the one sentence when they cannot be taken."""

import contextlib
import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from load.deliveries import SOURCES, kejadian, lifting, table_of, workbook, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.load.readfile import read_file
from mutakhir.load.sheet import SetAside, column_letter

HEAD = ["Bulan", "KKKS", "Lifting / Minyak (bbl)", "Lifting / Gas (MMBTU)"]
ROW = ["Oktober 2026", "Satu", 5, 6]


@pytest.fixture
def tables(tmp_path):
    return {table.name: table for table in read_declared(write_sources(tmp_path))}


def test_merged_head_title_total_and_note(tables):
    read = read_file(tables["lifting"], "lifting_10.xlsx", lifting())
    assert read.columns == {
        "periode": [date(2026, 10, 1)] * 2,
        "kkks": ["Energi Contoh Satu", "Energi Contoh Dua"],
        "lifting_bbl": [Decimal("1000.5"), Decimal(2000)],
        "lifting_mmbtu": [Decimal("1234.5"), None],
    }
    assert (read.numbers, read.skipped, read.unreadable_cells, read.notes) == ([5, 6], 2, 0, [])


def read_rows(tables, *rows, **kwargs):
    return read_file(tables["lifting"], "lifting_10.xlsx", workbook(rows, **kwargs))


def test_heads_without_case_and_spaces_in_any_order(tables):
    read = read_rows(
        tables,
        ["kkks", "LIFTING /  minyak(BBL)", None, "bulan ", "Lifting/Gas (MMBTU)"],
        ["Satu", 1, None, "Okt-26", 2],
    )
    assert read.columns["kkks"] == ["Satu"]
    assert read.columns["lifting_mmbtu"] == [Decimal(2)]


def test_two_head_rows_that_are_not_merged(tables):
    read = read_rows(tables, ["Bulan", "KKKS", "Lifting"], [None, None, "Minyak (bbl)", "Gas (MMBTU)"], ROW)
    assert read.columns["lifting_mmbtu"] == [Decimal(6)]


def test_undeclared_columns_and_cells_without_a_head_are_kept(tables):
    read = read_rows(tables, [*HEAD, "No. BA"], [*ROW, "BA-1", "catatan tepi"], ROW)
    assert read.others == ['{"No. BA": "BA-1", "kolom F": "catatan tepi"}', None]


def test_blank_rows_counting_row_and_cells_merged_downwards(tables):
    rows = [HEAD, ["(1)", "(2)", "(3)", "(4)"], [], ROW, [None, "Dua", 7, 8], [None, " "]]
    read = read_file(tables["lifting"], "x", workbook(rows, merges=[(3, 0, 4, 0)]))
    assert (read.columns["periode"], read.numbers, read.skipped) == ([date(2026, 10, 1)] * 2, [4, 5], 1)


@pytest.mark.parametrize(
    ("first", "rest", "kept"),
    [
        ("Jumlah", [None, 5, 6], False),
        ("TOTAL", ["KKKS semua", 5, 6], False),
        ("Sub Total", [None, 5, 6], False),
        ("Sumber: SKK Migas", [], False),
        ("Keterangan : angka sementara", [], False),
        ("DATA CONTOH, bukan data sebenarnya", [], False),
        ("Totalitas 2026", [None, 5, 6], None),
    ],
)
def test_foot_rows(tables, first, rest, kept):
    if kept is None:
        with pytest.raises(SetAside, match="baris 3 kolom A"):
            read_rows(tables, HEAD, ROW, [first, *rest])
    else:
        assert read_rows(tables, HEAD, ROW, [first, *rest]).skipped == 1


def test_a_company_called_total_is_data(tmp_path):
    table = table_of(tmp_path, "keys: [periode, kkks]", "keys: [kkks]")
    rows = [["KKKS", "Bulan"], ["Total Energi Contoh", "Okt 2026"], ["Total", "Okt 2026"]]
    assert read_file(table, "x", workbook(rows)).columns["kkks"] == ["Total Energi Contoh"]


def test_text_numbers_and_garbage(tables):
    read = read_rows(tables, HEAD, ["Okt 2026", "A", "1.234,5", "1,234.5"], ["Okt 2026", "B", "n/a", "(7)"])
    assert read.columns["lifting_bbl"] == [Decimal("1234.5"), None]
    assert read.columns["lifting_mmbtu"] == [None, Decimal(-7)]
    assert read.unreadable == ["lifting_mmbtu=1,234.5", "lifting_bbl=n/a"]
    assert read.unreadable_cells == 2


def test_zero_rows_and_missing_measure(tables):
    read = read_rows(tables, HEAD[:3])
    assert read.numbers == []
    assert read.columns["lifting_mmbtu"] == []
    assert read.notes == ["kepala kolom Lifting / Gas (MMBTU) tidak ada, isinya dikosongkan"]


def test_the_sheet_that_has_the_table_is_found(tables):
    content = workbook([["Petunjuk pengisian"]], sheet="Petunjuk", more={"Data": [HEAD, ROW]})
    assert read_file(tables["lifting"], "x", content).columns["kkks"] == ["Satu"]


def test_sheet_by_declared_name(tmp_path):
    table = table_of(tmp_path, "format: xlsx,", "format: xlsx, sheet: Data Lifting,")
    content = workbook([HEAD], sheet="Lama", more={"DATA  LIFTING": [HEAD, ROW]})
    assert read_file(table, "x", content).numbers == [2]
    with pytest.raises(SetAside, match=r"Lembar Data Lifting tidak ada \(yang ada: Lama\)"):
        read_file(table, "x", workbook([HEAD], sheet="Lama"))


def test_period_from_the_title(tmp_path):
    table = table_of(tmp_path, "meta: {head: Bulan}", "meta: {head: Periode, from: title}")
    head, row = HEAD[1:], ROW[1:]
    for title in (["Periode: Oktober 2026"], ["PERIODE", ":", "Oktober 2026"], [None, "Periode Okt-26"]):
        assert read_file(table, "x", workbook([title, [], head, row])).columns["periode"] == [date(2026, 10, 1)]
    for title, said in ((["Laporan"], "tidak ada"), (["Periode: bulan lalu"], "bertuliskan 'bulan lalu'")):
        with pytest.raises(SetAside, match=said):
            read_file(table, "x", workbook([title, head, row]))


def test_values_from_the_file_name(tmp_path):
    table = table_of(tmp_path, "meta: {head: Bulan}", "meta: {from: file}")
    content = workbook([HEAD[1:], ROW[1:]])
    assert read_file(table, "lifting_2026-10.xlsx", content).columns["periode"] == [date(2026, 10, 1)]
    with pytest.raises(SetAside, match="dalam nama berkas tidak ada"):
        read_file(table, "lifting_baru.xlsx", content)
    with pytest.raises(SetAside, match="dalam nama berkas bertuliskan 'lifting 2026-09 dikirim 5 Okt 2026'"):
        read_file(table, "lifting 2026-09 dikirim 5 Okt 2026.xlsx", content)
    table = table_of(tmp_path, "meta: {head: KKKS}", "meta: {from: file}")
    content = workbook([["Bulan"], ["Okt 2026"]])
    assert read_file(table, "Lifting_Energi Contoh.xlsx", content).columns["kkks"] == ["Energi Contoh"]


@pytest.mark.parametrize(
    ("heads", "cells", "day"),
    [
        (["Bulan", "Tahun"], ["Oktober", 2026], (2026, 10, 1)),
        (["Bulan", "Tahun"], [10.0, "2026"], (2026, 10, 1)),
        (["Tahun", "Bulan"], ["2026", "Mei"], (2026, 5, 1)),
        (["Tahun", "Triwulan"], [2026, "III"], (2026, 7, 1)),
        (["Triwulan", "Tahun"], [2, 2026], (2026, 4, 1)),
    ],
)
def test_period_split_over_columns(tmp_path, heads, cells, day):
    grain = "quarter" if "Triwulan" in heads else "month"
    table = table_of(tmp_path, "grain: month", f"grain: {grain}", "head: Bulan", f"head: {heads}")
    content = workbook([[*heads, "KKKS"], [*cells, "Satu"]])
    assert read_file(table, "x", content).columns["periode"] == [date(*day)]


def test_percent_formatted_cells_count_as_people_see_them(tmp_path):
    table = table_of(tmp_path, "unit: barel", "unit: persen")
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        page, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
        page.write_row(0, 0, HEAD[:3])
        for at, (value, form) in enumerate([(0.852, percent), (0.57, percent), (1.2, None), (85.2, None)], 1):
            page.write_row(at, 0, ["Okt 2026", f"K{at}"])
            page.write_number(at, 2, value, form)
    read = read_file(table, "x", memory.getvalue())
    assert read.columns["lifting_bbl"] == [Decimal("85.2"), Decimal(57), Decimal("1.2"), Decimal("85.2")]


def with_formulas(*rows):
    """A workbook whose cells that begin with = are formulas; after a bar stands what Excel has computed."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("="):
                    formula, _, value = cell.partition("|")
                    page.write_formula(at, column, formula, None, float(value) if value.isdigit() else value)
                elif cell is not None:
                    page.write(at, column, cell)
    return memory.getvalue()


def test_errors_and_formulas_that_were_never_computed_are_unreadable(tables):
    content = with_formulas(
        HEAD,
        ["Okt 2026", "Satu", "=1/0|#DIV/0!", "=X1|#REF!"],
        ["Okt 2026", "Dua", "=C9", "=D9|6"],
        [*ROW[:2], None, 6],
    )
    read = read_file(tables["lifting"], "x", content)
    assert read.columns["lifting_bbl"] == [None] * 3
    assert read.unreadable == [
        "lifting_bbl=#DIV/0!; lifting_mmbtu=#REF!",
        "lifting_bbl=rumus belum dihitung",
        None,
    ]
    assert (read.unreadable_cells, read.columns["lifting_mmbtu"][1:]) == (3, [Decimal(6)] * 2)


def test_a_text_that_could_not_be_computed_is_no_text(tmp_path):
    table = table_of(tmp_path, "[KKKS, SKK Migas]", "[KKKS]", "keys: [periode, kkks]", "keys: [periode]")
    read = read_file(table, "x", with_formulas(HEAD, ["Okt 2026", "=VLOOKUP(1,A1,1)|#N/A", 5, 6]))
    assert (read.columns["kkks"], read.unreadable) == ([None], ["kkks=#N/A"])


@pytest.mark.parametrize("formula", ["=X1|#REF!", "=X1"])
def test_a_key_that_could_not_be_computed_sets_the_file_aside(tables, formula):
    for row in ([formula, "Satu", 5, 6], ["Okt 2026", formula, 5, 6], [formula, formula, formula, formula]):
        with pytest.raises(SetAside, match="lembar Sheet1 baris 3 kolom"):
            read_file(tables["lifting"], "x", with_formulas(HEAD, ["Okt 2026", "Satu", 5, 6], row))


def odd_styles(content):
    """Styles that calamine reads and openpyxl refuses."""
    return changed(content, "styles.xml", rb'patternType="\w+"', b'patternType="Solid"')


def test_percent_and_errors_that_cannot_be_told_set_the_file_aside(tables, tmp_path):
    percent = table_of(tmp_path, "unit: barel", "unit: persen")
    with pytest.raises(SetAside, match=r"Format sel tidak terbaca.*menyimpan ulang"):
        read_file(percent, "x", odd_styles(workbook([HEAD, ["Okt 2026", "Satu", 0.852, 6]])))
    with pytest.raises(SetAside, match="Format sel tidak terbaca"):
        read_file(tables["lifting"], "x", odd_styles(with_formulas(HEAD, ["Okt 2026", "Satu", "=1/0|#DIV/0!", 6])))
    # Where neither is needed, the file is as good as any.
    assert read_file(tables["lifting"], "x", odd_styles(GOOD)).columns["lifting_bbl"] == [Decimal(5)]


def test_formulas_with_a_value_and_rows_nobody_has_filled_are_as_before(tables):
    empty_text = with_formulas(HEAD, ["Okt 2026", "Satu", '=IF(TRUE,"",1)|KOSONG', 6], [None, None, "=C9", "=D9"])
    read = read_file(tables["lifting"], "x", _cell_text(empty_text))
    assert (read.columns["lifting_bbl"], read.unreadable, read.skipped) == ([None], [None], 0)


def _cell_text(content):
    """Excel's way to write that a formula yields an empty text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w") as other:
        for name in book.namelist():
            part = book.read(name)
            other.writestr(name, part.replace(b"<v>KOSONG</v>", b"<v></v>"))
    return out.getvalue()


def test_csv_byte_order_mark_and_quoted_line_break(tables):
    content = b"\xef\xbb\xbf" + kejadian('K1;10/11/2026 07.30;2;"1.234,5"', '"K\n2";2026-11-10T00:00:00Z;;12')
    read = read_file(tables["kejadian"], "kejadian_1.csv", content)
    assert read.columns["no_kejadian"] == ["K1", "K 2"]
    assert read.columns["waktu"][0].isoformat() == "2026-11-10T00:30:00+00:00"


def test_csv_encodings(tables, tmp_path):
    text = kejadian("Kilang \u00c9t\u00e9;;1;1").decode()
    windows = read_declared(write_sources(tmp_path / "w", SOURCES.replace("utf-8", "windows-1252")))[1]
    for table, encoding in (
        (windows, "windows-1252"),
        (windows, "utf-8"),
        (windows, "utf-8-sig"),
        (tables["kejadian"], "utf-8"),
        (tables["kejadian"], "utf-16"),
    ):
        assert read_file(table, "x", text.encode(encoding)).columns["no_kejadian"] == ["Kilang \u00c9t\u00e9"]


GOOD = workbook([HEAD, ROW])
BAD_XLSX = {
    "zero bytes": (b"", "0 byte"),
    "no workbook": (b"bukan excel sama sekali" * 50, "rusak"),
    "cut short": (GOOD[: len(GOOD) // 2], "rusak"),
    "a hole in it": (GOOD[:900] + b"\0" * 400 + GOOD[1300:], "rusak"),
    "key head with spaces": (workbook([["Bulan", "K K K S", *HEAD[2:]], ["Okt 2026", "Satu", 5, 6]]), None),
    "key head misnamed": (
        workbook([["Bulan", "Operator", *HEAD[2:]], ROW]),
        "kunci KKKS tidak ada .lembar Lifting baris 1",
    ),
    "near miss is named": (workbook([["Bulan", "KKKKS", *HEAD[2:]], ROW]), "yang mirip KKKKS"),
    "no head at all": (workbook([["apa"], ["saja"]]), "tidak ditemukan pada 30 baris pertama"),
    "head below row 30": (workbook([*[["x"]] * 31, HEAD, ROW]), "tidak ditemukan pada 30 baris pertama"),
    "empty sheet": (workbook([]), "tidak ditemukan"),
    "head twice": (workbook([[*HEAD, "KKKS"], ROW]), "muncul dua kali .lembar Lifting baris 1, kolom B dan E"),
    "two sheets with it": (workbook([HEAD], more={"Dua": [HEAD]}), "Lebih dari satu lembar"),
    "unreadable key": (
        workbook([["judul"], HEAD, ROW, ["31/31/2026", "Dua", 1, 2]]),
        "Sel lembar Lifting baris 4 kolom A .Bulan. bertuliskan '31/31/2026', bukan bulan",
    ),
}


@pytest.mark.parametrize(("content", "said"), BAD_XLSX.values(), ids=BAD_XLSX.keys())
def test_bad_workbook_is_one_sentence(tables, content, said):
    if said is None:  # only spaces differ: that is the same head
        assert read_file(tables["lifting"], "x", content).columns["kkks"] == ["Satu"]
        return
    with pytest.raises(SetAside, match=said) as caught:
        read_file(tables["lifting"], "lifting_10.xlsx", content)
    assert "\n" not in str(caught.value)


def far(*cells: tuple[str, object], sheet: str = "Lifting", **more: object) -> bytes:
    """The good workbook with a few more cells, and with no true word about its size."""
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEAD, ROW], **more)))
    for place, value in cells:
        book[sheet][place] = value
        book[sheet][place].number_format = "0.00"
    book.save(memory := io.BytesIO())
    return changed(memory.getvalue(), ".xml", rb'<dimension ref="[^"]*"', b'<dimension ref="A1:D2"')


def changed(content: bytes, end: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one replacement in all parts whose names end so."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, re.sub(old, new, part) if name.endswith(end) else part)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ([("XFD1048576", 1)], "sel XFD1048576 di lembar Lifting"),
        ([("A1048576", "x"), ("ZZ1", 1)], "sel A1048576 dan ZZ1 di lembar Lifting"),
    ],
)
def test_a_stray_cell_far_away_is_named_and_never_laid_out(tables, cells, named):
    with pytest.raises(SetAside, match=named):
        read_file(tables["lifting"], "x", far(*cells))


def test_far_cells_without_a_value_or_on_another_sheet_do_no_harm(tables, tmp_path):
    assert read_file(tables["lifting"], "x", far(("XFD1048576", None))).columns["kkks"] == ["Satu"]
    wanted = table_of(tmp_path, "format: xlsx,", "format: xlsx, sheet: Lifting,")
    stray = far(("XFD1048576", 1), sheet="Lain", more={"Lain": [["x"]]})
    assert read_file(wanted, "x", stray).columns["kkks"] == ["Satu"]
    with pytest.raises(SetAside, match="di lembar Lain"):
        read_file(tables["lifting"], "x", stray)


def test_cells_that_do_not_say_where_they_are_are_counted(tables):
    row = rb'<row r="1048576">' + b"<c/>" * 30 + rb"<c><v>1</v></c></row></sheetData>"
    with pytest.raises(SetAside, match="sel AE1048576 di lembar Lifting"):
        read_file(tables["lifting"], "x", changed(GOOD, "sheet1.xml", rb"</sheetData>", row))


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened(tables):
    bomb = changed(GOOD, "core.xml", rb"$", b" " * 201_000_000)
    with pytest.raises(SetAside, match="menjadi 201 MB bila dibuka"):
        read_file(tables["lifting"], "x", bomb)


BAD_CSV = {
    "only blank lines": (b"\r\n\r\n  ", "kosong"),
    "other delimiter": (kejadian("K1;;1;1").replace(b";", b","), "tidak ditemukan"),
    "not UTF-8": (kejadian("K1;;1;1", "Caf\u00e9;;1;1").decode().encode("windows-1252"), "Baris 3 bukan teks utf-8"),
    "quote never closed": (kejadian('"K1;;1;1', "K2;;1;1"), "Tanda kutip rusak"),
    "line cut off": (kejadian("K1;;1;1", "K2;10/1"), "Baris 3 berisi 2 isian, sedangkan kepalanya 4 kolom"),
    "line too long": (kejadian("K1;;1;1.234;5"), "Baris 2 berisi 5 isian"),
}


@pytest.mark.parametrize(("content", "said"), BAD_CSV.values(), ids=BAD_CSV.keys())
def test_bad_csv_is_one_sentence(tables, content, said):
    with pytest.raises(SetAside, match=said) as caught:
        read_file(tables["kejadian"], "kejadian_1.csv", content)
    assert "\n" not in str(caught.value)


def test_a_footnote_may_be_shorter_than_the_head(tables):
    assert read_file(tables["kejadian"], "x", kejadian("K1;;1;1", "Sumber: BPS")).skipped == 1


def test_every_byte_flipped_is_read_or_refused(tables):
    for at in range(0, len(GOOD), 7):
        broken = bytearray(GOOD)
        broken[at] ^= 0x55
        # SetAside is the only way out; anything else fails the test.
        with contextlib.suppress(SetAside):
            read_file(tables["lifting"], "x", bytes(broken))


def test_column_letters():
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
