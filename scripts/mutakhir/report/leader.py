"""What a leader sees first: the verdict, four numbers, whose turn it is, and the dashboards; for HTML and PDF alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mutakhir.domain.axes import AXES
from mutakhir.domain.checklist import Cause, Checklist, DashboardRow, DatasetRow
from mutakhir.domain.language import AXIS_WORDS, MODEL_WORDS, STATUS_WORDS
from mutakhir.domain.period_words import grain_in
from mutakhir.domain.status import DashboardStatus, ModelStatus, Status, Tone
from mutakhir.report.data_tests import requirement
from mutakhir.report.verdict import Figure, Share, Verdict, figures, rest_of, shares, verdict
from mutakhir.report.voice import NAME_LIMIT, SENTENCE_LIMIT, TITLE_LIMIT, Voice, clean, sentence, status_reason
from mutakhir.report.words import LISTS

SET_ASIDE_NAMED = 3
"""So many data sets are named beside the number of deliveries set aside; more are only counted."""

DASHBOARD_TONES = {
    DashboardStatus.BLOCKED: Tone.ACT,
    DashboardStatus.PARTLY: Tone.ACT,
    DashboardStatus.NOT_CHECKED: Tone.UNKNOWN,
    DashboardStatus.OK: Tone.SAFE,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How many lines each list of the leader's page may have, and how long its sentences may be (characters)."""

    turns: int
    unchecked: int
    dashboards: int
    causes: int
    sentence: int = SENTENCE_LIMIT
    title: int = TITLE_LIMIT


@dataclass(frozen=True, slots=True)
class Turn:
    """One data set that waits for somebody."""

    unique_id: str
    title: str
    status: str
    tone: Tone
    reason: str
    who: str
    people: str
    when: str
    beside: str
    finding: str
    """The first data test that found rows, as a sentence; empty where none did."""


@dataclass(frozen=True, slots=True)
class CauseLine:
    """Why a dashboard cannot be trusted; `unique_id` is empty for a model."""

    unique_id: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class DashboardLine:
    """One dashboard with its causes, the first few of them."""

    title: str
    status: str
    tone: Tone
    tool: str
    owner: str
    causes: tuple[CauseLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Leader:
    """The leader's page; the `more_` numbers say how many lines are not shown."""

    verdict: Verdict
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...]
    rest: str
    basis: str
    """By how many aspects the data sets were judged, and by which."""
    set_aside: str
    models: str
    undeclared: str
    waived: str
    """How many aspects of how many data sets are waived; empty where none is."""
    alarm: str
    """That the last full recount did not match the facts; empty where it did."""
    not_looked_at: str
    """Which lists of findings nobody could fill, in one sentence; empty where all were looked at."""
    notices: tuple[str, ...]
    turns: tuple[Turn, ...]
    more_turns: int
    unchecked: tuple[Turn, ...]
    more_unchecked: int
    dashboards: tuple[DashboardLine, ...]
    more_dashboards: int
    usable: tuple[str, ...]
    more_usable: int


def leader_page(checklist: Checklist, voice: Voice, limits: Limits) -> Leader:
    """The leader's page of `checklist`."""
    acting = [row for row in checklist.datasets if row.status.tone is Tone.ACT]
    acting.sort(key=lambda row: _urgency(row, checklist.as_of))
    unchecked = [row for row in checklist.datasets if row.status is Status.NOT_CHECKED]
    dashboards = worst_first(checklist)
    doubtful = [row for row in dashboards if row.status is not DashboardStatus.OK]
    usable = [row for row in dashboards if row.status is DashboardStatus.OK]
    return Leader(
        verdict=verdict(checklist, voice),
        figures=figures(checklist, voice),
        shares=shares(checklist, voice),
        rest=rest_of(checklist, voice),
        basis=_basis(checklist, voice),
        set_aside=_set_aside(checklist, voice),
        models=voice.fill("also_models", count=len(checklist.models)) if checklist.models else "",
        undeclared=voice.fill("also_undeclared", count=len(checklist.undeclared)) if checklist.undeclared else "",
        waived=_waived(checklist, voice),
        alarm=_alarm(checklist, voice),
        not_looked_at=_not_looked_at(checklist, voice),
        notices=tuple(sentence(notice.in_(voice.language), 2 * limits.sentence) for notice in checklist.notices),
        turns=tuple(_turn(row, checklist.as_of, voice, limits) for row in acting[: limits.turns]),
        more_turns=max(0, len(acting) - limits.turns),
        unchecked=tuple(_turn(row, checklist.as_of, voice, limits) for row in unchecked[: limits.unchecked]),
        more_unchecked=max(0, len(unchecked) - limits.unchecked),
        dashboards=tuple(dashboard_line(row, voice, limits) for row in doubtful[: limits.dashboards]),
        more_dashboards=max(0, len(doubtful) - limits.dashboards),
        usable=tuple(voice.say(row.dashboard.title, limits.title) for row in usable[: limits.dashboards]),
        more_usable=max(0, len(usable) - limits.dashboards),
    )


