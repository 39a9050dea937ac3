"""A small check list in which every section of an output has something to say."""

from datetime import date, timedelta

from builders import AS_OF, make_axes, make_checklist, make_dashboard, make_dataset, make_row, make_test
from mutakhir.domain.axes import (
    DataTests,
    MissingPeriod,
    OwedReport,
    PeriodCoverage,
    Reporters,
    Stability,
    StabilityFinding,
)
from mutakhir.domain.checklist import (
    AppliedWaiver,
    Cause,
    Checklist,
    DashboardRow,
    Evidence,
    HumanNote,
    MonthCell,
    NotLookedAt,
    PunctualityRow,
    Recount,
    SetAsideFile,
    UndeclaredTable,
)
from mutakhir.domain.language import Text
from mutakhir.domain.status import DashboardStatus, Status

_CELLS = (
    ("2026-06", "none", 0, 0),
    ("2026-07", "on_time", 1, 0),
    ("2026-08", "late", 1, 12),
    ("2026-10", "missing", 1, 0),
    ("2026-11", "waiting", 1, 0),
)


def full_checklist(words: str = "") -> Checklist:
    """The check list; `words`, where given, stand in every text that comes from outside."""
    said = words or "contoh"
    both = Text(said, said)
    dataset = make_dataset(
        "hulu.lifting",
        title=both if words else Text("Lifting per Daerah", "Lifting by Region"),
        partners=(said, "SKK Migas"),
        steward=said,
        cadence=said if words else "bulanan",
        due=said if words else "Tgl 20 B+1",
        domain=said if words else "hulu",
    )
    axes = make_axes(
        3,
        period_coverage=PeriodCoverage(
            Status.INCOMPLETE,
            both,
            "2026-10",
            "2026-09",
            AS_OF - timedelta(days=10),
            ("2026-08", said, "2026-10"),
            (
                MissingPeriod("2026-08", AS_OF - timedelta(days=61), 61, 43),
                MissingPeriod("2026-10", AS_OF - timedelta(days=10), 10, 8),
            ),
            10,
            8,
        ),
        reporters=Reporters(
            Status.INCOMPLETE,
            both,
            77,
            75,
            (said, "KKKS Tujuh"),
            "2026-10",
            (OwedReport(said, said, words or "2026-09", ("2026-09", "2026-10"), AS_OF - timedelta(days=31)),),
            (said,),
        ),
        stability=Stability(
            Status.QUALITY_ISSUE,
            both,
            (StabilityFinding(words or "total_changed", both, words or "2026-07", said, said, said),),
            (StabilityFinding("rows_changed", both, "2026-09", said, "120", "125"),),
            AS_OF - timedelta(days=30),
        ),
        tests=DataTests(
            Status.QUALITY_ISSUE,
            both,
            passed=7,
            warned=1,
            findings=(make_test(said, 1234, column=said, description=words, message=said),),
        ),
    )
    late = make_row(
        dataset,
        Status.INCOMPLETE,
        axes=axes,
        reason=both,
        waivers=(AppliedWaiver("reporters", words, said, said, date(2026, 12, 31)),),
        note=HumanNote(said, said, said, said, said),
    )
    unchecked = make_row(make_dataset("hilir.kilang", steward=said), Status.NOT_CHECKED, reason=both)
    fresh = make_row(make_dataset("hilir.lpg"))
    causes = (
        Cause(dataset.unique_id, "source", "incomplete", dataset.title),
        Cause("model.mutakhir.fct", "model", "error", both),
    )
    return make_checklist(
        (late, unchecked, fresh),
        (
            DashboardRow(make_dashboard(said, said, tool=said, owner=said), DashboardStatus.BLOCKED, causes),
            DashboardRow(make_dashboard("Harga", "Prices"), DashboardStatus.OK, ()),
        ),
        cycle=words or "2026-11",
        project=said,
        target=words or "mutakhir/duckdb",
        tool_version=words or "0.1.0",
        evidence={words or "manifest": Evidence(words or "a" * 64, None, said, said)},
        undeclared=(UndeclaredTable(said, said, None), UndeclaredTable("landing", "rekap", 1284)),
        set_aside=(SetAsideFile(said, said, said),),
        notices=(both,),
        punctuality=(
            PunctualityRow(said, "", "2026-10", 4, 2, 1, 3, 1),
            PunctualityRow(said, said, "2026-10", 1, 0, 1, 3, 0),
        ),
        months=((dataset.unique_id, tuple(MonthCell(*cell) for cell in _CELLS)),),
        recount=Recount(AS_OF - timedelta(days=18), 2),
        not_looked_at=(NotLookedAt("models", both), NotLookedAt("undeclared", both)),
    )
