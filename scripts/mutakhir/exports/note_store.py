"""The stores of what people wrote: `notes/<cycle>.json`, and `notes/contoh/<cycle>.json` for lists of sample data.

Made-up data sets have the names of real ones, so their notes are kept apart: what was tried out never stands in a real
list.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from mutakhir.domain.checklist import HumanNote
from mutakhir.errors import ConfigError
from mutakhir.exports.note_reading import NOTE_FIELDS
from mutakhir.exports.words import clean

SCHEMA = "mutakhir.notes/1"
SAMPLE_FOLDER = "contoh"


@dataclass(slots=True)
class NoteStore:
    """The notes of one cycle; an entry once made stays, empty when a person emptied it."""

    notes: dict[str, HumanNote] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """SHA-256 of workbooks that were read and left standing: their changes must not be taken in twice."""


@dataclass(slots=True)
class StoreFile:
    """A store and the file it was read from."""

    path: Path
    store: NoteStore
    content: bytes
    """What the file held when it was read; empty where there was none."""
    before: NoteStore

    def new_content(self) -> bytes:
        """What the file must hold now: what it held where nothing changed."""
        return self.content if self.store == self.before else store_bytes(self.store)

    def digest(self) -> str:
        """SHA-256 of what the file holds once it is written; empty where there is none to write."""
        content = self.new_content()
        return sha256(content).hexdigest() if content else ""


class Stores:
    """The two stores of a cycle, each read when it is first asked for."""

    def __init__(self, notes_dir: Path, cycle: str) -> None:
        name = f"{cycle}.json"
        self._paths = {False: notes_dir / name, True: notes_dir / SAMPLE_FOLDER / name}
        self._files: dict[bool, StoreFile] = {}

    def of(self, *, sample: bool) -> StoreFile:
        """The store of sample or of real check lists; ConfigError where it cannot be read."""
        if sample not in self._files:
            self._files[sample] = read_store(self._paths[sample])
        return self._files[sample]

    def as_read(self) -> dict[Path, bytes]:
        """What each store that was read held then, empty for one that was not there."""
        return {file.path: file.content for file in self._files.values()}

    def changed(self) -> dict[Path, bytes]:
        """The files that must be written."""
        files = self._files.values()
        return {file.path: file.new_content() for file in files if file.new_content() != file.content}


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


def read_store(path: Path) -> StoreFile:
    """The store at `path`, empty where there is no such file; ConfigError where it cannot be read."""
    try:
        content = path.read_bytes()
        stored = msgspec.json.decode(content, type=_StoredNotes)
    except FileNotFoundError:
        return StoreFile(path, NoteStore(), b"", NoteStore())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _bad_store(path, str(error)) from error
    if stored.schema != SCHEMA:
        raise _bad_store(path, f"schema {stored.schema!r}, {SCHEMA!r} expected")
    notes = {
        unique_id: HumanNote(**{name: getattr(note, name) for name in NOTE_FIELDS})
        for unique_id, note in stored.notes.items()
    }
    taken = set(stored.taken)
    return StoreFile(path, NoteStore(notes, taken), content, NoteStore(dict(notes), set(taken)))


def store_bytes(store: NoteStore) -> bytes:
    """The store as its file holds it, keys sorted."""
    notes = {
        clean(unique_id): _StoredNote(**{name: clean(getattr(store.notes[unique_id], name)) for name in NOTE_FIELDS})
        for unique_id in sorted(store.notes)
    }
    content = _StoredNotes(SCHEMA, notes, sorted(store.taken))
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _bad_store(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"Catatan di {path} tidak dapat dibaca ({why}); perbaiki atau pulihkan dari cadangan, jangan dihapus.",
        f"The notes in {path} cannot be read ({why}); mend the file or restore a backup, do not delete it.",
    )
