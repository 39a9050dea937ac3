"""Walks the history of one data set, line by line, and tells what of its past changed without being announced.

Each period has a baseline, what people were last told about it. A change of one of the newest `restates` periods, or of
one that was not over yet, and growth that new reporters or new events explain, is taken over and noted. Any other
change is pending: it is gone once the period is back at its baseline (or at the one before), it is a finding for the
rest of the cycle in which it came, and the first line of a later cycle makes it the new baseline, since the cycle's
record has shown it. What was said of the future or of an impossible period is no past, and is mended without being a
finding.
"""

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation

from mutakhir.artifacts.history import LONGEST, DatasetChange, PeriodState
from mutakhir.checklist.stability_sets import ColumnChange, ColumnWalk, ValueChange, ValueWalk
from mutakhir.due.periods import Grain, add_months, period_of

_CLOSE = Decimal("1e-9")
_CODE_LENGTH = {Grain.YEAR: 4, Grain.MONTH: 7, Grain.QUARTER: 8}
_FISCAL = (Grain.QUARTER, Grain.YEAR)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a data set declares of its periods; `ahead` are periods that may stand there before they begin (plans)."""

    grain: Grain
    restates: int = 0
    year_starts: int = 1
    ahead: int = 0
    earliest: int = 1900
    """A period of a year before it is a slip of the pen (1926 for 2026)."""

    def running_on(self, day: date) -> str | None:
        """Code of the period that is not over on `day`; None where one of them is so long that it is closed before."""
        return None if self.grain in _FISCAL else period_of(day, self.grain).code

    def newest_on(self, day: date) -> str:
        """Code of the newest period that may be there on `day`; codes of one grain sort as their periods do."""
        if self.grain in _FISCAL and self.year_starts > 1:
            day = add_months(day, 13 - self.year_starts)
        period = period_of(day, self.grain)
        for _ in range(self.ahead):
            period = period.next
        return period.code

    def fits(self, code: str) -> bool:
        """Whether `code` is one of this grain; others are left from when the data set had another."""
        if len(code) != _CODE_LENGTH.get(self.grain, 10) or (self.grain is Grain.QUARTER) != ("TW" in code):
            return False
        return self.grain is not Grain.WEEK or _is_monday(code)

    def is_impossible(self, code: str) -> bool:
        """Whether the year of `code` is a slip of the pen, or none at all."""
        return not code[:4].isdecimal() or int(code[:4]) < self.earliest


def _is_monday(code: str) -> bool:
    try:
        return date.fromisoformat(code).weekday() == 0
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A period that changed: what people were told before, and what is there now (None: nothing)."""

    period: str
    before: PeriodState
    after: PeriodState | None


@dataclass(frozen=True, slots=True)
class Walked:
    """What the walk found at its last step."""

    pending: tuple[PeriodChange, ...]
    noted: tuple[PeriodChange, ...]
    values: tuple[ValueChange, ...]
    columns: tuple[ColumnChange, ...]
    latest: str | None
    """Newest period that is there and may be, None where there is none."""
    shown_until: str | None
    """Newest period that a line of an earlier cycle held, or the first line; None where there is no line before."""

    @property
    def compared(self) -> bool:
        """Whether there was anything before the last step to compare with."""
        return self.shown_until is not None


@dataclass(slots=True)
class _Track:
    """One period: `since` is the cycle of its pending change, empty where there is none."""

    baseline: PeriodState
    now: PeriodState | None
    early: bool
    former: PeriodState | None = None
    gone: bool = False
    """That it vanished was accepted."""
    since: str = ""
    noted_in: str = ""
    noted_before: PeriodState | None = None

    def settle(self, cycle: str) -> None:
        """Accept a change that an earlier cycle has shown."""
        if not self.since or cycle <= self.since:
            return
        self.since = ""
        if self.now is None:
            self.gone = True
        else:
            self.accept(self.now)

    def accept(self, state: PeriodState) -> None:
        """Make `state` the baseline; measures it does not have keep what was last known of them."""
        self.former = self.baseline
        self.baseline = PeriodState(state.rows, state.reporters, self.baseline.totals | state.totals)

    def note(self, cycle: str) -> None:
        """Remember, for this cycle, what stood there before the change that is about to be accepted."""
        if self.noted_in != cycle:
            self.noted_in, self.noted_before = cycle, self.baseline


