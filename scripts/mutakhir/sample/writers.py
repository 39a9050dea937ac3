"""Files as partners make them: workbooks with title rows and merged heads, and delimited text. Bytes, no disk.

The same content gives the same bytes: XlsxWriter puts fixed dates on the parts of a workbook made in memory, and
the date of creation is the one given.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mutakhir.declared.tables import Column, LandingTable
from mutakhir.errors import ConfigError
from mutakhir.sample.cells import Cell, adds_up, csv_text, file_columns, file_heads, is_quantity, number_format

NOTICE = "DATA CONTOH - angka, perusahaan dan orang di dalamnya dibuat-buat"
_SEPARATOR = " / "
_WIDTH = 18
_A4 = 9
_DIGITS = 6


@dataclass(frozen=True)
class Page:
    """What one file says: rows of cells below the heads of the table, and the lines above them."""

    table: LandingTable
    lines: tuple[str, ...]
    """Lines below the title, such as `Periode: Oktober 2026`."""
    rows: Sequence[Sequence[Cell]]
    created: datetime
    """When the partner saved the file; naive, since Excel keeps no zone."""
    has_total: bool = False
    """A row Jumlah stands at the foot."""
    extra_heads: tuple[str, ...] = ()
    """Heads of text columns that are not declared, to the right of the declared ones."""

    @property
    def heads(self) -> list[str]:
        """All heads from left to right."""
        return [*file_heads(self.table), *self.extra_heads]

    @property
    def columns(self) -> list[Column | None]:
        """What each head declares; None for an extra one."""
        declared = [column for column in file_columns(self.table) for _ in column.heads]
        return [*declared, *(None for _ in self.extra_heads)]


def write_page(page: Page) -> bytes:
    """The file in the format that the table declares."""
    return _write_xlsx(page) if page.table.origin.format == "xlsx" else _write_csv(page)


def _write_csv(page: Page) -> bytes:
    origin = page.table.origin
    measures = [column is not None and is_quantity(column) for column in page.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=origin.delimiter)
    writer.writerow([f"DATA CONTOH - {page.table.title}"])
    writer.writerows([line] for line in page.lines)
    writer.writerow(page.heads)
    for row in page.rows:
        writer.writerow(
            [csv_text(cell, measure, origin.numbers, origin.dates) for cell, measure in zip(row, measures, strict=True)]
        )
    try:
        return text.getvalue().encode(origin.encoding)
    except UnicodeEncodeError as error:
        raise ConfigError(
            f"Data contoh {page.table.dataset} memuat huruf {error.object[error.start]!r} yang tidak ada dalam "
            f"{origin.encoding}; ganti huruf itu atau ubah origin.encoding tabel itu."
        ) from error


def _write_xlsx(page: Page) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "remove_timezone": True, "strings_to_urls": False})
    book.set_properties({"title": page.table.title, "comments": NOTICE, "created": page.created})
    sheet = book.add_worksheet(page.table.origin.sheet or "Data")
    _Sheet(book, sheet, page).write()
    book.close()
    return buffer.getvalue()


class _Sheet:
    """One worksheet on its way from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, page: Page) -> None:
        self.book = book
        self.sheet = sheet
        self.page = page
        self.heads = page.heads
        self.columns = page.columns
        self.bold = book.add_format({"bold": True, "align": "center"})
        self.head = book.add_format(
            {
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "text_wrap": True,
                "bg_color": "#D9E1F2",
            }
        )
        self.total = book.add_format({"bold": True, "top": 1, "num_format": "#,##0.##"})
        self.formats: dict[str, Format] = {}

    def write(self) -> None:
        """Title rows, a blank row, heads, rows, and Jumlah where there is one."""
        self.sheet.set_column(0, len(self.heads) - 1, _WIDTH)
        top = self._title()
        at = self._heads(top)
        self._page_setup(top, at - 1)
        formats = self._formats()
        for row in self.page.rows:
            self._row(at, row, formats)
            at += 1
        if self.page.has_total:
            self._total(at)

    def _page_setup(self, first_head: int, last_head: int) -> None:
        """A4 across, all columns on one page, heads and DATA CONTOH on every page that is printed."""
        self.sheet.set_paper(_A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(first_head, last_head)
        self.sheet.set_header("&C&BDATA CONTOH")

    def _title(self) -> int:
        table = self.page.table
        above = (table.partners[0].upper(), table.title.upper(), NOTICE)
        for at, line in enumerate(above):
            if len(self.heads) > 1:
                self.sheet.merge_range(at, 0, at, len(self.heads) - 1, line, self.bold)
            else:
                self.sheet.write_string(at, 0, line, self.bold)
        for at, line in enumerate(self.page.lines, start=len(above)):
            self.sheet.write_string(at, 0, line)
        return len(above) + len(self.page.lines) + 1

    def _heads(self, at: int) -> int:
        if not any(_SEPARATOR in head for head in self.heads):
            for column, head in enumerate(self.heads):
                self.sheet.write_string(at, column, head, self.head)
            return at + 1
        parts = [head.partition(_SEPARATOR) for head in self.heads]
        column = 0
        while column < len(parts):
            upper, separator, _ = parts[column]
            end = column + 1
            if not separator:
                self.sheet.merge_range(at, column, at + 1, column, upper, self.head)
                column = end
                continue
            while end < len(parts) and parts[end][:2] == (upper, separator):
                end += 1
            if end - column > 1:
                self.sheet.merge_range(at, column, at, end - 1, upper, self.head)
            else:
                self.sheet.write_string(at, column, upper, self.head)
            for below in range(column, end):
                self.sheet.write_string(at + 1, below, parts[below][2], self.head)
            column = end
        return at + 2

    def _formats(self) -> list[Format | None]:
        """One format per column, chosen by its first value."""
        formats: list[Format | None] = []
        for place, column in enumerate(self.columns):
            first = next((row[place] for row in self.page.rows if row[place] is not None), None)
            if isinstance(first, datetime):
                formats.append(self._format("dd/mm/yyyy hh:mm"))
            elif isinstance(first, date):
                formats.append(self._format("dd/mm/yyyy"))
            elif column is not None and is_quantity(column) and isinstance(first, (int, float, Decimal)):
                formats.append(self._format(number_format(first)))
            else:
                formats.append(None)
        return formats

    def _format(self, code: str) -> Format:
        if code not in self.formats:
            self.formats[code] = self.book.add_format({"num_format": code})
        return self.formats[code]

    def _row(self, at: int, row: Sequence[Cell], formats: Sequence[Format | None]) -> None:
        sheet = self.sheet
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                sheet.write_string(at, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(at, place, cell, formats[place])
            else:
                sheet.write_number(at, place, cell, formats[place])

    def _total(self, at: int) -> None:
        self.sheet.write_string(at, 0, "Jumlah", self.total)
        for place, column in enumerate(self.columns):
            if place and column is not None and adds_up(column):
                cells = (row[place] for row in self.page.rows)
                numbers = [float(cell) for cell in cells if isinstance(cell, (int, float, Decimal))]
                self.sheet.write_number(at, place, round(sum(numbers), _DIGITS), self.total)
