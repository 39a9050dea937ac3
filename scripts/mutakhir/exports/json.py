"""checklist.json: the contract for programs (schema mutakhir.checklist/1); additions are allowed, renames are not."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from mutakhir.domain.checklist import (
    SCHEMA,
    AppliedWaiver,
    Checklist,
    DashboardRow,
    DatasetRow,
    Evidence,
    HumanNote,
    ModelRow,
    PunctualityRow,
)
from mutakhir.domain.language import Text
from mutakhir.exports.json_axes import axes_fields
from mutakhir.exports.words import SAMPLE_MARK, clean, utc

_SUMMARY = (
    "datasets",
    "verified",
    "up_to_date",
    "due_soon",
    "late",
    "incomplete",
    "quality_issue",
    "not_due",
    "not_checked",
    "no_rule",
    "waived",
)


_SAMPLE_NOTICE = Text(
    f"{SAMPLE_MARK.id}: angka peragaan, bukan dasar keputusan.",
    f"{SAMPLE_MARK.en}: made-up figures, no basis for decisions.",
)


def checklist_json(checklist: Checklist) -> bytes:
    """The whole check list as UTF-8 JSON, always the same bytes: keys in a fixed order, times ISO 8601 in UTC."""
    content = _content(checklist)
    try:
        encoded = msgspec.json.encode(content)
    except UnicodeEncodeError:
        # A file name that is not UTF-8 reaches us with lone surrogates (os.fsdecode); JSON cannot carry them.
        encoded = msgspec.json.encode(_cleaned(content))
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _content(checklist: Checklist) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "cycle": checklist.cycle,
        "as_of": utc(checklist.as_of),
        "project": checklist.project,
        "tool_version": checklist.tool_version,
        "sample": checklist.sample,
        "target": checklist.target,
        "examined": checklist.examined,
        "evidence": {name: _evidence(checklist.evidence[name]) for name in sorted(checklist.evidence)},
        "summary": _summary(checklist.summary),
        "notices": [{"id": notice.id, "en": notice.en} for notice in _notices(checklist)],
        "datasets": [_dataset(row) for row in checklist.datasets],
        "dashboards": [_dashboard(row) for row in checklist.dashboards],
        "models": [_model(row) for row in checklist.models],
        "undeclared": [asdict(table) for table in checklist.undeclared],
        "set_aside": [asdict(file) for file in checklist.set_aside],
        "not_looked_at": [
            {"what": item.what, "reason": item.reason.id, "reason_en": item.reason.en}
            for item in checklist.not_looked_at
        ],
        "punctuality": _punctuality(checklist.punctuality),
        "months": [{"unique_id": key, "months": [asdict(cell) for cell in cells]} for key, cells in checklist.months],
        "recount": None
        if checklist.recount is None
        else {"at": utc(checklist.recount.at), "differences": checklist.recount.differences},
    }


def _notices(checklist: Checklist) -> tuple[Text, ...]:
    """The notices; that the data are a sample stands first, since here no title says it."""
    return (_SAMPLE_NOTICE, *checklist.notices) if checklist.sample else checklist.notices


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "sha256": evidence.sha256,
        "generated_at": _time(evidence.generated_at),
        "invocation_id": evidence.invocation_id,
        "dbt_version": evidence.dbt_version,
    }


def _summary(summary: dict[str, int]) -> dict[str, int]:
    """The counts in the order of the contract, then additions by name."""
    known = {key: summary[key] for key in _SUMMARY if key in summary}
    return known | {key: summary[key] for key in sorted(summary.keys() - known.keys())}


def _dataset(row: DatasetRow) -> dict[str, Any]:
    dataset = row.dataset
    return {
        "unique_id": dataset.unique_id,
        "name": dataset.name,
        "title": dataset.title.id,
        "title_en": dataset.title.en,
        "description": dataset.description,
        "domain": dataset.domain,
        "partners": dataset.partners,
        "steward": dataset.steward,
        "cadence": dataset.cadence,
        "due": dataset.due,
        "status": row.status.value,
        "reason": row.reason.id,
        "reason_en": row.reason.en,
        "dashboards": row.dashboards,
        "axes": axes_fields(row.axes),
        "waivers": [_waiver(waiver) for waiver in row.waivers],
        "notes": note_fields(row.note),
    }


def _waiver(waiver: AppliedWaiver) -> dict[str, Any]:
    return {
        "axis": waiver.axis,
        "period": waiver.period or None,
        "role": waiver.role,
        "reason": waiver.reason,
        "expires": waiver.expires.isoformat(),
    }


def _punctuality(rows: Iterable[PunctualityRow]) -> list[dict[str, Any]]:
    """The rows by partner and reporter (null: the partner as a whole), each with its months."""
    return [
        {
            "partner": partner,
            "reporter": reporter or None,
            "months": [
                {
                    "month": row.month,
                    "due": row.due,
                    "on_time": row.on_time,
                    "late": row.late,
                    "days_late": row.days_late,
                    "never": row.never,
                }
                for row in group
            ],
        }
        for (partner, reporter), group in groupby(rows, attrgetter("partner", "reporter"))
    ]


def _dashboard(row: DashboardRow) -> dict[str, Any]:
    dashboard = row.dashboard
    return {
        "unique_id": dashboard.unique_id,
        "title": dashboard.title.id,
        "title_en": dashboard.title.en,
        "description": dashboard.description,
        "tool": dashboard.tool,
        "owner": dashboard.owner,
        "url": dashboard.url,
        "status": row.status.value,
        "because": [
            {
                "unique_id": cause.unique_id,
                "kind": cause.kind,
                "status": cause.status,
                "title": cause.title.id,
                "title_en": cause.title.en,
            }
            for cause in row.because
        ],
    }


def _model(row: ModelRow) -> dict[str, Any]:
    return {
        "unique_id": row.unique_id,
        "name": row.name,
        "title": row.title.id,
        "title_en": row.title.en,
        "status": row.status.value,
        "findings": [asdict(finding) for finding in row.findings],
    }


def note_fields(note: HumanNote) -> dict[str, str]:
    """The fields of a note that hold something, in the order people see them."""
    fields = {name: getattr(note, name) for name in HumanNote.__slots__}
    return {name: value for name, value in fields.items() if value}


def _time(moment: datetime | None) -> datetime | None:
    return None if moment is None else utc(moment)


def _cleaned(value: Any) -> Any:
    """`value` with all its texts cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    return value
