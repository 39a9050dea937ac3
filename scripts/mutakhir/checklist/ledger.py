"""What fell due of one data set and what came, read once from facts.json for all axes and tables that need it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import DatasetFacts, Facts, Obligation, RosterLine
from mutakhir.checklist.clock import Clock
from mutakhir.checklist.soundness import UNREADABLE, why_unsound
from mutakhir.declared.entry import Entry
from mutakhir.declared.promises import CADENCES, terms_of
from mutakhir.domain.dataset import Dataset
from mutakhir.domain.dates import period_text
from mutakhir.domain.language import Text
from mutakhir.due.due_dates import Terms, due_of, is_scheduled
from mutakhir.due.fitting import misfit
from mutakhir.due.periods import Grain, Period, periods_between
from mutakhir.due.rules import TradingDays, UnknownRule, parse_rule
from mutakhir.errors import ConfigError

_LOOK_AHEAD = timedelta(days=31)
"""Facts hold what falls due up to two months ahead; where nothing does although the next period will be due sooner
than this, the schedule has ended."""


@dataclass(frozen=True)
class FactsEvidence:
    """facts.json, or why it cannot speak."""

    datasets: dict[str, DatasetFacts]
    unusable: Text | None = None


NO_FACTS = Text(
    "facts.json tidak ada: jalankan `mutakhir facts` atau `mutakhir run`",
    "facts.json is missing: run `mutakhir facts` or `mutakhir run`",
)


class Duty(NamedTuple):
    """One line of the schedule, read; `present` says whether rows of the period are in force."""

    due_at: datetime
    start: str
    fact: Obligation
    warn_at: datetime | None
    received_at: datetime | None
    present: bool


@dataclass(frozen=True)
class Ledger:
    """What fell due (by due date, oldest first) and what does not yet; `problem` where it cannot be told.

    Of events, which no schedule lists, it holds those that came, with the date by which they had to.
    """

    grain: Grain | None
    terms: Terms | None
    """The due rule; None where none is declared, or none that is known (then `problem` says so)."""
    facts: DatasetFacts
    due: Sequence[Duty] = ()
    ahead: Sequence[Duty] = ()
    problem: Text | None = None
    """Why nothing can be judged by it, with the way out."""

    def period(self, code: str) -> Text:
        """The period with `code` as people say it."""
        return period_text(code, self.grain.value if self.grain else "")

    def required(self, start: str) -> list[RosterLine]:
        """Those who must report for the period that starts on the day `start`."""
        return [line for line in self.facts.roster if line.since <= start and not _ended(line, start)]


def _ended(line: RosterLine, start: str) -> bool:
    return line.until is not None and line.until < start


def facts_evidence(facts: Facts | None, too_old: Text | None) -> FactsEvidence:
    """Evidence from a bundle's facts; `too_old` says why they cannot speak although they are there."""
    if facts is None:
        return FactsEvidence({}, NO_FACTS)
    return FactsEvidence(facts.datasets, too_old)


def grain_of(dataset: Dataset) -> Grain | None:
    """The grain that `meta.period` declares; None where it declares none that is known."""
    period = dataset.meta.get("period")
    try:
        return Grain(period.get("grain")) if isinstance(period, dict) else None
    except ValueError:
        return None


def ledger_of(dataset: Dataset, evidence: FactsEvidence, clock: Clock) -> Ledger:
    """Read what is known of `dataset` at the clock's moment; every gap in it becomes the ledger's `problem`."""
    grain = grain_of(dataset)
    facts = evidence.datasets.get(dataset.name) or _NOTHING
    terms, problem = _terms(dataset)
    problem = problem or evidence.unusable or (_not_counted(grain) if facts is _NOTHING else _failed(facts))
    if problem is not None:
        return Ledger(grain, terms, facts, problem=problem)
    if terms is not None and not is_scheduled(terms, grain or Grain.DAY):
        return Ledger(grain, terms, facts, list(_events(facts, terms, clock)))
    rows = {period.period: period.rows for period in facts.periods}
    duties = [duty for fact in facts.obligations if (duty := _duty(fact, rows)) is not None]
    if len(duties) < len(facts.obligations):
        return Ledger(grain, terms, facts, problem=UNREADABLE)
    if not duties and (first := _first_ever(dataset, grain, terms, clock)) is not None:
        return Ledger(grain, terms, facts, ahead=[first])
    duties.sort(key=lambda duty: (duty.due_at, duty.start))
    split = next((at for at, duty in enumerate(duties) if duty.due_at >= clock.as_of), len(duties))
    gapless = not isinstance(terms.rule, TradingDays) if terms is not None else False
    problem = why_unsound(facts, [duty.fact for duty in duties[:split]], grain, gapless)
    if problem is None and split == len(duties):
        problem = _not_covered(dataset, grain, duties, clock.as_of)
    return Ledger(grain, terms, facts, duties[:split], duties[split:], problem)


_NOTHING = DatasetFacts()


def _terms(dataset: Dataset) -> tuple[Terms | None, Text | None]:
    """What `meta.due` and its companions agree on, or the sentence for what cannot be meant."""
    if not dataset.due:
        return None, None
    where = dataset.file_path or dataset.name
    try:
        rule, meta = parse_rule(dataset.due), Entry(where, dataset.name, dataset.meta, "config.meta.")
        grain, cadence = grain_of(dataset), str(dataset.meta.get("cadence") or "")
        # Other projects have cadences of their own, which contradict nothing.
        if grain is not None and (said := misfit(rule, grain, cadence if cadence in CADENCES else "")):
            raise meta.refusal("due", said)
        return terms_of(meta, rule), None
    except UnknownRule as error:
        return None, Text(
            f"aturan jatuh tempo {dataset.due!r} tidak dikenal: perbaiki meta.due di {where}, misalnya {error.nearest}",
            f"the due rule {dataset.due!r} is not known: mend meta.due in {where}, for example {error.nearest}",
        )
    except ConfigError as error:
        return None, Text(str(error).rstrip("."), error.english.rstrip("."))


