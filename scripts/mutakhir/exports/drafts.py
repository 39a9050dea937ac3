"""Where the drafts of reminders go, and which ones of earlier runs go away; what people changed stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from mutakhir.domain.language import Text
from mutakhir.exports.reminders import EDITED, untouched


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written and removed, and what people must be told."""

    contents: dict[Path, bytes]
    stale: tuple[Path, ...]
    sentences: tuple[Text, ...]


def plan_drafts(folder: Path, drafts: Mapping[str, bytes]) -> Plan:
    """Put `drafts` (name to content) into `folder`: never over one that somebody changed, and no old one remains."""
    edited = {path.name for path in _there(folder) if not _ours(path)}
    contents = {folder / _free(name, edited): content for name, content in drafts.items()}
    stale = tuple(path for path in _there(folder) if path.name not in edited and path not in contents)
    sentences: tuple[Text, ...] = ()
    if edited:
        names = ", ".join(sorted(edited))
        sentences = (Text(*(words.format(names=names, folder=folder) for words in EDITED)),)
    return Plan(contents, stale, sentences)


def _there(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.glob("*.eml") if path.is_file())


def _ours(path: Path) -> bool:
    try:
        return untouched(path.read_bytes())
    except OSError:
        return False


def _free(name: str, edited: set[str]) -> str:
    """`name`, or the first name beside it that nobody's changes stand under."""
    stem = name.removesuffix(".eml")
    candidates = (f"{stem}{'' if not number else f'-baru{number}'}.eml" for number in count())
    return next(candidate for candidate in candidates if candidate not in edited)
