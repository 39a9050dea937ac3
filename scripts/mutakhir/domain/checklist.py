"""The check list: every number and status that outputs show, computed once (schema mutakhir.checklist/1)."""

from dataclasses import dataclass
from datetime import date, datetime

from mutakhir.domain.axes import Axes, TestResult
from mutakhir.domain.dataset import Dashboard, Dataset
from mutakhir.domain.language import Text
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status

SCHEMA = "mutakhir.checklist/1"


@dataclass(frozen=True, slots=True)
class HumanNote:
    """What a person wrote into the check list; empty strings where nothing was written."""

    pic_mitra: str = ""
    pic_ditjen: str = ""
    tindak_lanjut: str = ""
    janji_mitra: str = ""
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class AppliedWaiver:
    """A waiver in force for one axis of one data set; the axis keeps its true status."""

    axis: str
    period: str
    """Code of the period it covers; empty: every period."""
    role: str
    reason: str
    expires: date


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """One data set with its verdict."""

    dataset: Dataset
    status: Status
    reason: Text
    axes: Axes
    dashboards: tuple[str, ...]
    """unique_ids of the dashboards that this data set reaches."""
    waivers: tuple[AppliedWaiver, ...] = ()
    note: HumanNote = HumanNote()


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model (seed, snapshot) that cannot be relied on, and the data tests on it that did not pass."""

    unique_id: str
    name: str
    title: Text
    """What people call it; its name where nothing else is known."""
    status: ModelStatus
    findings: tuple[TestResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a dashboard cannot be trusted: a data set that is open, or a model that cannot be relied on."""

    unique_id: str
    kind: str
    """`source` or `model`."""
    status: str
    """A Status code of a source, a ModelStatus code of a model."""
    title: Text


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """One dashboard with its verdict."""

    dashboard: Dashboard
    status: DashboardStatus
    because: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One input of the check list, so that anyone can compare: digest of its bytes and who made it when."""

    sha256: str
    generated_at: datetime | None = None
    invocation_id: str = ""
    dbt_version: str = ""


@dataclass(frozen=True, slots=True)
class UndeclaredTable:
    """A table in the warehouse that no source or model declares; `rows` is None where it was not counted."""

    schema: str
    table: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class SetAsideFile:
    """A delivery that could not be used, with the sentence that says why."""

    file: str
    dataset: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PunctualityRow:
    """What one partner, or one reporter, owed in one month, by the month in which it fell due (zone of the procedure).

    `due` = `on_time` + `late` + `never`; no score is made of it.
    """

    partner: str
    reporter: str
    """Empty: the partner as a whole, all data sets and reporters together."""
    month: str
    """YYYY-MM."""
    due: int
    on_time: int
    late: int
    days_late: int
    """Calendar days of the late ones together."""
    never: int


@dataclass(frozen=True, slots=True)
class MonthCell:
    """How one data set kept what fell due in one month (zone of the procedure).

    `state` is missing (a period, or a reporter of it, is still not there), late (all is there, not all in time),
    on_time, waiting (nothing has fallen due yet, something will) or none (nothing falls due).
    """

    month: str
    state: str
    due: int
    """Periods that fell due, or came before they did."""
    days_late: int
    """Calendar days of the latest one that came; 0 where none was late."""


@dataclass(frozen=True, slots=True)
class Recount:
    """The last full recount of facts; `differences` are data sets whose incremental facts did not match it."""

    at: datetime
    differences: int


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """A list of findings that is empty, or short, because its evidence is missing: not looked at is not none."""

    what: str
    """`tests`, `models`, `set_aside`, `obligations` (punctuality and months) or `undeclared`."""
    reason: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole check list of one cycle."""

    cycle: str
    as_of: datetime
    project: str
    tool_version: str
    sample: bool
    """True when the data are the made-up sample: every page says DATA CONTOH."""
    target: str
    """`<profile>/<target>` as proven by the run log; empty where it cannot be proven."""
    examined: tuple[str, ...]
    """Axes that were examined; the others of AXES have a reason in their rows."""
    evidence: dict[str, Evidence]
    summary: dict[str, int]
    datasets: tuple[DatasetRow, ...]
    dashboards: tuple[DashboardRow, ...]
    models: tuple[ModelRow, ...]
    """The models that cannot be relied on, worst first."""
    undeclared: tuple[UndeclaredTable, ...]
    set_aside: tuple[SetAsideFile, ...]
    notices: tuple[Text, ...]
    """What the reader must know about the evidence itself, one sentence each."""
    not_looked_at: tuple[NotLookedAt, ...] = ()
    """The lists of findings that nobody could fill, each at most once."""
    punctuality: tuple[PunctualityRow, ...] = ()
    """By partner, reporter and month; partners as a whole first."""
    months: tuple[tuple[str, tuple[MonthCell, ...]], ...] = ()
    """By unique_id of the data set: its months, oldest first, the same months for all."""
    recount: Recount | None = None
