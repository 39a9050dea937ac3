"""Check lists built by hand for tests: small parts with defaults, and a whole realistic month of 30 data sets."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from builders_axes import GRAINS, WAIVER, axis_changes, month_cells, punctuality_of
from builders_month import DASHBOARDS, DATASETS
from mutakhir.domain.axes import AXES, Axes, DataTests, LoadAge, PeriodCoverage, Reporters, Stability, TestResult
from mutakhir.domain.checklist import (
    Cause,
    Checklist,
    DashboardRow,
    DatasetRow,
    Evidence,
    HumanNote,
    ModelRow,
    Recount,
    SetAsideFile,
    UndeclaredTable,
)
from mutakhir.domain.dataset import Dashboard, Dataset, Freshness
from mutakhir.domain.language import Text
from mutakhir.domain.status import DATASET_STATUSES, DashboardStatus, ModelStatus, Status, Tone

AS_OF = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc)
DAY = 86400
NOT_BUILT = Text("pemeriksaan ini belum dijalankan", "this check was not run")


def make_dataset(name: str = "hulu.lifting", **changes: Any) -> Dataset:
    """A declared data set; `changes` replace its fields."""
    area, table = name.split(".", 1) if "." in name else ("", name)
    made = Dataset(
        unique_id=f"source.mutakhir.{area}.{table}",
        name=name,
        title=Text(table.replace("_", " ").capitalize(), table.replace("_", " ").title()),
        description=f"Satu baris per bulan. Data {table}.",
        domain=area,
        partners=("SKK Migas",),
        steward="Pokja Penerimaan Negara Migas",
        cadence="bulanan",
        due="Tgl 20 B+1",
        freshness=Freshness(40 * DAY, 55 * DAY),
        loaded_at_naive=False,
        loaded_at_assumed_utc=False,
        loaded_at_zone="",
        reporter_column="",
        relation=f"landing.{name.replace('.', '_')}",
        file_path=f"sources/{area}.yml",
        meta={},
    )
    return replace(made, **changes)


def make_axes(age_days: float | None = 2.0, **changes: Any) -> Axes:
    """Axes of which load age and tests gave an answer, the rest did not; `changes` replace axes."""
    loaded = None if age_days is None else AS_OF - timedelta(days=age_days)
    status = Status.LATE if age_days is None or age_days > 55 else Status.UP_TO_DATE
    reason = Text("belum pernah ada kiriman", "nothing was ever delivered")
    if age_days is not None:
        days = "day" if age_days == 1 else "days"
        reason = Text(f"kiriman terakhir {age_days:.0f} hari lalu", f"the last delivery came {age_days:.0f} {days} ago")
    axes = Axes(
        load_age=LoadAge(
            status,
            reason,
            loaded,
            None if age_days is None else age_days * DAY,
            40 * DAY,
            55 * DAY,
            "pass",
        ),
        period_coverage=PeriodCoverage(Status.NOT_CHECKED, NOT_BUILT),
        reporters=Reporters(Status.NOT_CHECKED, NOT_BUILT),
        stability=Stability(Status.NOT_CHECKED, NOT_BUILT),
        tests=DataTests(Status.UP_TO_DATE, Text("semua uji lulus", "all tests passed"), passed=8),
    )
    return replace(axes, **changes)


def make_row(dataset: Dataset | None = None, status: Status = Status.UP_TO_DATE, **changes: Any) -> DatasetRow:
    """A data set with a verdict; without a reason given, the reason is that of the load age."""
    axes = changes.pop("axes", None) or make_axes()
    reason = changes.pop("reason", axes.load_age.reason)
    return DatasetRow(dataset or make_dataset(), status, reason, axes, changes.pop("dashboards", ()), **changes)


def make_test(
    name: str = "within_range", failures: int | None = 3, outcome: str = "warned", **changes: str
) -> TestResult:
    """A data test that did not pass."""
    return TestResult(
        unique_id=f"test.mutakhir.{name}",
        name=name,
        column=changes.get("column", "lifting_bbl"),
        description=changes.get("description", ""),
        outcome=outcome,
        failures=failures,
        message=changes.get("message", f"Got {failures} results, configured to warn if != 0"),
    )


def make_dashboard(title: str = "Produksi & Lifting", english: str = "", **changes: Any) -> Dashboard:
    """A declared dashboard."""
    key = "_".join(title.lower().replace("&", " ").split())
    made = Dashboard(
        unique_id=f"exposure.mutakhir.{key}",
        title=Text(title, english or title),
        description=f"Menampilkan {title}.",
        tool="tableau",
        owner="Pokja Rencana dan Laporan",
        url=f"https://bi.example.go.id/{key}",
        sources=(),
        models=(),
    )
    return replace(made, **changes)


def summary_of(rows: Iterable[DatasetRow]) -> dict[str, int]:
    """The counts of a check list with these rows."""
    counts = Counter(row.status for row in rows)
    total = sum(counts.values())
    unverified = counts[Status.NOT_CHECKED] + counts[Status.NO_RULE]
    by_status = {status.value: counts[status] for status in DATASET_STATUSES}
    return {"datasets": total, "verified": total - unverified, **by_status}


def make_checklist(
    rows: Iterable[DatasetRow] = (), dashboards: Iterable[DashboardRow] = (), **changes: Any
) -> Checklist:
    """A check list of these rows; `changes` replace its fields."""
    kept = tuple(rows)
    made = Checklist(
        cycle="2026-11",
        as_of=AS_OF,
        project="mutakhir",
        tool_version="0.1.0",
        sample=False,
        target="mutakhir/duckdb",
        examined=AXES,
        evidence={
            "manifest": Evidence(
                "a" * 64, AS_OF - timedelta(minutes=9), "0e5c1a52-6b0f-4b43-9d8c-1f7a2c3d4e5f", "1.11.2"
            ),
            "sources": Evidence(
                "b" * 64, AS_OF - timedelta(minutes=4), "7d1f4a90-2c3b-4e5d-8f6a-9b0c1d2e3f40", "1.11.2"
            ),
        },
        summary=summary_of(kept),
        datasets=kept,
        dashboards=tuple(dashboards),
        models=(),
        undeclared=(),
        set_aside=(),
        notices=(),
    )
    return replace(made, **changes)


def realistic_month() -> Checklist:
    """Thirty data sets and ten dashboards in the state a normal November finds them."""
    rows = [_month_row(number, fields) for number, fields in enumerate(DATASETS)]
    by_name = {row.dataset.name: row for row in rows}
    dashboards = [_month_dashboard(fields, by_name) for fields in DASHBOARDS]
    made = make_checklist(
        rows,
        dashboards,
        sample=True,
        models=(
            ModelRow(
                "model.mutakhir.mart_neraca_lpg",
                "mart_neraca_lpg",
                Text("Neraca LPG", "LPG balance"),
                ModelStatus.QUALITY_ISSUE,
                (make_test("satisfies_mart_neraca_lpg", description="Penyaluran tidak melebihi pasokan."),),
            ),
        ),
        undeclared=(UndeclaredTable("landing", "rekap_jargas_2024", 1284), UndeclaredTable("tmp", "salinan_icp", None)),
        set_aside=(
            SetAsideFile(
                "survei_seismik_2026-10.xlsx",
                "hulu.survei_seismik",
                "survei_seismik_2026-10.xlsx tidak dapat dibuka (arsip terpotong); minta mitra mengirim ulang.",
            ),
        ),
    )
    extra = ("run_results", "catalog", "run", "calendar", "waivers", "notes")
    evidence = {
        key: Evidence(f"{number:x}" * 64, AS_OF - timedelta(minutes=number)) for number, key in enumerate(extra, 3)
    }
    months = month_cells(rows)
    return replace(
        made,
        evidence={**made.evidence, **evidence},
        months=months,
        punctuality=punctuality_of(rows, months),
        recount=Recount(AS_OF - timedelta(days=18), 0),
    )


def _month_row(number: int, fields: tuple[Any, ...]) -> DatasetRow:
    name, title, english, partners, cadence, due, age_days, status, finding = fields
    grain = GRAINS.get(cadence, "")
    dataset = make_dataset(
        name,
        title=Text(title, english),
        partners=partners,
        cadence=cadence,
        due=due,
        meta={"period": {"column": "periode", "grain": grain}} if grain else {},
    )
    bound = {"harian": 3, "mingguan": 14, "triwulanan": 130, "tahunan": 400}.get(cadence, 55)
    axes = make_axes(age_days, **axis_changes(name, grain, AS_OF))
    reason = axes.load_age.reason
    age_status = Status.UP_TO_DATE
    if status is Status.LATE:
        age_status = status
        if age_days is not None:
            reason = Text(f"{reason.id}, melewati batas {bound} hari", f"{reason.en}, past the limit of {bound} days")
    elif status is Status.NOT_CHECKED:
        age_status = status
        reason = Text(f"kueri umur kiriman gagal: {finding}", f"the freshness query failed: {finding}")
    elif status in (Status.DUE_SOON, Status.NO_RULE):
        age_status = status if status is Status.DUE_SOON else Status.NOT_APPLICABLE
    age = replace(axes.load_age, status=age_status, reason=reason, error_after_s=bound * DAY)
    tests = replace(axes.tests, passed=6 + number % 5)
    if status is Status.INCOMPLETE or (status is Status.QUALITY_ISSUE and finding is None):
        reason = axes.reporters.reason if status is Status.INCOMPLETE else axes.stability.reason
    elif status is Status.QUALITY_ISSUE:
        test_name, column, failures, reason = finding
        tests = DataTests(
            status,
            reason,
            passed=9,
            warned=1,
            findings=(make_test(test_name, failures, column=column, description=reason.id),),
        )
    if status is Status.NOT_CHECKED:
        age = replace(age, max_loaded_at=None, age_s=None)
    note = HumanNote("Kepala Bidang Data", "Analis Data Hilir", "Surat permintaan dikirim", "25 November 2026")
    return make_row(
        dataset,
        status,
        axes=replace(axes, load_age=age, tests=tests),
        reason=reason,
        waivers=(WAIVER,) if status is Status.WAIVED else (),
        note=note if name == "hilir.jbt_jbkp" else HumanNote(),
    )


def _month_dashboard(fields: tuple[str, str, str, tuple[str, ...]], rows: dict[str, DatasetRow]) -> DashboardRow:
    title, english, tool, names = fields
    sources = [rows[name] for name in names]
    causes = tuple(
        Cause(row.dataset.unique_id, "source", row.status.value, row.dataset.title)
        for row in sorted(sources, key=lambda row: row.status.severity)
        if row.status.tone is not Tone.SAFE
    )
    statuses = {row.status for row in sources}
    if Status.LATE in statuses or Status.INCOMPLETE in statuses:
        status = DashboardStatus.BLOCKED
    elif Status.NOT_CHECKED in statuses:
        status = DashboardStatus.NOT_CHECKED
    else:
        status = DashboardStatus.PARTLY if causes else DashboardStatus.OK
    dashboard = make_dashboard(title, english, tool=tool, sources=tuple(row.dataset.unique_id for row in sources))
    return DashboardRow(dashboard, status, causes)
