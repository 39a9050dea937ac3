"""A small check list in which every section of an output has something to say."""

from builders import make_axes, make_checklist, make_dashboard, make_dataset, make_row, make_test
from mutakhir.domain.checklist import (
    AXES,
    Cause,
    Checklist,
    DashboardRow,
    DataTests,
    Evidence,
    HumanNote,
    NotLookedAt,
    PeriodCoverage,
    Reporters,
    SetAsideFile,
    Stability,
    UndeclaredTable,
)
from mutakhir.domain.language import Text
from mutakhir.domain.status import DashboardStatus, Status


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
        period_coverage=PeriodCoverage(Status.INCOMPLETE, both, "2026-10", "2026-09", None, ("2026-08", said)),
        reporters=Reporters(Status.INCOMPLETE, both, 77, 71, (said, "KKKS Tujuh")),
        stability=Stability(Status.QUALITY_ISSUE, both, (said,)),
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
        waivers=(said,),
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
        examined=AXES,
        evidence={words or "manifest": Evidence(words or "a" * 64, None, said, said)},
        undeclared=(UndeclaredTable(said, said, None), UndeclaredTable("landing", "rekap", 1284)),
        set_aside=(SetAsideFile(said, said, said),),
        notices=(both,),
        not_looked_at=(NotLookedAt("models", both), NotLookedAt("undeclared", both)),
    )
