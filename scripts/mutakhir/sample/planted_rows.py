"""Defects that stand in the rows of a file: who reported, in which unit, as what, and the file itself."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from mutakhir.sample.bed import DUE_TIME, Bed, Entry
from mutakhir.sample.cells import number_text
from mutakhir.sample.deliveries import WIB, Delivery, again, working_day_before
from mutakhir.sample.inbox import PRESENT, file_name
from mutakhir.sample.planted_periods import scaled
from mutakhir.sample.table import Row, chance

_NIAGA_DUE_DAY = 10
_MISSING_REPORTERS = 3
_STRANGER = "Bara Hulu Perintis"
"""Invented, like all of them; it stands in no roster."""
_RECORD, _STRANGERS_RECORD = "no_berita_acara", "BA-031"
_EXTRA_HEAD = "No. Sambungan Terakhir"
_SLIP = 1000
_REGION = "wilayah"
_SLIPPED_MEASURE = "realisasi_mt"


def reporters_missing(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Three reporters stay away from the newest period that fell due, and since."""
    due = bed.newest_due(_NIAGA_DUE_DAY, rolls=False)
    column = bed.table.reporter_column
    reporters = sorted({str(row[column]) for row in due.rows(bed.recipe)})
    missing = sorted(chance(bed.table.dataset, "pelapor").sample(reporters, _MISSING_REPORTERS))

    def without(rows: list[Row]) -> list[Row]:
        return [row for row in rows if bed.period_of(row) < due.start or row[column] not in missing]

    deliveries = [one.changed(without) if one.start >= due.start else one for one in bed.deliveries]
    return deliveries, [bed.in_rows_of("reporters", "reporters_missing", due, reporter=name) for name in missing]


def unlisted_reporter(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Somebody whom the roster does not know reports in the newest delivery."""
    older, newest = bed.newest()
    column = bed.table.reporter_column

    def joined(rows: list[Row]) -> list[Row]:
        smallest = min(rows, key=lambda row: sum(cast("float", row[name] or 0) for name in bed.table.measures))
        return [
            *rows,
            {**smallest, column: _STRANGER, _RECORD: f"{_STRANGERS_RECORD}/{newest.start:%m}/{newest.start.year}"},
        ]

    entry = bed.in_rows_of("reporters", "unlisted_reporter", newest, reporter=_STRANGER)
    return [*older, newest.changed(joined)], [entry]


def vanished_value(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """One of the terminals is no longer listed, since the newest day whose list fell due."""
    (dimension,) = (name for name in bed.table.keys if name != bed.table.period_column)
    names = sorted({str(row[dimension]) for row in bed.deliveries[-1].rows(bed.recipe)})
    gone = chance(bed.table.dataset, "hilang").choice(names)
    first = next(one for one in reversed(bed.deliveries) if _due_next_day(one) <= bed.as_of)

    def without(rows: list[Row]) -> list[Row]:
        return [row for row in rows if row[dimension] != gone]

    deliveries = [one.changed(without) if one.start >= first.start else one for one in bed.deliveries]
    return deliveries, [bed.in_rows_of("stability", "vanished_value", first, value=gone)]


def _due_next_day(delivery: Delivery) -> datetime:
    return datetime.combine(delivery.start + timedelta(days=1), DUE_TIME, WIB)


def extra_column(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The newest file has a column that nobody announced, with something in each row."""
    older, newest = bed.newest()

    def numbered(rows: list[Row]) -> list[Row]:
        return [{**row, _EXTRA_HEAD: f"SR-{number:06d}"} for number, row in enumerate(rows, start=1)]

    spoilt = replace(newest.changed(numbered), extra_head=_EXTRA_HEAD)
    return [*older, spoilt], [bed.in_rows_of("stability", "extra_column", newest, column=_EXTRA_HEAD)]


def unit_slip(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """One region reported kilograms where tonnes were asked for."""
    older, newest = bed.newest()
    regions = sorted({str(row[_REGION]) for row in newest.rows(bed.recipe)})
    region = chance(bed.table.dataset, "satuan").choice(regions)

    def slip(rows: list[Row]) -> list[Row]:
        return [
            {**row, _SLIPPED_MEASURE: scaled(row[_SLIPPED_MEASURE], _SLIP)} if row[_REGION] == region else row
            for row in rows
        ]

    return [*older, newest.changed(slip)], [bed.in_rows_of("tests", "unit_slip", newest)]


def text_numbers(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """Some numbers of the newest delivery are text: a remark in the cell, or n.a."""
    older, newest = bed.newest()
    measure = bed.table.measures[-1]

    def write_out(rows: list[Row]) -> list[Row]:
        with_value = [at for at, row in enumerate(rows) if row[measure] is not None]
        remarks = dict.fromkeys(with_value[1::7][:3], "remark") | dict.fromkeys(with_value[4::9][:2], "n.a.")
        texts = {at: _as_text(rows[at][measure], kind) for at, kind in remarks.items()}
        return [{**row, measure: texts.get(at, row[measure])} for at, row in enumerate(rows)]

    return [*older, newest.changed(write_out)], [bed.in_rows_of("tests", "text_numbers", newest)]


def _as_text(cell: object, kind: str) -> str:
    return f"{number_text(cast('float', cell), 'id')} (sementara)" if kind == "remark" else kind


def unreadable_file(bed: Bed) -> tuple[list[Delivery], list[Entry]]:
    """The newest file came damaged; the good one came on the next working day."""
    older, newest = bed.newest()
    if working_day_before(newest.received_at) <= bed.boundary:
        older, newest = bed.deliveries, again(bed.deliveries[-1], bed.boundary, bed.as_of, "kirim_ulang")
    damaged = replace(newest, received_at=working_day_before(newest.received_at), is_damaged=True)
    good = replace(newest, suffix=f"{newest.suffix}_2" if newest.suffix else "kirim_ulang")
    file = f"{PRESENT}/{bed.table.dataset}/{file_name(bed.table, damaged, bed.recipe.every)}"
    return [*older, damaged, good], [bed.in_rows_of("load", "unreadable_file", newest, file=file)]
