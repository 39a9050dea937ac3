"""The sentences of stability findings, in both languages; amounts before and after are kept as plain numbers too."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mutakhir.artifacts.facts import FactsDifference
from mutakhir.checklist.identities import Identity
from mutakhir.checklist.stability_sets import APPEARED, GAINED, ColumnChange, ValueChange
from mutakhir.checklist.stability_walk import PeriodChange, amount, changed_totals
from mutakhir.checklist.words import number, share
from mutakhir.domain.axes import StabilityFinding
from mutakhir.domain.dates import period_text
from mutakhir.domain.language import Text
from mutakhir.due.periods import Grain

_EMPTY = Text("kosong", "empty")
_THROUGHOUT = Text("pada periode-periode lama", "in older periods")


def changed(change: PeriodChange, grain: Grain) -> Iterator[StabilityFinding]:
    """A period whose rows or totals are others than people were told."""
    name, after = period_text(change.period, grain.value), change.after
    if after is None:
        rows = number(change.before.rows)
        text = Text(f"{name.id} hilang (tadinya {rows.id} baris)", f"{name.en} is gone (it had {rows.en} rows)")
        yield StabilityFinding("period_vanished", text, change.period, "", str(change.before.rows), None)
        return
    if after.rows != change.before.rows:
        yield _rows(change, name, after.rows)
    for measure in changed_totals(change.before, after):
        yield _total(change.period, name, measure, change.before.totals[measure], after.totals[measure])


def _rows(change: PeriodChange, name: Text, rows: int) -> StabilityFinding:
    before, after, fewer = number(change.before.rows), number(rows), rows < change.before.rows
    text = Text(
        f"jumlah baris {name.id} {'berkurang' if fewer else 'bertambah'} dari {before.id} menjadi {after.id}",
        f"rows of {name.en} {'fell' if fewer else 'rose'} from {before.en} to {after.en}",
    )
    kind = "rows_lost" if fewer else "rows_changed"
    return StabilityFinding(kind, text, change.period, "", str(change.before.rows), str(rows))


def _total(period: str, name: Text, measure: str, before: str | None, after: str | None) -> StabilityFinding:
    first, second = amount(before), amount(after)
    old, new = _said(before, first), _said(after, second)
    by = share(first, second) if first is not None and second is not None else Text("", "")
    text = Text(
        f"{measure} {name.id} berubah dari {old.id} menjadi {new.id}{by.id}",
        f"{measure} of {name.en} changed from {old.en} to {new.en}{by.en}",
    )
    return StabilityFinding("total_changed", text, period, measure, before, after)


def _said(total: str | None, value: Decimal | None) -> Text:
    return number(value) if value is not None else Text(total, total) if total else _EMPTY


def regressed(change: PeriodChange, latest: str, grain: Grain) -> StabilityFinding:
    """The newest period is gone, so the data set ends earlier than before."""
    old, new = period_text(change.period, grain.value), period_text(latest, grain.value)
    text = Text(
        f"periode terbaru mundur dari {old.id} ke {new.id}", f"the latest period fell back from {old.en} to {new.en}"
    )
    return StabilityFinding("period_regressed", text, change.period, "", change.period, latest)


def emptied(changes: Sequence[PeriodChange], grain: Grain) -> StabilityFinding:
    """All periods are gone."""
    count, rows = len(changes), sum(change.before.rows for change in changes)
    first, last = (period_text(changes[at].period, grain.value) for at in (0, -1))
    text = Text(
        f"seluruh isinya hilang: {number(count).id} periode ({first.id} sampai {last.id}), {number(rows).id} baris",
        f"all of it is gone: {number(count).en} periods ({first.en} to {last.en}), {number(rows).en} rows",
    )
    return StabilityFinding("period_vanished", text, None, "", str(rows), "0")


def misplaced(kind: str, period: str, rows: int, grain: Grain) -> StabilityFinding:
    """A period in the future or in a wrong century."""
    name, count = period_text(period, grain.value), number(rows)
    where = (
        Text("ada di masa depan", "lies in the future")
        if kind == "future_period"
        else Text("tidak mungkin", "is impossible")
    )
    text = Text(f"periode {name.id} {where.id} ({count.id} baris)", f"period {name.en} {where.en} ({count.en} rows)")
    return StabilityFinding(kind, text, period, "", None, str(rows))


def without_period(rows: int) -> StabilityFinding:
    """Rows whose period is empty."""
    count = number(rows)
    text = Text(f"{count.id} baris tanpa periode", f"{count.en} row{'' if rows == 1 else 's'} without a period")
    return StabilityFinding("without_period", text, None, "", None, str(rows))


def broken(identity: Identity, period: str, sides: tuple[Decimal, Decimal], grain: Grain) -> StabilityFinding:
    """An identity that the totals of a period do not hold."""
    name = period_text(period, grain.value)
    left, right = number(sides[0]), number(sides[1])
    text = Text(
        f"{name.id} tidak memenuhi {identity.text}: {left.id} dan {right.id}",
        f"{name.en} breaks {identity.text}: {left.en} and {right.en}",
    )
    return StabilityFinding("identity_broken", text, period, identity.text, str(sides[0]), str(sides[1]))


def value(change: ValueChange, grain: Grain) -> StabilityFinding:
    """A value of a dimension that appeared or vanished."""
    said = f"{change.value!r}"
    since = period_text(change.since, grain.value) if change.since else None
    when = Text(f"sejak {since.id}", f"since {since.en}") if since else _THROUGHOUT
    if change.kind == APPEARED:
        text = Text(
            f"nilai baru {said} pada {change.dimension} {when.id}", f"new value {said} of {change.dimension} {when.en}"
        )
        return StabilityFinding(change.kind, text, change.since, change.dimension, None, change.value)
    text = Text(
        f"nilai {said} pada {change.dimension} tidak ada lagi {when.id}",
        f"value {said} of {change.dimension} is gone {when.en}",
    )
    return StabilityFinding(change.kind, text, change.since, change.dimension, change.value, None)


def column(change: ColumnChange) -> StabilityFinding:
    """A column that was gained or lost."""
    gained = change.kind == GAINED
    if not gained:
        text = Text(f"kolom {change.column} hilang dari tabel", f"column {change.column} is gone from the table")
    elif change.in_warehouse:
        text = Text(f"kolom {change.column} bertambah di tabel", f"column {change.column} is new in the table")
    else:
        text = Text(
            f"kiriman terbaru punya kolom baru {change.column!r} yang belum dinyatakan",
            f"the newest delivery has a new column {change.column!r} that is not declared",
        )
    before, after = (None, change.column) if gained else (change.column, None)
    return StabilityFinding(change.kind, text, None, change.column, before, after)


def recount(difference: FactsDifference, grain: Grain) -> StabilityFinding:
    """A full recount that found something else than the facts kept by batch."""
    name = period_text(difference.period, grain.value) if difference.period else Text("kumpulan data", "the data set")
    before, after = (_said(one, amount(one)) for one in (difference.before, difference.after))
    what = Text("jumlah baris", "rows") if difference.what == "rows" else Text(difference.what, difference.what)
    text = Text(
        f"hitung ulang {what.id} {name.id} menemukan {after.id}, bukan {before.id}",
        f"the recount of {what.en} of {name.en} found {after.en}, not {before.en}",
    )
    return StabilityFinding(
        "recount_differs", text, difference.period, difference.what, difference.before, difference.after
    )