def _events(facts: DatasetFacts, terms: Terms, clock: Clock) -> Iterator[Duty]:
    """The events that came, each with the date by which its rule wanted it; none where the rule gives no dates."""
    today = clock.today.isoformat()
    for event in facts.periods:
        received_at = parse_instant(event.first_received_at)
        day = day_of_code(event.start)
        if not event.rows or received_at is None or day is None or event.start > today:
            continue
        due = due_of(Period(day, Grain.EVENT), terms, clock.calendar)
        if due is not None:
            fact = Obligation(event.period, event.start, event.start, due.due_at.isoformat())
            yield Duty(due.due_at, event.start, fact, None, received_at, True)


def day_of_code(code: str) -> date | None:
    """The day that a code of a day is; None where it is none, as a date in no calendar."""
    try:
        return date.fromisoformat(code)
    except ValueError:
        return None


def _first_ever(dataset: Dataset, grain: Grain | None, terms: Terms | None, clock: Clock) -> Duty | None:
    """The first period a data set owes, where that falls due too late to be in the facts already."""
    since = str(dataset.meta.get("since") or "")
    if grain is None or terms is None or isinstance(terms.rule, TradingDays):
        return None
    try:
        first = datetime.strptime(since, "%Y-%m").date()
        period = next(periods_between(first, date.max, grain, _year_starts(dataset)))
    except ValueError:
        return None
    due = due_of(period, terms, clock.calendar)
    if due is None or due.due_at <= clock.as_of + _LOOK_AHEAD:
        return None
    end = period.last_day.isoformat()
    fact = Obligation(period.code, period.start.isoformat(), end, due.due_at.isoformat())
    return Duty(due.due_at, fact.start, fact, due.warn_at, None, False)


def _failed(facts: DatasetFacts) -> Text | None:
    if not facts.error:
        return None
    said = " ".join(facts.error.split())[:300]
    return Text(f"isi tabelnya tidak dapat dihitung: {said}", f"its table could not be counted: {said}")


def _not_counted(grain: Grain | None) -> Text:
    if grain is None:
        return Text(
            "meta.period dengan column dan grain belum dinyatakan, sehingga periodenya tidak dapat dihitung",
            "meta.period with column and grain is not declared, so its periods cannot be counted",
        )
    return Text(
        "facts.json tidak memuat data ini: jalankan lagi `mutakhir facts`",
        "facts.json does not hold this data set: run `mutakhir facts` again",
    )


def _duty(fact: Obligation, rows: dict[str, int]) -> Duty | None:
    due_at = parse_instant(fact.due_at)
    if due_at is None:
        return None
    counted = rows.get(fact.period)
    received_at = parse_instant(fact.received_at) if fact.received_at else None
    present = received_at is not None if counted is None else counted > 0
    warn_at = parse_instant(fact.warn_at) if fact.warn_at else None
    return Duty(due_at, fact.start, fact, warn_at, received_at, present)


def _not_covered(dataset: Dataset, grain: Grain | None, duties: Sequence[Duty], as_of: datetime) -> Text | None:
    """Why a schedule in which nothing lies ahead does not tell what is due by as-of; None where it does."""
    if not duties:
        return Text(
            "jadwal pemutakhiran tidak memuat data ini: jalankan `mutakhir schedule`, lalu `mutakhir run`",
            "the update schedule does not hold this data set: run `mutakhir schedule`, then `mutakhir run`",
        )
    newest = duties[-1]
    if grain is not None and _next_due(dataset, grain, newest) > as_of + _LOOK_AHEAD:
        return None
    last = period_text(newest.fact.period, grain.value if grain else "")
    return Text(
        f"jadwal pemutakhiran berakhir pada {last.id}: perpanjang dengan `mutakhir schedule`, lalu `mutakhir run`",
        f"the update schedule ends with {last.en}: extend it with `mutakhir schedule`, then `mutakhir run`",
    )


def contradicts_rule(ledger: Ledger, dataset: Dataset, clock: Clock) -> bool:
    """Whether the next obligation falls due on another day than the rule in force says: the schedule is outdated.

    Only within the reviewed calendar, since an estimate beyond it may change by itself.
    """
    duty = next((one for one in ledger.ahead if clock.day_of(one.due_at) <= clock.calendar.valid_until), None)
    if duty is None or ledger.terms is None or ledger.grain is None or isinstance(ledger.terms.rule, TradingDays):
        return False
    start = day_of_code(duty.start)
    due = due_of(Period(start, ledger.grain, _year_starts(dataset)), ledger.terms, clock.calendar) if start else None
    return due is not None and due.due_at != duty.due_at


def _next_due(dataset: Dataset, grain: Grain, newest: Duty) -> datetime:
    """About when the period after the newest one falls due: as long after its last day as the newest did."""
    try:
        period = Period(date.fromisoformat(newest.start), grain, _year_starts(dataset))
        return newest.due_at + (period.next.last_day - period.last_day)
    except (ValueError, OverflowError):
        return newest.due_at


def _year_starts(dataset: Dataset) -> int:
    period = dataset.meta.get("period")
    first = period.get("year_starts", 1) if isinstance(period, dict) else 1
    return first if isinstance(first, int) and 1 <= first <= 12 else 1