@dataclass(slots=True)
class Walk:
    """The state of the walk; `step` it through the lines and through what is measured now."""

    rules: Rules
    zone: tzinfo
    _tracks: dict[str, _Track] = field(default_factory=dict)
    _known: list[str] = field(default_factory=list)
    """Codes of all periods ever seen, sorted."""
    _values: ValueWalk = field(default_factory=ValueWalk)
    _columns: ColumnWalk = field(default_factory=ColumnWalk)
    _cycle: str = ""
    _newest: str = ""
    _running: str | None = None
    """Code of the period that was not over at the last line."""
    _shown_until: str | None = None
    _there: int = 0

    def step(self, measured_at: datetime, change: DatasetChange, *, full: bool = False) -> None:
        """Go on to a line; `full` ones hold all periods there are."""
        day = _day_of(measured_at, self.zone)
        if self._tracks and (self._shown_until is None or f"{day:%Y-%m}" > self._cycle):
            self._shown_until = self._latest() or ""
        self._cycle, self._newest = f"{day:%Y-%m}", self.rules.newest_on(day)
        before = self._there
        oldest_open = self._oldest_open()
        self._running = self.rules.running_on(day)
        newest_known = self._newest_known()
        changed = dict(change.periods)
        if full:
            changed |= {code: None for code in self._tracks if code not in changed}
        for code in sorted(changed):
            if self.rules.fits(code):
                self._period(code, changed[code], oldest_open)
        if self.rules.grain is not Grain.EVENT:
            self._values.step(self._cycle, change.values, (before, self._there), newest_known)
        self._columns.step(self._cycle, change)

    def end(self) -> Walked:
        """What is to be said after the last step."""
        pending, noted = [], []
        for code in self._known:
            track = self._tracks[code]
            if track.since and self._cycle <= track.since:
                pending.append(PeriodChange(code, track.baseline, track.now))
            elif track.noted_in == self._cycle and track.noted_before is not None and track.now != track.noted_before:
                noted.append(PeriodChange(code, track.noted_before, track.now))
        return Walked(
            tuple(pending),
            tuple(noted),
            self._values.pending(self._cycle),
            self._columns.pending(self._cycle),
            self._latest(),
            self._shown_until,
        )

    def _latest(self) -> str | None:
        there = (code for code in reversed(self._known) if code <= self._newest and self._tracks[code].now is not None)
        return next(there, None)

    def _oldest_open(self) -> str | None:
        """The oldest period that may change: of the newest `restates` known before, or the one that was running."""
        known = bisect_right(self._known, self._newest)
        restated = self._known[max(known - self.rules.restates, 0)] if known and self.rules.restates else None
        return min((code for code in (restated, self._running) if code is not None), default=None)

    def _newest_known(self) -> str:
        known = bisect_right(self._known, self._newest)
        return self._known[known - 1] if known else ""

    def _period(self, code: str, state: PeriodState | None, oldest_open: str | None) -> None:
        track = self._tracks.get(code)
        if track is None:
            if state is not None:
                self._tracks[code] = _Track(state, state, code > self._newest or self.rules.is_impossible(code))
                insort(self._known, code)
                self._there += 1
            return
        track.settle(self._cycle)
        self._there += (state is not None) - (track.now is not None)
        track.now = state
        if state is None:
            self._vanished(code, track, oldest_open)
        else:
            self._changed(code, track, state, oldest_open)

    def _vanished(self, code: str, track: _Track, oldest_open: str | None) -> None:
        if track.early:
            del self._tracks[code]
            self._known.remove(code)
        elif self.rules.grain is Grain.EVENT and oldest_open is not None and code >= oldest_open:
            track.note(self._cycle)
            track.since, track.gone = "", True
        elif not track.gone:
            track.since = track.since or self._cycle

    def _changed(self, code: str, track: _Track, state: PeriodState, oldest_open: str | None) -> None:
        track.gone = False
        new = {name: total for name, total in state.totals.items() if name not in track.baseline.totals}
        if new:
            track.baseline = PeriodState(track.baseline.rows, track.baseline.reporters, track.baseline.totals | new)
        if same(track.baseline, state):
            track.since = ""
        elif track.early:
            track.baseline, track.since, track.early = state, "", code > self._newest
        elif (
            (oldest_open is not None and code >= oldest_open)
            or (track.former is not None and same(track.former, state))
            or self._is_growth(track.baseline, state)
        ):
            track.note(self._cycle)
            track.accept(state)
            track.since = ""
        else:
            track.since = track.since or self._cycle

    def _is_growth(self, before: PeriodState, after: PeriodState) -> bool:
        """Rows came on top, of reporters that were missing or of new events, and no total fell."""
        more_reporters = (after.reporters or 0) > (before.reporters or 0) and before.reporters is not None
        if after.rows <= before.rows or not (more_reporters or self.rules.grain is Grain.EVENT):
            return False
        return not any(
            _fell(total, after.totals[name]) for name, total in before.totals.items() if name in after.totals
        )


def _day_of(moment: datetime, zone: tzinfo) -> date:
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def same(one: PeriodState, other: PeriodState) -> bool:
    """Whether rows and the totals of all measures known on both sides agree."""
    return one.rows == other.rows and not changed_totals(one, other)


def changed_totals(before: PeriodState, after: PeriodState) -> tuple[str, ...]:
    """Measures known on both sides whose totals differ by more than floating point does."""
    return tuple(
        name for name, total in before.totals.items() if name in after.totals and not _close(total, after.totals[name])
    )


def _close(one: str | None, other: str | None) -> bool:
    if one == other:
        return True
    first, second = amount(one), amount(other)
    if first is None or second is None:
        return False
    return abs(first - second) <= _CLOSE * max(abs(first), abs(second))


def _fell(before: str | None, after: str | None) -> bool:
    first, second = amount(before), amount(after)
    if first is None:
        return False
    return second is None or (second < first and not _close(before, after))


def amount(total: str | None) -> Decimal | None:
    """A control total as a number; None where it is none."""
    try:
        number = Decimal(total) if total is not None else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) <= LONGEST else None
