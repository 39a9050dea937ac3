"""An office in the tests of exports: where the files are, and what people do with them."""

from pathlib import Path
from typing import Any

from exports.support import key, load_store, three_rows, type_in
from mutakhir.domain.checklist import Checklist, HumanNote
from mutakhir.domain.language import Language
from mutakhir.exports.files import More, Saved, save


class Office:
    """A folder with outputs and notes, the check list of three data sets, and what a person does there."""

    def __init__(self, folder: Path) -> None:
        self.out, self.notes = folder / "out", folder / "notes"
        self.xlsx = self.out / "checklist.xlsx"
        self.store = self.notes / "2026-11.json"

    def make(self, checklist: Checklist | None = None, more: More | None = None) -> Saved:
        """Make the files anew; `more` is called between the reading of the workbook and its replacing."""
        return save(checklist or three_rows(), Language.ID, self.out, self.notes, more=more)

    def type_in(self, sheet: str, name: str, head: str, value: Any, file: str = "checklist.xlsx") -> None:
        """Type into the workbook."""
        type_in(self.out / file, sheet, name, head, value)

    def note(self, name: str) -> HumanNote:
        """What the store holds for the data set `name`."""
        return load_store(self.store).notes.get(key(name), HumanNote())
