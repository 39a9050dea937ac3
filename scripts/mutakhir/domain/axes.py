"""The five axes on which a data set is judged: the verdict of each, with the numbers it rests on."""

from dataclasses import dataclass
from datetime import datetime

from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

AXES = ("load_age", "period_coverage", "reporters", "stability", "tests")


@dataclass(frozen=True, slots=True)
class LoadAge:
    """How long ago the newest delivery came, judged against dbt's freshness bounds; seconds."""

    status: Status
    reason: Text
    max_loaded_at: datetime | None = None
    age_s: float | None = None
    warn_after_s: int | None = None
    error_after_s: int | None = None
    dbt_status: str = ""
    """dbt's own opinion, shown as evidence and not used."""


@dataclass(frozen=True, slots=True)
class MissingPeriod:
    """One period that fell due and is not there; days are counted from the due date to as-of."""

    period: str
    """Code, as in period.py."""
    due_at: datetime
    calendar_days: int
    working_days: int


@dataclass(frozen=True, slots=True)
class PeriodCoverage:
    """Whether the periods that fell due are there."""

    status: Status
    reason: Text
    expected_period: str | None = None
    """Code of the newest period that fell due."""
    latest_period: str | None = None
    """Code of the newest period that is there and not in the future."""
    due_at: datetime | None = None
    """Of `expected_period`; of the period awaited in this cycle where the status is due_soon or not_due."""
    missing_periods: tuple[str, ...] = ()
    """Codes, oldest first."""
    missing: tuple[MissingPeriod, ...] = ()
    """The same periods with how late they are."""
    late_calendar_days: int | None = None
    """Of the newest missing period (per event: past the longest gap); None where none is missing."""
    late_working_days: int | None = None
    awaited_period: str | None = None
    """Code of this cycle's period that is outstanding and not yet due; None where there is none."""


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One reporter who owes: the periods that fell due without his rows."""

    reporter: str
    partner: str
    """Through whom he reports, as the roster says."""
    since: str
    """Code of the oldest period owed."""
    periods: tuple[str, ...]
    due_at: datetime
    """When the oldest one fell due."""


@dataclass(frozen=True, slots=True)
class Reporters:
    """How many of those who must report have reported, for the newest period that fell due."""

    status: Status
    reason: Text
    due: int | None = None
    present: int | None = None
    missing: tuple[str, ...] = ()
    """Names missing from the newest period that fell due."""
    period: str | None = None
    owed: tuple[OwedReport, ...] = ()
    """Everyone who owes any period that fell due."""
    unlisted: tuple[str, ...] = ()
    """Seen in the data and not in the roster."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Unlisted name, and the owing reporter it may be another spelling of."""


@dataclass(frozen=True, slots=True)
class StabilityFinding:
    """One thing of the past that changed without being announced."""

    kind: str
    """future_period, period_regressed, period_vanished, rows_lost, rows_changed, total_changed, value_appeared,
    value_vanished, column_gained, column_lost, identity_broken, without_period, impossible_period, recount_differs."""
    text: Text
    period: str | None = None
    what: str = ""
    """The measure, dimension, column or identity it is about."""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Stability:
    """What changed in the past without being announced."""

    status: Status
    reason: Text
    findings: tuple[StabilityFinding, ...] = ()
    noted: tuple[StabilityFinding, ...] = ()
    """Changes that are the partner's house style (the newest `restates` periods): said, not flagged."""
    compared_with: datetime | None = None
    """When the facts compared with were measured; None where there is no past."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """One data test that did not pass; `outcome` is warned, failed, errored, skipped or not_run."""

    unique_id: str
    name: str
    column: str
    description: str
    outcome: str
    failures: int | None
    message: str


@dataclass(frozen=True, slots=True)
class DataTests:
    """Counts of the data tests that judge the data set, and those that did not pass."""

    status: Status
    reason: Text
    passed: int = 0
    warned: int = 0
    failed: int = 0
    errored: int = 0
    skipped: int = 0
    not_run: int = 0
    findings: tuple[TestResult, ...] = ()

    @property
    def total(self) -> int:
        """Number of tests declared."""
        return self.passed + self.warned + self.failed + self.errored + self.skipped + self.not_run


@dataclass(frozen=True, slots=True)
class Axes:
    """The five axes of one data set."""

    load_age: LoadAge
    period_coverage: PeriodCoverage
    reporters: Reporters
    stability: Stability
    tests: DataTests

    def status_of(self, axis: str) -> Status:
        """Status of the axis named as in AXES."""
        status: Status = getattr(self, axis).status
        return status
