"""Holds declared waivers against the axes: what they cover, what stays open, and what is to be said of the others."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mutakhir.domain.axes import Axes
from mutakhir.domain.checklist import AppliedWaiver
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.dates import day_text
from mutakhir.domain.language import AXIS_WORDS, Text
from mutakhir.domain.status import Status
from mutakhir.domain.waiver import Waiver

OPEN = (Status.NOT_CHECKED, Status.LATE, Status.INCOMPLETE, Status.QUALITY_ISSUE, Status.DUE_SOON)
"""Statuses of an axis that somebody must do something about, and that a waiver can therefore cover."""


@dataclass(frozen=True)
class Granted:
    """What waivers in force cover of one data set."""

    applied: tuple[AppliedWaiver, ...] = ()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    """Axis to what is left of it: WAIVED where nothing open remains, else the status of what no waiver covers."""
    notices: tuple[Text, ...] = ()


NONE_GRANTED = Granted()


def by_dataset(waivers: Iterable[Waiver]) -> dict[str, list[Waiver]]:
    """The waivers of each data set, by its name."""
    found: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        found[waiver.dataset].append(waiver)
    return dict(found)


def unknown_datasets(waivers: Iterable[Waiver], names: Sequence[str]) -> tuple[Text, ...]:
    """One sentence for each waiver of a data set that does not exist."""
    known = set(names)
    return tuple(_unknown(waiver, names) for waiver in waivers if waiver.dataset not in known)


def _unknown(waiver: Waiver, names: Sequence[str]) -> Text:
    near = difflib.get_close_matches(waiver.dataset, names, n=1, cutoff=0.5)
    meant = Text(f"; maksudnya {near[0]}?", f"; is {near[0]} meant?") if near else Text("", "")
    return Text(
        f"Dispensasi untuk {waiver.dataset} di waivers.yml tidak dipakai: kumpulan data itu tidak ada{meant.id}",
        f"The waiver of {waiver.dataset} in waivers.yml is not used: there is no such data set{meant.en}",
    )


def grant(dataset: Dataset, axes: Axes, waivers: Sequence[Waiver], today: date) -> Granted:
    """What `waivers` of this data set cover on the day `today`; each that covers nothing gets its sentence."""
    applied, notices = [], []
    covering: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        idle = _why_idle(waiver, axes, today)
        if idle is None:
            applied.append(AppliedWaiver(waiver.axis, waiver.period, waiver.role, waiver.reason, waiver.expires))
            covering[waiver.axis].append(waiver)
        else:
            notices.append(_notice(dataset, waiver, idle))
    statuses = {axis: _left_of(axis, axes, covers) for axis, covers in covering.items()}
    return Granted(tuple(applied), statuses, tuple(notices))


def _notice(dataset: Dataset, waiver: Waiver, idle: Text) -> Text:
    axis = AXIS_WORDS[waiver.axis]
    return Text(
        f"Dispensasi {dataset.title.id} ({axis.id}, {waiver.role}) tidak dipakai: {idle.id}",
        f"The waiver of {dataset.title.en} ({axis.en}, {waiver.role}) is not used: {idle.en}",
    )


def _why_idle(waiver: Waiver, axes: Axes, today: date) -> Text | None:
    """Why a waiver covers nothing; None where it does."""
    if waiver.expires < today:
        day = day_text(waiver.expires)
        return Text(
            f"berakhir pada {day.id}, perpanjang atau hapus dari waivers.yml",
            f"it expired on {day.en}, extend it or remove it from waivers.yml",
        )
    if axes.status_of(waiver.axis) not in OPEN:
        return Text("sumbu itu tidak terbuka, hapus dari waivers.yml", "that axis is not open, remove it")
    if waiver.period and waiver.period not in open_periods(axes, waiver.axis):
        return Text(
            f"periode {waiver.period} tidak ada atau tidak terbuka pada sumbu itu",
            f"period {waiver.period} does not exist or is not open on that axis",
        )
    return None


def open_periods(axes: Axes, axis: str) -> set[str]:
    """Codes of the periods that keep `axis` open, one by one."""
    if axis == "period_coverage":
        awaited = axes.period_coverage.awaited_period
        waiting = axes.period_coverage.status is Status.DUE_SOON and awaited
        return {*axes.period_coverage.missing_periods, *([awaited] if waiting and awaited else [])}
    if axis == "reporters":
        return {period for report in axes.reporters.owed for period in report.periods}
    if axis == "stability":
        return {finding.period for finding in axes.stability.findings if finding.period}
    return set()


def _left_of(axis: str, axes: Axes, covers: Sequence[Waiver]) -> Status:
    """Status of an axis by what no waiver covers; WAIVED where all is covered."""
    status = axes.status_of(axis)
    if any(not waiver.period for waiver in covers):
        return Status.WAIVED
    waived = {waiver.period for waiver in covers}
    left = open_periods(axes, axis) - waived
    if axis == "period_coverage" and status is Status.LATE and axes.period_coverage.expected_period not in left:
        status = Status.INCOMPLETE
    if axis == "reporters" and not left and status is Status.INCOMPLETE and axes.reporters.unlisted:
        return Status.QUALITY_ISSUE
    timeless = axis == "stability" and any(not finding.period for finding in axes.stability.findings)
    return status if left or timeless or status is Status.NOT_CHECKED else Status.WAIVED
