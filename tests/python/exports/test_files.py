"""Files are written whole or not at all, and what hinders it is said in one sentence."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import make_checklist, make_row, realistic_month
from exports.support import FORM, row_of, type_in
from mutakhir import files as atomic
from mutakhir.domain.checklist import Checklist
from mutakhir.domain.language import Language
from mutakhir.errors import OutputError
from mutakhir.exports.files import save
from mutakhir.files import write_all, write_atomically

FOLDER_TESTS = pytest.mark.skipif(os.name == "nt", reason="folders are closed in another way on Windows")

SAVE_AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path[:0] = {path!r}
from builders import realistic_month
from mutakhir.domain.language import Language
from mutakhir.errors import OutputError
from mutakhir.exports.files import save
{before}
try:
    save(realistic_month(), Language.ID, Path({out!r}), Path({notes!r}))
except OutputError as error:
    print(error)
    sys.exit(2)
"""

# Everything is imported before, since the new user cannot read root's folders.
AS_NOBODY = """
from mutakhir.exports.csv import checklist_csv
from mutakhir.exports.xlsx import xlsx_bytes
checklist_csv(realistic_month()), xlsx_bytes(realistic_month())
os.setgid(65534)
os.setuid(65534)
"""


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, but for the lock of the notes."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def save_elsewhere(out: Path, notes: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Save the month in a process of its own, after the statements `before`."""
    script = SAVE_AS_NOBODY.format(path=sys.path, before=before, out=str(out), notes=str(notes))
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "a.txt"
    write_atomically(path, b"satu")
    write_atomically(path, b"dua")
    assert listing(tmp_path) == {"a.txt": b"dua"}


def test_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lama")
    (tmp_path / "b").write_bytes(b"berkas, bukan folder")
    with pytest.raises(OutputError, match="b"):
        write_all({tmp_path / "a": b"baru", tmp_path / "b" / "c": b"baru"})
    assert listing(tmp_path) == {"a": b"lama", "b": b"berkas, bukan folder"}


def test_out_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="out"):
        save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@FOLDER_TESTS
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_folder_closed_to_writing(open_folder: Path, mode: int) -> None:
    # Root may write everywhere, and the folders of pytest are closed to others: so another user, another folder.
    out = open_folder / "out"
    save(make_checklist([make_row()]), Language.ID, out, open_folder / "notes")
    before = listing(out)
    out.chmod(mode)
    done = save_elsewhere(out, open_folder / "notes", AS_NOBODY if os.getuid() == 0 else "")
    out.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert str(out) in done.stdout
    assert "--out" in done.stdout
    assert done.stdout.count("\n") == 1
    assert listing(out) == before


@FOLDER_TESTS
def test_file_size_limit_reached(tmp_path: Path) -> None:
    out = tmp_path / "out"
    save(make_checklist([make_row()]), Language.ID, out, tmp_path / "notes")
    before = listing(out)
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    )
    done = save_elsewhere(out, tmp_path / "notes", limit)
    assert done.returncode == 2, done.stderr
    assert str(out) in done.stdout
    assert listing(out) == before


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of 64 kB; where none may be mounted, a folder whose larger files go to the device that is always full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if shutil.which("mount") and not subprocess.run(mount, capture_output=True, check=False).returncode:
        yield disk
        subprocess.run(["umount", str(disk)], check=True)
        return

    def write(path: Path, content: bytes) -> None:
        if len(content) > 4096:
            Path("/dev/full").write_bytes(content)
        path.write_bytes(content)

    monkeypatch.setattr(atomic, "_write", write)
    yield disk


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither small disks to mount nor /dev/full")
def test_full_disk(small_disk: Path, tmp_path: Path) -> None:
    write_atomically(small_disk / "checklist.json", b"lama")
    with pytest.raises(OutputError, match="sisa ruang"):
        save(realistic_month(), Language.ID, small_disk, tmp_path / "notes")
    assert listing(small_disk) == {"checklist.json": b"lama"}


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let moving onto an existing file `name` fail, as Windows does while a program holds it."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == name and Path(target).exists():
            raise PermissionError(13, "Access is denied", str(target))
        real(source, target)

    monkeypatch.setattr(atomic.os, "replace", replace)


