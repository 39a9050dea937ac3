"""What people write survives: read by key and head, merged into the store, written again."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from builders import make_checklist
from exports.hostile import TEXTS
from exports.office import Office
from exports.support import (
    ALL,
    FORM,
    LEGEND,
    WRITTEN,
    cell_of,
    column_of,
    edit,
    head_row,
    key,
    load_store,
    read_notes,
    row_of,
    save_store,
    sort_rows,
    three_rows,
)
from mutakhir.domain.checklist import HumanNote
from mutakhir.domain.language import Language, Text
from mutakhir.errors import ConfigError
from mutakhir.exports.files import save
from mutakhir.exports.note_reading import UnreadableWorkbook
from mutakhir.exports.note_store import NoteStore
from mutakhir.exports.notes import collect


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.make()
    return made


def test_nothing_written_makes_no_store(office: Office) -> None:
    office.make()
    assert not office.store.exists()
    assert sorted(path.name for path in office.out.iterdir()) == ["checklist.csv", "checklist.json", "checklist.xlsx"]


@pytest.mark.parametrize(
    ("sheet", "head", "field"),
    [
        (FORM, "PIC", "pic_ditjen"),
        (FORM, "Keterangan", "keterangan"),
        (ALL, "PIC Mitra", "pic_mitra"),
        (ALL, "PIC Ditjen", "pic_ditjen"),
        (ALL, "Tindak Lanjut", "tindak_lanjut"),
        (ALL, "Keterangan", "keterangan"),
    ],
)
def test_each_cell_is_kept_and_stands_in_every_output(office: Office, sheet: str, head: str, field: str) -> None:
    office.type_in(sheet, "b", head, "Ditelepon; janji kirim")
    saved = office.make()
    expected = HumanNote(**{field: "Ditelepon; janji kirim"})
    assert office.note("b") == expected
    assert [row.note for row in saved.checklist.datasets] == [HumanNote(), expected, HumanNote()]
    assert read_notes(office.xlsx)[key("b")] == expected
    content = json.loads((office.out / "checklist.json").read_bytes())
    assert content["datasets"][1]["notes"] == {field: "Ditelepon; janji kirim"}
    assert "Ditelepon; janji kirim" in (office.out / "checklist.csv").read_text(encoding="utf-8-sig")
    before = office.store.read_bytes()
    assert office.make().sentences == ()
    assert office.store.read_bytes() == before


def test_emptied_is_empty(office: Office) -> None:
    office.type_in(ALL, "b", "Keterangan", "x")
    office.make()
    office.type_in(FORM, "b", "Keterangan", None)
    assert office.make().checklist.datasets[1].note == HumanNote()
    assert office.make().checklist.datasets[1].note == HumanNote()


def test_the_changed_cell_wins_over_the_one_left_as_it_was(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "pertama")
    office.make()
    office.type_in(ALL, "b", "Keterangan", "kedua")
    saved = office.make()
    assert saved.checklist.datasets[1].note.keterangan == "kedua"
    assert saved.sentences == ()


def test_two_different_changes_are_both_kept_and_said(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "satu")
    office.type_in(ALL, "b", "Keterangan", "dua")
    saved = office.make()
    assert saved.checklist.datasets[1].note.keterangan == "satu | dua"
    assert len(saved.sentences) == 1
    assert "Keterangan untuk B" in saved.sentences[0].id.replace("keterangan", "Keterangan")
    assert office.make().sentences == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (date(2026, 11, 25), "2026-11-25"),
        (datetime(2026, 11, 25), "2026-11-25"),
        ("25/11/2026", "2026-11-25"),
        ("5-1-2027", "2027-01-05"),
        ("25 November 2026", "2026-11-25"),
        ("1 agt 2026", "1 agt 2026"),
        ("1 Agu 2026", "2026-08-01"),
        ("31/02/2027", "31/02/2027"),
        ("minggu depan", "minggu depan"),
    ],
)
def test_promised_dates_are_kept_as_iso(office: Office, typed: object, kept: str) -> None:
    office.type_in(ALL, "b", "Janji Mitra", typed)
    assert office.make().checklist.datasets[1].note.janji_mitra == kept
    assert read_notes(office.xlsx)[key("b")].janji_mitra == kept


@pytest.mark.parametrize(("typed", "kept"), [(628120000, "628120000"), (0.5, "0.5"), (True, "True")])
def test_numbers_typed_as_notes(office: Office, typed: object, kept: str) -> None:
    office.type_in(ALL, "b", "PIC Mitra", typed)
    assert office.make().checklist.datasets[1].note.pic_mitra == kept


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"long"}))
def test_any_text_goes_round_unchanged(office: Office, name: str) -> None:
    kept = TEXTS[name].replace("\r", "\n").strip()
    office.notes.mkdir()
    save_store(office.store, NoteStore({key("b"): HumanNote(*[kept] * 5)}))
    office.make()
    assert read_notes(office.xlsx)[key("b")] == HumanNote(*[kept] * 5)
    office.make()
    assert office.note("b") == HumanNote(*[kept] * 5)


def test_sorted_filtered_moved_renamed(office: Office) -> None:
    office.type_in(ALL, "a", "Tindak Lanjut", "Surat teguran")
    office.type_in(FORM, "c", "PIC", "Analis")

    def rearrange(book: Any) -> None:
        for name in (FORM, ALL):
            sort_rows(book[name], "unique_id")
            sheet = book[name]
            sheet.row_dimensions[head_row(sheet) + 1].hidden = True
            sheet.column_dimensions["C"].hidden = True
            sheet.insert_cols(1, 2)
            sheet.insert_rows(1, 3)
            sheet.title = f"lembar {name}"

    edit(office.xlsx, rearrange)
    saved = office.make()
    assert saved.sentences == ()
    notes = [row.note for row in saved.checklist.datasets]
    assert notes == [HumanNote(tindak_lanjut="Surat teguran"), HumanNote(), HumanNote(pic_ditjen="Analis")]


def test_a_sheet_taken_away(office: Office) -> None:
    office.type_in(ALL, "a", "PIC Mitra", "Kepala Bidang")
    office.make()
    edit(office.xlsx, lambda book: book.remove(book[ALL]))
    office.type_in(FORM, "a", "Keterangan", "sudah")
    assert office.make().checklist.datasets[0].note == HumanNote(pic_mitra="Kepala Bidang", keterangan="sudah")


def test_a_row_taken_away_keeps_its_note(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "tetap")
    office.make()

    def drop(book: Any) -> None:
        for name in (FORM, ALL):
            book[name].delete_rows(cell_of(book[name], "b", "unique_id").row)

    edit(office.xlsx, drop)
    assert office.make().checklist.datasets[1].note.keterangan == "tetap"


def test_notes_of_data_sets_no_longer_listed_come_back_with_them(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "tetap")
    office.make(make_checklist([row_of("a")]))
    office.make(make_checklist([row_of("a")]))
    assert office.make().checklist.datasets[1].note.keterangan == "tetap"


def test_workbook_lost_and_store_lost(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "tetap")
    office.make()
    office.xlsx.unlink()
    assert office.make().checklist.datasets[1].note.keterangan == "tetap"
    office.store.unlink()
    assert office.make().checklist.datasets[1].note.keterangan == "tetap"


def test_an_old_workbook_does_not_undo_newer_notes(office: Office) -> None:
    old = office.xlsx.read_bytes()
    office.type_in(FORM, "b", "Keterangan", "baru")
    office.make()
    office.xlsx.write_bytes(old)
    assert office.make().checklist.datasets[1].note.keterangan == "baru"


def test_an_old_workbook_with_changes_and_newer_notes_keeps_both(office: Office) -> None:
    old = office.xlsx.read_bytes()
    office.type_in(FORM, "b", "Keterangan", "baru")
    office.make()
    office.xlsx.write_bytes(old)
    office.type_in(FORM, "b", "Keterangan", "lain")
    saved = office.make()
    assert saved.checklist.datasets[1].note.keterangan == "baru | lain"
    assert len(saved.sentences) == 1


def test_without_the_hidden_sheet_the_workbook_wins(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "satu")
    office.make()
    edit(office.xlsx, lambda book: book.remove(book[WRITTEN]))
    office.type_in(ALL, "b", "Keterangan", None)
    assert office.make().checklist.datasets[1].note.keterangan == ""


def test_language_changed_between_runs(office: Office) -> None:
    office.type_in(FORM, "b", "PIC", "Analis")
    save(three_rows(), Language.EN, office.out, office.notes)
    office.type_in("All columns", "b", "Follow-up", "Done")
    assert office.make().checklist.datasets[1].note == HumanNote(pic_ditjen="Analis", tindak_lanjut="Done")


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4000])


def damage_encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def damage_flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


def damage_foreign(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "anggaran"
    book.save(path)


def lock_libreoffice(path: Path) -> None:
    path.with_name(f".~lock.{path.name}#").write_text("x", encoding="utf-8")


def lock_excel(path: Path) -> None:
    path.with_name(f"~${path.name}").write_text("x", encoding="utf-8")


def own_column(path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book[FORM]
        at = column_of(sheet, "Keterangan") + 1
        sheet.cell(head_row(sheet), at).value = "Rapat 5 November"
        sheet.cell(head_row(sheet) + 1, at).value = "dibahas"

    edit(path, change)


def own_row(path: Path) -> None:
    edit(path, lambda book: book[FORM].append(["", None, "data lain yang harus ditagih"]))


def own_sheet(path: Path) -> None:
    def change(book: Any) -> None:
        book.create_sheet("Rapat")["A1"] = "hasil rapat"

    edit(path, change)


def own_column_with_a_head_of_the_other_sheet(head: str) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        def change(book: Any) -> None:
            sheet = book[FORM]
            at = column_of(sheet, "Keterangan") + 1
            sheet.cell(head_row(sheet), at).value = head
            sheet.cell(head_row(sheet) + 1, at).value = "tulisan sendiri"

        edit(path, change)

    return add


def own_column_with_a_head_that_is_there(path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book[ALL]
        sheet.insert_cols(1)
        sheet.cell(head_row(sheet), 1).value = "Status"
        sheet.cell(head_row(sheet) + 1, 1).value = "menurut saya beres"

    edit(path, change)


def own_column_without_head(path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book[ALL]
        sheet.cell(head_row(sheet) + 2, column_of(sheet, "Keterangan") + 2).value = "di tepi"

    edit(path, change)


def own_text(sheet: str, cell: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        def change(book: Any) -> None:
            book[sheet][cell].value = "Rapat 5 November: disetujui"

        edit(path, change)

    return write


def own_comment(path: Path) -> None:
    def change(book: Any) -> None:
        cell_of(book[FORM], "b", "Status").comment = Comment("sudah ditelepon", "Analis")

    edit(path, change)


def own_chart(path: Path) -> None:
    edit(path, lambda book: book[ALL].add_chart(BarChart(), "B9"))


OTHER_SHEET = {
    f"column {head}": own_column_with_a_head_of_the_other_sheet(head)
    for head in ("Alasan", "Kode", "Domain", "Unit Pengelola")
}
OWN_TEXTS = {f"{sheet} {cell}": own_text(sheet, cell) for sheet, cell in ((FORM, "A2"), (ALL, "C2"), (LEGEND, "A40"))}
OWN_WRITING = {
    **OTHER_SHEET,
    **OWN_TEXTS,
    "head twice": own_column_with_a_head_that_is_there,
    "no head": own_column_without_head,
    "comment": own_comment,
    "chart": own_chart,
}


@pytest.mark.parametrize("name", OWN_WRITING)
@pytest.mark.parametrize("sample", [False, True])
def test_what_people_wrote_of_their_own_is_never_wiped(office: Office, name: str, sample: bool) -> None:
    made = replace(three_rows(), sample=sample, notices=(Text("satu hal", "one thing"),))
    office.make(made)
    OWN_WRITING[name](office.xlsx)
    before = office.xlsx.read_bytes()
    saved = office.make(made)
    assert office.xlsx.read_bytes() == before
    assert saved.paths[0].name == "checklist-baru.xlsx"
    assert len(saved.sentences) == 1
    assert "tidak dapat dipindahkan" in saved.sentences[0].id


def test_where_the_writing_stands_is_said(office: Office) -> None:
    own_text(LEGEND, "B41")(office.xlsx)
    assert "lembar 'Keterangan' sel B41" in office.make().sentences[0].id
    own_comment(office.xlsx)
    assert "komentar pada sel" in office.make().sentences[0].id


DAMAGES = (damage_cut, damage_encrypted, damage_flipped, damage_empty, damage_foreign)
STANDING = (lock_libreoffice, lock_excel, own_column, own_row, own_sheet)


@pytest.mark.parametrize("happen", [*DAMAGES, *STANDING])
def test_a_workbook_that_must_stand_is_never_replaced(office: Office, happen: Callable[[Path], None]) -> None:
    office.type_in(FORM, "a", "Keterangan", "dari store")
    office.make()
    happen(office.xlsx)
    before = office.xlsx.read_bytes()
    saved = office.make()
    assert office.xlsx.read_bytes() == before
    assert saved.paths[0].name == "checklist-baru.xlsx"
    assert "checklist-baru.xlsx" in saved.sentences[0].id
    assert read_notes(saved.paths[0])[key("a")].keterangan == "dari store"
    # Made again, there is still one file beside it, and what people write there is kept.
    office.type_in(FORM, "c", "PIC", "Analis", "checklist-baru.xlsx")
    assert office.make().checklist.datasets[2].note.pic_ditjen == "Analis"
    assert not (office.out / "checklist-baru-2.xlsx").exists()
    assert office.xlsx.read_bytes() == before


def test_both_open(office: Office) -> None:
    lock_excel(office.xlsx)
    lock_excel(office.make().paths[0])
    saved = office.make()
    assert saved.paths[0].name == "checklist-baru-2.xlsx"
    assert len(saved.sentences) == 2


def test_when_it_is_closed_the_files_beside_it_are_taken_up(office: Office) -> None:
    lock_libreoffice(office.xlsx)
    office.make()
    office.type_in(FORM, "b", "Keterangan", "ditulis di berkas baru", "checklist-baru.xlsx")
    (office.out / ".~lock.checklist.xlsx#").unlink()
    office.type_in(FORM, "a", "Keterangan", "ditulis di berkas lama")
    saved = office.make()
    assert [row.note.keterangan for row in saved.checklist.datasets] == [
        "ditulis di berkas lama",
        "ditulis di berkas baru",
        "",
    ]
    assert saved.paths[0] == office.xlsx
    assert not (office.out / "checklist-baru.xlsx").exists()
    assert len(saved.sentences) == 1


def test_a_gap_in_the_numbers_hides_no_workbook(office: Office) -> None:
    lock_excel(office.xlsx)
    lock_excel(office.make().paths[0])
    second = office.make().paths[0]
    office.type_in(FORM, "b", "Keterangan", "di berkas kedua", second.name)
    for path in office.out.iterdir():
        if path != second and path.suffix != ".json":
            path.unlink()
    saved = office.make()
    assert saved.checklist.datasets[1].note.keterangan == "di berkas kedua"
    assert saved.paths[0] == office.xlsx
    assert not second.exists()


def test_a_copy_people_made_is_theirs(office: Office) -> None:
    copy = office.out / "checklist-baru - salinan.xlsx"
    copy.write_bytes(office.xlsx.read_bytes())
    office.make()
    assert copy.exists()


def test_a_standing_workbook_is_taken_in_once(office: Office) -> None:
    office.type_in(FORM, "b", "Keterangan", "lama")
    lock_excel(office.xlsx)
    office.make()
    office.type_in(FORM, "b", "Keterangan", "diperbaiki", "checklist-baru.xlsx")
    for _ in range(2):
        assert office.make().checklist.datasets[1].note.keterangan == "diperbaiki"


def test_read_notes_of_a_damaged_file(office: Office) -> None:
    damage_cut(office.xlsx)
    with pytest.raises(UnreadableWorkbook, match=r"checklist\.xlsx"):
        read_notes(office.xlsx)


def test_a_stray_cell_far_away_is_named(office: Office) -> None:
    office.make()
    edit(office.xlsx, lambda book: book[ALL].cell(1_048_576, 16_384, "x"))
    with pytest.raises(UnreadableWorkbook, match=r"checklist\.xlsx berisi nilai jauh di luar tabel \(sel XFD1048576"):
        read_notes(office.xlsx)


def test_any_damage_is_refused_or_read(office: Office) -> None:
    """Five hundred mutated workbooks: none crashes the reader, none loses the note in the store."""
    office.type_in(FORM, "b", "Keterangan", "tetap")
    office.make()
    whole = office.xlsx.read_bytes()
    dice = random.Random(2026)
    for _ in range(500):
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        office.xlsx.write_bytes(bytes(broken[: dice.choice((len(broken), dice.randrange(len(broken))))]))
        collected = collect(three_rows(), office.xlsx, office.notes)
        assert "tetap" in collected.checklist.datasets[1].note.keterangan


BAD_STORES = {
    "empty": b"",
    "truncated": b'{"schema": "mutakhir.notes/1", "notes": {"a"',
    "not utf-8": b'{"schema": "mutakhir.notes/1", "notes": {"a": {"keterangan": "\xe9"}}}',
    "other schema": b'{"schema": "mutakhir.notes/2", "notes": {}}',
    "no schema": b'{"notes": {}}',
    "wrong type": b'{"schema": "mutakhir.notes/1", "notes": {"a": "x"}}',
    "a list": b"[]",
}


@pytest.mark.parametrize("name", BAD_STORES)
def test_a_bad_store_stops_before_anything_is_written(office: Office, name: str) -> None:
    office.notes.mkdir()
    office.store.write_bytes(BAD_STORES[name])
    before = {path: path.read_bytes() for path in office.out.iterdir()}
    with pytest.raises(ConfigError, match=r"2026-11\.json"):
        office.make(replace(three_rows(), project="lain"))
    assert office.store.read_bytes() == BAD_STORES[name]
    assert {path: path.read_bytes() for path in office.out.iterdir()} == before


def test_store_goes_round_sorted(tmp_path: Path) -> None:
    path = tmp_path / "notes" / "2026-11.json"
    store = NoteStore({"b": HumanNote("1", "2", "3", "4", "5"), "a": HumanNote()}, {"x"})
    save_store(path, store)
    assert load_store(path) == store
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["schema"] == "mutakhir.notes/1"
    assert list(content["notes"]) == ["a", "b"]
