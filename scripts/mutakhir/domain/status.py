"""Statuses of data sets, axes and dashboards, the order of their severity, and the words people read."""

from enum import Enum


class Status(str, Enum):
    """Status of a data set or of one axis; the members stand worst first (design, section 3)."""

    NOT_CHECKED = "not_checked"
    LATE = "late"
    INCOMPLETE = "incomplete"
    QUALITY_ISSUE = "quality_issue"
    DUE_SOON = "due_soon"
    NOT_DUE = "not_due"
    UP_TO_DATE = "up_to_date"
    NO_RULE = "no_rule"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    """Only of an axis: nothing is declared that it could be judged by."""

    @property
    def severity(self) -> int:
        """0 for the worst, growing; the order of declaration."""
        return _SEVERITY[self]

    @property
    def tone(self) -> "Tone":
        """Which of the leader's three colours the status has."""
        return _TONES[self]


class Tone(str, Enum):
    """The three colours leaders see, each with its word."""

    SAFE = "safe"
    ACT = "act"
    UNKNOWN = "unknown"


class DashboardStatus(str, Enum):
    """Whether a dashboard can be trusted, worst first."""

    BLOCKED = "blocked"
    NOT_CHECKED = "not_checked"
    PARTLY = "partly"
    OK = "ok"


class ModelStatus(str, Enum):
    """Why a model cannot be relied on, worst first; one that was built and passed its tests has none of these."""

    ERROR = "error"
    SKIPPED = "skipped"
    NOT_RUN = "not_run"
    NOT_CHECKED = "not_checked"
    """Built, but a data test on it gave no answer."""
    QUALITY_ISSUE = "quality_issue"
    """Built, and a data test on it found rows."""


_SEVERITY = {status: position for position, status in enumerate(Status)}

_TONES = {
    Status.NOT_CHECKED: Tone.UNKNOWN,
    Status.LATE: Tone.ACT,
    Status.INCOMPLETE: Tone.ACT,
    Status.QUALITY_ISSUE: Tone.ACT,
    Status.DUE_SOON: Tone.SAFE,
    Status.NOT_DUE: Tone.SAFE,
    Status.UP_TO_DATE: Tone.SAFE,
    Status.NO_RULE: Tone.UNKNOWN,
    Status.WAIVED: Tone.SAFE,
    Status.NOT_APPLICABLE: Tone.UNKNOWN,
}

DATASET_STATUSES = tuple(status for status in Status if status is not Status.NOT_APPLICABLE)
"""Statuses a data set can have, worst first; the keys of the summary."""
