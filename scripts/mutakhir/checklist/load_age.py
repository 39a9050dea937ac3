"""Axis load age: how old the newest delivery is, recomputed at as-of from the load time dbt measured.

dbt's own status is shown and not used: it knows durations only, calls an empty table two thousand years late, lets a
future time pass, and from 1.8 to 1.13 leaves out every source whose query failed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.results import FreshnessRow
from mutakhir.artifacts.runlog import LandedTable
from mutakhir.checklist.words import duration, join
from mutakhir.domain.axes import LoadAge
from mutakhir.domain.dataset import Dataset, Freshness
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far the clocks of warehouse and loader may differ before a load time counts as being in the future."""

_NO_TIME_BEFORE = 1971
"""Years at or before the epoch are fill values (0001 for an empty table, 1900, 1970), not times of a load."""


@dataclass(frozen=True)
class FreshnessEvidence:
    """What was measured of all sources."""

    rows: dict[str, FreshnessRow]
    errors: dict[str, str]
    """Freshness queries that failed, as the run log keeps them."""
    landed: dict[str, LandedTable]
    """By unique_id, from the run log; empty where there is none."""
    unusable: Text | None = None
    """Why the whole evidence cannot speak (missing, too old); None where it can."""


def judge_load_age(dataset: Dataset, evidence: FreshnessEvidence, as_of: datetime) -> LoadAge:
    """Verdict on the load age of `dataset` at `as_of`."""
    bounds = dataset.freshness
    if bounds is None:
        return LoadAge(Status.NOT_APPLICABLE, Text("tidak ada batas umur kiriman", "no freshness is declared"))
    row = evidence.rows.get(dataset.unique_id)
    problem = evidence.unusable or _unreadable(bounds) or _problem(dataset, row, evidence)
    if problem is not None or row is None:
        return LoadAge(
            Status.NOT_CHECKED,
            problem or Text("tidak ada hasil", "no result"),
            warn_after_s=bounds.warn_after_s,
            error_after_s=bounds.error_after_s,
        )
    loaded_at = _loaded_at(dataset, row)
    if loaded_at is None or loaded_at.year < _NO_TIME_BEFORE:
        status, reason = _without_time(dataset, row, evidence.landed.get(dataset.unique_id))
        return LoadAge(status, reason, None, None, bounds.warn_after_s, bounds.error_after_s, row.status)
    measured_at = parse_instant(row.snapshotted_at) or as_of
    if loaded_at > min(measured_at, as_of) + CLOCK_TOLERANCE:
        reason = Text(
            f"waktu muat terbaru ({loaded_at.isoformat()}) ada di masa depan",
            f"the newest load time ({loaded_at.isoformat()}) is in the future",
        )
        return LoadAge(
            Status.NOT_CHECKED, reason, loaded_at, None, bounds.warn_after_s, bounds.error_after_s, row.status
        )
    age_s = max(0.0, (as_of - loaded_at).total_seconds())
    status, reason = _by_age(age_s, bounds.warn_after_s, bounds.error_after_s)
    reason = join(reason, _came_since(evidence.landed.get(dataset.unique_id), loaded_at, as_of))
    return LoadAge(status, reason, loaded_at, age_s, bounds.warn_after_s, bounds.error_after_s, row.status)


def _unreadable(bounds: Freshness) -> Text | None:
    if not bounds.unreadable:
        return None
    said = repr(bounds.unreadable[:40])
    return Text(f"batas umur kiriman {said} tidak dikenal", f"the bound of freshness {said} is not known")


def _problem(dataset: Dataset, row: FreshnessRow | None, evidence: FreshnessEvidence) -> Text | None:
    """Why there is no load time to judge, or None."""
    error = evidence.errors.get(dataset.unique_id) or (str(row.error) if row and row.error is not None else "")
    if error or (row is not None and row.status == "runtime error"):
        said = _first_line(error) or "-"
        return Text(f"kueri umur kiriman gagal: {said}", f"the freshness query failed: {said}")
    if row is None:
        return Text(
            "dbt tidak memberi hasil umur kiriman (kuerinya gagal atau sumber ini tidak dipilih)",
            "dbt gave no freshness result (its query failed or this source was not selected)",
        )
    if dataset.loaded_at_naive:
        return Text(
            "waktu muat tanpa zona waktu; nyatakan meta.loaded_at_zone",
            "the load time carries no zone; declare meta.loaded_at_zone",
        )
    return None


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = next((line for line in lines if "rror" in line and len(line) > len("Runtime Error") + 3), "")
    return (said or (lines[0] if lines else ""))[:200]


