"""How a due date came about, step by step, in plain words."""

from collections.abc import Iterator
from datetime import date, timedelta

from mutakhir.domain.language import Language, Text
from mutakhir.domain.period_words import day_words as date_words
from mutakhir.due.calendar import WorkingCalendar
from mutakhir.due.due_dates import Due, Roll, Stage, end_of_quarter
from mutakhir.due.periods import Grain
from mutakhir.due.rules import (
    CalendarDays,
    Dated,
    DayOfMonth,
    DayOfYear,
    LongestGap,
    MonthlyAndOnChange,
    TradingDays,
    TwoStage,
    WorkingDays,
)
from mutakhir.due.words import day_words, moment_words, period_words

_ID, _EN = Language.ID, Language.EN
_SATURDAY = 5


def explain(due: Due, calendar: WorkingCalendar) -> list[Text]:
    """One sentence a step: end of the period, rule, roll and what lay in its way, grace, and the result."""
    return [
        _period_ends(due),
        _rule_said(due),
        *_stages(due, calendar),
        *_result(due),
        *_guard(due, calendar),
    ]


def _days(day: date) -> Text:
    return Text(day_words(day, _ID), day_words(day, _EN))


def _period_ends(due: Due) -> Text:
    period, end = due.period, _days(due.period.last_day)
    words = Text(period_words(period, _ID), period_words(period, _EN))
    if period.first_day != period.start:
        first = Text(date_words(period.first_day, _ID), date_words(period.first_day, _EN))
        return Text(
            f"Periode {words.id} (tahun fiskal) mencakup {first.id} sampai {end.id}.",
            f"Period {words.en} (fiscal year) covers {first.en} to {end.en}.",
        )
    if period.grain in (Grain.DAY, Grain.EVENT):
        return Text(f"Periodenya satu hari: {end.id}.", f"The period is one day: {end.en}.")
    return Text(f"Periode {words.id} berakhir {end.id}.", f"Period {words.en} ends on {end.en}.")


def _rule_said(due: Due) -> Text:
    terms = due.terms
    if terms.basis:
        return Text(f"Aturannya {terms.rule}, dasar: {terms.basis}.", f"The rule is {terms.rule}, by: {terms.basis}.")
    return Text(
        f"Aturannya {terms.rule}, kesepakatan tanpa dasar peraturan.",
        f"The rule is {terms.rule}, agreed without a regulation.",
    )


def _stages(due: Due, calendar: WorkingCalendar) -> Iterator[Text]:
    rule = due.terms.rule
    if isinstance(rule, TwoStage) and due.warning:
        yield from _stage(rule.warn, due, due.warning, Text("Peringatan", "Warning"), calendar)
        yield from _stage(rule.error, due, due.limit, Text("Batas", "Limit"), calendar)
    elif isinstance(rule, MonthlyAndOnChange):
        yield from _stage(rule.monthly, due, due.limit, Text("Bagian bulanan", "The monthly part"), calendar)
        yield Text(
            "Perubahan di antaranya dikirim saat terjadi dan tidak dijadwalkan.",
            "Changes in between are sent as they happen and are not scheduled.",
        )
    elif isinstance(rule, TradingDays):
        yield Text(f"Hari itu bursa {rule.market} buka.", f"Market {rule.market} trades on that day.")
        yield from _stage(CalendarDays(rule.days), due, due.limit, Text("Batas", "Limit"), calendar)
    elif not isinstance(rule, LongestGap | TwoStage):
        yield from _stage(rule, due, due.limit, Text("Batas", "Limit"), calendar)


def _stage(rule: Dated, due: Due, stage: Stage, name: Text, calendar: WorkingCalendar) -> Iterator[Text]:
    said, day = _by_rule(rule, due, stage.by_rule, calendar), _days(stage.by_rule)
    yield Text(f"{name.id} menurut aturan, {said.id}: {day.id}.", f"{name.en} by the rule, {said.en}: {day.en}.")
    yield from _roll(due, stage.by_rule, stage.rolled, calendar)
    if due.terms.grace and stage is due.limit:
        raw = stage.rolled + timedelta(days=due.terms.grace)
        until = _days(raw)
        yield Text(
            f"Masa tenggang {due.terms.grace} hari kalender: sampai {until.id}.",
            f"Grace of {due.terms.grace} calendar days: until {until.en}.",
        )
        yield from _roll(due, raw, stage.last_day, calendar)


