"""What the main job leaves in people's hands: marked as sample, without a trace of the machine, notes kept."""

import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cli.conftest import play
from cli.playing import ENGINES, entries, read
from cli.process import ROOT, mutakhir
from exports.support import ALL, column_of, edit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=reversed(ENGINES))
def played(request, arena):
    """The project after the main job; the other engine first, so that two workers play both at the same time."""
    return play(request, arena, request.param)


def test_every_output_says_that_the_data_are_made_up(played):
    assert played.checklist["sample"] is True
    assert "DATA CONTOH" in (played.out / "report.html").read_text(encoding="utf-8")
    pages = pypdf.PdfReader(played.out / "report.pdf").pages
    assert 1 <= len(pages) <= 2
    assert all("DATA CONTOH" in page.extract_text() for page in pages)
    lines = (played.out / "checklist.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all("DATA CONTOH" in line for line in lines[-30:])
    book = openpyxl.load_workbook(played.out / "checklist.xlsx")
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert any("DATA CONTOH" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row), (
                sheet.title
            )


def test_every_delivery_says_that_its_data_are_made_up(played):
    folder = played.folder / "out" / "sample" / "kiriman"
    damaged = {entry["file"] for entry in entries(played, "load")}
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "_kiriman.csv"]
    assert len(files) > 1000
    for path in files:
        if path.relative_to(folder).as_posix() not in damaged:
            assert b"DATA CONTOH" in _text(path), path


def _text(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        # Not the page head in sheet1.xml: a cell must say it, for readers who never print.
        return book.read("xl/sharedStrings.xml")


def test_no_output_names_a_folder_of_this_machine(played):
    hidden = [str(played.folder), str(ROOT), str(Path.home())]
    for path in (path for path in played.out.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        elif path.suffix == ".pdf":
            content = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages).encode()
        assert not [folder for folder in hidden if len(folder) > 1 and folder.encode() in content], path.name


def test_the_report_names_what_is_late_and_whose_turn_it_is(played):
    page = (played.out / "report.html").read_text(encoding="utf-8")
    first_page = pypdf.PdfReader(played.out / "report.pdf").pages[0].extract_text()
    late = [row for row in played.checklist["datasets"] if row["status"] == "late"]
    assert late
    for row in late:
        assert row["title"] in page
        assert row["partners"][0] in page
        assert row["title"] in " ".join(first_page.split())


def type_in(sheet: Worksheet, key: str, head: str, text: str) -> None:
    """Type `text` below `head` into the row of the data set `key`."""
    keys = column_of(sheet, "unique_id")
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, keys).value == key)
    sheet.cell(row, column_of(sheet, head)).value = text


@pytest.mark.xdist_group("main_job_duckdb")
def test_what_a_person_wrote_survives_the_next_check_list(arena, request, tmp_path):
    """From artifacts to check list no engine is known, so one is enough."""
    played = play(request, arena, "duckdb")
    shutil.copytree(played.folder / "target", tmp_path / "target", ignore=shutil.ignore_patterns("dbt", "logs", "load"))
    shutil.copytree(played.folder / "out" / played.out.name, tmp_path / "out" / played.out.name)
    out, note = tmp_path / "out" / played.out.name, "Ditelepon Senin; janji kirim Jumat"
    key = entries(played, "load_age")[0]["unique_id"]
    edit(out / "checklist.xlsx", lambda book: type_in(book[ALL], key, "Keterangan", note))
    for command in ("checklist", "report"):
        done = mutakhir(command, cwd=tmp_path)
        assert done.code == 1
        # The report at hand was of a list without this note.
        assert ("report.pdf" in done.stderr) == (command == "checklist"), done.stderr
        row = next(row for row in read(out / "checklist.json")["datasets"] if row["unique_id"] == key)
        assert row["notes"] == {"keterangan": note}
        assert note in (out / "checklist.csv").read_text(encoding="utf-8-sig")
        book = openpyxl.load_workbook(out / "checklist.xlsx")
        assert any(note == cell for row in book[ALL].iter_rows(values_only=True) for cell in row)
        assert note in (tmp_path / "notes" / "contoh" / f"{played.out.name}.json").read_text(encoding="utf-8")
    assert note in (out / "report.html").read_text(encoding="utf-8")
