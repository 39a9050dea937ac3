"""How one value stands in a partner's file: Indonesian month names, split dates, 1.234,5 or 1,234.5."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from mutakhir.declared.tables import Column, LandingTable
from mutakhir.sample.periods import MONTHS, QUARTERS, month_words, period_words, quarter_of
from mutakhir.sample.table import Row

Cell = str | int | float | Decimal | date | datetime | None
"""A value as a spreadsheet keeps it: numbers and dates native, the rest text."""

_MONTH_HEADS = ("bulan", "periode", "masa")
_DATE_FORMATS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "iso": "%Y-%m-%d"}
_CENTS = 2
_DIGITS = 6


def file_columns(table: LandingTable) -> list[Column]:
    """The columns that stand below heads in the file, in their order."""
    return [column for column in table.columns if column.taken_from == "column"]


def is_quantity(column: Column) -> bool:
    """Whether the column holds amounts: a declared measure, or anything with a unit."""
    return column.is_measure or bool(column.unit)


def adds_up(column: Column) -> bool:
    """Whether a sum over rows means something, so that a Jumlah row may show it."""
    return column.is_measure and not any(mark in column.unit.lower() for mark in ("%", "persen", "/", " per "))


def file_heads(table: LandingTable) -> list[str]:
    """Heads from left to right; a split date gives several."""
    return [head for column in file_columns(table) for head in column.heads]


def row_cells(table: LandingTable) -> Callable[[Row], list[Cell]]:
    """A function that lays out one row by landing column name as the cells below `file_heads`."""
    makers = [_maker(column, table) for column in file_columns(table)]

    def lay_out(row: Row) -> list[Cell]:
        return [cell for make in makers for cell in make(row)]

    return lay_out


def outside_texts(table: LandingTable, where: str, row: Row) -> tuple[str, ...]:
    """What the columns found in the `title` rows or in the `file` name say for this row."""
    return tuple(
        value_words(column, table, row[column.name])
        if where == "title"
        else str(row[column.name])[: len("2026-10") if table.grain == "month" else None]
        for column in table.columns
        if column.taken_from == where
    )


def value_words(column: Column, table: LandingTable, value: object) -> str:
    """One value as people write it in running text, for title rows."""
    if isinstance(value, date) and column.name == table.period_column:
        grain = table.grain
        if grain in ("week", "month", "quarter", "year"):
            return period_words(value, grain)  # type: ignore[arg-type]  # the four grains are also values of Every
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def csv_text(cell: Cell, column_is_measure: bool, numbers: str, dates: str) -> str:
    """The cell as text of a delimited file; only measures get separators of thousands (a year never does)."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime(f"{_DATE_FORMATS[dates]} %H:%M")
    if isinstance(cell, date):
        return cell.strftime(_DATE_FORMATS[dates])
    if isinstance(cell, (int, float, Decimal)):
        return number_text(cell, numbers if column_is_measure else "")
    return cell


def number_text(number: int | float | Decimal, numbers: str) -> str:
    """1.234,5 for `id`, 1,234.5 for `en`, 1234.5 without; digits after the comma as the number has, at most 6."""
    if isinstance(number, int):
        text = f"{number:,d}"
    else:
        text = f"{number:,.{_DIGITS}f}".rstrip("0").rstrip(".")
    if not numbers:
        return text.replace(",", "")
    return text.translate(_SWAP) if numbers == "id" else text


_SWAP = str.maketrans(",.", ".,")


def number_format(cell: Cell) -> str:
    """Excel's number format for a measure."""
    if isinstance(cell, int) or (isinstance(cell, (float, Decimal)) and cell == int(cell)):
        return "#,##0"
    return "#,##0.00" if cell is not None and round(float(cell), _CENTS) == float(cell) else "#,##0.0000"  # type: ignore[arg-type]


def _maker(column: Column, table: LandingTable) -> Callable[[Row], Sequence[Cell]]:
    name = column.name
    if len(column.heads) > 1:
        parts = [_part(head) for head in column.heads]
        return lambda row: [part(row[name]) for part in parts]
    if column.data_type == "date":
        words = _period_maker(column, table)
        if words is not None:
            return lambda row: (words(row[name]),)
    return lambda row: (row[name],)  # type: ignore[return-value]  # area modules give plain cells only


def _period_maker(column: Column, table: LandingTable) -> Callable[[object], Cell] | None:
    """Months, quarters and years are written in words where the head asks for a period rather than a day."""
    is_period = column.name == table.period_column
    if column.heads[0].lower().split()[0] in _MONTH_HEADS and (table.grain == "month" or not is_period):
        return lambda value: month_words(value) if isinstance(value, date) else None
    if is_period and table.grain == "quarter":
        return lambda value: period_words(value, "quarter") if isinstance(value, date) else None
    if is_period and table.grain == "year":
        return lambda value: value.year if isinstance(value, date) else None
    return None


def _part(head: str) -> Callable[[object], Cell]:
    """One column of a split date, by what its head asks for."""
    word = head.lower()
    if "tahun" in word:
        return lambda value: value.year if isinstance(value, date) else None
    if "bulan" in word:
        return lambda value: MONTHS[value.month - 1] if isinstance(value, date) else None
    if "triwulan" in word:
        return lambda value: QUARTERS[quarter_of(value) - 1] if isinstance(value, date) else None
    return lambda value: value.day if isinstance(value, date) else None
