"""The cell of a period column: to the first day of the period it names, or why it names none; never a guess.

A year in a monthly table, a month in a daily one, or 3/2026 in a quarterly one could only be guessed at: they are
refused, and so is a year that must be a slip of the pen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mutakhir.declared.period import TOKENS, PeriodRule
from mutakhir.declared.tables import Origin
from mutakhir.due.periods import Grain, Period, add_months, period_of
from mutakhir.load import dates
from mutakhir.load.sheet import Cell

GRAIN_WORDS = {
    "day": "hari", "event": "hari", "week": "pekan", "month": "bulan", "quarter": "triwulan", "year": "tahun",
    "range": "rentang tanggal",
}  # fmt: skip
_WEEKS = (
    re.compile(r"(?P<y>\d{4})[ \-/.]?w[ .]?(?P<w>\d{1,2})"),
    re.compile(r"w[ .]?(?P<w>\d{1,2})[ \-/.]?(?P<y>\d{4})"),
)
_WEEK_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_ ]?w(\d{2})(?!\d)", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:\bs\.?\s?[/.]?\s?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\buntil\b|-)\s*")
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-"})
# A month shown as a whole date beside its year: a cell formatted "mmmm" says 2026-10-01 once it is read.
_DAY_AND_YEAR = (re.compile(r"((\d{4})-\d\d-\d\d) \2"), re.compile(r"(?P<y>\d{4}) ((?P=y)-\d\d-\d\d)"))
_YEARS = range(1900, 2101)
_DIGITS = {"YYYY": 4, "YY": 2, "MM": 2, "DD": 2, "WW": 2, "Q": 1}


@dataclass(frozen=True)
class NotAPeriod:
    """Why a cell is no period of the table, as the end of a sentence, and what else may be done about it."""

    why: str
    way_out: str = ""


class _Span(NamedTuple):
    first: date
    last: date
    kind: str
    """A grain, or `range`."""
    doubtful: bool = False
    """A lone digit that may count months or quarters."""


def read_period(cell: Cell, text: str, rule: PeriodRule, origin: Origin) -> date | NotAPeriod:
    """First day of the period that a filled cell names, as landing tables hold it; `text` is what it shows."""
    plain = _plain(cell, text, rule)
    if rule.format and not isinstance(cell, date):
        found = _formatted(plain, rule.format)
        if found is None:
            return NotAPeriod(f", tidak menurut period.format {rule.format}", ", atau sesuaikan period.format")
    else:
        found = _span(plain, cell, origin)
    if found is None:
        return _unknown(plain, rule)
    start = _start(found, rule)
    return start if isinstance(start, NotAPeriod) else no_year_of(start.year, rule) or start


def no_year_of(year: int, rule: PeriodRule) -> NotAPeriod | None:
    """Why a year must be a slip of the pen; None where it may be meant."""
    if year not in _YEARS:
        return NotAPeriod(f", padahal tahun {year} tidak mungkin")
    if year < rule.earliest:
        return NotAPeriod(
            f", padahal tahun {year} jauh sebelum data ini dimulai (paling awal {rule.earliest})",
            ", atau isi period.earliest bila memang setua itu",
        )
    return None


def periods_in_name(stem: str, rule: PeriodRule, origin: Origin) -> set[date]:
    """First days of all periods that stand in the name of a file."""
    if rule.format:
        form = re.compile(rf"(?<!\d)(?:{_compiled(rule.format).pattern})(?!\d)")
        spans = (_span_of(found.groupdict()) for found in form.finditer(" ".join(stem.casefold().split())))
        starts = (_start(span, rule) for span in spans if span)
        return {start for start in starts if isinstance(start, date)}

    def parse(text: str, _order: dates.Order) -> date | None:
        start = read_period(text, text, rule, origin)
        return start if isinstance(start, date) else None

    weeks = {_monday(int(year), int(week)) for year, week in _WEEK_IN_NAME.findall(stem)} - {None}
    rest = _WEEK_IN_NAME.sub(" ", stem) if weeks else stem
    return {day for day in weeks if day} | dates.find_dates(rest, origin.dates, parse)


def _plain(cell: Cell, text: str, rule: PeriodRule) -> str:
    plain = " ".join(text.casefold().translate(_DASHES).split())
    tokens = TOKENS.findall(rule.format)
    if isinstance(cell, (int, float)) and tokens and "".join(tokens) == rule.format and "MMM" not in tokens:
        # 326 is what a spreadsheet makes of 0326; all tokens have a fixed width here.
        return plain.zfill(sum(_DIGITS[token] for token in tokens))
    return plain


def _unknown(text: str, rule: PeriodRule) -> NotAPeriod:
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    if year and int(year[0]) not in _YEARS:
        return NotAPeriod(f", padahal tahun {year[0]} tidak mungkin")
    return NotAPeriod(
        f", bukan {GRAIN_WORDS[rule.grain or 'event']} yang terbaca", ", atau nyatakan cara menulisnya di period.format"
    )


def _span(text: str, cell: Cell, origin: Origin) -> _Span | None:
    if isinstance(cell, bool) or not (isinstance(cell, str) or (isinstance(cell, (int, float)) and _is_written(cell))):
        day = dates.native_date(cell)
        return _Span(day, day, "day") if day else None
    for form in _DAY_AND_YEAR:
        if twice := form.fullmatch(text):
            text = next(part for part in twice.groups() if part and len(part) == 10)
    if day := _one_day(text, origin):
        return _Span(day, day, "day")
    if named := dates.named_period(text):
        months = {"month": 1, "quarter": 3, "year": 12}[named[1]]
        return _Span(named[0], _before(add_months(named[0], months)), named[1], named[2])
    for form in _WEEKS:
        if (week := form.fullmatch(text)) and (monday := _monday(int(week["y"]), int(week["w"]))):
            return _Span(monday, monday, "week")
    return next(_ranges(text, origin), None)


def _is_written(number: float) -> bool:
    """A year, 202610 or 20261005 rather than the day number of a spreadsheet; a fraction says nothing."""
    return float(number).is_integer() and not dates.SERIALS[0] <= number < dates.SERIALS[1]


def _one_day(text: str, origin: Origin) -> date | None:
    moment = dates.parse_moment(text, origin.dates, origin.zone)
    return dates.parse_date(text, origin.dates, origin.zone) if moment else None


def _ranges(text: str, origin: Origin) -> Iterator[_Span]:
    """5-11 Oktober 2026, 28 September - 4 Oktober 2026, 05/10/2026 s.d. 11/10/2026, Juli - September 2026."""
    for until in _UNTIL.finditer(text):
        left, right = text[: until.start()], text[until.end() :]
        if last := _one_day(right, origin):
            day = f"{last:%Y-%m}-{left}" if left.isdigit() else f"{left} {last.year}"
            for begun in (left, day, f"{left}/{last.year}"):
                if first := _one_day(begun, origin):
                    yield _Span(first if first <= last or begun == left else _year_before(first), last, "range")
        elif (ends := dates.named_period(right)) and ends[1] == "month":
            for begun in (left, f"{left} {ends[0].year}"):
                begins = dates.named_period(begun)
                if begins and begins[1] == "month" and begins[0] <= ends[0]:
                    yield _Span(begins[0], _before(add_months(ends[0], 1)), "range")


def _start(span: _Span, rule: PeriodRule) -> date | NotAPeriod:
    """The period of the table that a span is, or lies in where nothing else can be meant."""
    grain = Grain(rule.grain or "event")
    wanted = "day" if grain is Grain.EVENT else grain.value
    if span.kind == wanted:
        return span.first
    near = period_of(span.first, grain, rule.year_starts)
    if span.kind == "range":
        fits = _is_week(span) if grain is Grain.WEEK else any(_is_whole(span, one) for one in (near, near.next))
        near = near.next if not _is_whole(span, near) and grain is not Grain.WEEK else near
    else:
        coarser = {"day": ("week", "month", "quarter", "year"), "month": ("quarter", "year")}
        fits = wanted in coarser.get(span.kind, ()) and near.first_day <= span.first and span.last <= near.last_day
        fits = fits and not (span.doubtful and grain is Grain.QUARTER and span.first.month <= 4)
    if fits:
        return near.start
    said = "triwulan atau bulan" if span.doubtful and grain is Grain.QUARTER else GRAIN_WORDS[span.kind]
    return NotAPeriod(
        f", yaitu {said}, sedangkan periode tabel ini {_called(grain, rule)}", ", atau sesuaikan period di sources"
    )


def _called(grain: Grain, rule: PeriodRule) -> str:
    if grain in (Grain.QUARTER, Grain.YEAR) and rule.year_starts > 1:
        return f"{GRAIN_WORDS[grain.value]} yang tidak sama dengan kalender (year_starts {rule.year_starts})"
    return {Grain.WEEK: "pekan Senin sampai Minggu"}.get(grain, GRAIN_WORDS[grain.value])


def _is_week(span: _Span) -> bool:
    return period_of(span.first, Grain.WEEK) == period_of(span.last, Grain.WEEK)


def _is_whole(span: _Span, period: Period) -> bool:
    return (period.first_day, period.last_day) == (span.first, span.last)


def _year_before(day: date) -> date:
    """Without a year of its own a range may begin in the year before: 29 Des - 4 Jan 2027."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