def _basis(checklist: Checklist, voice: Voice) -> str:
    axes = [AXIS_WORDS[axis].in_(voice.language).lower() for axis in checklist.examined]
    return voice.fill("basis", count=len(axes), total=len(AXES), axes=", ".join(axes))


def _not_looked_at(checklist: Checklist, voice: Voice) -> str:
    lists = [LISTS[item.what].in_(voice.language) for item in checklist.not_looked_at]
    return voice.fill("not_looked_at_all", lists=", ".join(lists)) if lists else ""


def _waived(checklist: Checklist, voice: Voice) -> str:
    rows = [row for row in checklist.datasets if row.waivers]
    axes = sum(len({waiver.axis for waiver in row.waivers}) for row in rows)
    whole = sum(row.status is Status.WAIVED for row in rows)
    return voice.fill("waived_axes", axes=axes, count=len(rows), whole=whole) if rows else ""


def _alarm(checklist: Checklist, voice: Voice) -> str:
    recount = checklist.recount
    if recount is None or not recount.differences:
        return ""
    return voice.fill("recount_alarm", moment=voice.dates.moment(recount.at), count=recount.differences)


def recount_words(checklist: Checklist, voice: Voice) -> str:
    """When the facts were last counted in full, and whether they matched; empty where there are no facts."""
    recount = checklist.recount
    if recount is None:
        facts = any(name.startswith("facts") for name in checklist.evidence)
        return voice.words.recount_never if facts else ""
    key = "recount_differs" if recount.differences else "recount_same"
    return voice.fill(key, moment=voice.dates.moment(recount.at), count=recount.differences)


def _set_aside(checklist: Checklist, voice: Voice) -> str:
    """How many deliveries could not be used, and of which data sets; empty where all could."""
    if not checklist.set_aside:
        return ""
    titles = {row.dataset.name: voice.title(row.dataset, NAME_LIMIT) for row in checklist.datasets}
    named = list(dict.fromkeys(titles[kept.dataset] for kept in checklist.set_aside if kept.dataset in titles))
    names = f" ({', '.join(named)})" if 0 < len(named) <= SET_ASIDE_NAMED else ""
    return voice.fill("also_set_aside", count=len(checklist.set_aside), names=names)


def worst_first(checklist: Checklist) -> list[DashboardRow]:
    """The dashboards, blocked ones first."""
    return sorted(checklist.dashboards, key=lambda row: list(DashboardStatus).index(row.status))


def dashboard_line(row: DashboardRow, voice: Voice, limits: Limits) -> DashboardLine:
    """One dashboard as the report shows it."""
    return DashboardLine(
        title=voice.say(row.dashboard.title, limits.title),
        status=voice.dashboard_status(row.status),
        tone=DASHBOARD_TONES[row.status],
        tool=voice.tool(row.dashboard.tool),
        owner=clean(row.dashboard.owner, NAME_LIMIT),
        causes=tuple(_cause(cause, voice, limits) for cause in row.because[: limits.causes]),
        more=max(0, len(row.because) - limits.causes),
    )


def late_since(row: DatasetRow) -> datetime | None:
    """When a late data set became late: when the oldest missing period fell due, or its load age passed the bound."""
    period, age = row.axes.period_coverage, row.axes.load_age
    if row.status is not Status.LATE:
        return None
    if period.status is Status.LATE and (period.missing or period.due_at is not None):
        return period.missing[0].due_at if period.missing else period.due_at
    if age.status is Status.LATE and age.max_loaded_at is not None and age.error_after_s is not None:
        return age.max_loaded_at + timedelta(seconds=age.error_after_s)
    return None


