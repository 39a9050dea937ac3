"""checklist.json tells everything that the new axes and the record of partners rest on."""

import json
from dataclasses import replace
from datetime import date, datetime, timezone

from builders import make_axes, make_checklist, make_dataset, make_row
from mutakhir.domain.axes import MissingPeriod, OwedReport, PeriodCoverage, Reporters, Stability, StabilityFinding
from mutakhir.domain.checklist import AppliedWaiver, MonthCell, PunctualityRow, Recount
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.exports.json import checklist_json

DUE = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
SAID = Text("sebab", "why")


def written(**changes):
    axes = make_axes(
        2,
        period_coverage=PeriodCoverage(
            Status.LATE, SAID, "2026-10", "2026-09", DUE, ("2026-10",), (MissingPeriod("2026-10", DUE, 12, 8),), 12, 8
        ),
        reporters=Reporters(
            Status.INCOMPLETE, SAID, 3, 2, ("PT A",), "2026-10",
            (OwedReport("PT A", "BPMA", "2026-09", ("2026-09", "2026-10"), DUE),), ("PT. A",), (("PT. A", "PT A"),),
        ),
        stability=Stability(
            Status.QUALITY_ISSUE, SAID, (StabilityFinding("rows_lost", SAID, "2026-03", "", "9", "7"),), (), DUE
        ),
    )  # fmt: skip
    waiver = AppliedWaiver("reporters", "2026-10", "Koordinator", "migrasi", date(2026, 12, 31))
    row = replace(make_row(make_dataset(), Status.LATE, axes=axes), waivers=(waiver,))
    return json.loads(checklist_json(make_checklist((row,), **changes)))


def test_the_axes_of_a_data_set():
    (row,) = written()["datasets"]
    axes = row["axes"]
    assert axes["period_coverage"] == {
        "status": "late", "reason": "sebab", "reason_en": "why", "expected_period": "2026-10",
        "latest_period": "2026-09", "due_at": "2026-11-20T09:00:00Z", "missing_periods": ["2026-10"],
        "awaited_period": None, "late_calendar_days": 12, "late_working_days": 8,
        "missing": [
            {"period": "2026-10", "due_at": "2026-11-20T09:00:00Z", "calendar_days": 12, "working_days": 8}
        ],
    }  # fmt: skip
    assert axes["reporters"]["owed"] == [
        {"reporter": "PT A", "partner": "BPMA", "since": "2026-09", "periods": ["2026-09", "2026-10"],
         "due_at": "2026-11-20T09:00:00Z"}
    ]  # fmt: skip
    assert axes["reporters"]["renamed"] == [{"reporter": "PT. A", "perhaps": "PT A"}]
    assert axes["reporters"]["unlisted"] == ["PT. A"]
    (finding,) = axes["stability"]["findings"]
    assert (finding["kind"], finding["text_en"], finding["before"], finding["after"]) == ("rows_lost", "why", "9", "7")
    assert axes["stability"]["compared_with"] == "2026-11-20T09:00:00Z"
    assert row["waivers"] == [
        {"axis": "reporters", "period": "2026-10", "role": "Koordinator", "reason": "migrasi", "expires": "2026-12-31"}
    ]


def test_the_record_of_partners_and_months():
    rows = (
        PunctualityRow("BPMA", "", "2026-10", 2, 1, 1, 3, 0),
        PunctualityRow("BPMA", "", "2026-11", 1, 0, 0, 0, 1),
        PunctualityRow("BPMA", "PT A", "2026-10", 2, 1, 1, 3, 0),
    )
    found = written(
        punctuality=rows, months=(("source.a.b", (MonthCell("2026-10", "late", 1, 3),)),), recount=Recount(DUE, 2)
    )
    assert [(one["partner"], one["reporter"], len(one["months"])) for one in found["punctuality"]] == [
        ("BPMA", None, 2),
        ("BPMA", "PT A", 1),
    ]
    assert found["punctuality"][0]["months"][0] == {
        "month": "2026-10", "due": 2, "on_time": 1, "late": 1, "days_late": 3, "never": 0
    }  # fmt: skip
    assert found["months"] == [
        {"unique_id": "source.a.b", "months": [{"month": "2026-10", "state": "late", "due": 1, "days_late": 3}]}
    ]
    assert found["recount"] == {"at": "2026-11-20T09:00:00Z", "differences": 2}
