"""The cycle is the month in the office's zone, to the second: seven hours of each month's last UTC day are the next."""

from datetime import datetime, timedelta, timezone

import pytest

from mutakhir.checklist.build import cycle_of
from mutakhir.config import PROCEDURE_ZONE

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("as_of", "cycle"),
    [
        (datetime(2026, 10, 31, 16, 59, 59, tzinfo=timezone.utc), "2026-10"),
        (datetime(2026, 10, 31, 17, 0, tzinfo=timezone.utc), "2026-11"),
        (datetime(2026, 10, 31, 17, 30, tzinfo=timezone.utc), "2026-11"),
        (datetime(2026, 11, 1, 0, 30, tzinfo=WIB), "2026-11"),
        (datetime(2026, 11, 30, 16, 59, tzinfo=timezone.utc), "2026-11"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=timezone.utc), "2027-01"),
        (datetime(2028, 2, 29, 16, 59, tzinfo=timezone.utc), "2028-02"),
        (datetime(2028, 2, 29, 17, 0, tzinfo=timezone.utc), "2028-03"),
    ],
)
def test_a_month_begins_at_midnight_in_jakarta(as_of, cycle):
    assert cycle_of(as_of, PROCEDURE_ZONE) == cycle