def _urgency(row: DatasetRow, as_of: datetime) -> tuple[int, float, str]:
    """Sort key: the worst status first, then the longest overdue, then by name."""
    since = late_since(row)
    waiting = (as_of - since).total_seconds() if since else 0.0
    return row.status.severity, -waiting, row.dataset.name


def _turn(row: DatasetRow, as_of: datetime, voice: Voice, limits: Limits) -> Turn:
    who, people = _whose_turn(row, voice)
    when, beside = _when(row, as_of, voice)
    return Turn(
        unique_id=row.dataset.unique_id,
        title=voice.title(row.dataset, limits.title),
        status=voice.status(row.status),
        tone=row.status.tone,
        reason=status_reason(row.reason.in_(voice.language), limits.sentence),
        who=who,
        people=people,
        when=when,
        beside=beside,
        finding=sentence(_finding(row, voice), limits.sentence),
    )


def _whose_turn(row: DatasetRow, voice: Voice) -> tuple[str, str]:
    """Who must act (the partner owes data, the office an unanswered check), and beside: the other unit, people."""
    note, words = row.note, voice.words
    partner = clean(row.dataset.partners[0], NAME_LIMIT) if row.dataset.partners else ""
    steward = clean(row.dataset.steward, NAME_LIMIT)
    if row.status is Status.NOT_CHECKED:
        who, beside, persons = steward or words.no_steward, partner, {words.pic_office: note.pic_ditjen}
    else:
        who, beside = partner or words.no_partner, steward
        persons = {words.pic_partner: note.pic_mitra, words.pic_office: note.pic_ditjen}
    said = [beside] if beside else []
    said += [
        voice.fill("person", role=role, person=clean(person, NAME_LIMIT)) for role, person in persons.items() if person
    ]
    if note.janji_mitra:
        said.append(voice.fill("promise", promise=voice.promise(note.janji_mitra)))
    return who, "; ".join(said)


def _when(row: DatasetRow, as_of: datetime, voice: Voice) -> tuple[str, str]:
    """Since when a data set waits and for how long; where that is not known, when data came last."""
    since = late_since(row)
    if since is not None:
        gaps = row.axes.period_coverage.missing
        known = bool(gaps) and gaps[0].due_at == since
        elapsed = voice.days_late(gaps[0].calendar_days, gaps[0].working_days) if known else ""
        elapsed = elapsed or voice.dates.duration(max(0.0, (as_of - since).total_seconds()))
        return voice.fill("since_date", date=voice.dates.date(since)), elapsed
    loaded_at, missing = row.axes.load_age.max_loaded_at, row.axes.period_coverage.missing_periods
    came = voice.dates.date(loaded_at) if loaded_at is not None else ""
    if row.status is Status.INCOMPLETE and missing:
        period = voice.dates.period(clean(min(missing), NAME_LIMIT), grain=grain_in(row.dataset.meta))
        beside = voice.fill("last_delivery_on", date=came) if came else ""
        return voice.fill("since_period", period=period), beside
    owed = row.axes.reporters.owed
    if row.status is Status.INCOMPLETE and owed:
        since = min(one.due_at for one in owed)
        return voice.fill("since_date", date=voice.dates.date(since)), voice.fill("reporters_owing", count=len(owed))
    if came:
        return voice.words.last_delivery, came
    return (voice.words.no_data_yet if row.status is Status.LATE else "–"), ""


def _finding(row: DatasetRow, voice: Voice) -> str:
    """What the first test that found rows asks for, with the number of rows, and how many more such tests there are."""
    found = [test for test in row.axes.tests.findings if test.outcome in ("warned", "failed")]
    if not found:
        return ""
    test, rows = requirement(found[0], voice), found[0].failures
    said = voice.fill("unmet", test=test) if rows is None else voice.fill("unmet_rows", test=test, count=rows)
    return said if len(found) == 1 else f"{said}; {voice.fill('more_rows', count=len(found) - 1)}"


def _cause(cause: Cause, voice: Voice, limits: Limits) -> CauseLine:
    known = STATUS_WORDS[Status(cause.status)] if cause.kind == "source" else MODEL_WORDS[ModelStatus(cause.status)]
    said = known.in_(voice.language).lower()
    return CauseLine(cause.unique_id if cause.kind == "source" else "", voice.say(cause.title, limits.title), said)