@lru_cache
def _compiled(form: str) -> re.Pattern[str]:
    """A format as a pattern over plain text; numbers that touch have their full width."""
    parts = re.split(f"({TOKENS.pattern})", form)
    pattern = ""
    for at, part in enumerate(parts):
        if not at % 2:
            pattern += r"\s+".join(map(re.escape, part.casefold().split(" "))) if part else ""
            continue
        touches = (at > 1 and not parts[at - 1]) or (at + 2 < len(parts) and not parts[at + 1])
        width = r"\d{2}" if touches else r"\d{1,2}"
        pattern += {
            "YYYY": r"(?P<y>\d{4})", "YY": r"(?P<y>\d{2})", "MMM": dates.MONTH, "MM": f"(?P<m>{width})",
            "DD": f"(?P<d>{width})", "WW": f"(?P<w>{width})", "Q": "(?P<quarter>iv|i{1,3}|[1-4])",
        }[part]  # fmt: skip
    return re.compile(pattern)


def _formatted(text: str, form: str) -> _Span | None:
    found = _compiled(form).fullmatch(text)
    return _span_of(found.groupdict()) if found else None


def _span_of(parts: dict[str, str | None]) -> _Span | None:
    year = dates.year_of(parts["y"])
    if year not in _YEARS:
        return None
    if week := parts.get("w"):
        monday = _monday(year, int(week))
        return _Span(monday, monday, "week") if monday else None
    if quarter := parts.get("quarter"):
        first = date(year, dates.ROMAN[quarter] * 3 - 2, 1)
        return _Span(first, _before(add_months(first, 3)), "quarter")
    month = dates.MONTHS[parts["word"] or ""] if parts.get("word") else int(parts.get("m") or 0)
    if not (parts.get("word") or parts.get("m")):
        return _Span(date(year, 1, 1), date(year, 12, 31), "year")
    try:
        first = date(year, month, int(parts.get("d") or 1))
    except ValueError:
        return None
    return _Span(first, first, "day") if parts.get("d") else _Span(first, _before(add_months(first, 1)), "month")
