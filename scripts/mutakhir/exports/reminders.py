"""One draft of a reminder per partner: what he owes now, as a mail with a workbook. Nothing here sends anything."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.owed import OwedItem, owed_items
from mutakhir.exports.reminder_letter import letter, subject
from mutakhir.exports.reminder_sheet import reminder_xlsx
from mutakhir.exports.words import WIB, utc

# Folded at 78 signs the library leaves a blank at the begin of a subject; 998 is what the standard allows.
_POLICY = SMTP.clone(max_line_length=998)

FOLDER = "pengingat"
DRAFT_HEADER = "X-Mutakhir-Draft"
"""Holds the digest of the draft as it was made: so what people changed is known from what nobody touched."""

_LONGEST_NAME = 50
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@.-])", re.ASCII
)
_DIGEST_LINE = re.compile(rf"^{DRAFT_HEADER}: ([0-9a-f]{{64}})\r?$".encode(), re.MULTILINE)
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class Office:
    """Who reminds: lines of the signature, and the procedure under which data are updated (empty where none is)."""

    lines: tuple[str, ...] = ()
    procedure: str = ""


def reminders(checklist: Checklist, office: Office, language: Language = Language.ID) -> dict[str, bytes]:
    """Drafts (`.eml`) by file name, one for each partner who owes something.

    The same check list gives the same bytes: the date is as-of, and nothing is drawn by lot.
    """
    owed = owed_items(checklist)
    names = file_names(owed)
    addresses = _addresses(checklist)
    return {
        f"{names[partner]}.eml": _draft(
            partner, names[partner], items, checklist, office, language, addresses.get(partner, "")
        )
        for partner, items in owed.items()
    }


def file_names(partners: Iterable[str]) -> dict[str, str]:
    """A file name (without ending) for each partner, safe on every system; those that would be alike get a digest."""
    slugs = {partner: _slug(partner) for partner in partners}
    times = Counter(slugs.values())
    return {partner: slug if slug and times[slug] == 1 else _marked(partner, slug) for partner, slug in slugs.items()}


def _marked(partner: str, slug: str) -> str:
    return f"{slug or 'mitra'}-{_digest(partner.encode('utf-8', 'backslashreplace'))[:8]}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return f"mitra-{slug}" if _RESERVED.fullmatch(slug) else slug


def _addresses(checklist: Checklist) -> dict[str, str]:
    """Mail addresses that people wrote as the partner's contact; the first one for each responsible partner."""
    found: dict[str, str] = {}
    for row in checklist.datasets:
        if row.dataset.partners and (address := _ADDRESS.search(row.note.pic_mitra)):
            found.setdefault(row.dataset.partners[0], address[0])
    return found


def _draft(
    partner: str,
    name: str,
    items: Sequence[OwedItem],
    checklist: Checklist,
    office: Office,
    language: Language,
    address: str,
) -> bytes:
    workbook = reminder_xlsx(partner, items, checklist, language)
    text = letter(partner, items, checklist, office.lines, office.procedure, f"{name}.xlsx", language)
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = subject(partner, checklist, language)
    if address:
        message["To"] = address
    message["Date"] = format_datetime(utc(checklist.as_of).astimezone(WIB))
    message["X-Unsent"] = "1"
    message["MIME-Version"] = "1.0"
    message.set_content(text, subtype="plain", charset="utf-8", cte="quoted-printable")
    message.add_attachment(workbook, maintype=_XLSX[0], subtype=_XLSX[1], filename=f"{name}.xlsx")
    # A boundary of the library's would be drawn by lot; `=_` stands in no part, for both are encoded.
    message.set_boundary(f"=_mutakhir_{_digest(text.encode('utf-8') + workbook)[:24]}")
    made = message.as_bytes()
    return f"{DRAFT_HEADER}: {_digest(made)}\r\n".encode("ascii") + made


def untouched(content: bytes) -> bool:
    """Whether a file is a draft as it was made here: only such may be replaced or removed."""
    head, _, rest = content.partition(b"\n")
    found = _DIGEST_LINE.fullmatch(head)
    return found is not None and found[1].decode("ascii") == _digest(rest)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


EDITED = Text(
    "{names} di folder {folder} telah diubah orang, jadi dibiarkan; draf yang baru ada di sampingnya atau tidak "
    "diperlukan lagi.",
    "{names} in folder {folder} were changed by somebody and so left alone; the new draft stands beside, or none is "
    "needed any more.",
)
