"""Due rules as the office writes them (`Tgl 20 B+1`, `HK+3`, `TW+30`), read into values; docs/jadwal.md explains them.

Spacing and case do not matter, everything else does: a text that is no rule is refused with the nearest one that is.
"""

import difflib
import re
from calendar import monthrange
from dataclasses import dataclass

_LEAP_YEAR = 2024
_MOST_DAYS, _MOST_WORKING_DAYS, _MOST_MONTHS = 366, 250, 12


class UnknownRule(ValueError):
    """A text that is no due rule; `nearest` is one that is, and that its writer may have meant."""

    def __init__(self, text: str, nearest: str) -> None:
        super().__init__(f"{text!r} is no due rule; {nearest} is the nearest")
        self.nearest = nearest


@dataclass(frozen=True)
class CalendarDays:
    """`H+n`: so many days after the last day of the period."""

    days: int

    def __str__(self) -> str:
        return f"H+{self.days}"


@dataclass(frozen=True)
class WorkingDays:
    """`HK+n`: so many working days after the last day of the period."""

    days: int

    def __str__(self) -> str:
        return f"HK+{self.days}"


@dataclass(frozen=True)
class DayOfMonth:
    """`Tgl n B+m`: day n of the m-th month after the one the period ends in; its last day where it has no day n."""

    day: int
    months: int = 1

    def __str__(self) -> str:
        return f"Tgl {self.day} B+{self.months}"


@dataclass(frozen=True)
class DayOfYear:
    """`Tgl DD-MM`: a day of the period's own year."""

    day: int
    month: int

    def __str__(self) -> str:
        return f"Tgl {self.day:02d}-{self.month:02d}"


@dataclass(frozen=True)
class QuarterDays:
    """`TW+n`: so many days after the last day of the quarter (the fiscal one, where the year starts otherwise)."""

    days: int

    def __str__(self) -> str:
        return f"TW+{self.days}"


@dataclass(frozen=True)
class TradingDays:
    """`hari bursa X`: a period is a day on which market X trades, due so many calendar days after it."""

    market: str
    days: int = 1

    def __str__(self) -> str:
        return f"hari bursa {self.market}" + (f" H+{self.days}" if self.days != 1 else "")


@dataclass(frozen=True)
class MonthlyAndOnChange:
    """`bulanan + setiap perubahan`: the monthly part has a due date (the month after's last day unless said)."""

    monthly: DayOfMonth = DayOfMonth(31, 1)

    def __str__(self) -> str:
        last_day = self.monthly == DayOfMonth(31, 1)
        return f"bulanan {'' if last_day else f'{self.monthly} '}+ setiap perubahan"


@dataclass(frozen=True)
class LongestGap:
    """`per kejadian, jeda terlama n hari`: no dates, but never longer than that without an event."""

    days: int

    def __str__(self) -> str:
        return f"per kejadian, jeda terlama {self.days} hari"


Dated = CalendarDays | WorkingDays | DayOfMonth | DayOfYear | QuarterDays
"""Rules that give one date for a period, and may stand in a rule of two stages."""


@dataclass(frozen=True)
class TwoStage:
    """`warn A, error B`: a warning at A, late after B; both of one kind and A not after B."""

    warn: Dated
    error: Dated

    def __str__(self) -> str:
        return f"warn {self.warn}, error {self.error}"


DueRule = Dated | TradingDays | MonthlyAndOnChange | LongestGap | TwoStage

_N = r"(\d{1,3})"
_DAY = rf"tgl\s*{_N}(?:\s*b\s*\+\s*{_N})?"
_STAGES = re.compile(r"(?:warn|peringatan)\s+(.+?)\s*,\s*(?:error|batas)\s+(.+)", re.IGNORECASE | re.ASCII)


def parse_rule(text: str) -> DueRule:
    """The rule that `text` says; UnknownRule where it says none."""
    words = " ".join(text.split())
    stages = _STAGES.fullmatch(words)
    if stages is None:
        rule = _single(words)
    else:
        warn, error = _single(stages[1]), _single(stages[2])
        rule = TwoStage(warn, error) if isinstance(warn, Dated) and isinstance(error, Dated) else None
        if isinstance(rule, TwoStage) and not _in_order(rule):
            raise UnknownRule(text, str(TwoStage(rule.error, rule.warn)) if _alike(rule) else str(rule.error))
    if rule is None:
        raise UnknownRule(text, _nearest(words))
    return rule


def _alike(rule: TwoStage) -> bool:
    return type(rule.warn) is type(rule.error)


