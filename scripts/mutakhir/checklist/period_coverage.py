"""Axis period coverage: whether the periods that fell due are there, whatever the age of the last load."""

from datetime import date, datetime, timedelta

from mutakhir.checklist.clock import Clock
from mutakhir.checklist.ledger import Duty, Ledger, day_of_code
from mutakhir.checklist.words import count, listing
from mutakhir.domain.axes import MissingPeriod, PeriodCoverage
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.dates import day_text
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.due.periods import Grain
from mutakhir.due.rules import LongestGap

SOON = 3
"""Working days before the due date from which an obligation is due soon."""

_SLOW = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
"""Grains whose outstanding period is worth a word; a daily or weekly table always has one."""

_NO_RULE = Text("tidak ada aturan jatuh tempo", "no due rule is declared")
_NOTHING_DUE = Text("belum ada periode yang jatuh tempo", "no period has fallen due yet")


def judge_period_coverage(dataset: Dataset, ledger: Ledger, clock: Clock, cycle: str) -> PeriodCoverage:
    """Verdict on the periods of `dataset` at the clock's moment; `cycle` (YYYY-MM) is the month awaited."""
    if not dataset.due:
        return PeriodCoverage(Status.NOT_APPLICABLE, _NO_RULE)
    gap = ledger.terms.rule if ledger.terms and isinstance(ledger.terms.rule, LongestGap) else None
    if ledger.grain is Grain.EVENT and ledger.terms is not None and gap is None:
        return PeriodCoverage(
            Status.NOT_APPLICABLE,
            Text(
                f"datang per kejadian ({dataset.due} sesudah kejadian), tidak ada periode yang dijadwalkan",
                f"it comes by event ({dataset.due} after the event), no period is scheduled",
            ),
        )
    if ledger.problem is not None and not ledger.due:
        return PeriodCoverage(Status.NOT_CHECKED, ledger.problem)
    if gap is not None:
        return _judge_gap(ledger, clock, gap.days)
    return _judge_schedule(ledger, clock, cycle)


def _judge_schedule(ledger: Ledger, clock: Clock, cycle: str) -> PeriodCoverage:
    missing = tuple(_missing(duty, clock) for duty in ledger.due if not duty.present)
    newest = ledger.due[-1] if ledger.due else None
    awaited = _awaited(ledger, clock, cycle)
    status, reason = _verdict(ledger, missing, newest, awaited, clock)
    if ledger.problem is not None:  # the schedule has ended: what it did tell is told, but the verdict is open
        status, reason = Status.NOT_CHECKED, ledger.problem
    waits = awaited is not None and status in (Status.DUE_SOON, Status.NOT_DUE)
    told = awaited if waits else newest
    return PeriodCoverage(
        status,
        reason,
        expected_period=newest.fact.period if newest else None,
        latest_period=latest_period(ledger, clock.today),
        due_at=told.due_at if told else None,
        missing_periods=tuple(gap.period for gap in missing),
        missing=missing,
        late_calendar_days=missing[-1].calendar_days if missing else None,
        late_working_days=missing[-1].working_days if missing else None,
        awaited_period=awaited.fact.period if awaited else None,
    )


def _missing(duty: Duty, clock: Clock) -> MissingPeriod:
    return MissingPeriod(duty.fact.period, duty.due_at, *clock.days_since(duty.due_at))


def latest_period(ledger: Ledger, today: date) -> str | None:
    """Code of the newest period with rows in force that has begun; one in the future is never the latest."""
    until = today.isoformat()
    there = [(period.start, period.period) for period in ledger.facts.periods if period.rows and period.start <= until]
    return max(there)[1] if there else None


def _awaited(ledger: Ledger, clock: Clock, cycle: str) -> Duty | None:
    """This cycle's obligation where it is outstanding and not yet due; with a warning that passed, of any cycle."""
    if ledger.grain not in _SLOW:
        return None
    for duty in ledger.ahead:
        warned = duty.warn_at is not None and duty.warn_at <= clock.as_of
        if not duty.present and (warned or f"{clock.day_of(duty.due_at):%Y-%m}" == cycle):
            return duty
    return None


def _verdict(
    ledger: Ledger, missing: tuple[MissingPeriod, ...], newest: Duty | None, awaited: Duty | None, clock: Clock
) -> tuple[Status, Text]:
    if missing and newest is not None and not newest.present:
        return Status.LATE, _late(ledger, missing, clock)
    if missing:
        return Status.INCOMPLETE, _incomplete(ledger, missing)
    if awaited is not None:
        return _waiting(ledger, awaited, clock)
    if newest is None:
        return Status.NOT_DUE, _first(ledger, clock)
    early = [duty for duty in ledger.ahead if duty.present and duty.start > newest.start]
    period = ledger.period((early[0] if early else newest).fact.period)
    return Status.UP_TO_DATE, Text(
        f"{period.id} sudah ada, semua periode yang jatuh tempo lengkap",
        f"{period.en} is there, all periods that fell due are complete",
    )


