"""Reading history/facts.jsonl, and adding a line at its end: no run is lost and none is mixed with another."""

import os
from contextlib import AbstractContextManager
from hashlib import sha256
from io import FileIO
from pathlib import Path

import msgspec

from mutakhir.artifacts.decode import parse_instant
from mutakhir.artifacts.facts import Facts
from mutakhir.artifacts.history import (
    HISTORY_SCHEMA,
    History,
    HistoryLine,
    Recorded,
    changes_since,
    cut_off_text,
    fold,
    invocation_of,
    own_lines,
)
from mutakhir.artifacts.history_targets import lines_of_target
from mutakhir.domain.language import Text
from mutakhir.errors import ArtifactError, ConfigError
from mutakhir.files import held, make_folder, output_error

_PATIENCE_S = 60.0
"""How long a run waits for another that is writing; writing takes far less than a second."""


class _Versioned(msgspec.Struct):
    schema: str = ""


def read_history(path: Path) -> History:
    """All whole lines of `path`, none where there is no such file.

    Raises ArtifactError naming file and line where a line in the middle is unreadable, or any line is of a schema that
    this version does not know. A last line that is cut off is no error.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return History(path)
    except OSError as error:
        raise _refusal(path, 0, str(error.strerror or error)) from error
    lines: list[Recorded] = []
    whole = 0
    pieces = _split(content)
    last = max((number for number, raw in enumerate(pieces, 1) if not raw.isspace()), default=0)
    for number, raw in enumerate(pieces, 1):
        if not raw.isspace():
            line = _read_line(path, raw, number, is_last=number == last)
            if line is None:
                return History(path, tuple(lines), whole, content[whole:])
            lines.append(line)
        whole += len(raw)
    return History(path, tuple(lines), whole)


def _split(content: bytes) -> list[bytes]:
    """Lines by line feed alone, each with its own; only the last may have none."""
    *whole, last = content.split(b"\n")
    return [*(piece + b"\n" for piece in whole), *([last] if last else [])]


def _read_line(path: Path, raw: bytes, number: int, *, is_last: bool) -> Recorded | None:
    """The line; None for a last one that is cut off."""
    try:
        line = msgspec.json.decode(raw, type=HistoryLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        _check_schema(path, raw, number)
        if is_last and not isinstance(error, msgspec.ValidationError):
            return None
        raise _refusal(path, number, " ".join(str(error).split())[:160]) from error
    _check_schema(path, raw, number)
    measured_at = parse_instant(line.measured_at)
    if measured_at is None:
        raise _refusal(path, number, f"measured_at {line.measured_at[:40]!r}")
    return Recorded(line, raw, number, measured_at)


def _check_schema(path: Path, raw: bytes, number: int) -> None:
    """Raise ArtifactError for a line that is whole but of another schema; a newer one may have another shape."""
    try:
        found = msgspec.json.decode(raw, type=_Versioned).schema
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    if found != HISTORY_SCHEMA:
        raise ArtifactError(
            f"{path}, baris {number}, berskema {found[:80] or '-'}, yang didukung {HISTORY_SCHEMA}: pakai versi "
            "mutakhir yang menulisnya atau yang lebih baru, jangan hapus berkas itu.",
            f"{path}, line {number}, has schema {found[:80] or '-'}, supported is {HISTORY_SCHEMA}: use the version "
            "of mutakhir that wrote it or a later one, do not delete the file.",
        )


def _refusal(path: Path, number: int, why: str) -> ArtifactError:
    return ArtifactError(
        f"{path}{f', baris {number},' if number else ''} tidak dapat dibaca ({why}): pulihkan berkas itu dari "
        "cadangan, jangan dihapus.",
        f"{path}{f', line {number},' if number else ''} cannot be read ({why}): restore the file from a backup, do "
        "not delete it.",
    )


def append_facts(
    path: Path, facts: Facts, raw: bytes, *, project: str, target: str, tool_version: str, sample: bool
) -> list[Text]:
    """Add the line of this run to `path`, unless it is there already; returns what is to be said of the file.

    `raw` are the bytes of facts.json. A last line that was cut off is first set aside in a file beside it. Raises
    ArtifactError where the file cannot be read, OutputError where it cannot be written: it is then as it was.
    """
    make_folder(path.parent)
    with _locked(path):
        history = read_history(path)
        lines, said = own_lines(history, project, sample=sample)
        sentences = list(said)
        invocation = invocation_of(facts, sha256(raw).hexdigest())
        if any(one.line.invocation == invocation for one in lines):
            return sentences
        own = lines_of_target(lines, target)
        line = HistoryLine(
            schema=HISTORY_SCHEMA,
            invocation=invocation,
            measured_at=facts.generated_at,
            project=project,
            target=target,
            tool_version=tool_version,
            sample=sample,
            full=not own,
            by_target=True,
            changes=changes_since(fold(own), facts),
        )
        try:
            if history.cut_off:
                sentences.append(_set_aside(history))
            _write(path, msgspec.json.encode(line) + b"\n")
        except OSError as error:
            raise output_error(path, error) from error
    return sentences


def _locked(path: Path) -> AbstractContextManager[None]:
    busy = ConfigError(
        f"{path} sedang ditulis oleh proses lain: tunggu selesai, lalu jalankan lagi.",
        f"{path} is being written by another process: wait for it to end, then run again.",
    )
    return held(path.with_name(f".{path.name}.lock"), _PATIENCE_S, busy)


def _set_aside(history: History) -> Text:
    """Move what was cut off into a file of its own, named by its content so that nothing is written over."""
    digest = sha256(history.cut_off).hexdigest()[:12]
    beside = history.path.with_name(f"{history.path.stem}.terpotong-{digest}.txt")
    with beside.open("wb", buffering=0) as file:
        _write_all(file, history.cut_off)
    with history.path.open("r+b", buffering=0) as file:
        file.truncate(history.whole)
        os.fsync(file.fileno())
    return cut_off_text(history.path.name, beside.name)


def _write(path: Path, line: bytes) -> None:
    """Append `line`, on a line of its own; where that fails halfway the file is cut back to what it was."""
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            line = line if file.read(1) == b"\n" else b"\n" + line
        try:
            _write_all(file, line)
        except OSError:
            file.truncate(size)
            raise


def _write_all(file: FileIO, content: bytes) -> None:
    """Write all of `content`, however little the disk takes at a time, and wait until it is there."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())
