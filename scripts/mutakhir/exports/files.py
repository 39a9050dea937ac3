"""Saving the check list: people's notes, JSON, CSV and XLSX and what else is made of it, all or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.errors import OutputError
from mutakhir.exports.csv import checklist_csv
from mutakhir.exports.drafts import plan_drafts
from mutakhir.exports.json import checklist_json
from mutakhir.exports.notes import OUT_OPTION, Collected, collect, there
from mutakhir.exports.reminders import FOLDER, Office, reminders
from mutakhir.exports.xlsx import xlsx_bytes
from mutakhir.files import FileInUse, held, make_folder, write_all

More = Callable[[Checklist, bytes], Mapping[str, bytes]]
"""Makes further files (name to content) of the check list with its notes and the bytes of checklist.json."""

_ATTEMPTS = 5
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the check list with its notes, the files, and what people must be told."""

    checklist: Checklist
    paths: tuple[Path, ...]
    sentences: tuple[Text, ...]


class _Changed(Exception):
    """A workbook was opened or saved by someone after it was read."""


def save(
    checklist: Checklist,
    language: Language,
    out_dir: Path,
    notes_dir: Path,
    letterhead: tuple[str, ...] = (),
    more: More | None = None,
    outdated: Sequence[str] = (),
    office: Office | None = None,
) -> Saved:
    """Take in people's notes and write checklist.json, .csv and .xlsx into `out_dir`; the store is in `notes_dir`.

    What `more` makes is written with them, all or none. `outdated` names files there that were made of the check list
    before and are not made now; they are removed when checklist.json changes. With an `office`, drafts of reminders go
    into a folder there; those of earlier runs are removed. A workbook that someone saves or opens
    while the others are being made is read again. OutputError where something cannot be written.
    """
    held: frozenset[Path] = frozenset()
    for _ in range(_ATTEMPTS):
        collected = collect(checklist, out_dir / "checklist.xlsx", notes_dir, held)
        try:
            return _write(collected, language, out_dir, notes_dir, letterhead, more, outdated, office)
        except FileInUse as error:
            if error.path not in collected.digests:
                raise
            held |= {error.path}
        except _Changed:
            continue
    raise OutputError(
        f"Daftar periksa di folder {out_dir} terus diubah orang selagi ditulis; simpan dan tutup, lalu ulangi.",
        f"The check list in folder {out_dir} keeps changing while it is written; save and close it, then run again.",
    )


def _write(
    collected: Collected,
    language: Language,
    out_dir: Path,
    notes_dir: Path,
    letterhead: tuple[str, ...],
    more: More | None,
    outdated: Sequence[str],
    office: Office | None,
) -> Saved:
    checklist = collected.checklist
    content = checklist_json(checklist)
    made = {
        # The workbook first: it is the one that may be open, and then nothing else has been moved yet.
        collected.target: xlsx_bytes(checklist, language, letterhead),
        out_dir / "checklist.json": content,
        out_dir / "checklist.csv": checklist_csv(checklist, language),
        **{out_dir / name: made for name, made in (more(checklist, content) if more else {}).items()},
    }
    drafts = plan_drafts(out_dir / FOLDER, reminders(checklist, office, language) if office else {})
    made |= drafts.contents
    stale = _stale(out_dir, content, outdated)

    def ready() -> None:
        if not collected.still_true():
            raise _Changed

    with _only_writer(notes_dir, needed=bool(collected.stores)):
        options = dict.fromkeys((out_dir, out_dir / FOLDER), OUT_OPTION)
        write_all({**collected.stores, **made}, (*collected.superseded, *stale, *drafts.stale), ready, options)
    sentences = (*collected.sentences, *drafts.sentences, *([_removed(stale)] if stale else []))
    return Saved(checklist, tuple(made), sentences)


@contextmanager
def _only_writer(notes_dir: Path, *, needed: bool) -> Iterator[None]:
    """Let no other report write its notes between the last look at the stores and our own writing of them."""
    if needed:
        make_folder(notes_dir)
    elif not notes_dir.is_dir():
        yield
        return
    busy = OutputError(
        f"Catatan di {notes_dir} sedang ditulis laporan lain; tunggu selesai, lalu jalankan lagi.",
        f"The notes in {notes_dir} are being written by another report; wait for it to end, then run again.",
    )
    with held(notes_dir / ".lock", _PATIENCE_S, busy, needed=needed):
        yield


def _stale(out_dir: Path, content: bytes, outdated: Sequence[str]) -> list[Path]:
    """The outdated files that are there, unless the check list they were made of is still the same."""
    paths = [path for name in outdated if there(path := out_dir / name)]
    before = out_dir / "checklist.json"
    try:
        return [] if paths and before.read_bytes() == content else paths
    except OSError:
        return paths


def _removed(stale: Sequence[Path]) -> Text:
    names = ", ".join(path.name for path in stale)
    return Text(
        f"{names} dibuat dari daftar periksa sebelumnya, jadi dihapus; buat lagi dengan `mutakhir report`.",
        f"{names}: made of the check list before and so removed; run `mutakhir report` to make it again.",
    )
