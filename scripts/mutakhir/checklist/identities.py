"""Identities between measures: `stok_awal + penerimaan - pengapalan = stok_akhir`, held by the totals of a period.

Both sides are sums of measures, each with a factor where one is needed (`2 * a`, `0,5 b`), so what holds in every row
holds for the totals. `toleransi 0,1%` at the end allows for rounding; without it, the sides must agree.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from mutakhir.checklist.stability_walk import amount
from mutakhir.errors import ConfigError

_TOLERANCE = re.compile(r"\s+(?:toleransi|tolerance)\s+(\d+(?:[.,]\d+)?)\s*%\s*$", re.IGNORECASE)
_TERM = re.compile(r"\s*([+-])?\s*(?:(\d+(?:[.,]\d+)?)\s*\*?\s*)?([^\W\d]\w*)\s*")
_FLOAT = Decimal("1e-9")
_PERCENT = Decimal(100)

Side = tuple[tuple[Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Both sides as factors and measures; `tolerance` is a share of the larger side."""

    text: str
    left: Side
    right: Side
    tolerance: Decimal = _FLOAT

    def sides(self, totals: Mapping[str, str | None]) -> tuple[Decimal, Decimal] | None:
        """What the two sides come to; None where a total is missing."""
        left, right = _sum(self.left, totals), _sum(self.right, totals)
        return None if left is None or right is None else (left, right)

    def holds(self, left: Decimal, right: Decimal) -> bool:
        """Whether the two sides agree."""
        return abs(left - right) <= self.tolerance * max(abs(left), abs(right))


def parse_identity(text: str, measures: Iterable[str], where: str) -> Identity:
    """Read an identity over `measures`; ConfigError says in one sentence what is wrong at `where` (table and key)."""
    said = " ".join(str(text).split())
    tolerance = _TOLERANCE.search(said)
    sides = (said[: tolerance.start()] if tolerance else said).split("=")
    if len(sides) != 2:
        raise _wrong(where, said, "harus punya satu tanda =", "needs one sign =")
    known = tuple(measures)
    left, right = (_side(side, known, where, said) for side in sides)
    if tolerance is None:
        return Identity(said, left, right)
    share = Decimal(tolerance[1].replace(",", ".")) / _PERCENT
    if share >= 1:
        raise _wrong(where, said, "toleransinya harus di bawah 100%", "must have a tolerance below 100%")
    return Identity(said, left, right, max(share, _FLOAT))


def _side(side: str, measures: tuple[str, ...], where: str, said: str) -> Side:
    terms: list[tuple[Decimal, str]] = []
    at = 0
    while at < len(side) or not terms:
        found = _TERM.match(side, at)
        if found is None or (terms and not found[1]):
            rest = side[at:].strip()[:40]
            raise _wrong(
                where,
                said,
                f"tidak terbaca pada {rest!r}; tulis jumlah ukuran, misalnya a + b - 2 * c = d",
                f"cannot be read at {rest!r}; write sums of measures, for example a + b - 2 * c = d",
            )
        sign, factor, name = found.groups()
        if name not in measures:
            near = get_close_matches(name, measures, 1, 0.0)
            raise _wrong(
                where,
                said,
                f"menyebut {name}, yang bukan ukuran tabel itu{f'; maksudnya {near[0]}?' if near else ''}",
                f"names {name}, which is no measure of that table{f'; is {near[0]} meant?' if near else ''}",
            )
        number = Decimal(factor.replace(",", ".")) if factor else Decimal(1)
        terms.append((-number if sign == "-" else number, name))
        at = found.end()
    return tuple(terms)


def _wrong(where: str, said: str, indonesian: str, english: str) -> ConfigError:
    return ConfigError(
        f"{where}: identitas {said[:120]!r} {indonesian.rstrip('.')}.",
        f"{where}: identity {said[:120]!r} {english.rstrip('.')}.",
    )


def _sum(side: Side, totals: Mapping[str, str | None]) -> Decimal | None:
    numbers = [(factor, amount(totals.get(name))) for factor, name in side]
    return (
        None if any(one is None for _, one in numbers) else sum((f * n for f, n in numbers if n is not None), Decimal())
    )
