"""Which rows below a head are no data: totals, notes, sources, and the signatures below the table."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mutakhir.declared.tables import Column
from mutakhir.load.cells import UNREADABLE, ReadCell, is_blank, tidy
from mutakhir.load.dates import MONTHS
from mutakhir.load.sheet import Broken, Cell

_PART = r"(?:sub|grand)[\s-]*"
_SUM = r"(?:jumlah|total|rata[\s-]*rata|rerata)"
_FLAGS = re.IGNORECASE | re.DOTALL
_WORD = re.compile(rf"(?:(?:{_PART})?{_SUM}|catatan|sumber|keterangan|data contoh)\b(?P<rest>.*)", _FLAGS)
# "Total Energi" may be a company: behind a bare sum word only words that name no one.
_WHOLE = r"(?:keseluruhan|seluruh\w*|semua\w*|umum|akhir|nasional|jumlah|total|bulan|triwulan|tahun)\b.*"
_TOTAL = re.compile(rf"{_PART}{_SUM}\b.*|{_SUM}(?:[\s/]+{_WHOLE})?[\s.:]*", _FLAGS)
_TOTAL_OF = re.compile(rf"{_SUM}\s+(?P<of>.+)", _FLAGS)
_SPACED_OUT = re.compile(r"\w(?: \w){3,}")
_PLACE_AND_DAY = re.compile(
    rf"[^\W\d][^\d,]*,\s*(?:tanggal\s+)?\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}\s*", re.IGNORECASE
)
_NARROW = 2
"""A signature stands alone in its row, or beside the one who approved."""


def feet(
    columns: Sequence[tuple[Column, tuple[int, ...]]],
    lines: Sequence[Sequence[Cell]],
    read: Mapping[str, Sequence[ReadCell]],
) -> set[int]:
    """Places in `lines` of the rows that are no data; `read` holds the value of each line by column name."""
    return _Feet(columns, lines, read).found()


class _Feet:
    def __init__(
        self,
        columns: Sequence[tuple[Column, tuple[int, ...]]],
        lines: Sequence[Sequence[Cell]],
        read: Mapping[str, Sequence[ReadCell]],
    ) -> None:
        self.lines = lines
        self.filled = [[at for at, cell in enumerate(row) if not is_blank(cell)] for row in lines]
        self.keys = [(place, read[column.name]) for column, place in columns if column.is_key]
        self.key_places = {at for place, _ in self.keys for at in place}
        self.typed = [(place, read[column.name]) for column, place in columns if column.data_type != "varchar"]
        texts = (read[column.name] for column, _ in columns if column.data_type == "varchar")
        self.texts = {value.casefold() for values in texts for value in values if isinstance(value, str)}

    def found(self) -> set[int]:
        found: set[int] = set()
        signed = False
        for line in range(len(self.lines)):
            signed = signed or self._is_place_and_day(line)
            # Below "Jakarta, 5 November 2026" stand titles, names and service numbers.
            if self._is_named(line) or (signed and (self._lacks_key(line) or len(self.filled[line]) == 1)):
                found.add(line)
        return found | self._tail(found)

    def _is_named(self, line: int) -> bool:
        """A total in a key, or a word such as Catatan first in a row that lacks a key or says nothing else.

        A company may be called Sumber or Total something: with every key filled its row is data. The lone word
        Total in a key is a sum, whatever else is filled.
        """
        row, filled = self.lines[line], self.filled[line]
        if any(self._is_total(row[at]) for at in self.key_places if at < len(row)):
            return True
        first = row[filled[0]]
        rest = _rest(first) if isinstance(first, str) else None
        if rest is None:
            return False
        bare = not rest and (not self.keys or filled[0] in self.key_places)
        return bare or len(filled) == 1 or self._lacks_key(line)

    def _is_total(self, cell: Cell) -> bool:
        if not isinstance(cell, str):
            return False
        of = _total_of(cell)
        return of is not None and (not of or of in self.texts)

    def _is_place_and_day(self, line: int) -> bool:
        row, filled = self.lines[line], self.filled[line]
        texts = [cell for at in filled if isinstance(cell := row[at], str)] if len(filled) <= _NARROW else []
        narrow = len(filled) == 1 or (bool(texts) and self._lacks_key(line))
        return narrow and any(_PLACE_AND_DAY.fullmatch(tidy(text)) for text in texts)

    def _tail(self, named: set[int]) -> set[int]:
        """Notes and signatures below the last row that holds a number or a day: no full key, hardly a cell filled.

        Never the whole body: where not even the first row is data, the file is to be refused, not to count as empty.
        """
        start = len(self.lines)
        while start and (start - 1 in named or self._is_silent(start - 1)):
            start -= 1
        below, found = start > 0, set()
        for line in range(start, len(self.lines)):
            if line in named:
                below = True
            elif below and self._lacks_key(line) and not self._is_entry(line):
                found.add(line)
        return found

    def _is_silent(self, line: int) -> bool:
        """Nothing but text: no cell of a typed column says anything that can be read."""
        if not self.typed:
            return len(self.filled[line]) == 1
        return not any(
            values[line] is not UNREADABLE and any(at in self.filled[line] for at in place)
            for place, values in self.typed
        )

    def _is_entry(self, line: int) -> bool:
        """More is filled than a note fills, or every key and something beside, or a key that was to be computed."""
        row, filled = self.lines[line], set(self.filled[line])
        full = bool(self.keys) and self.key_places < filled
        return full or len(filled) > _NARROW or any(type(row[at]) is Broken for at in self.key_places & filled)

    def _lacks_key(self, line: int) -> bool:
        """A key is blank, or unreadable in a row where nothing can be read; a table may have no key in its rows."""
        if not self.keys:
            return True
        for place, values in self.keys:
            if values[line] is None:
                return True
            if values[line] is UNREADABLE and (self.filled[line][0] in place or self._is_silent(line)):
                return True
        return False


@lru_cache(maxsize=4096)
def _rest(text: str) -> str | None:
    """What stands behind a foot word or note mark, tidied; None where the text begins with neither."""
    plain = tidy(text)
    if plain.startswith("*"):
        return plain.strip("*) ")
    found = _WORD.fullmatch(_joined(plain))
    return found["rest"].strip(":. ") if found else None


@lru_cache(maxsize=4096)
def _total_of(text: str) -> str | None:
    """Whose total a cell names, case folded; empty for a total of everything, None for no total."""
    plain = _joined(tidy(text))
    if _TOTAL.fullmatch(plain):
        return ""
    found = _TOTAL_OF.fullmatch(plain)
    return found["of"].strip(":. ").casefold() if found else None


def _joined(text: str) -> str:
    """The word of a text whose letters are set apart: J U M L A H."""
    return text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else text
