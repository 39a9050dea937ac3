"""What findings were before and became, in the words of people."""

import pytest

from mutakhir.checklist.words import value_text
from mutakhir.domain.axes import StabilityFinding
from mutakhir.domain.language import Text

SAID = [
    ("total_changed", "18093412.500000", Text("18.093.412,5", "18,093,412.5")),
    ("rows_lost", "1200", Text("1.200", "1,200")),
    ("period_regressed", "2026-TW3", Text("Triwulan III 2026", "Quarter III 2026")),
    ("value_vanished", "0101", Text("0101", "0101")),
    ("column_gained", "2026", Text("2026", "2026")),
    ("total_changed", "NaN-ish", Text("NaN-ish", "NaN-ish")),
    ("rows_lost", None, Text("–", "–")),
]


@pytest.mark.parametrize(("kind", "value", "said"), SAID)
def test_a_value_is_said_as_what_it_is(kind: str, value: str | None, said: Text) -> None:
    assert value_text(StabilityFinding(kind, Text("", "")), value) == said