def test_held_workbook_without_lock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(make_checklist([make_row()]), Language.ID, tmp_path / "out", tmp_path / "notes")
    before = (tmp_path / "out" / "checklist.xlsx").read_bytes()
    refuse(monkeypatch, "checklist.xlsx")
    saved = save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")
    assert saved.paths[0].name == "checklist-baru.xlsx"
    assert "checklist-baru.xlsx" in saved.sentences[0].id
    assert (tmp_path / "out" / "checklist.xlsx").read_bytes() == before
    assert not list((tmp_path / "out").glob(".*"))


def test_held_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(make_checklist([make_row()]), Language.ID, tmp_path / "out", tmp_path / "notes")
    before = listing(tmp_path)
    refuse(monkeypatch, "checklist.csv")
    with pytest.raises(OutputError, match=r"checklist\.csv .* sedang dipakai"):
        save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")
    assert listing(tmp_path) == before


def report(_checklist: Checklist, content: bytes) -> dict[str, bytes]:
    """Stands for the report: two files made of checklist.json."""
    return {"report.html": b"halaman " + content[-99:], "report.pdf": b"lembar " + content[-99:]}


def test_an_open_report_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, notes = tmp_path / "out", tmp_path / "notes"
    save(make_checklist([row_of("a")]), Language.ID, out, notes, more=report)
    type_in(out / "checklist.xlsx", FORM, "a", "Keterangan", "ditulis orang")
    before = listing(tmp_path)
    with monkeypatch.context() as patched:
        refuse(patched, "report.pdf")
        with pytest.raises(OutputError, match=r"report\.pdf .* sedang dipakai"):
            save(make_checklist([row_of("a")]), Language.ID, out, notes, more=report)
    assert listing(tmp_path) == before
    saved = save(make_checklist([row_of("a")]), Language.ID, out, notes, more=report)
    assert saved.checklist.datasets[0].note.keterangan == "ditulis orang"


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out" / "report.pdf").mkdir(parents=True)
    (tmp_path / "out" / "report.pdf" / "x").write_bytes(b"x")
    with pytest.raises(OutputError, match=r"report\.pdf"):
        save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes", more=report)
    assert listing(tmp_path) == {"x": b"x"}


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("blow", [KeyboardInterrupt(), OSError(5, "Input/output error")])
@pytest.mark.parametrize("at", range(4))
def test_a_blow_at_any_move_takes_back_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, blow: BaseException, links: bool
) -> None:
    names = ("a", "b", "new")
    for name in ("a", "b", "gone"):
        (tmp_path / name).write_bytes(b"lama " + name.encode())
    before = listing(tmp_path)
    real, moves = atomic._move, []

    def move(new: Path | None, path: Path) -> None:
        if len(moves) == at:
            raise blow
        moves.append(path)
        real(new, path)

    monkeypatch.setattr(atomic, "_move", move)
    if not links:
        monkeypatch.setattr(atomic.os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "not supported")))
        (tmp_path / "new").write_bytes(b"lama new")
        before = listing(tmp_path)
    with pytest.raises((KeyboardInterrupt, OutputError)):
        write_all({tmp_path / name: b"baru" for name in names}, [tmp_path / "gone"])
    assert len(moves) == at
    assert listing(tmp_path) == before


def test_removed_with_the_others_written(tmp_path: Path) -> None:
    (tmp_path / "gone").write_bytes(b"lama")
    write_all({tmp_path / "a": b"baru"}, [tmp_path / "gone", tmp_path / "never"])
    assert listing(tmp_path) == {"a": b"baru"}


