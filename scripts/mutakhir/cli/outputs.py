"""Writes a check list and its report into `<out>/<cycle>/`, with what people wrote carried over."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.domain.status import Status


def write_outputs(
    checklist: Checklist, folder: Path, notes_dir: Path, language: Language, with_report: bool
) -> list[str]:
    """Write the check list, and the report where asked for; returns sentences for the person (notes kept, files open).

    Raises OutputError where something cannot be written; nothing is left half written.
    """
    from mutakhir.exports.files import save
    from mutakhir.report.letterhead import DEFAULT

    office = (DEFAULT.ministry.in_(language).upper(), DEFAULT.directorate.in_(language).upper())

    def report(judged: Checklist, checklist_json: bytes) -> Mapping[str, bytes]:
        from mutakhir.report.html import render_html
        from mutakhir.report.pdf import render_pdf

        digest = hashlib.sha256(checklist_json).hexdigest()
        html = render_html(judged, language, DEFAULT, digest)
        return {"report.html": html.encode("utf-8"), "report.pdf": render_pdf(judged, language, DEFAULT, digest)}

    saved = save(checklist, language, folder, notes_dir, office, report if with_report else None)
    return [sentence.in_(language) for sentence in saved.sentences]


def exit_code(checklist: Checklist, fail_on: str | None) -> int:
    """0 or 1 by the contract.

    Without `fail_on` 1 means open items: anything that is not up to date or waived, or no data set at all, since
    nothing was checked then. `late` counts what is late or was not checked, `not_checked` only the latter, `never`
    nothing.
    """
    if fail_on == "never":
        return 0
    statuses = {row.status for row in checklist.datasets}
    if fail_on:
        return int(any(status.severity <= Status(fail_on).severity for status in statuses))
    return int(not statuses or bool(statuses - {Status.UP_TO_DATE, Status.WAIVED}))
