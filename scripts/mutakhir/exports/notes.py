"""Keeping what people wrote: out of the workbook, into the store `notes/<cycle>.json`, and into the next check list.

For each field three texts are compared: what the cell holds, what it held when the workbook was written, and what the
store holds. Only a cell that differs from what was written has been changed by a person, and then it counts, emptied
cells too; else the store counts. Where both changed, or the same note was changed on two sheets, no text is lost: they
are joined with ` | `. Notes of data sets that do not stand in the workbook stay in the store.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from mutakhir.domain.checklist import Checklist, HumanNote
from mutakhir.domain.language import Text
from mutakhir.errors import ConfigError, OutputError
from mutakhir.exports.note_reading import NOTE_FIELDS, UnreadableWorkbook, WorkbookNotes, read_workbook
from mutakhir.exports.words import clean
from mutakhir.files import write_atomically

SCHEMA = "mutakhir.notes/1"
JOINT = " | "
_LOCKS = (".~lock.{}#", "~${}")
"""Files that LibreOffice and Excel keep beside a workbook while it is open."""


@dataclass(slots=True)
class NoteStore:
    """The notes of one cycle; an entry once made stays, empty when a person emptied it."""

    notes: dict[str, HumanNote] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """SHA-256 of workbooks that were read and left standing: their changes must not be taken in twice."""


class Collected(NamedTuple):
    """The check list with its notes, and where its workbook may be written."""

    checklist: Checklist
    sentences: tuple[Text, ...]
    safe_to_replace: bool
    """True when the workbook asked for may be written; else `target` stands beside it."""
    target: Path
    superseded: tuple[Path, ...]
    """Workbooks beside it that were read whole and are no longer needed once `target` is written."""


class _StoredNote(msgspec.Struct, omit_defaults=True):
    pic_mitra: str = ""
    pic_ditjen: str = ""
    tindak_lanjut: str = ""
    janji_mitra: str = ""
    keterangan: str = ""


class _StoredNotes(msgspec.Struct, omit_defaults=True):
    schema: str = ""
    notes: dict[str, _StoredNote] = {}
    taken: list[str] = []


def load_store(path: Path) -> NoteStore:
    """The store at `path`, empty where there is no such file; ConfigError where it cannot be read."""
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_StoredNotes)
    except FileNotFoundError:
        return NoteStore()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _bad_store(path, str(error)) from error
    if stored.schema != SCHEMA:
        raise _bad_store(path, f"schema {stored.schema!r}, {SCHEMA!r} expected")
    notes = {
        unique_id: HumanNote(**{name: getattr(note, name) for name in NOTE_FIELDS})
        for unique_id, note in stored.notes.items()
    }
    return NoteStore(notes, set(stored.taken))


def save_store(path: Path, store: NoteStore) -> None:
    """Write the store whole, keys sorted; OutputError where it cannot be."""
    notes = {
        clean(unique_id): _StoredNote(**{name: clean(getattr(store.notes[unique_id], name)) for name in NOTE_FIELDS})
        for unique_id in sorted(store.notes)
    }
    content = _StoredNotes(SCHEMA, notes, sorted(store.taken))
    write_atomically(path, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")


def _bad_store(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"Catatan di {path} tidak dapat dibaca ({why}); perbaiki atau pulihkan dari cadangan, jangan dihapus.",
        f"The notes in {path} cannot be read ({why}); mend the file or restore a backup, do not delete it.",
    )


def read_notes(xlsx_path: Path) -> dict[str, HumanNote]:
    """What the workbook holds now by unique_id; UnreadableWorkbook where it cannot be read."""
    try:
        content = xlsx_path.read_bytes()
    except OSError as error:
        raise UnreadableWorkbook(str(error)) from error
    store = NoteStore()
    workbook = read_workbook(content, xlsx_path.name)
    _take_in(store, workbook, {})
    return {unique_id: store.notes.get(unique_id, HumanNote()) for unique_id in workbook.cells}


def collect(checklist: Checklist, xlsx_path: Path, store_path: Path) -> Collected:
    """Take in what people wrote into the workbook at `xlsx_path` and those saved beside it, and keep it in the store.

    The store is written only when something in it changed, and before anything else is. No workbook is written here.
    """
    store = load_store(store_path)
    before = (dict(store.notes), set(store.taken))
    titles = {row.dataset.unique_id: row.dataset.title for row in checklist.datasets}
    targets: list[Path] = []
    blocked: list[Text] = []
    joined: list[Text] = []
    superseded: list[Path] = []
    for path in candidates(xlsx_path):
        reason = _take_in_file(path, store, titles, joined) if there(path) else None
        if reason is not None:
            blocked.append(reason)
        elif not targets:
            targets.append(path)
        elif there(path):
            superseded.append(path)
    # The last candidate is a name that is free, so there always is a target.
    target = targets[0]
    if (store.notes, store.taken) != before:
        save_store(store_path, store)
    sentences = [_beside(reason, target) for reason in blocked] + joined
    return Collected(with_notes(checklist, store), tuple(sentences), target == xlsx_path, target, tuple(superseded))


def with_notes(checklist: Checklist, store: NoteStore) -> Checklist:
    """The check list with the notes of the store in its rows."""
    rows = (
        row
        if (note := store.notes.get(clean(row.dataset.unique_id), row.note)) is row.note
        else replace(row, note=note)
        for row in checklist.datasets
    )
    return replace(checklist, datasets=tuple(rows))


def candidates(xlsx_path: Path) -> Iterator[Path]:
    """The workbook, those saved beside it, and last the first name that is free."""
    yield xlsx_path
    names = (
        f"{xlsx_path.stem}-baru{f'-{number}' if number > 1 else ''}{xlsx_path.suffix}" for number in range(1, 1000)
    )
    for name in names:
        path = xlsx_path.with_name(name)
        yield path
        if not there(path):
            return
    raise OutputError(
        f"Folder {xlsx_path.parent} sudah berisi terlalu banyak {xlsx_path.stem}-baru; pindahkan yang tidak dipakai.",
        f"Folder {xlsx_path.parent} already holds too many {xlsx_path.stem}-baru; move away those not in use.",
    )


def there(path: Path) -> bool:
    """True when there is such a file; in a folder that may not be looked into there is none (writing will say why)."""
    return os.path.exists(path)


def _take_in_file(path: Path, store: NoteStore, titles: dict[str, Text], joined: list[Text]) -> Text | None:
    """Take the changes of one workbook into `store`; why the file must be left standing, or None."""
    try:
        content = path.read_bytes()
        workbook = read_workbook(content, path.name)
    except (OSError, UnreadableWorkbook):
        return Text(
            f"{path.name} tidak dapat dibaca (rusak, terenkripsi atau bukan check list)",
            f"{path.name} cannot be read (damaged, encrypted or no check list)",
        )
    digest = sha256(content).hexdigest()
    if digest not in store.taken:
        joined += _take_in(store, workbook, titles)
    reason = _must_stand(path, workbook)
    if reason is not None:
        store.taken.add(digest)
    return reason


def _must_stand(path: Path, workbook: WorkbookNotes) -> Text | None:
    if any(there(path.with_name(lock.format(path.name))) for lock in _LOCKS):
        return Text(
            f"{path.name} sedang dibuka (bila tidak, hapus berkas kuncinya di folder itu)",
            f"{path.name} is open in a program (if it is not, delete the lock file in that folder)",
        )
    if workbook.strangers:
        places = Text(
            ", ".join(place.id for place in workbook.strangers[:3]),
            ", ".join(place.en for place in workbook.strangers[:3]),
        )
        return Text(
            f"{path.name} berisi tulisan yang tidak dapat dipindahkan ({places.id})",
            f"{path.name} holds writing that cannot be carried over ({places.en})",
        )
    return None


def _beside(reason: Text, target: Path) -> Text:
    return Text(
        f"{reason.id} dan tidak ditimpa; check list terbaru ada di {target.name}.",
        f"{reason.en} and was not replaced; the newest check list is {target.name}.",
    )


def _take_in(store: NoteStore, workbook: WorkbookNotes, titles: dict[str, Text]) -> list[Text]:
    """Take the changes of a workbook into `store`; a sentence for each note whose texts had to be joined."""
    sentences = []
    empty = HumanNote()
    for unique_id, cells in workbook.cells.items():
        stored = store.notes.get(unique_id)
        written = workbook.written_note(unique_id) or stored or empty
        # Without an entry the store knows nothing: then what was written is all there is, and must not be lost.
        held = written if stored is None else stored
        values = {}
        for name, found in cells.items():
            values[name], parts = _merged(getattr(held, name), getattr(written, name), found)
            if parts > 1:
                sentences.append(_joined_sentence(titles.get(unique_id, Text(unique_id, unique_id)), name))
        note = replace(held, **values)
        if note != (stored or empty):
            store.notes[unique_id] = note
    return sentences


def _merged(held: str, written: str, found: Sequence[str]) -> tuple[str, int]:
    """The text that counts, and how many differing texts it is made of."""
    changed = list(dict.fromkeys(text for text in found if text != written))
    if not changed:
        return held, 1
    texts = [text for text in changed if text]
    if held != written:
        texts = [held, *(text for text in texts if text not in (held, *held.split(JOINT)))] if held else texts
        changed = [text for text in texts if text != held]
        return JOINT.join(texts), len(texts) if changed else 1
    return JOINT.join(texts), len(texts)


def _joined_sentence(title: Text, name: str) -> Text:
    words = name.replace("_", " ")
    return Text(
        f"Catatan {words} untuk {title.id} diubah di dua tempat; keduanya disimpan, dipisah tanda |.",
        f"The note {words} of {title.en} was changed in two places; both are kept, parted by |.",
    )