def _loaded_at(dataset: Dataset, row: FreshnessRow) -> datetime | None:
    """The instant of the newest load; a time without zone, which dbt labels UTC, is read in the declared zone."""
    instant = parse_instant(row.max_loaded_at)
    if instant is None or not dataset.loaded_at_zone or instant.year < _NO_TIME_BEFORE:
        return instant
    try:
        zone = ZoneInfo(dataset.loaded_at_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "Asia" is a folder of zones
        return None
    return instant.replace(tzinfo=zone).astimezone(timezone.utc)


def _without_time(dataset: Dataset, row: FreshnessRow, landed: LandedTable | None) -> tuple[Status, Text]:
    if landed is not None and landed.rows == 0:
        if landed.batches == 0 and landed.set_aside:
            return Status.LATE, Text(
                "kiriman yang datang tidak terbaca, minta mitra mengirim ulang",
                "what was delivered could not be read, ask the partner to send it again",
            )
        if landed.batches == 0:
            return Status.LATE, Text("belum pernah ada kiriman", "nothing was ever delivered")
        return Status.LATE, Text("kiriman yang diterima tidak berisi baris", "what was delivered holds no rows")
    instant = parse_instant(row.max_loaded_at)
    if dataset.loaded_at_zone and instant is not None and instant.year >= _NO_TIME_BEFORE:
        zone = dataset.loaded_at_zone
        return Status.NOT_CHECKED, Text(f"zona waktu {zone!r} tidak dikenal", f"unknown time zone {zone!r}")
    if row.max_loaded_at and instant is None:
        said = row.max_loaded_at[:40]
        return Status.NOT_CHECKED, Text(
            f"waktu muat {said!r} tidak terbaca atau tanpa zona", f"the load time {said!r} is unreadable or has no zone"
        )
    return Status.NOT_CHECKED, Text(
        "tabel kosong, atau kolom waktu muatnya kosong semua", "the table, or its whole load time column, is empty"
    )


def _came_since(landed: LandedTable | None, loaded_at: datetime, as_of: datetime) -> Text | None:
    """What came last but brought no new rows; said beside the verdict, which rests on rows alone."""
    came = parse_instant(landed.newest_arrival_at) if landed and landed.newest_arrival_at else None
    if landed is None or came is None or not loaded_at <= came <= as_of:
        return None
    ago = duration((as_of - came).total_seconds())
    return {
        "empty": Text(f"{ago.id} lalu datang kiriman tanpa baris", f"a delivery without rows came {ago.en} ago"),
        "set_aside": Text(
            f"{ago.id} lalu datang kiriman yang tidak terbaca, minta mitra mengirim ulang",
            f"a delivery that could not be read came {ago.en} ago, ask the partner to send it again",
        ),
        "unchanged": Text(
            "isinya sama dengan kiriman sebelumnya", "its content is the same as that of an earlier delivery"
        ),
    }.get(landed.newest_arrival)


def _by_age(age_s: float, warn_after_s: int | None, error_after_s: int | None) -> tuple[Status, Text]:
    age = duration(age_s)
    if error_after_s is not None and age_s > error_after_s:
        bound = duration(error_after_s)
        return Status.LATE, Text(
            f"kiriman terakhir {age.id} lalu, melewati batas {bound.id}",
            f"the last delivery came {age.en} ago, past the limit of {bound.en}",
        )
    if warn_after_s is not None and age_s > warn_after_s:
        bound = duration(warn_after_s)
        return Status.DUE_SOON, Text(
            f"kiriman terakhir {age.id} lalu, melewati ambang {bound.id}",
            f"the last delivery came {age.en} ago, past the threshold of {bound.en}",
        )
    return Status.UP_TO_DATE, Text(f"kiriman terakhir {age.id} lalu", f"the last delivery came {age.en} ago")
