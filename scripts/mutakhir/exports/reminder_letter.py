"""The words of a reminder, in the plain official style of the ministry."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.owed import ALL_REPORTERS, OwedItem
from mutakhir.exports.words import SAMPLE_MARK, clean, day_words, moment_words, wib

_LONGEST = 120
_ITEMS_SHOWN = 40
_NAMES_SHOWN = 12

_SUBJECT = Text("Permohonan penyampaian data: {partner}, per {date}", "Request for data: {partner}, as of {date}")
_SAMPLE = Text(
    "DATA CONTOH: surat ini dibuat dari angka peragaan dan tidak untuk dikirim.",
    "DATA CONTOH (SAMPLE DATA): this letter was made from made-up figures and must not be sent.",
)
_TO = Text("Yth. Narahubung Data\n{partner}\ndi tempat", "To the data contact of\n{partner}")
_GREETING = Text("Dengan hormat,", "Dear Sir or Madam,")
_OPENING = Text(
    "Dalam rangka pemutakhiran data pada data warehouse{procedure}, bersama ini kami sampaikan bahwa sampai dengan "
    "{moment} terdapat {count} kewajiban penyampaian data yang belum kami terima:",
    "For the update of the data warehouse{procedure}, we write to say that as of {moment} we have not received the "
    "following data ({count}):",
)
_OPENING_SOON = Text(
    "Dalam rangka pemutakhiran data pada data warehouse{procedure}, bersama ini kami ingatkan bahwa {count} kewajiban "
    "penyampaian data berikut akan segera jatuh tempo:",
    "For the update of the data warehouse{procedure}, we remind you that the following data ({count}) fall due soon:",
)
_SOON_HEAD = Text("Yang akan segera jatuh tempo:", "Falling due soon:")
_PERIOD = Text("Periode", "Period")
_REPORTER = Text("Pelapor", "Reporter")
_DUE = Text("Jatuh tempo", "Due")
_LATE = Text("Keterlambatan", "Days late")
_CALENDAR = Text("{count} hari kalender", "{count} calendar days")
_WORKING = Text(" ({count} hari kerja)", " ({count} working days)")
_MORE = Text("... dan {count} lainnya, lihat lampiran.", "... and {count} more, see the attachment.")
_MORE_NAMES = Text("dan {count} lainnya", "and {count} more")
_REQUEST = Text(
    "Sehubungan dengan hal tersebut, kami mohon Saudara menyampaikan data dimaksud pada kesempatan pertama. Apabila "
    "terdapat kendala, mohon kami diberi tahu perkiraan tanggal penyampaiannya. Apabila data telah dikirimkan, mohon "
    "kami diberi tahu tanggal dan nama berkasnya.",
    "Please send these data at your earliest convenience. If something hinders you, please tell us when we may expect "
    "them. If they have been sent already, please tell us the date and the name of the file.",
)
_ATTACHED = Text("Daftar yang sama kami lampirkan dalam berkas {file}.", "The same list is attached as {file}.")
_THANKS = Text(
    "Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.", "Thank you for your attention and cooperation."
)
_UNDER = Text(" sesuai prosedur {number}", " under procedure {number}")


def on_one_line(text: str) -> str:
    """A text from outside on one line, without control characters, cut where it is too long."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in clean(text)).split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def subject(partner: str, checklist: Checklist, language: Language) -> str:
    """The subject line; that of a sample says so."""
    said = _SUBJECT.in_(language).format(partner=on_one_line(partner), date=day_words(wib(checklist.as_of), language))
    return f"[{SAMPLE_MARK.id}] {said}" if checklist.sample else said


def letter(
    partner: str,
    items: Sequence[OwedItem],
    checklist: Checklist,
    office: Sequence[str],
    procedure: str,
    file: str,
    language: Language,
) -> str:
    """The text of the mail; `office` are the lines that stand below it, `file` is the name of the attachment."""
    titles = {row.dataset.unique_id: row.dataset.title.in_(language) or row.dataset.name for row in checklist.datasets}
    late = _grouped(item for item in items if not item.soon)
    soon = _grouped(item for item in items if item.soon)
    under = _UNDER.in_(language).format(number=procedure) if procedure else ""
    opening = (_OPENING if late else _OPENING_SOON).in_(language)
    parts = [_SAMPLE.in_(language)] if checklist.sample else []
    parts += [
        _TO.in_(language).format(partner=on_one_line(partner)),
        _GREETING.in_(language),
        opening.format(
            procedure=under, moment=moment_words(checklist.as_of, language), count=len(late) if late else len(soon)
        ),
        *_lines(late or soon, titles, language),
    ]
    if late and soon:
        parts += [_SOON_HEAD.in_(language), *_lines(soon, titles, language)]
    parts += [_REQUEST.in_(language), _ATTACHED.in_(language).format(file=file), _THANKS.in_(language)]
    parts.append("\n".join(on_one_line(line) for line in office))
    return "\n\n".join(part for part in parts if part) + "\n"


class _Entry(NamedTuple):
    """Items of one data set that differ in their reporters alone."""

    item: OwedItem
    reporters: tuple[Text, ...]


def _grouped(items: Iterable[OwedItem]) -> list[_Entry]:
    """The items in their order, reporters who owe the same periods since the same day in one entry."""
    found: dict[tuple[object, ...], list[OwedItem]] = {}
    for item in items:
        alike = (item.dataset, item.period, item.due_at, item.calendar_days, item.reporter == ALL_REPORTERS)
        found.setdefault(alike, []).append(item)
    return [
        _Entry(kept[0], tuple(item.reporter for item in kept if item.reporter != ALL_REPORTERS))
        for kept in found.values()
    ]


def _lines(entries: Sequence[_Entry], titles: dict[str, str], language: Language) -> list[str]:
    made = [_entry(number, entry, titles, language) for number, entry in enumerate(entries[:_ITEMS_SHOWN], 1)]
    if left := len(entries) - len(made):
        made.append(_MORE.in_(language).format(count=left))
    return made


def _entry(number: int, entry: _Entry, titles: dict[str, str], language: Language) -> str:
    item = entry.item
    facts = [(_PERIOD, on_one_line(item.period.in_(language)))]
    if entry.reporters:
        facts.append((_REPORTER, _names(entry.reporters, language)))
    if item.due_at is not None:
        facts.append((_DUE, moment_words(item.due_at, language)))
    if item.calendar_days:
        facts.append((_LATE, days_words(item, language)))
    width = max(len(name.in_(language)) for name, _ in facts)
    indent = " " * (len(str(number)) + 2)
    head = f"{number}. {on_one_line(titles.get(item.dataset, item.dataset))}"
    return "\n".join((head, *(f"{indent}{name.in_(language):<{width}} : {said}" for name, said in facts)))


def _names(reporters: Sequence[Text], language: Language) -> str:
    shown = [on_one_line(name.in_(language)) for name in reporters[:_NAMES_SHOWN]]
    if left := len(reporters) - len(shown):
        shown.append(_MORE_NAMES.in_(language).format(count=left))
    return ", ".join(shown)


def days_words(item: OwedItem, language: Language) -> str:
    """`10 hari kalender (8 hari kerja)`; empty where it is not late or that is not known."""
    if item.calendar_days is None:
        return ""
    said = _CALENDAR.in_(language).format(count=item.calendar_days)
    return said if item.working_days is None else said + _WORKING.in_(language).format(count=item.working_days)
