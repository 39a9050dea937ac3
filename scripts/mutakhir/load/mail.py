"""Mails in the inbox: what is attached to them, and when they came."""

import email
import email.policy
from datetime import datetime, timezone
from email import errors
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Policy
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from mutakhir.load.folders import storable

FIRST_YEAR = 1990
_CUT_OFF = (
    errors.CloseBoundaryNotFoundDefect,
    errors.StartBoundaryNotFoundDefect,
    errors.InvalidBase64CharactersDefect,
    errors.InvalidBase64LengthDefect,
    errors.InvalidBase64PaddingDefect,
)
"""A part of such a mail looks whole, yet may end in the middle of a figure."""


class Attachment(NamedTuple):
    """One file of a mail."""

    name: str
    content: bytes


class Mail(NamedTuple):
    """What a mail carries; `came` is None where it states no time that can be."""

    attachments: list[Attachment]
    came: datetime | None
    trouble: str = ""
    """Why nothing of it can be taken, in words that follow its name; empty where all is well."""


def open_mail(content: bytes) -> Mail:
    """A mail by the strict parser, else by the lenient one."""
    return (
        _parsed(content, email.policy.default)
        or _parsed(content, email.policy.compat32)
        or Mail([], None, "bukan surel yang terbaca; simpan lampirannya sendiri ke kotak masuk.")
    )


def is_possible(moment: datetime) -> bool:
    """A time a delivery can have come at, and that can be told in any zone."""
    return FIRST_YEAR <= moment.year < 9999


def _parsed(content: bytes, policy: "Policy[Any]") -> Mail | None:
    try:
        message = email.message_from_bytes(content, policy=policy)
        attachments = _attachments(message)
        # Only after the attachments have been decoded: what is wrong with one shows then.
        if any(isinstance(defect, _CUT_OFF) for part in message.walk() for defect in part.defects):
            return Mail([], None, "terpotong atau rusak; minta mitra mengirim ulang, atau simpan sekali lagi surelnya.")
        return Mail(attachments, _mail_time(message))
    except Exception:
        # A malformed header breaks the parsers in many ways, with errors nobody has listed.
        return None


def _attachments(message: "Message[Any, Any]") -> list[Attachment]:
    """Files of a mail in their order, without pictures that belong to its text, such as the logo of a signature."""
    found = []
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True) if name and not part.is_multipart() else None
        if name and isinstance(content, bytes) and not _is_inline_picture(part):
            # Only the last part of the name: a mail must not reach out of the inbox.
            plain = PurePosixPath(_decoded(name).replace("\\", "/")).name
            found.append(Attachment(storable(plain), content))
    return found


def _decoded(name: str) -> str:
    """A name as people read it; the lenient parser leaves "=?utf-8?..." as it stands."""
    return str(make_header(decode_header(name))) if "=?" in name else name


def _is_inline_picture(part: "Message[Any, Any]") -> bool:
    return (
        part.get_content_maintype() == "image"
        and part.get("Content-ID") is not None
        and part.get_content_disposition() != "attachment"
    )


def _mail_time(message: "Message[Any, Any]") -> datetime | None:
    """When the last server took the mail (topmost Received), else when it says it was written."""
    stamps = [str(value).rpartition(";")[2] for value in message.get_all("Received", [])[:1]]
    stamps.extend(str(value) for value in message.get_all("Date", [])[:1])
    for stamp in stamps:
        moment = _mail_date(stamp.strip())
        if moment is not None:
            return moment
    return None


def _mail_date(stamp: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(stamp)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not is_possible(moment):
        return None
    # "-0000" means: UTC, place unknown (RFC 5322)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