def _by_rule(rule: Dated, due: Due, day: date, calendar: WorkingCalendar) -> Text:
    if isinstance(rule, DayOfMonth):
        return _day_of_month(rule, day)
    if isinstance(rule, DayOfYear):
        return Text("pada tahun periode itu sendiri", "in the period's own year")
    if isinstance(rule, WorkingDays):
        return _working_days(rule, due.period.last_day, day, calendar)
    if isinstance(rule, CalendarDays):
        return Text(f"{rule.days} hari sesudah periode berakhir", f"{rule.days} days after the period's end")
    end = end_of_quarter(due.period)
    return Text(
        f"{rule.days} hari sesudah triwulan berakhir ({date_words(end, _ID)})",
        f"{rule.days} days after the quarter's end ({date_words(end, _EN)})",
    )


def _working_days(rule: WorkingDays, end: date, day: date, calendar: WorkingCalendar) -> Text:
    between = (end + timedelta(days=number) for number in range(1, (day - end).days))
    passed = [_named(off, calendar) for off in between if off in calendar.holidays and off.weekday() < _SATURDAY]
    names = Text("; ".join(name.id for name in passed), "; ".join(name.en for name in passed))
    skipped = Text(f" (melewati {names.id})", f" (passing over {names.en})") if passed else Text("", "")
    return Text(
        f"hari kerja ke-{rule.days} sesudah periode berakhir{skipped.id}",
        f"working day {rule.days} after the period's end{skipped.en}",
    )


def _day_of_month(rule: DayOfMonth, day: date) -> Text:
    month = Text("bulan berikutnya", "the next month")
    if rule.months != 1:
        month = Text(f"bulan ke-{rule.months} sesudahnya", f"month {rule.months} after it")
    if rule.months == 0:
        month = Text("bulan periode berakhir", "the month the period ends in")
    if day.day == rule.day:
        return Text(f"tanggal {rule.day} {month.id}", f"day {rule.day} of {month.en}")
    return Text(
        f"hari terakhir {month.id} karena tidak ada tanggal {rule.day}",
        f"the last day of {month.en}, which has no day {rule.day}",
    )


def _roll(due: Due, day: date, rolled: date, calendar: WorkingCalendar) -> Iterator[Text]:
    """What rolling did: the days off between both dates by name, or that a day off stays for want of a roll."""
    if calendar.is_working_day(day):
        return
    off = _why_off(day, calendar)
    if due.terms.roll is Roll.NONE:
        why = Text("aturan berdasar peraturan", "the rule has a legal basis") if due.terms.basis else None
        because = (
            Text(f" karena {why.id}", f", since {why.en}") if why else Text(" (due_roll: none)", " (due_roll: none)")
        )
        yield Text(
            f"Hari itu bukan hari kerja ({off.id}), tetapi tidak digeser{because.id}.",
            f"That is no working day ({off.en}), but it is not moved{because.en}.",
        )
        return
    ahead = rolled > day
    step = 1 if ahead else -1
    passed = [_named(day + timedelta(days=step * number), calendar) for number in range(abs((rolled - day).days))]
    to = _days(rolled)
    names = Text("; ".join(name.id for name in passed), "; ".join(name.en for name in passed))
    yield Text(
        f"Bukan hari kerja ({names.id}): {'maju' if ahead else 'mundur'} ke {to.id}.",
        f"No working day ({names.en}): {'forward' if ahead else 'back'} to {to.en}.",
    )


def _named(day: date, calendar: WorkingCalendar) -> Text:
    off = _why_off(day, calendar)
    # Without the year, which stands in the sentence already.
    return Text(f"{date_words(day, _ID)[:-5]}: {off.id}", f"{date_words(day, _EN)[:-5]}: {off.en}")


def _why_off(day: date, calendar: WorkingCalendar) -> Text:
    if holiday := calendar.holidays.get(day):
        decree = f", {holiday.decree}" if holiday.decree else ""
        return Text(f"{holiday.name}{decree}", f"{holiday.name}{decree}")
    return Text("Sabtu", "Saturday") if day.weekday() == _SATURDAY else Text("Minggu", "Sunday")


def _result(due: Due) -> Iterator[Text]:
    zone = due.terms.zone
    if due.warn_at:
        yield Text(
            f"Diperingatkan sejak {moment_words(due.warn_at, zone, _ID)}.",
            f"Warned from {moment_words(due.warn_at, zone, _EN)} on.",
        )
    yield Text(f"Jatuh tempo {moment_words(due.due_at, zone, _ID)}.", f"Due {moment_words(due.due_at, zone, _EN)}.")


def _guard(due: Due, calendar: WorkingCalendar) -> Iterator[Text]:
    if due.limit.last_day > calendar.valid_until:
        until = calendar.valid_until
        yield Text(
            f"Perkiraan: daftar hari libur baru ditinjau sampai {date_words(until, _ID)}.",
            f"An estimate: the list of holidays was reviewed only until {date_words(until, _EN)}.",
        )
