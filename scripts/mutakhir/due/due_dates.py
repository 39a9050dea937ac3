"""When a period falls due: a rule, the working calendar, rolling, grace, time of day and zone; pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from mutakhir.due.calendar import ZONES, WorkingCalendar
from mutakhir.due.periods import Grain, Period, add_months, end_of_month
from mutakhir.due.rules import (
    CalendarDays,
    Dated,
    DayOfMonth,
    DayOfYear,
    DueRule,
    LongestGap,
    MonthlyAndOnChange,
    TradingDays,
    TwoStage,
    WorkingDays,
)


class Roll(str, Enum):
    """Where a due date goes that falls on a day off."""

    NONE = "none"
    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True)
class Terms:
    """A due rule with everything that was agreed beside it."""

    rule: DueRule
    roll: Roll = Roll.FORWARD
    time_of_day: time = time(16)
    zone: str = "WIB"
    """A key of calendar.ZONES."""
    grace: int = 0
    """Calendar days after the due date before anybody is late."""
    basis: str = ""
    """The regulation or agreement; empty where there is none."""

    def moment(self, day: date) -> datetime:
        """The time of day on `day`, in the zone."""
        return datetime.combine(day, self.time_of_day, ZoneInfo(ZONES[self.zone]))


@dataclass(frozen=True, slots=True)
class Stage:
    """How a date came about: as the rule says, rolled off a day off, and the last day of grace (rolled forward)."""

    by_rule: date
    rolled: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Due:
    """When a period falls due. `warning` is None for a rule of one stage."""

    period: Period
    terms: Terms
    warning: Stage | None
    limit: Stage

    @property
    def warn_at(self) -> datetime | None:
        """From when on people are warned."""
        return self.terms.moment(self.warning.last_day) if self.warning else None

    @property
    def due_at(self) -> datetime:
        """Late after this moment; grace is inside."""
        return self.terms.moment(self.limit.last_day)


def due_of(period: Period, terms: Terms, calendar: WorkingCalendar) -> Due | None:
    """When `period` falls due; None where the rule gives no dates, or nothing is traded on that day."""
    rule = terms.rule
    if isinstance(rule, LongestGap):
        return None
    if isinstance(rule, TradingDays):
        if period.start in calendar.closed[rule.market]:
            return None
        rule = CalendarDays(rule.days)
    if isinstance(rule, MonthlyAndOnChange):
        rule = rule.monthly
    warning = None
    if isinstance(rule, TwoStage):
        warning = _stage(rule.warn, period, terms, calendar, 0)
        rule = rule.error
    return Due(period, terms, warning, _stage(rule, period, terms, calendar, terms.grace))


def is_scheduled(terms: Terms, grain: Grain) -> bool:
    """Whether the schedule holds lines for such a table; events happen when they happen."""
    return grain is not Grain.EVENT and not isinstance(terms.rule, LongestGap)


def _stage(rule: Dated, period: Period, terms: Terms, calendar: WorkingCalendar, grace: int) -> Stage:
    by_rule = _by_rule(rule, period, calendar)
    rolled = _rolled(by_rule, terms.roll, calendar)
    if not grace:
        return Stage(by_rule, rolled, rolled)
    # Grace that ends on a day off goes forward also where due dates go back: nobody gets less of it than was agreed.
    ends = Roll.NONE if terms.roll is Roll.NONE else Roll.FORWARD
    return Stage(by_rule, rolled, _rolled(rolled + timedelta(days=grace), ends, calendar))


def _by_rule(rule: Dated, period: Period, calendar: WorkingCalendar) -> date:
    end = period.last_day
    if isinstance(rule, DayOfMonth):
        return _day_in(add_months(end, rule.months), rule.day)
    if isinstance(rule, DayOfYear):
        return _day_in(date(period.start.year, rule.month, 1), rule.day)
    if isinstance(rule, WorkingDays):
        return calendar.add_working_days(end, rule.days)
    if isinstance(rule, CalendarDays):
        return end + timedelta(days=rule.days)
    return end_of_quarter(period) + timedelta(days=rule.days)


def end_of_quarter(period: Period) -> date:
    """Last day of the quarter that the period ends in, counted from the month its year starts with."""
    end = period.last_day
    return end_of_month(add_months(end, 2 - (end.month - period.year_starts) % 3))


def _day_in(month: date, day: int) -> date:
    """Day `day` of the month, its last one where it is shorter."""
    return month.replace(day=min(day, end_of_month(month).day))


def _rolled(day: date, roll: Roll, calendar: WorkingCalendar) -> date:
    if roll is Roll.NONE:
        return day
    return calendar.roll_forward(day) if roll is Roll.FORWARD else calendar.roll_back(day)
