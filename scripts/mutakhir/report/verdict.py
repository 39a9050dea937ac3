"""The verdict and the four numbers: plain counts of the check list, said in one sentence and four boxes."""

from dataclasses import dataclass

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import TONE_WORDS
from mutakhir.domain.status import DashboardStatus, Status, Tone
from mutakhir.report.voice import Voice

_ACT_STATUSES = (Status.LATE, Status.INCOMPLETE, Status.QUALITY_ISSUE)
_REST_STATUSES = (Status.DUE_SOON, Status.NOT_DUE, Status.NO_RULE, Status.WAIVED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer to the leader's question, in one sentence of two parts."""

    answer: str
    detail: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four numbers."""

    label: str
    value: str
    note: str
    tone: Tone | None


@dataclass(frozen=True, slots=True)
class Share:
    """One colour's share of all data sets; `offset` and `width` are percentages for the bar."""

    tone: Tone
    word: str
    count: str
    offset: str
    width: str


def verdict(checklist: Checklist, voice: Voice) -> Verdict:
    """Whether the warehouse is fit for decisions, and the counts that say so."""
    total = len(checklist.datasets)
    if not total:
        return Verdict(voice.words.unknown, voice.words.no_datasets, Tone.UNKNOWN)
    fresh = voice.fill("up_to_date_of", count=checklist.summary.get(Status.UP_TO_DATE.value, 0), total=total)
    key, tone = _answer(checklist)
    return Verdict(getattr(voice.words, key), f"{fresh}; {_dashboard_detail(checklist, voice)}", tone)


def _answer(checklist: Checklist) -> tuple[str, Tone]:
    """Which answer the statuses allow; never yes while anything is open or unknown."""
    tones = {row.status.tone for row in checklist.datasets}
    states = {row.status for row in checklist.dashboards}
    if tones == {Tone.SAFE} and states <= {DashboardStatus.OK} and not checklist.models:
        return ("yes_so_far" if checklist.not_looked_at else "yes"), Tone.SAFE
    if Tone.SAFE not in tones and Tone.ACT not in tones:
        return "unknown", Tone.UNKNOWN
    if states and not states & {DashboardStatus.OK, DashboardStatus.PARTLY}:
        return ("no", Tone.ACT) if DashboardStatus.BLOCKED in states else ("unknown", Tone.UNKNOWN)
    if Tone.SAFE not in tones:
        return "no", Tone.ACT
    return "partly", Tone.ACT if Tone.ACT in tones or DashboardStatus.BLOCKED in states else Tone.UNKNOWN


def _dashboard_detail(checklist: Checklist, voice: Voice) -> str:
    total = len(checklist.dashboards)
    if not total:
        return str(voice.words.no_dashboards)
    states = [row.status for row in checklist.dashboards]
    said: list[str] = []
    for state in DashboardStatus:
        if state is not DashboardStatus.OK and state in states:
            key = "dashboards_also" if said else "dashboards_in"
            word = voice.dashboard_status(state).lower()
            said.append(voice.fill(key, count=states.count(state), total=total, state=word))
    return ", ".join(said) if said else voice.fill("all_dashboards", total=total)


def figures(checklist: Checklist, voice: Voice) -> tuple[Figure, ...]:
    """The four numbers: watched, up to date, action needed, not checked."""
    summary, words = checklist.summary, voice.words
    total = len(checklist.datasets)
    acting = sum(summary.get(status.value, 0) for status in _ACT_STATUSES)
    unchecked = summary.get(Status.NOT_CHECKED.value, 0)
    fresh = summary.get(Status.UP_TO_DATE.value, 0)
    return (
        Figure(
            words.figure_all,
            voice.dates.number(total),
            voice.fill("figure_all_note", count=summary.get("verified", 0)),
            None,
        ),
        Figure(words.figure_fresh, voice.dates.number(fresh), voice.fill("figure_fresh_note", total=total), Tone.SAFE),
        Figure(
            words.figure_act,
            voice.dates.number(acting),
            _counts(checklist, voice, _ACT_STATUSES) or words.figure_none,
            Tone.ACT,
        ),
        Figure(
            words.figure_unchecked,
            voice.dates.number(unchecked),
            words.figure_unchecked_note if unchecked else words.figure_none,
            Tone.UNKNOWN,
        ),
    )


def rest_of(checklist: Checklist, voice: Voice) -> str:
    """The sentence that makes the four numbers add up; empty where nothing is left over."""
    parts = _counts(checklist, voice, _REST_STATUSES)
    return voice.fill("rest", parts=parts) if parts else ""


def _counts(checklist: Checklist, voice: Voice, statuses: tuple[Status, ...]) -> str:
    """`4 terlambat, 1 tidak lengkap`: the counts of those statuses that occur."""
    counts = [(checklist.summary.get(status.value, 0), voice.status(status).lower()) for status in statuses]
    return ", ".join(f"{voice.dates.number(count)} {word}" for count, word in counts if count)


def shares(checklist: Checklist, voice: Voice) -> tuple[Share, ...]:
    """How the data sets divide into the three colours, in the order of the bar."""
    tones = [row.status.tone for row in checklist.datasets]
    made: list[Share] = []
    before = 0
    for tone in Tone:
        count = tones.count(tone)
        offset, width = (f"{100 * part / max(1, len(tones)):.3f}%" for part in (before, count))
        made.append(Share(tone, TONE_WORDS[tone].in_(voice.language), voice.dates.number(count), offset, width))
        before += count
    return tuple(made)
