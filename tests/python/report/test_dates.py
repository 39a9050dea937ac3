"""Dates, periods, lengths of time and numbers as people write them."""

from datetime import datetime, timedelta, timezone

import pytest

from mutakhir.domain.language import Language
from mutakhir.domain.period_words import quarter_of
from mutakhir.report.dates import Dates, in_zone

ID, EN = Dates(Language.ID), Dates(Language.EN)
AFTERNOON = datetime(2026, 11, 20, 9, 5, tzinfo=timezone.utc)


def test_moment_is_in_the_office_zone() -> None:
    assert ID.moment(AFTERNOON) == "20 November 2026 pukul 16.05 WIB"
    assert EN.moment(AFTERNOON) == "20 November 2026, 16:05 WIB"
    assert Dates(Language.ID, "Asia/Jayapura").moment(AFTERNOON) == "20 November 2026 pukul 18.05 WIT"


def test_day_changes_with_the_zone() -> None:
    assert ID.date(datetime(2026, 12, 31, 17, 0, tzinfo=timezone.utc)) == "1 Januari 2027"
    assert ID.stamp(datetime(2026, 8, 4, 20, 0, tzinfo=timezone.utc)) == ("5 Agu 2026", "03.00")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("offset", [-14, 0, 14])
@pytest.mark.parametrize("wall", [datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_written_all_the_same(wall: datetime, offset: int, language: Language) -> None:
    instant = wall.replace(tzinfo=timezone(timedelta(hours=offset)))
    dates = Dates(language)
    said = [dates.moment(instant), dates.date(instant), " ".join(dates.stamp(instant))]
    assert all(f" {wall.year}" in words for words in said)
    assert in_zone(instant, timezone.utc).year == wall.year


@pytest.mark.parametrize(
    ("period", "indonesian", "english"),
    [
        ("2026-10", "Oktober 2026", "October 2026"),
        ("2026-10-04", "4 Oktober 2026", "4 October 2026"),
        ("2026-Q3", "Triwulan III 2026", "Quarter III 2026"),
        ("2026-W07", "Minggu ke-7 2026", "Week 7 2026"),
        ("2026", "2026", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("entah", "entah", "entah"),
    ],
)
def test_periods(period: str, indonesian: str, english: str) -> None:
    assert (ID.period(period), EN.period(period)) == (indonesian, english)


@pytest.mark.parametrize(
    ("monday", "indonesian", "english"),
    [
        ("2026-10-05", "minggu 5–11 Oktober 2026", "week of 5–11 October 2026"),
        ("2026-09-28", "minggu 28 September – 4 Oktober 2026", "week of 28 September – 4 October 2026"),
        ("2026-12-28", "minggu 28 Desember 2026 – 3 Januari 2027", "week of 28 December 2026 – 3 January 2027"),
        ("2026-02-31", "31 Februari 2026", "31 February 2026"),
        ("2026-10", "Oktober 2026", "October 2026"),
    ],
)
def test_weeks_are_told_from_days_by_their_grain(monday: str, indonesian: str, english: str) -> None:
    assert (ID.period(monday, grain="week"), EN.period(monday, grain="week")) == (indonesian, english)
    assert ID.period("2026-10-05", grain="day") == "5 Oktober 2026"
    assert ID.period("2026-08-31", grain="week", short=True) == "minggu 31 Agu – 6 Sep 2026"


@pytest.mark.parametrize(
    ("month", "quarter"), [("2026-01", "2026-TW1"), ("2026-12", "2026-TW4"), ("2026-13", "2026-13"), ("x", "x")]
)
def test_quarters_of_months(month: str, quarter: str) -> None:
    assert quarter_of(month) == quarter


def test_numbers_and_durations() -> None:
    assert (ID.number(1234.5), EN.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (ID.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
    assert (ID.duration(35 * 86400), EN.duration(35 * 86400)) == ("35 hari", "35 days")
    assert (EN.duration(2 * 86400), ID.duration(41 * 3600), EN.duration(10)) == ("2 days", "41 jam", "1 hour")
