"""How large a workbook is once opened, told from its parts before any program lays out its cells.

Calamine lays out a sheet from A1 to its farthest cell: one stray value at the edge would ask for all memory there is,
and such a failure ends the whole process.
"""

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterator
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from mutakhir.domain.language import Text

MOST_CELLS = 20_000_000
"""Rows times columns of one sheet, about 1 GB of memory."""
MOST_BYTES = 200_000_000
"""All parts of a workbook, unpacked."""

_PIECE = 1 << 16
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TooLarge(Exception):
    """A workbook that must not be opened; `told` says why, without a full stop, in words that follow its name."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


def check_unpacked(content: bytes) -> None:
    """TooLarge where the parts of a workbook would unpack to too much; BadZipFile where it is a damaged one."""
    if not content.startswith(b"PK"):
        return  # xls, which cannot grow
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise TooLarge(
            Text(
                f"menjadi {size // 1_000_000} MB bila dibuka (paling banyak {most} MB)",
                f"unpacks to {size // 1_000_000} MB (at most {most} MB)",
            )
        )


def check_extent(content: bytes, sheets: Collection[str]) -> None:
    """TooLarge where one of these sheets of an xlsx reaches too far; parts that no sheet is known for count as well.

    Raises what zipfile and expat raise where a part is damaged.
    """
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        titles = _titles(parts)
        for name in parts.namelist():
            title = titles.get(name.casefold(), "")
            if title and title not in sheets:
                continue
            with parts.open(name) as part:
                extent = _Extent()
                extent.measure(part)
            if extent.cells > MOST_CELLS:
                raise TooLarge(_told(extent, title))


def _told(extent: "_Extent", title: str) -> Text:
    cells = tuple(dict.fromkeys((extent.lowest, extent.rightmost)))
    sheet = Text(f" di lembar {title}", f" on sheet {title}") if title else Text("", "")
    return Text(
        f"berisi nilai jauh di luar tabel (sel {' dan '.join(cells)}{sheet.id})",
        f"has a value far outside its table (cell {' and '.join(cells)}{sheet.en})",
    )


class _Extent:
    """The farthest cells with a value; the size a sheet states of itself may be wrong."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._rows = self._columns = 0
        self.lowest = self.rightmost = ""
        self._is_sheet: bool | None = None

    @property
    def cells(self) -> int:
        """Rows times columns from A1 on."""
        return self._rows * self._columns

    def measure(self, part: IO[bytes]) -> None:
        """Go through one part of the workbook; one that is no sheet has no cells."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        for piece in iter(lambda: part.read(_PIECE), b""):
            try:
                parser.Parse(piece)
            except expat.ExpatError:
                if self._is_sheet:
                    raise
                return  # a picture, for one
            if self._is_sheet is False:
                return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if self._is_sheet is None:
            self._is_sheet = tag == "worksheet"
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "c":
            self._place(attributes.get("r", ""))
        elif tag in ("v", "is"):  # a cell that has a format only is not laid out
            self._count()

    def _place(self, reference: str) -> None:
        """Cells and rows need not say where they are: then they follow the one before."""
        letters = reference.rstrip("0123456789")
        self._column = _number(letters) if letters else self._column + 1
        if digits := reference[len(letters) :]:
            self._row = int(digits)

    def _count(self) -> None:
        place = f"{_letters(self._column)}{self._row}"
        if self._row > self._rows:
            self._rows, self.lowest = self._row, place
        if self._column > self._columns:
            self._columns, self.rightmost = self._column, place


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _titles(parts: zipfile.ZipFile) -> dict[str, str]:
    """Name of a part, case folded, to the sheet it holds; empty where the workbook does not say it as usual."""
    try:
        # Expat itself bounds what entities may grow to.
        book = ElementTree.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314
        links = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    return dict(_parts_and_titles(book, targets))


def _parts_and_titles(book: ElementTree.Element, targets: dict[str | None, str]) -> Iterator[tuple[str, str]]:
    for sheet in book.iter():
        target = targets.get(sheet.get(_RELATIONSHIP))
        if target and sheet.tag.endswith("}sheet"):
            name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            yield name.casefold(), sheet.get("name", "")
