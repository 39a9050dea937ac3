"""Who sent a delivery: as the inbox's log says, else as the names of file and folder tell, else the only partner."""

import re

from mutakhir.declared.tables import SENDER, LandingTable
from mutakhir.load.inbox import LOG_NAME, Delivery
from mutakhir.load.sheet import SetAside

_NOT_A_WORD = re.compile(r"[\W_]+")


def sender(delivery: Delivery, table: LandingTable) -> str | None:
    """The partner in the spelling of `partners`; a name from the log that is not among them as it stands there.

    Where each partner's delivery replaces its own rows only (`_mitra` in `origin.replaces`), a guess could end another
    partner's rows: then a sender who is not told, or not declared, is SetAside.
    """
    told = _declared(delivery.partner, table) if delivery.partner else _named(delivery, table)
    if not _counts(table):
        return told or delivery.partner or next(iter(table.partners), None)
    if told is None:
        found = f"pengirim {delivery.partner!r} tidak ada" if delivery.partner else "pengirimnya tidak dinyatakan"
        raise SetAside(
            f"{found[0].upper()}{found[1:]}, padahal setiap mitra tabel ini hanya menggantikan barisnya sendiri; tulis "
            f"kolom mitra di {LOG_NAME} dengan salah satu dari: {', '.join(table.partners)}."
        )
    return told


def _counts(table: LandingTable) -> bool:
    return len(table.partners) > 1 and SENDER in (table.origin.replaces or ())


def _declared(name: str, table: LandingTable) -> str | None:
    return next((partner for partner in table.partners if _plain(partner) == _plain(name)), None)


def _named(delivery: Delivery, table: LandingTable) -> str | None:
    """The one partner whose name stands as whole words in the path of the file; the longer of two that overlap."""
    path = f" {_plain(delivery.name)} "
    found = [partner for partner in table.partners if f" {_plain(partner)} " in path]
    longest = [one for one in found if not any(_plain(one) in _plain(other) for other in found if other != one)]
    return longest[0] if len(longest) == 1 else None


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub(" ", text.casefold()).strip()
