"""The workbook goes through real LibreOffice and keeps what people wrote."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders import realistic_month
from exports.hostile import FORMULAS
from exports.support import ALL, FORM, column_of, edit, head_row, load_store, read_notes, save_store, sort_rows
from mutakhir.domain.checklist import HumanNote
from mutakhir.domain.language import Language
from mutakhir.exports.files import save
from mutakhir.exports.note_store import NoteStore

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
LATE = "source.mutakhir.hilir.jbt_jbkp"


def convert(path: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice open `path` and save it as `kind` into `folder`."""
    profile = folder / "profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, check=False, timeout=300
    )
    made = folder / f"{path.stem}.{kind}"
    assert made.exists(), done.stderr
    return made


def test_notes_survive_sorting_and_saving(tmp_path: Path) -> None:
    out, notes, office = tmp_path / "out", tmp_path / "notes", tmp_path / "office"
    office.mkdir()
    month = realistic_month()
    keys = [row.dataset.unique_id for row in month.datasets]
    typed = {key: HumanNote(text, text, text, text, text) for key, text in zip(keys, FORMULAS.values(), strict=False)}
    kept = {key: HumanNote(*(text.strip() for text in _texts(note))) for key, note in typed.items()}
    kept[LATE] = HumanNote("Kepala Bidang", "Analis", "Menunggu kiriman", "2026-11-25", "satu\ndua é")
    save_store(notes / "contoh" / "2026-11.json", NoteStore(dict(kept)))
    save(month, Language.ID, out, notes)

    def work(book: Any) -> None:
        for name in (FORM, ALL):
            sort_rows(book[name], "Nama Data")
        sheet = book[ALL]
        row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 2).value == keys[-1])
        sheet.cell(row, column_of(sheet, "Janji Mitra")).value = date(2026, 12, 1)
        sheet.row_dimensions[head_row(sheet) + 2].hidden = True

    edit(out / "checklist.xlsx", work)
    saved_again = convert(out / "checklist.xlsx", "xlsx", office)
    shutil.copyfile(saved_again, out / "checklist.xlsx")
    kept[keys[-1]] = HumanNote(janji_mitra="2026-12-01")
    found = {key: note for key, note in read_notes(out / "checklist.xlsx").items() if note != HumanNote()}
    assert found == kept
    saved = save(month, Language.ID, out, notes)
    assert saved.sentences == ()
    assert load_store(notes / "contoh" / "2026-11.json").notes == kept
    assert {key: note for key, note in read_notes(out / "checklist.xlsx").items() if note != HumanNote()} == kept


def test_texts_are_texts_in_libreoffice(tmp_path: Path) -> None:
    out, office = tmp_path / "out", tmp_path / "office"
    office.mkdir()
    note = HumanNote(*["=1+1"] * 5)
    month = realistic_month()
    save_store(tmp_path / "notes" / "contoh" / "2026-11.json", NoteStore({LATE: note}))
    save(month, Language.ID, out, tmp_path / "notes")
    book = openpyxl.load_workbook(convert(out / "checklist.xlsx", "xlsx", office))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    # Two on the form, five on the sheet of all columns, five as written, and offered as a name of either side.
    assert len([cell for cell in cells if cell.value == "=1+1"]) == 14
    for name, count in ((FORM, 2), (ALL, 5)):
        assert len(book[name].data_validations.dataValidation) == count


def test_the_form_prints_on_one_page_width(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    office = tmp_path / "office"
    office.mkdir()
    save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes", ("KEMENTERIAN CONTOH",))
    pages = pypdf.PdfReader(convert(tmp_path / "out" / "checklist.xlsx", "pdf", office)).pages
    first = pages[0].extract_text()
    for text in (
        "KEMENTERIAN CONTOH",
        "NOVEMBER 2026",
        "DATA CONTOH",
        "Keterangan",
        "TKDN Pengadaan",
        "Halaman 1 dari",
    ):
        assert text in first
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    assert width > height


def _texts(note: HumanNote) -> tuple[str, ...]:
    return tuple(getattr(note, name) for name in HumanNote.__slots__)