def _in_order(rule: TwoStage) -> bool:
    return _alike(rule) and _rank(rule.warn) <= _rank(rule.error)


def _rank(rule: Dated) -> tuple[int, int]:
    """Sorts rules of one kind by when they fall due."""
    if isinstance(rule, DayOfMonth):
        return rule.months, rule.day
    if isinstance(rule, DayOfYear):
        return rule.month, rule.day
    return rule.days, 0


def _single(words: str) -> DueRule | None:
    """The rule of one stage that `words` say; None where they say none."""
    for pattern, make in _FORMS:
        if found := pattern.fullmatch(words):
            return make(*found.groups())
    return None


def _calendar_days(days: str) -> DueRule | None:
    return CalendarDays(int(days)) if int(days) <= _MOST_DAYS else None


def _working_days(days: str) -> DueRule | None:
    return WorkingDays(int(days)) if 1 <= int(days) <= _MOST_WORKING_DAYS else None


def _quarter_days(days: str) -> DueRule | None:
    return QuarterDays(int(days)) if int(days) <= _MOST_DAYS else None


def _day_of_month(day: str, months: str | None) -> DayOfMonth | None:
    after = 1 if months is None else int(months)
    return DayOfMonth(int(day), after) if 1 <= int(day) <= 31 and after <= _MOST_MONTHS else None


def _day_of_year(day: str, month: str) -> DueRule | None:
    known = 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(_LEAP_YEAR, int(month))[1]
    return DayOfYear(int(day), int(month)) if known else None


def _trading_days(market: str, days: str | None) -> DueRule | None:
    return TradingDays(market.upper(), int(days or 1)) if int(days or 1) <= _MOST_DAYS else None


def _monthly_and_on_change(day: str | None, months: str | None) -> DueRule | None:
    if day is None:
        return MonthlyAndOnChange()
    monthly = _day_of_month(day, months)
    return MonthlyAndOnChange(monthly) if monthly else None


def _longest_gap(days: str) -> DueRule | None:
    return LongestGap(int(days)) if 1 <= int(days) <= _MOST_DAYS else None


_FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), make)
    for pattern, make in (
        (rf"h\s*\+\s*{_N}", _calendar_days),
        (rf"hk\s*\+\s*{_N}", _working_days),
        (rf"tw\s*\+\s*{_N}", _quarter_days),
        (_DAY, _day_of_month),
        (r"tgl\s*(\d{1,2})\s*-\s*(\d{1,2})", _day_of_year),
        (rf"hari\s+bursa\s+([a-z0-9]+)(?:\s+h\s*\+\s*{_N})?", _trading_days),
        (rf"bulanan(?:\s+{_DAY})?\s*\+\s*setiap\s+perubahan", _monthly_and_on_change),
        (rf"per\s+kejadian\s*,\s*jeda\s+terlama\s+{_N}\s+hari", _longest_gap),
    )
)


def _nearest(words: str) -> str:
    """The valid spelling that is most like `words`, with its own numbers where they fit."""
    numbers = [int(number) for number in re.findall(r"\d{1,3}", words, re.ASCII)] or [20]
    first, second = numbers[0], numbers[1] if len(numbers) > 1 else 1
    day, other = min(max(first, 1), 31), min(max(second, 1), 31)
    days, working = min(first, _MOST_DAYS), min(first, _MOST_WORKING_DAYS)
    month = min(max(second, 1), 12)
    options = {
        f"H+{days}": "",
        f"HK+{max(working, 1)}": "",
        f"TW+{days}": "",
        f"Tgl {day}": f"Tgl {day} B+1",
        f"Tgl {day} B+{min(second, _MOST_MONTHS)}": "",
        f"Tgl {min(day, monthrange(_LEAP_YEAR, month)[1]):02d}-{month:02d}": "",
        "hari bursa SGX": "",
        "bulanan + setiap perubahan": "",
        f"per kejadian, jeda terlama {max(days, 1)} hari": "",
        f"warn Tgl {min(day, other)} B+1, error Tgl {max(day, other)} B+1": "",
    }
    nearest = max(options, key=lambda option: _likeness(words.casefold(), option.casefold()))
    return options[nearest] or nearest


def _likeness(words: str, option: str) -> float:
    """How like they are; the same first word counts most, since it says the kind of rule."""
    first = [re.split(r"[^a-z]", text, maxsplit=1)[0] for text in (words, option)]
    return difflib.SequenceMatcher(None, words, option).ratio() + 0.3 * (first[0] == first[1])
