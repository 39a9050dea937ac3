"""Who works at the same time, and lists of sample and of real data in one folder: nothing is lost, nothing is mixed."""

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from exports.office import Office
from exports.support import ALL, FORM, WRITTEN, edit, key, load_store, read_notes, three_rows
from mutakhir.domain.checklist import Checklist, HumanNote
from mutakhir.errors import OutputError

SAMPLE = replace(three_rows(), sample=True)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.make()
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_save_between_reading_and_replacing_is_taken_in(office: Office) -> None:
    office.type_in(FORM, "a", "Keterangan", "Ditelepon")
    times = []

    def work(_checklist: Checklist, _content: bytes) -> Mapping[str, bytes]:
        times.append(None)
        if len(times) == 1:
            office.type_in(FORM, "a", "Keterangan", "Ditelepon; janji kirim Senin")
        return {"report.html": b"halaman"}

    saved = office.make(more=work)
    assert len(times) == 2
    # As if it had been read once: the first text was never finished.
    assert office.note("a").keterangan == "Ditelepon; janji kirim Senin"
    assert read_notes(office.xlsx)[key("a")].keterangan == "Ditelepon; janji kirim Senin"
    assert saved.sentences == ()


def test_a_workbook_that_comes_between_is_not_overwritten(office: Office) -> None:
    whole = office.xlsx.read_bytes()
    office.xlsx.unlink()

    def work(_checklist: Checklist, _content: bytes) -> Mapping[str, bytes]:
        if not office.xlsx.exists():
            office.xlsx.write_bytes(whole)
            office.type_in(FORM, "a", "Keterangan", "dari cadangan")
        return {}

    office.make(more=work)
    assert office.note("a").keterangan == "dari cadangan"


@pytest.mark.parametrize("lock", [".~lock.checklist.xlsx#", "~$checklist.xlsx"])
def test_a_workbook_opened_between_reading_and_replacing_stands(office: Office, lock: str) -> None:
    before = office.xlsx.read_bytes()

    def work(_checklist: Checklist, _content: bytes) -> Mapping[str, bytes]:
        (office.out / lock).touch()
        return {}

    saved = office.make(replace(three_rows(), project="lain"), work)
    assert office.xlsx.read_bytes() == before
    assert saved.paths[0].name == "checklist-baru.xlsx"


def test_a_workbook_beside_changed_before_it_is_removed(office: Office) -> None:
    (office.out / "~$checklist.xlsx").touch()
    beside = office.make().paths[0]
    (office.out / "~$checklist.xlsx").unlink()

    times = []

    def work(_checklist: Checklist, _content: bytes) -> Mapping[str, bytes]:
        times.append(None)
        if len(times) == 1:
            office.type_in(FORM, "b", "Keterangan", "di saat akhir", beside.name)
        return {}

    office.make(more=work)
    assert office.note("b").keterangan == "di saat akhir"
    assert not beside.exists()


def test_a_workbook_that_never_rests_is_left_alone(office: Office) -> None:
    before = contents(office.out)

    def work(_checklist: Checklist, _content: bytes) -> Mapping[str, bytes]:
        edit(office.xlsx, lambda book: None)
        office.xlsx.write_bytes(office.xlsx.read_bytes() + os.urandom(4))
        return {}

    with pytest.raises(OutputError, match="terus diubah"):
        office.make(replace(three_rows(), project="lain"), work)
    after = contents(office.out)
    assert {name: after[name] for name in after if name != "checklist.xlsx"} == {
        name: before[name] for name in before if name != "checklist.xlsx"
    }


def test_a_share_that_is_gone_is_not_an_empty_folder(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = os.stat, contents(office.out)

    def stat(path: object, *more: object, **options: object) -> os.stat_result:
        if str(path).endswith("checklist.xlsx"):
            raise OSError(errno.ESTALE, "Stale file handle", str(path))
        return real(path, *more, **options)  # type: ignore[call-overload, no-any-return]

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", stat)
        with pytest.raises(OutputError, match="Stale file handle"):
            office.make(replace(three_rows(), project="lain"))
    assert contents(office.out) == before


def test_notes_of_a_sample_never_stand_in_a_real_list(office: Office) -> None:
    office.type_in(FORM, "a", "Keterangan", "sungguh")
    saved = office.make(SAMPLE)
    assert [row.note for row in saved.checklist.datasets] == [HumanNote()] * 3
    assert office.note("a").keterangan == "sungguh"
    assert len(saved.sentences) == 1
    assert "data sebenarnya" in saved.sentences[0].id
    assert str(office.store) in saved.sentences[0].id

    office.type_in(ALL, "b", "PIC Mitra", "coba-coba")
    assert office.make(SAMPLE).checklist.datasets[1].note.pic_mitra == "coba-coba"
    office.type_in(ALL, "c", "PIC Mitra", "coba lagi")
    saved = office.make()
    assert [row.note for row in saved.checklist.datasets] == [HumanNote(keterangan="sungguh"), HumanNote(), HumanNote()]
    assert len(saved.sentences) == 1
    assert "DATA CONTOH" in saved.sentences[0].id
    kept = load_store(office.notes / "contoh" / office.store.name).notes
    assert kept == {key("b"): HumanNote(pic_mitra="coba-coba"), key("c"): HumanNote(pic_mitra="coba lagi")}
    assert set(load_store(office.store).notes) == {key("a")}


def test_a_sample_is_known_without_its_hidden_sheets(office: Office) -> None:
    office.xlsx.unlink()
    office.make(SAMPLE)
    edit(office.xlsx, lambda book: book.remove(book[WRITTEN]))
    office.type_in(FORM, "a", "Keterangan", "coba-coba")
    assert office.make().checklist.datasets[0].note == HumanNote()
    assert not office.store.exists()


def test_a_file_beside_of_the_other_kind_waits_for_its_own(office: Office) -> None:
    (office.out / "~$checklist.xlsx").touch()
    beside = office.make().paths[0]
    office.type_in(FORM, "b", "Keterangan", "sungguh", beside.name)
    before = beside.read_bytes()
    for _ in range(2):
        assert office.make(SAMPLE).paths[0].name == "checklist-baru-2.xlsx"
        assert beside.read_bytes() == before
    (office.out / "~$checklist.xlsx").unlink()
    saved = office.make()
    assert saved.checklist.datasets[1].note.keterangan == "sungguh"
    assert saved.paths[0] == office.xlsx
    assert not beside.exists()


def test_the_list_names_the_notes_it_was_made_with(office: Office) -> None:
    def proven() -> str:
        content = json.loads((office.out / "checklist.json").read_bytes())
        return content["evidence"].get("notes", {}).get("sha256", "")

    assert proven() == ""
    office.type_in(FORM, "a", "Keterangan", "satu")
    office.make()
    first = proven()
    assert first == sha256(office.store.read_bytes()).hexdigest()
    # A store mended by hand is carried in as it is.
    office.store.write_bytes(office.store.read_bytes().replace(b"satu", b"dua ") + b"\n")
    office.make()
    assert proven() == sha256(office.store.read_bytes()).hexdigest() != first
    office.make(SAMPLE)
    assert proven() == ""
