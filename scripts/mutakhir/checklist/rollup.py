"""From the axes of a data set to its status and one sentence of reason."""

from mutakhir.checklist.waivers import NONE_GRANTED, Granted
from mutakhir.checklist.words import join
from mutakhir.domain.axes import AXES, Axes
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.dates import day_text
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

_FINE = (Status.UP_TO_DATE, Status.NOT_DUE)
_NO_PROOF = ("tests", "stability")
"""Axes that say nothing of how new the data are: alone they never make a data set up to date."""

_SAYS_WAY_OUT = ("period_coverage", "reporters", "stability")
"""Axes whose reason for not being checked names what to do."""

_WITHOUT_RULE = Text(
    "belum ada aturan umur kiriman atau jatuh tempo; nyatakan freshness atau meta.due di berkas sumbernya",
    "no freshness or due rule is declared; declare freshness or meta.due in the source's file",
)


def roll_up(dataset: Dataset, axes: Axes, granted: Granted = NONE_GRANTED) -> tuple[Status, Text]:
    """Worst status over the axes, with the worst finding, the second, and the next step.

    Axes covered by a waiver do not count, and where they are all that is open the data set is `waived`. Tests and
    stability alone never make a data set up to date: without another rule it is `no_rule` unless they found something.
    """
    statuses = {axis: granted.statuses.get(axis, axes.status_of(axis)) for axis in AXES}
    judged = [(status, axis) for axis, status in statuses.items() if status is not Status.NOT_APPLICABLE]
    judged.sort(key=lambda pair: (pair[0].severity, AXES.index(pair[1])))
    waived = [axis for status, axis in judged if status is Status.WAIVED]
    counted = [(status, axis) for status, axis in judged if status is not Status.WAIVED]
    if waived and all(status in _FINE for status, _ in counted):
        return Status.WAIVED, _waived_reason(axes, waived, granted)
    if not counted or (counted[0][0] is Status.UP_TO_DATE and all(axis in _NO_PROOF for _, axis in counted)):
        return Status.NO_RULE, _WITHOUT_RULE
    worst, axis = counted[0]
    if worst is Status.UP_TO_DATE:
        return worst, _fine_reason(axes, [axis for _, axis in counted])
    if worst in _FINE:
        return worst, _axis_reason(axes, axis)
    findings = [_axis_reason(axes, axis) for status, axis in counted if status not in _FINE][:2]
    return worst, join(*findings, _next_step(dataset, axes, worst, axis))


def _fine_reason(axes: Axes, judged: list[str]) -> Text:
    """What the good news rests on: the periods, then the reporters, then the age of the load."""
    said = [axis for axis in ("period_coverage", "reporters", "load_age") if axis in judged]
    return join(*(_axis_reason(axes, axis) for axis in said[:2]))


def _waived_reason(axes: Axes, waived: list[str], granted: Granted) -> Text:
    """Who allowed it until when and why; then what is open all the same, worst first."""
    waived.sort(key=lambda axis: (axes.status_of(axis).severity, AXES.index(axis)))
    waiver = next(one for one in granted.applied if one.axis == waived[0])
    day = day_text(waiver.expires)
    allowed = Text(
        f"dispensasi {waiver.role} sampai {day.id} ({waiver.reason})",
        f"waived by {waiver.role} until {day.en} ({waiver.reason})",
    )
    return join(allowed, *(_axis_reason(axes, axis) for axis in waived[:2]))


def _axis_reason(axes: Axes, axis: str) -> Text:
    reason: Text = getattr(axes, axis).reason
    return reason


def _next_step(dataset: Dataset, axes: Axes, worst: Status, axis: str) -> Text | None:
    partner = dataset.partners[0] if dataset.partners else ""
    if worst is Status.NOT_CHECKED:
        said = axis in _SAYS_WAY_OUT
        return None if said else Text("perbaiki pemeriksaannya lalu jalankan lagi", "mend the check and run again")
    if worst in (Status.LATE, Status.INCOMPLETE):
        if axis == "reporters" and axes.reporters.owed:
            partner = axes.reporters.owed[0].partner or partner
        return (
            Text(f"hubungi {partner}", f"contact {partner}")
            if partner
            else Text("hubungi mitra sumber data", "contact the data partner")
        )
    if worst is Status.QUALITY_ISSUE:
        if axis == "reporters":
            return Text("perbarui daftar pelapor wajib", "update the list of who must report")
        return (
            Text(f"minta penjelasan {partner}", f"ask {partner} to explain")
            if partner
            else Text("telusuri temuan uji", "look into the findings")
        )
    return Text("siapkan pengingat", "prepare a reminder")
