"""What goes into the verdicts beside the artifacts: calendar, waivers, what earlier runs measured, their digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mutakhir.checklist.past import NO_PAST, Past
from mutakhir.domain.checklist import Evidence
from mutakhir.domain.language import Text
from mutakhir.domain.waiver import Waiver
from mutakhir.due.calendar import WorkingCalendar


@dataclass(frozen=True)
class Inputs:
    """Everything that verdicts rest on besides the bundle; the caller reads it, since verdicts touch no file."""

    calendar: WorkingCalendar | None = None
    """None: working days are counted Monday to Friday, and the check list says so."""
    waivers: tuple[Waiver, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """Digest of every input by file name (schedule, roster, calendar, waivers)."""
    past: Past = NO_PAST
    """What earlier runs measured."""
    notices: tuple[Text, ...] = ()
    """What is to be said of these inputs themselves."""
