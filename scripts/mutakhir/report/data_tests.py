"""What a data test asks for, as a sentence: its description, else words made from its kind and column."""

import re

from mutakhir.domain.axes import TestResult
from mutakhir.domain.language import Text
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean

REQUIREMENTS: dict[str, Text] = {
    "not_null": Text("setiap baris berisi {column}", "every row has a {column}"),
    "unique": Text("nilai {column} tidak berulang", "values of {column} do not repeat"),
    "unique_within_delivery": Text(
        "kunci baris tidak berulang dalam satu kiriman", "no key stands twice in one delivery"
    ),
    "accepted_values": Text("nilai {column} termasuk pilihan yang ditetapkan", "{column} holds allowed values only"),
    "relationships": Text("nilai {column} tercatat pada tabel rujukan", "{column} is known to the reference table"),
    "within_range": Text("nilai {column} berada dalam rentang wajar", "{column} lies within its plausible range"),
    "readable_values": Text("semua angka dan tanggal dapat dibaca", "all numbers and dates can be read"),
    "same_scale_as_before": Text(
        "angka tidak melonjak lebih dari seratus kali dari periode sebelumnya",
        "no figure jumps more than a hundred times from one period to the next",
    ),
    "sums_to": Text("nilai {column} sama dengan jumlah rinciannya", "{column} equals the sum of its parts"),
    "satisfies": Text("isi antarkolom saling sesuai", "the columns of a row agree with each other"),
}
"""What must hold, by the kind of a generic test: dbt's own four, and those of tests/sql/generic."""

_SOME_COLUMN = Text("kolom yang diuji", "the tested column")
_KIND = re.compile(rf"(?:source_)?({'|'.join(sorted(REQUIREMENTS, key=len, reverse=True))})_")
"""dbt names a generic test after its kind, unless the project names it."""
_NOTHING_BUT_THE_COUNT = re.compile(r"Got \d+ results?, configured to (?:warn|fail) if ?!= ?0", re.ASCII)


def requirement(found: TestResult, voice: Voice) -> str:
    """What the test asks for, without a full stop; a name of the project's own is read as words."""
    if found.description:
        return clean(found.description, SENTENCE_LIMIT).rstrip(".")
    if kind := _KIND.match(found.name):
        column = clean(found.column, NAME_LIMIT) or _SOME_COLUMN.in_(voice.language)
        return REQUIREMENTS[kind[1]].in_(voice.language).format(column=column)
    return clean(found.name.replace("_", " "), TITLE_LIMIT)


def message(found: TestResult) -> str:
    """What dbt said; empty where it only repeats the number of rows, which has a column of its own."""
    return "" if _NOTHING_BUT_THE_COUNT.fullmatch(found.message) else clean(found.message, SENTENCE_LIMIT)
