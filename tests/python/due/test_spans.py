"""Missing periods that follow one another are one run."""

import pytest

from mutakhir.due.spans import Span, spans


@pytest.mark.parametrize(
    ("codes", "grain", "newest", "found"),
    [
        ((), "month", None, []),
        (("2026-08", "2026-10"), "month", None, [("2026-08", "2026-08", 1), ("2026-10", "2026-10", 1)]),
        (("2025-12", "2026-01", "2026-02"), "month", None, [("2025-12", "2026-02", 3)]),
        (("2025-TW4", "2026-TW1"), "quarter", None, [("2025-TW4", "2026-TW1", 2)]),
        (("2025", "2026"), "year", None, [("2025", "2026", 2)]),
        (("2026-10-26", "2026-11-02"), "week", None, [("2026-10-26", "2026-11-02", 2)]),
        (("2026-10-30", "2026-11-02"), "day", None, [("2026-10-30",) * 2 + (1,), ("2026-11-02",) * 2 + (1,)]),
        # A market is closed from Saturday to Sunday: after the newest day that is there nothing lies between.
        (("2026-10-30", "2026-11-02"), "day", "2026-10-29", [("2026-10-30", "2026-11-02", 2)]),
        (("2026-10-05", "2026-10-30", "2026-11-03"), "day", "2026-10-29",
         [("2026-10-05", "2026-10-05", 1), ("2026-10-30", "2026-11-03", 2)]),
        (("2026-02", "2026-03"), "", None, [("2026-02", "2026-02", 1), ("2026-03", "2026-03", 1)]),
        (("entah", "9999-12", "2026-13-45"), "month", None,
         [("entah", "entah", 1), ("9999-12", "9999-12", 1), ("2026-13-45", "2026-13-45", 1)]),
    ],
)  # fmt: skip
def test_runs(codes: tuple[str, ...], grain: str, newest: str | None, found: list[tuple[str, str, int]]) -> None:
    assert spans(codes, grain, newest) == [Span(*run) for run in found]
    assert sum(run.size for run in spans(codes, grain, newest)) == len(codes)
