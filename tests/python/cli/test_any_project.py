"""Any dbt project: its own name at the head, no word of an office that it does not know, nothing of a terminal's."""

import io
import json

import openpyxl
import pytest
from pypdf import PdfReader

from cli.process import mutakhir
from cli.targets import change, judged, refused, sound

OFFICE = ("KEMENTERIAN", "DIREKTORAT", "SOP", "Lembar persetujuan", "Paraf")
ESCAPING = "Lifting \x1b]0;diambil alih\x07 harian"


def test_the_outputs_of_a_foreign_project_bear_its_own_name(good_month):
    (folder,) = (good_month / "out").iterdir()
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert '<p class="directorate">migas_contoh</p>' in html
    pdf = " ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages)
    form = openpyxl.load_workbook(io.BytesIO((folder / "checklist.xlsx").read_bytes())).worksheets[0]
    cells = [str(cell.value) for row in form.iter_rows(max_row=6) for cell in row if cell.value]
    assert cells[0] == "migas_contoh"
    said = {"html": html.split("<body", 1)[1], "pdf": pdf, "xlsx": " ".join(cells)}
    assert [(name, words) for name, text in said.items() for words in OFFICE if words.lower() in text.lower()] == []


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59Z", "1899-12-31T23:59:59Z"])
def test_an_as_of_outside_the_calendar_is_wrong_use(tmp_path, moment):
    sound(tmp_path)
    assert f"--as-of {moment}" in refused(tmp_path, 2, "report", "--as-of", moment)


def test_control_characters_of_a_title_do_not_reach_the_terminal(tmp_path):
    target = sound(tmp_path)

    def name(content):
        for node in content["sources"].values():
            node["config"]["meta"]["title"] = ESCAPING

    change(target / "manifest.json", name)
    first = mutakhir("checklist", cwd=tmp_path)
    path = tmp_path / first.stdout.strip() / "checklist.xlsx"
    book = openpyxl.load_workbook(path)
    for text, sheet in (("satu", book.worksheets[0]), ("dua", book.worksheets[1])):
        cells = [cell for row in sheet.iter_rows() for cell in row]
        head = next(cell for cell in cells if cell.value == "Keterangan")
        row = next(cell.row for cell in cells if str(cell.value).endswith("pengapalan_00000"))
        sheet.cell(row, head.column).value = text
    book.save(path)
    again = mutakhir("checklist", cwd=tmp_path)
    assert "diubah di dua tempat" in again.stderr
    assert "diambil alih" in again.stderr
    assert [sign for sign in again.stderr if not sign.isprintable() and sign != "\n"] == []


def test_what_was_not_looked_at_is_said_in_the_check_list(tmp_path):
    target = sound(tmp_path)
    (target / "run_results.json").unlink()
    (target / "facts.json").unlink()
    done = mutakhir("report", "--without", "run_results", cwd=tmp_path)
    assert done.code == 1
    found = judged(tmp_path, done)
    assert [item["what"] for item in found["not_looked_at"]] == [
        "tests",
        "models",
        "set_aside",
        "obligations",
        "undeclared",
    ]
    assert found["undeclared"] == found["models"] == found["set_aside"] == []
    folder = tmp_path / done.stdout.strip()
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "Tidak ada uji data yang tidak lulus" not in html
    assert "Tidak ada model yang bermasalah" not in html
    assert "Tidak diperiksa: run_results.json tidak ada." in html
    book = openpyxl.load_workbook(folder / "checklist.xlsx")
    legend = json.dumps([[cell.value for cell in row] for row in book["Keterangan"].iter_rows()])
    assert "Tidak diperiksa" in legend
    assert "run_results.json tidak ada" in legend
