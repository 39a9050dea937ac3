"""From the axes of a data set to its status and one sentence of reason."""

from mutakhir.checklist.words import join
from mutakhir.domain.checklist import AXES, Axes
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

_FINE = (Status.UP_TO_DATE, Status.NOT_DUE)


def roll_up(dataset: Dataset, axes: Axes, examined: tuple[str, ...]) -> tuple[Status, Text]:
    """Worst status over the axes that were examined, with the worst finding, the second, and the next step.

    Tests alone never make a data set up to date: without any other rule it is `no_rule` unless they found something.
    """
    judged = [(axes.status_of(axis), axis) for axis in examined if axes.status_of(axis) is not Status.NOT_APPLICABLE]
    judged.sort(key=lambda pair: (pair[0].severity, AXES.index(pair[1])))
    if not judged or (judged[0][0] is Status.UP_TO_DATE and all(axis == "tests" for _, axis in judged)):
        return _without_rule(axes, examined)
    worst = judged[0][0]
    if worst in _FINE:
        return worst, _axis_reason(axes, judged[0][1])
    findings = [_axis_reason(axes, axis) for status, axis in judged if status not in _FINE][:2]
    return worst, join(*findings, _next_step(dataset, worst))


def _without_rule(axes: Axes, examined: tuple[str, ...]) -> tuple[Status, Text]:
    waiting = [axis for axis in AXES if axis not in examined and axes.status_of(axis) is Status.NOT_CHECKED]
    if waiting:
        return Status.NOT_CHECKED, _axis_reason(axes, waiting[0])
    return Status.NO_RULE, Text(
        "belum ada aturan umur kiriman atau jatuh tempo; nyatakan freshness di berkas sumbernya",
        "no freshness or due rule is declared; declare freshness in the source's file",
    )


def _axis_reason(axes: Axes, axis: str) -> Text:
    reason: Text = getattr(axes, axis).reason
    return reason


def _next_step(dataset: Dataset, worst: Status) -> Text:
    partner = dataset.partners[0] if dataset.partners else ""
    if worst is Status.NOT_CHECKED:
        return Text("perbaiki pemeriksaannya lalu jalankan lagi", "mend the check and run again")
    if worst in (Status.LATE, Status.INCOMPLETE):
        return (
            Text(f"hubungi {partner}", f"contact {partner}")
            if partner
            else Text("hubungi mitra sumber data", "contact the data partner")
        )
    if worst is Status.QUALITY_ISSUE:
        return (
            Text(f"minta penjelasan {partner}", f"ask {partner} to explain")
            if partner
            else Text("telusuri temuan uji", "look into the findings")
        )
    return Text("siapkan pengingat", "prepare a reminder")
