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
from mutakhir import files as atomic
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
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


@FOLDER_TESTS
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can mount a tiny disk")
@pytest.mark.skipif(not shutil.which("mount"), reason="mount is not installed")
def test_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this container may not mount a disk")
    try:
        write_atomically(disk / "checklist.json", b"lama")
        with pytest.raises(OutputError, match="sisa ruang"):
            save(realistic_month(), Language.ID, disk, tmp_path / "notes")
        assert listing(disk) == {"checklist.json": b"lama"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


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
    refuse(monkeypatch, "checklist.csv")
    with pytest.raises(OutputError, match=r"checklist\.csv .* sedang dipakai"):
        save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")
    assert not list((tmp_path / "out").glob(".*"))


def test_nothing_of_this_machine_in_the_files(tmp_path: Path) -> None:
    saved = save(realistic_month(), Language.ID, tmp_path / "out", tmp_path / "notes")
    for path in saved.paths:
        assert str(tmp_path).encode() not in path.read_bytes()
