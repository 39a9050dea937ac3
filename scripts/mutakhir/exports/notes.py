"""Keeping what people wrote: out of the workbook, into the store, and into the next check list.

For each field three texts are compared: what the cell holds, what it held when the workbook was written, and what the
store holds. Only a cell that differs from what was written has been changed by a person, and then it counts, emptied
cells too; else the store counts. Where both changed, or the same note was changed on two sheets, no text is lost: they
are joined with ` | `. Notes of data sets that do not stand in the workbook stay in the store.
"""

import os
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from mutakhir.domain.checklist import Checklist, Evidence, HumanNote
from mutakhir.domain.language import Text
from mutakhir.exports.note_reading import UnreadableWorkbook, WorkbookNotes, read_workbook
from mutakhir.exports.note_store import NoteStore, Stores
from mutakhir.exports.words import clean
from mutakhir.files import output_error

JOINT = " | "
OUT_OPTION = "--out"
_LOCKS = (".~lock.{}#", "~${}")
"""Files that LibreOffice and Excel keep beside a workbook while it is open."""


class Collected(NamedTuple):
    """The check list with its notes, where its workbook may be written, and what must be written with it."""

    checklist: Checklist
    sentences: tuple[Text, ...]
    target: Path
    superseded: tuple[Path, ...]
    """Workbooks beside it that were read whole and are no longer needed once `target` is written."""
    stores: dict[Path, bytes]
    """The stores that changed."""
    digests: dict[Path, str]
    """SHA-256 of `target` and `superseded` as they were read, empty for one that was not there."""
    stores_read: dict[Path, bytes]
    """What the stores held when they were read."""

    def still_true(self) -> bool:
        """False when someone opened or saved one of these workbooks, or wrote a store, since it was read."""
        if any(_content(path) != content for path, content in self.stores_read.items()):
            return False
        return not any(_open(path) or _digest(path) != digest for path, digest in self.digests.items())


def collect(checklist: Checklist, xlsx_path: Path, notes_dir: Path, held: AbstractSet[Path] = frozenset()) -> Collected:
    """Take in what people wrote into the workbook at `xlsx_path` and those saved beside it.

    Workbooks in `held` are known to be in use. Nothing is written here.
    """
    stores = Stores(notes_dir, checklist.cycle)
    titles = {row.dataset.unique_id: row.dataset.title for row in checklist.datasets}
    free = [] if there(xlsx_path) else [xlsx_path]
    digests = dict.fromkeys(free, "")
    standing: list[Text] = []
    said: list[Text] = []
    for path in _workbooks(xlsx_path):
        read = _take_in_file(path, stores, titles, held)
        said += read.sentences
        if read.reason is not None:
            standing.append(read.reason)
        elif read.sample == checklist.sample or path == xlsx_path:
            free.append(path)
            digests[path] = read.digest
            if read.sample != checklist.sample:
                said.append(_other_kind(path, stores.of(sample=read.sample).path, sample=read.sample))
        else:
            stores.of(sample=read.sample).store.taken.add(read.digest)
    target = free[0] if free else _free_name(xlsx_path)
    digests.setdefault(target, "")
    said = [_beside(reason, target) for reason in standing] + said
    said += [_superseded(path, target) for path in free[1:]]
    own = stores.of(sample=checklist.sample)
    noted = with_notes(checklist, own.store)
    if digest := own.digest():
        noted = replace(noted, evidence={**noted.evidence, "notes": Evidence(digest)})
    return Collected(noted, tuple(said), target, tuple(free[1:]), stores.changed(), digests, stores.as_read())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def with_notes(checklist: Checklist, store: NoteStore) -> Checklist:
    """The check list with the notes of the store in its rows."""
    rows = (
        row
        if (note := store.notes.get(clean(row.dataset.unique_id), row.note)) is row.note
        else replace(row, note=note)
        for row in checklist.datasets
    )
    return replace(checklist, datasets=tuple(rows))


def there(path: Path) -> bool:
    """True when there is such a file; OutputError where that cannot be told (a share that is gone, a closed folder)."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise output_error(path, error, OUT_OPTION) from error
    return True


def _workbooks(xlsx_path: Path) -> list[Path]:
    """The workbook and those that were saved beside it, in the order of their numbers, gaps or not."""
    beside = re.compile(rf"{re.escape(xlsx_path.stem)}-baru(?:-(\d+))?{re.escape(xlsx_path.suffix)}")
    try:
        names = sorted(os.listdir(xlsx_path.parent))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise output_error(xlsx_path, error, OUT_OPTION) from error
    numbers = {name: int(found[1] or 1) for name in names if (found := beside.fullmatch(name))}
    first = [xlsx_path] if there(xlsx_path) else []
    return [*first, *(xlsx_path.with_name(name) for name in sorted(numbers, key=lambda name: numbers[name]))]


def _free_name(xlsx_path: Path) -> Path:
    names = (f"{xlsx_path.stem}-baru{f'-{number}' if number > 1 else ''}{xlsx_path.suffix}" for number in count(1))
    return next(path for name in names if not there(path := xlsx_path.with_name(name)))


def _open(path: Path) -> bool:
    return any(there(path.with_name(lock.format(path.name))) for lock in _LOCKS)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise output_error(path, error, OUT_OPTION) from error


class _Read(NamedTuple):
    """What came of reading one workbook."""

    digest: str
    sample: bool
    reason: Text | None
    """Why the file must be left standing."""
    sentences: list[Text]


def _take_in_file(path: Path, stores: Stores, titles: dict[str, Text], held: AbstractSet[Path]) -> _Read:
    """Take the changes of one workbook into the store of its kind."""
    try:
        content = path.read_bytes()
        workbook = read_workbook(content, path.name)
    except (OSError, UnreadableWorkbook):
        unreadable = Text(
            f"{path.name} tidak dapat dibaca (rusak, terenkripsi atau bukan daftar periksa)",
            f"{path.name} cannot be read (damaged, encrypted or no check list)",
        )
        return _Read("", False, unreadable, [])
    digest = sha256(content).hexdigest()
    store = stores.of(sample=workbook.sample).store
    joined = [] if digest in store.taken else _take_in(store, workbook, titles)
    reason = _must_stand(path, workbook, held)
    if reason is not None:
        store.taken.add(digest)
    return _Read(digest, workbook.sample, reason, joined)


def _must_stand(path: Path, workbook: WorkbookNotes, held: AbstractSet[Path]) -> Text | None:
    if path in held:
        return Text(f"{path.name} sedang dibuka program lain", f"{path.name} is open in another program")
    if _open(path):
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
        f"{reason.id} dan tidak ditimpa; daftar periksa terbaru ada di {target.name}.",
        f"{reason.en} and was not replaced; the newest check list is {target.name}.",
    )


def _superseded(path: Path, target: Path) -> Text:
    return Text(
        f"Isi {path.name} sudah dipindahkan ke {target.name}; {path.name} dihapus.",
        f"What {path.name} held now stands in {target.name}; {path.name} was removed.",
    )


def _other_kind(path: Path, store: Path, *, sample: bool) -> Text:
    """Sample and real lists share a folder: says that one took the place of the other, and where its notes are."""
    kind = Text("DATA CONTOH", "sample data") if sample else Text("data sebenarnya", "real data")
    return Text(
        f"{path.name} yang digantikan berisi daftar periksa {kind.id}; isian orang di sana, bila ada, ada di {store}.",
        f"{path.name}, now replaced, was a check list of {kind.en}; what people wrote there, if any, is in {store}.",
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
