"""Saving the check list: people's notes first, then JSON, CSV and XLSX, all or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language, Text
from mutakhir.exports.csv import checklist_csv
from mutakhir.exports.json import checklist_json
from mutakhir.exports.notes import Collected, candidates, collect, there
from mutakhir.exports.xlsx import xlsx_bytes
from mutakhir.files import FileInUse, write_all, write_atomically

__all__ = ["Saved", "save", "write_atomically", "write_outputs"]


More = Callable[[Checklist, bytes], Mapping[str, bytes]]
"""Makes further files (name to content) of the check list with its notes and the bytes of checklist.json."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the check list with its notes, the files, and what people must be told."""

    checklist: Checklist
    paths: tuple[Path, ...]
    sentences: tuple[Text, ...]


def save(
    checklist: Checklist,
    language: Language,
    out_dir: Path,
    notes_dir: Path,
    letterhead: tuple[str, ...] = (),
    more: More | None = None,
) -> Saved:
    """Take in people's notes and write checklist.json, .csv and .xlsx into `out_dir`; the store is `<cycle>.json`.

    What `more` makes is written with them, all or none.
    """
    collected = collect(checklist, out_dir / "checklist.xlsx", notes_dir / f"{checklist.cycle}.json")
    return write_outputs(collected, language, out_dir, letterhead, more)


def write_outputs(
    collected: Collected,
    language: Language,
    out_dir: Path,
    letterhead: tuple[str, ...] = (),
    more: More | None = None,
) -> Saved:
    """Write the files of a check list whose notes were collected; OutputError where one cannot be written."""
    checklist = collected.checklist
    content = checklist_json(checklist)
    others = {
        out_dir / "checklist.json": content,
        out_dir / "checklist.csv": checklist_csv(checklist, language),
        **{out_dir / name: made for name, made in (more(checklist, content) if more else {}).items()},
    }
    workbook = xlsx_bytes(checklist, language, letterhead)
    target, sentences = collected.target, collected.sentences
    try:
        # The workbook first: it is the one that may be open, and then nothing has been replaced yet.
        write_all({target: workbook, **others})
    except FileInUse as error:
        if error.path != target:
            raise
        target, refused = _next_free(target), target
        write_all({target: workbook, **others})
        sentences = (*sentences, _in_use(refused, target))
    for path in collected.superseded:
        sentences = (*sentences, *_supersede(path, target))
    return Saved(checklist, (target, *others), sentences)


def _next_free(path: Path) -> Path:
    base = path.with_name(f"{path.stem.split('-baru')[0]}{path.suffix}")
    return next(candidate for candidate in candidates(base) if not there(candidate))


def _in_use(path: Path, target: Path) -> Text:
    return Text(
        f"{path.name} sedang dibuka program lain dan tidak ditimpa; check list terbaru ada di {target.name}.",
        f"{path.name} is open in another program and was not replaced; the newest check list is {target.name}.",
    )


def _supersede(path: Path, target: Path) -> tuple[Text, ...]:
    """Remove a workbook that was saved beside another and whose notes now stand in `target`."""
    try:
        path.unlink()
    except OSError:
        return ()
    return (
        Text(
            f"Isi {path.name} sudah dipindahkan ke {target.name}; {path.name} dihapus.",
            f"What {path.name} held now stands in {target.name}; {path.name} was removed.",
        ),
    )
