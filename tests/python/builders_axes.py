"""The other axes of builders.realistic_month(): periods, reporters, stability, and what the months before were like."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from mutakhir.domain.axes import MissingPeriod, OwedReport, PeriodCoverage, Reporters, Stability, StabilityFinding
from mutakhir.domain.checklist import AppliedWaiver, DatasetRow, MonthCell, PunctualityRow
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

GRAINS = {"harian": "day", "mingguan": "week", "bulanan": "month", "triwulanan": "quarter", "tahunan": "year"}
MONTHS = tuple(f"{2025 + (8 + at) // 12}-{(8 + at) % 12 + 1:02d}" for at in range(15))
"""September 2025 to November 2026."""

WAIVER = AppliedWaiver("period_coverage", "2026-10", "Koordinator", "migrasi sistem mitra", date(2026, 12, 31))

_NO_SCHEDULE = PeriodCoverage(
    Status.NOT_APPLICABLE, Text("per kejadian, tidak ada periode yang dijadwalkan", "per event, nothing is scheduled")
)
_ALL_THERE = Text("semua periode yang jatuh tempo ada", "all periods that fell due are there")
_REPORTERS = {
    "hulu.lifting_daerah_bulanan": (71, ()),
    "hilir.niaga_bbm_bulanan": (48, ("PT Cakra Energi Nusantara", "PT Samudra Niaga BBM", "PT Bumi Lestari Migas")),
    "hilir.kepatuhan_lapor": (48, ()),
}
_STABILITY: dict[str, tuple[tuple[StabilityFinding, ...], tuple[StabilityFinding, ...]]] = {
    "hulu.produksi_bulanan_lapangan": (
        (
            StabilityFinding(
                "total_changed",
                Text("jumlah produksi_minyak_bbl Juli 2026 berubah", "the sum of produksi_minyak_bbl changed"),
                "2026-07",
                "produksi_minyak_bbl",
                "18.412.300",
                "17.980.115",
            ),
        ),
        (
            StabilityFinding(
                "total_changed",
                Text("jumlah produksi_gas_mscf September 2026 direvisi", "the sum of produksi_gas_mscf was restated"),
                "2026-09",
                "produksi_gas_mscf",
                "165.220.000",
                "165.241.870",
            ),
        ),
    ),
    "hilir.ekspor_impor": (
        (
            StabilityFinding(
                "period_vanished",
                Text("periode Maret 2026 hilang dari kiriman terbaru", "period March 2026 vanished"),
                "2026-03",
                "",
                "412",
                "0",
            ),
        ),
        (),
    ),
}
_BEHIND = {
    "hilir.jbt_jbkp": ("2026-10-12", [f"{date(2026, 10, 13) + timedelta(days=at)}" for at in range(37)]),
    "infra.pipa_gas": (None, ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]),
    "program.tkdn_pengadaan": (None, ["2026-TW2", "2026-TW3"]),
    "harga.jual_eceran_bbm": ("2026-09", ["2026-10"]),
}
_DUE_DAYS = {"hilir.jbt_jbkp": 2, "infra.pipa_gas": 20, "program.tkdn_pengadaan": 30, "harga.jual_eceran_bbm": 12}
_NEWEST = {
    "day": ("2026-11-18", "2026-11-19", date(2026, 11, 20)),
    "week": ("2026-11-02", "2026-11-09", date(2026, 11, 13)),
    "month": ("2026-10", "2026-10", date(2026, 11, 16)),
    "quarter": ("2026-TW3", "2026-TW3", date(2026, 10, 30)),
    "year": ("2026", "2026", date(2026, 6, 30)),
}


def axis_changes(name: str, grain: str, as_of: datetime) -> dict[str, Any]:
    """The axes of a data set that the month's table does not give: for make_axes()."""
    return {
        "period_coverage": _coverage(name, grain, as_of),
        "reporters": _reporters(name),
        "stability": _stability(name, as_of),
    }


def _coverage(name: str, grain: str, as_of: datetime) -> PeriodCoverage:
    if not grain:
        return _NO_SCHEDULE
    expected, latest, due = _NEWEST[grain]
    if name not in _BEHIND:
        return PeriodCoverage(Status.UP_TO_DATE, _ALL_THERE, expected, latest, _at(due))
    there, codes = _BEHIND[name]
    missing = tuple(_missing(code, _DUE_DAYS[name], as_of) for code in codes)
    newest = missing[-1]
    return PeriodCoverage(
        Status.LATE,
        Text(
            f"periode yang jatuh tempo belum ada, {newest.calendar_days} hari kalender lewat",
            f"the period that fell due is missing, {newest.calendar_days} calendar days past",
        ),
        codes[-1],
        there,
        newest.due_at,
        tuple(codes),
        missing,
        newest.calendar_days,
        newest.working_days,
    )


