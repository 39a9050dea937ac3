"""Worksheets that remember their texts, and that take the rows of a long table whole.

XlsxWriter checks every cell anew for kind, bounds and length, which ours have been made to keep (words.cell_text); for
ten thousand rows that is most of the time a workbook takes. Here a row is handed over at once and written as one piece,
below the rows that the library writes. The file is the one the library's own methods would have made, byte for byte;
a test compares them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

CellValue = str | int | datetime

_EPOCH = datetime(1899, 12, 31)
_FEBRUARY_1900 = 59
"""Spreadsheets count a 29 February 1900 that never was."""
_ROWS_PER_SPAN = 16


class TextSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet that remembers what was written by write_string: all its texts but the rows of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def write_string(self, row: int, column: int, text: str, look: Format | None = None) -> Any:
        """Write `text` and remember it."""
        self.texts.append(text)
        return super().write_string(row, column, text, look)


class TableSheet(TextSheet):
    """A worksheet whose last rows are those of a table, written by add_row."""

    dim_rowmax: int | None

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, list[tuple[int, Format, str, int | str]]] = {}

    def add_row(self, row: int, cells: Sequence[tuple[int, Format, CellValue]]) -> None:
        """Take the cells of `row` (from 0, below all rows before): column (growing), look and value.

        Texts must have passed words.cell_text; times are wall clock times from 1900 on.
        """
        first, last = cells[0][0], cells[-1][0]
        if self._check_dimensions(row, first) or self._check_dimensions(row, last):
            return
        text_at = self.str_table._get_shared_string_index
        self._rows[row] = [
            (at, look, ' t="s"', text_at(value)) if isinstance(value, str) else (at, look, "", _number(value))
            for at, look, value in cells
        ]
        # The ends are all that the library wants to know of a row before it is written (_calculate_spans).
        self.table[row] = {first: None, last: None}

    def _calculate_spans(self) -> None:
        if not self.row_spans:
            super()._calculate_spans()

    def _write_rows(self) -> None:
        """The library's rows, then those of the table."""
        self._calculate_spans()
        bottom = self.dim_rowmax
        if self._rows:
            self.dim_rowmax = next(iter(self._rows)) - 1
        super()._write_rows()
        self.dim_rowmax = bottom
        names: dict[int, str] = {at: xl_col_to_name(at) for at in range(self.dim_colmax + 1)} if self._rows else {}
        marks: dict[Format, int] = {}
        for row, cells in self._rows.items():
            self._write_row(row, self.row_spans.get(row // _ROWS_PER_SPAN), self.row_info.get(row))
            for _, look, _, _ in cells:
                if look not in marks:
                    marks[look] = look._get_xf_index()
            number = row + 1
            written = [
                f'<c r="{names[at]}{number}" s="{marks[look]}"{kind}><v>{value}</v></c>'
                for at, look, kind, value in cells
            ]
            self.fh.write("".join(written) + "</row>")


def _number(value: int | datetime) -> str:
    """A number as it stands in the file; a time as days since the end of 1899."""
    if not isinstance(value, datetime):
        return f"{value:.16G}"
    passed = value - _EPOCH
    days = passed.days + (passed.seconds + passed.microseconds / 1e6) / 86400
    return f"{days + 1 if days > _FEBRUARY_1900 else days:.16G}"