def test_called_off_when_all_is_prepared(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lama")

    def ready() -> None:
        assert len(list(tmp_path.iterdir())) == 3
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        write_all({tmp_path / "a": b"baru"}, ready=ready)
    assert listing(tmp_path) == {"a": b"lama"}


def test_what_cannot_be_put_back_is_kept_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"lama")
    real, calls = os.replace, []

    def replace(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) > 1:
            raise PermissionError(13, "Access is denied", str(target))
        real(source, target)

    monkeypatch.setattr(atomic.os, "replace", replace)
    with pytest.raises(OutputError, match=r"tidak dapat dibatalkan untuk .*a"):
        write_all({tmp_path / name: b"baru" for name in ("a", "b")})
    kept = [path for path in tmp_path.iterdir() if path.name.startswith(".a.")]
    assert [path.read_bytes() for path in kept] == [b"lama"]
    assert (tmp_path / "b").read_bytes() == b"lama"


def test_other_folders_are_offered_only_where_an_option_names_them(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(OutputError) as without:
        write_atomically(tmp_path / "berkas" / "facts.json", b"")
    assert "--out" not in str(without.value)
    with pytest.raises(OutputError, match="--out") as said:
        save(realistic_month(), Language.ID, tmp_path / "berkas", tmp_path / "notes")
    assert "--out" in said.value.english


@FOLDER_TESTS
def test_notes_that_cannot_be_written_leave_the_files(tmp_path: Path) -> None:
    out, notes = tmp_path / "out", tmp_path / "notes"
    notes.symlink_to("disk yang dicabut")
    save(make_checklist([row_of("a")]), Language.ID, out, tmp_path / "lain")
    type_in(out / "checklist.xlsx", FORM, "a", "Keterangan", "ditulis orang")
    before = listing(tmp_path)
    with pytest.raises(OutputError) as said:
        save(make_checklist([row_of("a")]), Language.ID, out, notes)
    assert "notes" in str(said.value)
    assert "--out" not in str(said.value)
    assert listing(tmp_path) == before


def test_a_report_of_another_check_list_does_not_stay(tmp_path: Path) -> None:
    out, names = tmp_path / "out", ("report.html", "report.pdf")
    save(make_checklist([row_of("a")]), Language.ID, out, tmp_path / "notes", more=report)
    saved = save(make_checklist([row_of("a")]), Language.ID, out, tmp_path / "notes", outdated=names)
    assert saved.sentences == ()
    assert (out / "report.pdf").exists()
    saved = save(make_checklist([row_of("b")]), Language.ID, out, tmp_path / "notes", outdated=names)
    assert [sentence.id.split(" dibuat")[0] for sentence in saved.sentences] == ["report.html, report.pdf"]
    assert sorted(listing(out)) == ["checklist.csv", "checklist.json", "checklist.xlsx"]


def test_nothing_of_this_machine_in_the_files(tmp_path: Path) -> None:
    saved = save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")
    for path in saved.paths:
        assert str(tmp_path).encode() not in path.read_bytes()


def test_a_note_that_another_report_stores_meanwhile_is_not_undone(tmp_path: Path) -> None:
    """Two out folders, one folder of notes: the second report is written while the first is being made."""
    month, notes = make_checklist([row_of("a"), row_of("b")]), tmp_path / "notes"
    for out in ("satu", "dua"):
        save(month, Language.ID, tmp_path / out, notes)
    type_in(tmp_path / "satu" / "checklist.xlsx", FORM, "a", "Keterangan", "lama")
    save(month, Language.ID, tmp_path / "satu", notes)
    save(month, Language.ID, tmp_path / "dua", notes)
    type_in(tmp_path / "satu" / "checklist.xlsx", FORM, "a", "Keterangan", "baru")
    type_in(tmp_path / "dua" / "checklist.xlsx", FORM, "b", "Keterangan", "lain")
    begun = []

    def meanwhile(_checklist: Checklist, _content: bytes) -> dict[str, bytes]:
        if not begun:
            begun.append(True)
            save(month, Language.ID, tmp_path / "satu", notes)
        return {}

    saved = save(month, Language.ID, tmp_path / "dua", notes, more=meanwhile)
    assert [row.note.keterangan for row in saved.checklist.datasets] == ["baru", "lain"]
    again = save(month, Language.ID, tmp_path / "satu", notes)
    assert [row.note.keterangan for row in again.checklist.datasets] == ["baru", "lain"]
