"""Finds the head of a partner's table: one row, or two merged rows joined as "Upper / lower"."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from mutakhir.declared.tables import Column
from mutakhir.load.cells import is_blank, shown
from mutakhir.load.sheet import SetAside, Sheet, column_letter

SEARCHED_ROWS = 30


@dataclass(frozen=True)
class Head:
    """Where the head stands and what each column of the file is."""

    first_row: int
    last_row: int
    places: dict[str, tuple[int, ...]]
    """Declared column name -> positions of its heads, counted from 0."""
    others: dict[int, str]
    """Position -> words of columns nobody declared."""
    width: int
    missing: tuple[str, ...]
    """Heads of declared columns (no keys) that are not in the file."""


def plain(words: str) -> str:
    """Words without case and spaces, as heads are compared."""
    return "".join(words.casefold().split())


def find_head(sheet: Sheet, columns: Sequence[Column]) -> Head:
    """The best head among the first 30 rows; raises SetAside where a key column has none, or a head stands twice."""
    wanted = [column for column in columns if column.taken_from == "column"]
    known = {plain(head) for column in wanted for head in column.heads}
    best: tuple[int, int, int, list[str]] | None = None
    for row in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for last in (row, row + 1):
            labels = _labels(sheet, row, last)
            score = len({plain(label) for label in labels} & known)
            if score and (best is None or score > best[0]):
                best = (score, row, last, labels)
        if best is not None and best[0] == len(known):
            break
    if best is None:
        first = wanted[0].heads[0] if wanted else ""
        raise SetAside(
            f"Kepala kolom tidak ditemukan pada {SEARCHED_ROWS} baris pertama (dicari antara lain {first})"
            f"{_of_sheet(sheet)}; periksa berkas, atau sesuaikan head di sources."
        )
    return _head(sheet, wanted, best[1], best[2], best[3])


def _of_sheet(sheet: Sheet) -> str:
    return f" lembar {sheet.name}" if sheet.name else ""


def _head(sheet: Sheet, wanted: Sequence[Column], first: int, last: int, labels: list[str]) -> Head:
    positions: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        if label:
            positions.setdefault(plain(label), []).append(at)
    places: dict[str, tuple[int, ...]] = {}
    missing: list[str] = []
    for column in wanted:
        for head in column.heads:
            found = positions.get(plain(head), [])
            if len(found) > 1:
                both = " dan ".join(column_letter(at) for at in found[:2])
                raise SetAside(
                    f"Kepala kolom {head} muncul dua kali ({sheet.place(last)}, kolom {both}); "
                    "minta mitra menyisakan satu."
                )
            if not found:
                if column.is_key:
                    raise SetAside(_no_key_head(sheet, head, labels, last))
                missing.append(head)
        if all(plain(head) in positions for head in column.heads):
            places[column.name] = tuple(positions[plain(head)][0] for head in column.heads)
    used = {at for place in places.values() for at in place}
    others = {at: label for at, label in enumerate(labels) if label and at not in used}
    return Head(first, last, places, others, len(labels), tuple(missing))


def _no_key_head(sheet: Sheet, head: str, labels: list[str], row: int) -> str:
    near = difflib.get_close_matches(head, [label for label in labels if label], n=1, cutoff=0.5)
    hint = f", yang mirip {near[0]}" if near else ""
    return (
        f"Kepala kolom kunci {head} tidak ada ({sheet.place(row)}{hint}); "
        "minta mitra memakai kepala itu, atau sesuaikan head di sources."
    )


def _labels(sheet: Sheet, upper: int, lower: int) -> list[str]:
    """Words above each column for a head of one row (upper = lower) or two."""
    width = max((len(sheet.rows[row]) for row in (upper, lower) if row < len(sheet.rows)), default=0)
    if upper == lower:
        return _trimmed([shown(sheet.cell(upper, at)) for at in range(width)])
    if lower >= len(sheet.rows):
        return []
    above = _spread(sheet, upper, width, lower)
    below = [shown(sheet.cell(lower, at)) for at in range(width)]
    joined = (
        f"{up} / {down}" if up and down and plain(up) != plain(down) else up or down
        for up, down in zip(above, below, strict=True)
    )
    return _trimmed(list(joined))


def _trimmed(labels: list[str]) -> list[str]:
    while labels and not labels[-1]:
        labels.pop()
    return labels


def _spread(sheet: Sheet, row: int, width: int, lower: int) -> list[str]:
    """Words of the upper row over all columns they cover: by merged ranges, else to the next word on the right."""
    words = [shown(sheet.cell(row, at)) for at in range(width)]
    merged = [span for span in sheet.merged if span[0] <= row <= span[2]]
    for _, left, _, right in merged:
        if left < width:
            words[left + 1 : right + 1] = [words[left]] * (min(right + 1, width) - left - 1)
    covered = {at for _, left, _, right in merged for at in range(left, right + 1)}
    for at in range(1, width):
        # Without merging (CSV, or a head centred over a selection) a blank continues the word on its left.
        lone = not words[at] and at not in covered and not is_blank(sheet.cell(lower, at))
        if lone and not is_blank(sheet.cell(lower, at - 1)):
            words[at] = words[at - 1]
    return words
