"""The shape every reader gives and every later step takes: a grid of cells that knows where each cell stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell: text as written, or the native value of a spreadsheet. Empty is "" or None."""


class Broken(str):
    """A cell that has no value though something stands there: an error such as #REF!, a formula never computed."""

    __slots__ = ()


class SetAside(Exception):
    """A file cannot be landed as a whole; the message is the one sentence for the load result."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file. `rows[0]` is row 1 of the file; a row may be shorter than the others."""

    rows: Sequence[Sequence[Cell]]
    name: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    """Merged ranges as (first row, first column, last row, last column), counted from 0."""
    kind: Literal["xlsx", "csv"] = "xlsx"
    note: str = ""
    """What a reader wants said about the file though it could be read."""

    def cell(self, row: int, column: int) -> Cell:
        """Value at a place counted from 0; None outside the grid."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def place(self, row: int, column: int | None = None) -> str:
        """A place in the words of the person who opens the file, e.g. "lembar Lifting baris 12 kolom C"."""
        words = f"lembar {self.name} baris {row + 1}" if self.name else f"baris {row + 1}"
        return words if column is None else f"{words} kolom {column_letter(column)}"


def column_letter(column: int) -> str:
    """Spreadsheet letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
