"""What the list says of one axis of one data set: a short text, a note, and what the column is sorted by."""

from functools import lru_cache
from typing import NamedTuple

from mutakhir.domain.axes import DataTests, LoadAge, PeriodCoverage, Reporters, Stability
from mutakhir.domain.checklist import DatasetRow
from mutakhir.domain.period_words import grain_in
from mutakhir.domain.status import Status, Tone
from mutakhir.report.voice import NAME_LIMIT, Voice, clean

MARKS = {Tone.SAFE: "s", Tone.ACT: "a", Tone.UNKNOWN: "u"}
"""CSS classes of the three colours, one letter each because every row bears them."""

PERIODS = "period_coverage"
DUE = "due"
"""The column of due dates and days late, beside that of the periods; no axis of its own."""

_NO_VALUE = "–"


class Cell(NamedTuple):
    """One axis of one data set; `order` is what the column is sorted by."""

    mark: str
    text: str
    note: str
    order: str


class CellWriter:
    """Writes the cells of one report; sentences made of two numbers recur, so they are kept."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._share = lru_cache(maxsize=4096)(lambda count, total: voice.fill("of", count=count, total=total))
        self._late = lru_cache(maxsize=4096)(voice.days_late)
        self._period = lru_cache(maxsize=4096)(lambda code, grain: voice.dates.period(code, short=True, grain=grain))
        self._longest = lru_cache(maxsize=4096)(
            lambda days: voice.fill("longest", days=voice.fill("calendar_days", count=days))
        )
        self._older = lru_cache(maxsize=4096)(
            lambda calendar, working: voice.fill("older", days=voice.days_late(calendar, working))
        )
        self._ago = lru_cache(maxsize=4096)(lambda spoken: voice.fill("ago", duration=spoken))

    def write(self, axis: str, row: DatasetRow) -> Cell:
        """The cell of `axis`, one of AXES or DUE."""
        if axis == DUE:
            return self._due(row.axes.period_coverage)
        verdict = getattr(row.axes, axis)
        status: Status = verdict.status
        if status is Status.NOT_APPLICABLE:
            return Cell("", _NO_VALUE, "", "0")
        mark = "" if status.tone is Tone.SAFE else MARKS[status.tone]
        if axis == PERIODS:
            text, note, order = self._periods(verdict, grain_in(row.dataset.meta))
        else:
            text, note, order = getattr(self, f"_{axis}")(verdict)
        return Cell(mark, text or self._voice.status(status), note, order)

    def _due(self, axis: PeriodCoverage) -> Cell:
        if axis.due_at is None:
            return Cell("", _NO_VALUE, "", "0")
        day, clock = self._voice.dates.stamp(axis.due_at)
        late = self._late(axis.late_calendar_days, axis.late_working_days)
        oldest = axis.missing[0].calendar_days if axis.missing else 0
        if late and axis.missing and axis.expected_period not in axis.missing_periods:
            # The date is that of the newest period, which is there: what is late is an older one.
            late = self._older(oldest, axis.missing[0].working_days)
        elif late and oldest > (axis.late_calendar_days or 0):
            late = f"{late}; {self._longest(oldest)}"
        mark = MARKS[axis.status.tone] if late and axis.status.tone is not Tone.SAFE else ""
        return Cell(mark, day, late or clock, str(int(axis.due_at.timestamp()) // 60))

    def _load_age(self, axis: LoadAge) -> tuple[str, str, str]:
        if axis.max_loaded_at is None:
            return (self._voice.words.no_data_yet if axis.status is Status.LATE else ""), "", "0"
        day, clock = self._voice.dates.stamp(axis.max_loaded_at)
        order = str(int(axis.max_loaded_at.timestamp()) // 60)
        if axis.age_s is None:
            return day, clock, order
        return day, f"{clock} · {self._ago(self._voice.dates.duration(axis.age_s))}", order

    def _periods(self, axis: PeriodCoverage, grain: str) -> tuple[str, str, str]:
        latest, expected = clean(axis.latest_period or "", NAME_LIMIT), clean(axis.expected_period or "", NAME_LIMIT)
        shown = self._period(latest, grain) if latest else ""
        if not latest and axis.status is Status.LATE:
            shown = self._voice.words.no_data_yet
        note = ""
        if expected > latest:
            note = self._voice.fill("expected", period=self._period(expected, grain))
        return shown, note, latest

    def _reporters(self, axis: Reporters) -> tuple[str, str, str]:
        if axis.due is None or axis.present is None:
            return "", "", "0"
        beside = self._voice.fill("unlisted_count", count=len(axis.unlisted)) if axis.unlisted else ""
        return self._share(axis.present, axis.due), beside, _permille(axis.present, axis.due)

    def _stability(self, axis: Stability) -> tuple[str, str, str]:
        count = len(axis.findings)
        noted = self._voice.fill("noted_count", count=len(axis.noted)) if axis.noted else ""
        if count:
            return self._voice.fill("findings_count", count=count), noted, str(count)
        return (self._voice.words.no_findings if axis.status is Status.UP_TO_DATE else ""), noted, "0"

    def _tests(self, axis: DataTests) -> tuple[str, str, str]:
        total = axis.total
        if not total:
            return "", "", "0"
        return self._share(axis.passed, total), "", _permille(axis.passed, total)


def _permille(part: int, whole: int) -> str:
    return str(round(1000 * part / whole)) if whole else "0"
