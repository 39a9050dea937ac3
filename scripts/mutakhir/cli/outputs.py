"""Writes a check list and its report into `<out>/<cycle>/`, with what people wrote carried over."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mutakhir.domain.checklist import Checklist, DashboardRow
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status

if TYPE_CHECKING:
    from mutakhir.exports.reminders import Office
    from mutakhir.report.letterhead import Letterhead

_REPORT = ("report.html", "report.pdf")


def write_outputs(
    checklist: Checklist, folder: Path, notes_dir: Path, language: Language, with_report: bool
) -> list[str]:
    """Write the check list, and the report where asked for; returns sentences for the person (notes kept, files open).

    A report that is not asked for is removed where it would not belong to the check list any more. Raises OutputError
    where something cannot be written; nothing is left half written.
    """
    from mutakhir.exports.files import save
    from mutakhir.report.letterhead import letterhead_of

    office = letterhead_of(checklist.project)
    sender = _sender(office, language)

    def report(judged: Checklist, checklist_json: bytes) -> Mapping[str, bytes]:
        from mutakhir.report.html import render_html
        from mutakhir.report.pdf import render_pdf

        digest = hashlib.sha256(checklist_json).hexdigest()
        html = render_html(judged, language, office, digest)
        return dict(zip(_REPORT, (html.encode("utf-8"), render_pdf(judged, language, office, digest)), strict=True))

    if with_report:
        saved = save(checklist, language, folder, notes_dir, office.lines(language), report, office=sender)
    else:
        saved = save(checklist, language, folder, notes_dir, office.lines(language), outdated=_REPORT, office=sender)
    return [sentence.in_(language) for sentence in saved.sentences]


def _sender(office: "Letterhead", language: Language) -> "Office":
    """Who stands below the drafts of reminders."""
    from mutakhir.exports.reminders import Office

    lines = (office.unit, office.directorate, office.ministry)
    return Office(tuple(said for line in lines if (said := line.in_(language))), office.procedure_number)


def headline(checklist: Checklist, folder: Path, language: Language) -> str:
    """The verdict of the report in one sentence, and where to read on: an exit code 1 alone tells nobody why."""
    from mutakhir.report.verdict import verdict
    from mutakhir.report.voice import voice_in

    found = verdict(checklist, voice_in(language))
    page = folder / "report.html"
    said = Text(f"{found.answer}: {found.detail}; buka {page}", f"{found.answer}: {found.detail}; open {page}")
    return said.in_(language)


def exit_code(checklist: Checklist, fail_on: str | None) -> int:
    """0 or 1 by the contract.

    Without `fail_on` 1 means open items: a data set about which somebody must do something (neither up to date, nor
    waived, nor outstanding without being due yet), a model or dashboard that cannot be relied on for another reason
    than a waiver, tests or models that no run speaks of, a delivery set aside. `late` counts what is late, not
    built or not checked, `not_checked` only the latter. No data set at all is 1 too, since nothing was checked then;
    with `never` it is always 0.
    """
    if fail_on == "never":
        return 0
    statuses = {row.status for row in checklist.datasets}
    unseen = any(unlooked.what in ("tests", "models") for unlooked in checklist.not_looked_at)
    if fail_on:
        counted = statuses | {_AS_DATASET[row.status] for row in checklist.models}
        counted |= {Status.NOT_CHECKED} if unseen else set()
        return int(not statuses or any(status.severity <= Status(fail_on).severity for status in counted))
    doubtful = any(_doubtful(row) for row in checklist.dashboards)
    beside = bool(checklist.models or checklist.set_aside or doubtful or unseen)
    return int(beside or not statuses or bool(statuses - _SETTLED))


_SETTLED = {Status.UP_TO_DATE, Status.WAIVED, Status.NOT_DUE}


def _doubtful(row: DashboardRow) -> bool:
    """Whether a dashboard is an open item: one that is only partly usable because of waivers is none."""
    waived = row.because and all(cause.status == Status.WAIVED.value for cause in row.because)
    return row.status is not DashboardStatus.OK and not (waived and row.status is DashboardStatus.PARTLY)


_AS_DATASET = {
    ModelStatus.ERROR: Status.LATE,
    ModelStatus.SKIPPED: Status.LATE,
    ModelStatus.NOT_RUN: Status.NOT_CHECKED,
    ModelStatus.NOT_CHECKED: Status.NOT_CHECKED,
    ModelStatus.QUALITY_ISSUE: Status.QUALITY_ISSUE,
}
"""What a model's status counts as for `--fail-on`: one that was not built leaves leaders with old figures."""
