"""Whether the obligations in facts.json can be believed: what contradicts itself or leaves a period out is no proof."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import DatasetFacts, Obligation
from mutakhir.domain.dates import period_text
from mutakhir.domain.language import Text
from mutakhir.due.periods import Grain, Period, period_of

UNREADABLE = Text(
    "facts.json memuat jatuh tempo yang tidak terbaca: jalankan lagi `mutakhir facts`",
    "facts.json holds a due date that cannot be read: run `mutakhir facts` again",
)


def why_unsound(facts: DatasetFacts, fallen: Sequence[Obligation], grain: Grain | None, gapless: bool) -> Text | None:
    """Why the obligations of `facts` cannot be judged by; None where they can.

    `fallen` are those that fell due, by whom counts must agree; `gapless` says that every period has an obligation.
    """
    listed = facts.obligations
    if any(one.warn_at and parse_instant(one.warn_at) is None for one in listed):
        return UNREADABLE
    if any(one.rows < 0 for one in facts.periods):
        return _contradiction(Text("ada jumlah baris di bawah nol", "a number of rows is below zero"))
    if odd := next((one for one in fallen if not _adds_up(one)), None):
        name = period_text(odd.period, grain.value if grain else "")
        return _contradiction(
            Text(
                f"pelapor {name.id} yang wajib bukan jumlah dari yang ada dan yang belum",
                f"the reporters due for {name.en} are not those present and those missing",
            )
        )
    return None if grain is None else _of_periods(listed, grain, gapless)


def _contradiction(what: Text) -> Text:
    return Text(
        f"facts.json bertentangan dengan dirinya ({what.id}): jalankan lagi `mutakhir facts`",
        f"facts.json contradicts itself ({what.en}): run `mutakhir facts` again",
    )


def _adds_up(one: Obligation) -> bool:
    if one.reporters_due is None:
        return not one.missing
    present = one.reporters_present
    return present is not None and present >= 0 and present + len(one.missing) == one.reporters_due


def _of_periods(listed: Iterable[Obligation], grain: Grain, gapless: bool) -> Text | None:
    """Every period once, by its own code, and where they follow one another none left out."""
    periods: list[Period] = []
    for one in listed:
        period = _period(one.start, grain)
        if period is None or period.code != one.period:
            return UNREADABLE
        periods.append(period)
    periods.sort()
    for earlier, later in pairwise(periods):
        if earlier == later:
            name = period_text(later.code, grain.value)
            return _contradiction(Text(f"{name.id} ada dua kali", f"{name.en} stands there twice"))
        if gapless and (following := earlier.next) != later:
            name = period_text(following.code, grain.value)
            return Text(
                f"jadwal pemutakhiran melewatkan {name.id}: jalankan `mutakhir schedule`, lalu `mutakhir run`",
                f"the update schedule leaves out {name.en}: run `mutakhir schedule`, then `mutakhir run`",
            )
    return None


def _period(start: str, grain: Grain) -> Period | None:
    """The period that begins on the day `start`; None where none does."""
    try:
        day = date.fromisoformat(start)
    except ValueError:
        return None
    period = period_of(day, grain)
    return period if period.start == day else None
