"""How the report says things: one language, one zone, and text from outside made fit to be shown."""

import re
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from mutakhir.domain.dataset import Dataset
from mutakhir.domain.language import DASHBOARD_WORDS, STATUS_WORDS, Language, Text, due_words
from mutakhir.domain.status import DashboardStatus, Status
from mutakhir.report.dates import DEFAULT_ZONE, Dates
from mutakhir.report.words import CADENCES, TOOLS, words_in

TITLE_LIMIT = 90
SENTENCE_LIMIT = 220
NAME_LIMIT = 60

# Direction marks could show text in another order than it is stored; lone surrogates cannot be written as UTF-8.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UNWRITABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str, limit: int) -> str:
    """`text` on one line without invisible marks, cut to `limit` characters with an ellipsis."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    # Nothing beyond a few times the limit can be seen, so a text of any length costs the same.
    seen = text[: limit * 4]
    seen = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _INVISIBLE.sub("", seen))
    seen = " ".join(seen.split())
    if len(seen) > limit or len(text) > limit * 4:
        return _cut(seen, limit)
    return seen


def _cut(text: str, limit: int) -> str:
    """`text` cut to `limit` characters with an ellipsis, between words where one ends near enough."""
    room = text[: limit - 1]
    if text[limit - 1 : limit] not in ("", " "):
        whole = room.rpartition(" ")[0]
        room = whole if 3 * len(whole) >= 2 * len(room) else room
    return room.rstrip(" ,;:(") + "…"


def sentence(text: str, limit: int = SENTENCE_LIMIT) -> str:
    """`text` cleaned, beginning with a capital letter unless it begins with a name such as `lifting_bbl`."""
    shown = clean(text, limit)
    first = shown.partition(" ")[0]
    return shown[:1].upper() + shown[1:] if first.rstrip(",;:").isalpha() else shown


def status_reason(text: str, limit: int) -> str:
    """The reason of a status as a sentence; where it is too long, its middle goes and the next step stays."""
    _, parting, step = clean(text[-limit:], limit).rpartition("; ")
    room = limit - len(parting) - len(step)
    if len(text) <= limit or not parting or 2 * room < limit:
        return sentence(text, limit)
    known = text[: text.rfind(";")]
    return f"{sentence(known, room)}{parting}{step}"


@dataclass(frozen=True, slots=True)
class Voice:
    """Words, dates and titles in the language of one report."""

    language: Language
    dates: Dates
    words: SimpleNamespace

    def say(self, text: Text, limit: int = SENTENCE_LIMIT) -> str:
        """`text` in this language, fit to be shown."""
        return clean(text.in_(self.language), limit)

    def title(self, dataset: Dataset, limit: int = TITLE_LIMIT) -> str:
        """Title of a data set, or its name where no title can be seen."""
        return clean(dataset.title.in_(self.language), limit) or clean(dataset.name, limit) or "–"

    def fill(self, key: str, **places: object) -> str:
        """The words named `key` with their places filled; numbers get separators."""
        template: str = getattr(self.words, key)
        said = {name: self.dates.number(value) if isinstance(value, int) else value for name, value in places.items()}
        return template.format(**said)

    def days_late(self, calendar: int | None, working: int | None) -> str:
        """`10 hari kalender (8 hari kerja)`; empty where nothing is late."""
        if calendar is None:
            return ""
        said = self.fill("calendar_days", count=calendar)
        return said if working is None else f"{said} ({self.fill('working_days', count=working)})"

    def status(self, status: Status) -> str:
        """The word for a status."""
        return STATUS_WORDS[status].in_(self.language)

    def dashboard_status(self, status: DashboardStatus) -> str:
        """The word for a dashboard's status."""
        return DASHBOARD_WORDS[status].in_(self.language)

    def cadence(self, dataset: Dataset) -> str:
        """How often the data set is delivered."""
        known = CADENCES.get(dataset.cadence)
        return known.in_(self.language) if known else clean(dataset.cadence, NAME_LIMIT)

    def due(self, dataset: Dataset) -> str:
        """The due rule in the office's notation; dbt's words for its two bounds are said in this language."""
        return due_words(clean(dataset.due, NAME_LIMIT), self.language)

    def promise(self, text: str, limit: int = NAME_LIMIT) -> str:
        """A partner's promise, as a date people read where it is one (a workbook's date comes as `2026-11-27`)."""
        said = clean(text, limit)
        if not _ISO_DATE.fullmatch(said):
            return said
        try:
            date.fromisoformat(said)
        except ValueError:
            return said
        return self.dates.period(said)

    def tool(self, name: str) -> str:
        """Name of a dashboard's application as its maker writes it."""
        return TOOLS.get(name.lower()) or clean(name, NAME_LIMIT)

    def area(self, dataset: Dataset) -> str:
        """Name of the subject area of a data set."""
        return clean(dataset.area.in_(self.language), NAME_LIMIT)


def voice_in(language: Language, zone: str = DEFAULT_ZONE, office: bool = True) -> Voice:
    """The voice of a report in `language` with times in `zone` (an IANA name).

    Without `office` (a project of anybody else) nothing is said of the Ditjen.
    """
    words = words_in(language)
    if not office:
        words.pic_office = words.pic_steward
    return Voice(language, Dates(language, zone), words)