def _first(ledger: Ledger, clock: Clock) -> Text:
    if not ledger.ahead:
        return _NOTHING_DUE
    period, due = ledger.period(ledger.ahead[0].fact.period), clock.words(ledger.ahead[0].due_at)
    return Text(
        f"{_NOTHING_DUE.id}, yang pertama {period.id}, {due.id}",
        f"{_NOTHING_DUE.en}, the first is {period.en}, {due.en}",
    )


def _late(ledger: Ledger, missing: tuple[MissingPeriod, ...], clock: Clock) -> Text:
    newest, older = missing[-1], missing[:-1]
    period, due, late = ledger.period(newest.period), clock.words(newest.due_at), lateness(newest)
    said = Text(
        f"{period.id} belum ada, jatuh tempo {due.id}, {late.id}",
        f"{period.en} is missing, it fell due {due.en}, {late.en}",
    )
    if not older:
        return said
    also = listing([ledger.period(gap.period) for gap in reversed(older)])
    return Text(f"{said.id}, begitu juga {also.id}", f"{said.en}, and so is {also.en}")


def _incomplete(ledger: Ledger, missing: tuple[MissingPeriod, ...]) -> Text:
    names, late = listing([ledger.period(gap.period) for gap in reversed(missing)]), lateness(missing[0])
    if len(missing) == 1:
        return Text(f"{names.id} belum ada, {late.id}", f"{names.en} is missing, {late.en}")
    return Text(f"{names.id} belum ada, yang terlama {late.id}", f"{names.en} are missing, the oldest is {late.en}")


def lateness(gap: MissingPeriod) -> Text:
    """How late a period is, in calendar and working days."""
    if gap.calendar_days == 0:
        return Text("batasnya lewat hari ini", "its limit passed today")
    days, work = count(gap.calendar_days, "hari", "day"), count(gap.working_days, "hari kerja", "working day")
    return Text(f"terlambat {days.id} ({work.id})", f"{days.en} late ({work.en})")


def _waiting(ledger: Ledger, awaited: Duty, clock: Clock) -> tuple[Status, Text]:
    period, due = ledger.period(awaited.fact.period), clock.words(awaited.due_at)
    if awaited.warn_at is not None and awaited.warn_at <= clock.as_of:
        warned = clock.words(awaited.warn_at)
        return Status.DUE_SOON, Text(
            f"{period.id} belum ada, melewati peringatan {warned.id}, jatuh tempo {due.id}",
            f"{period.en} is missing, past the warning of {warned.en}, due {due.en}",
        )
    left = clock.working_days_until(awaited.due_at)
    if left > SOON:
        return Status.NOT_DUE, Text(f"{period.id} ditunggu sampai {due.id}", f"{period.en} is awaited until {due.en}")
    days = count(left, "hari kerja", "working day")
    when = Text(f"{days.id} lagi", f"in {days.en}") if left else Text("sebelum hari kerja berikutnya", "today")
    if clock.day_of(awaited.due_at) == clock.today:
        when = Text("hari ini", "today")
    return Status.DUE_SOON, Text(
        f"{period.id} belum ada, jatuh tempo {due.id} ({when.id})", f"{period.en} is missing, due {due.en} ({when.en})"
    )


def _judge_gap(ledger: Ledger, clock: Clock, gap: int) -> PeriodCoverage:
    """Per event: nothing is scheduled, but so long without any event is no silence to trust."""
    latest = latest_period(ledger, clock.today)
    newest = day_of_code(latest or "")
    if newest is None:
        reason = Text(
            f"belum ada satu kejadian pun, jeda terlama {gap} hari", f"no event at all, the longest gap is {gap} days"
        )
        return PeriodCoverage(Status.LATE, reason)
    said, days = day_text(newest), (clock.today - newest).days
    if days <= gap:
        reason = Text(
            f"kejadian terbaru {said.id}, dalam jeda terlama {gap} hari",
            f"the newest event is of {said.en}, within the longest gap of {gap} days",
        )
        return PeriodCoverage(Status.UP_TO_DATE, reason, latest_period=latest)
    limit = datetime(newest.year, newest.month, newest.day, tzinfo=clock.zone) + timedelta(days=gap)
    late, working = clock.days_since(limit)
    reason = Text(
        f"tidak ada kejadian sejak {said.id}, sudah {days} hari, melewati jeda terlama {gap} hari",
        f"no event since {said.en}, {days} days ago, past the longest gap of {gap} days",
    )
    return PeriodCoverage(Status.LATE, reason, latest_period=latest, late_calendar_days=late, late_working_days=working)
