"""Periods: where they begin and end, and how they are written."""

from datetime import date

import pytest

from mutakhir.sample.periods import add_months, last_day, period_code, period_starts, period_words


@pytest.mark.parametrize(
    ("every", "since", "until", "expected"),
    [
        ("month", date(2027, 12, 1), date(2028, 2, 29), [date(2027, 12, 1), date(2028, 1, 1), date(2028, 2, 1)]),
        ("quarter", date(2024, 12, 1), date(2025, 6, 30), [date(2025, 1, 1), date(2025, 4, 1)]),
        ("year", date(2021, 1, 1), date(2023, 1, 1), [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]),
        ("week", date(2024, 12, 1), date(2024, 12, 9), [date(2024, 12, 2), date(2024, 12, 9)]),
        ("trading_day", date(2026, 11, 20), date(2026, 11, 23), [date(2026, 11, 20), date(2026, 11, 23)]),
        # A half day on the eve, two days of the Chinese New Year.
        ("trading_day", date(2026, 2, 16), date(2026, 2, 19), [date(2026, 2, 16), date(2026, 2, 19)]),
        ("day", date(2028, 2, 28), date(2028, 3, 1), [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]),
    ],
)
def test_period_starts(every, since, until, expected):
    assert list(period_starts(every, since, until)) == expected


@pytest.mark.parametrize(
    ("every", "start", "end", "code", "words"),
    [
        ("day", date(2026, 10, 5), date(2026, 10, 5), "2026-10-05", "5 Oktober 2026"),
        ("week", date(2026, 10, 5), date(2026, 10, 11), "2026-10-05", "5\u201311 Oktober 2026"),
        ("week", date(2026, 9, 28), date(2026, 10, 4), "2026-09-28", "28 September 2026 \u2013 4 Oktober 2026"),
        ("month", date(2028, 2, 1), date(2028, 2, 29), "2028-02", "Februari 2028"),
        ("quarter", date(2026, 7, 1), date(2026, 9, 30), "2026-TW3", "Triwulan III 2026"),
        ("year", date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
    ],
)
def test_a_period_is_written_as_partners_do(every, start, end, code, words):
    assert last_day(start, every) == end
    assert period_code(start, every) == code
    assert period_words(start, every) == words


def test_months_are_added_across_years():
    assert add_months(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert add_months(date(2026, 11, 22), 3) == date(2027, 2, 1)