def _missing(code: str, days: int, as_of: datetime) -> MissingPeriod:
    if "TW" in code:
        last = date(int(code[:4]), 3 * int(code[-1]), 30)
    else:
        last = date.fromisoformat(code) if len(code) == 10 else date(int(code[:4]), int(code[5:7]), 28)
    due_at = _at(last + timedelta(days=days))
    late = (as_of - due_at).days
    return MissingPeriod(code, due_at, late, late * 5 // 7)


def _at(day: date) -> datetime:
    """16.00 WIB of the day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=timezone.utc)


def _reporters(name: str) -> Reporters:
    if name not in _REPORTERS:
        return Reporters(Status.NOT_APPLICABLE, Text("tidak ada pelapor yang diwajibkan", "no reporter must report"))
    due, missing = _REPORTERS[name]
    since = ("2026-10", "2026-10", "2026-08")
    owed = tuple(
        OwedReport(
            reporter,
            "BU Niaga BBM",
            code,
            tuple(f"2026-{month:02d}" for month in range(int(code[-2:]), 11)),
            _at(date(2026, int(code[-2:]) + 1, 10)),
        )
        for reporter, code in zip(missing, since, strict=False)
    )
    reason = Text(f"{due - len(missing)} dari {due} pelapor melapor", f"{due - len(missing)} of {due} have reported")
    status = Status.INCOMPLETE if missing else Status.UP_TO_DATE
    return Reporters(status, reason, due, due - len(missing), missing, "2026-10", owed)


def _stability(name: str, as_of: datetime) -> Stability:
    before = as_of - timedelta(days=30)
    found, noted = _STABILITY.get(name, ((), ()))
    if found:
        return Stability(Status.QUALITY_ISSUE, found[0].text, found, noted, before)
    return Stability(Status.UP_TO_DATE, Text("tidak ada perubahan", "nothing changed"), (), noted, before)


def month_cells(rows: Iterable[DatasetRow]) -> tuple[tuple[str, tuple[MonthCell, ...]], ...]:
    """The months of the data sets that have a schedule."""
    return tuple(
        (row.dataset.unique_id, tuple(_cell(row, number, at) for at in range(len(MONTHS))))
        for number, row in enumerate(rows)
        if row.axes.period_coverage.status is not Status.NOT_APPLICABLE
    )


def _cell(row: DatasetRow, number: int, at: int) -> MonthCell:
    month = MONTHS[at]
    due = {"harian": 30, "mingguan": 4, "bulanan": 1}.get(row.dataset.cadence, 0)
    if row.dataset.cadence == "triwulanan" and int(month[-2:]) % 3 == 1:
        due = 1
    if row.dataset.cadence == "tahunan" and month[-2:] == "06":
        due = 1
    if not due:
        return MonthCell(month, "none", 0, 0)
    if row.axes.period_coverage.missing_periods and at >= len(MONTHS) - (2 if row.dataset.cadence == "harian" else 6):
        return MonthCell(month, "missing", due, 0)
    if month == "2026-11" and number % 6 == 4:
        return MonthCell(month, "waiting", due, 0)
    days = (number * 7 + at * 5) % 23
    return MonthCell(month, "late", due, days) if 0 < days < 4 else MonthCell(month, "on_time", due, 0)


def punctuality_of(
    rows: Iterable[DatasetRow], months: Iterable[tuple[str, tuple[MonthCell, ...]]]
) -> tuple[PunctualityRow, ...]:
    """What these months say of the partners, and of three reporters of one of them."""
    partner_of = {row.dataset.unique_id: row.dataset.partners[0] for row in rows}
    sums: dict[tuple[str, str], Counter[str]] = {}
    for unique_id, cells in months:
        for cell in cells:
            if cell.state == "waiting" or not cell.due:
                continue
            found = sums.setdefault((partner_of[unique_id], cell.month), Counter())
            found["due"] += cell.due
            late = min(cell.due, 2) if cell.state == "late" else 0
            found["late"] += late
            found["days"] += late * cell.days_late
            found["never"] += cell.due if cell.state == "missing" else 0
    whole = [_row(partner, "", month, found) for (partner, month), found in sorted(sums.items())]
    names = _REPORTERS["hilir.niaga_bbm_bulanan"][1]
    single = [
        _row(
            "BU Niaga BBM", name, month, Counter(due=1, never=int(number == 2 and at > 11), late=int(at % 5 == number))
        )
        for number, name in enumerate(names)
        for at, month in enumerate(MONTHS)
    ]
    return (*whole, *single)


def _row(partner: str, reporter: str, month: str, found: Counter[str]) -> PunctualityRow:
    late = 0 if found["never"] == found["due"] else found["late"]
    on_time = found["due"] - late - found["never"]
    return PunctualityRow(
        partner, reporter, month, found["due"], on_time, late, found["days"] or 2 * late, found["never"]
    )
