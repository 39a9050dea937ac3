"""`mutakhir doctor` names everything that is missing, with the way out, in both languages, whatever else is broken."""

import importlib
import os
import re
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from cli.process import ROOT, Done, environment, mutakhir, program
from cli.test_bad_warehouse import closed_port
from mutakhir.cli import speech
from mutakhir.domain.language import Language

doctor = importlib.import_module("mutakhir.cli.doctor")

MARKS = {"baik  ", "good  ", "KURANG", "LACKS ", "-     "}
PROFILES = """
kecil:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: gudang/kecil.duckdb, schema: main, threads: 1}
    mati:
      {type: postgres, host: 127.0.0.1, port: PORT, user: siapa, password: rahasia-sekali, dbname: tiada, schema: main,
       threads: 1}
"""


@pytest.fixture
def project(tmp_path):
    """A dbt project of one model, with the folders that a run needs."""
    folder = tmp_path / "proyek"
    for name in ("models", "sources", "inbox", "gudang"):
        (folder / name).mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(
        "name: kecil\nversion: '1.0'\nconfig-version: 2\nprofile: kecil\n", encoding="utf-8"
    )
    (folder / "models" / "satu.sql").write_text("select 1 as satu", encoding="utf-8")
    (folder / "profiles.yml").write_text(PROFILES.replace("PORT", str(closed_port())), encoding="utf-8")
    return folder


@pytest.fixture
def without_dbt(tmp_path):
    """Environment of a machine whose dbt cannot be imported, which also makes doctor quick."""
    return broken_dbt(tmp_path, "raise ImportError('libssl.so.1.1: cannot open shared object file')")


def broken_dbt(folder: Path, text: str) -> dict[str, str]:
    """Environment in which importing dbt runs `text`."""
    (folder / "rusak" / "dbt").mkdir(parents=True)
    (folder / "rusak" / "dbt" / "__init__.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder / "rusak"), str(ROOT / "scripts")))}


def lines_of(done: Done) -> list[tuple[str, str]]:
    """(mark, sentence) of each line; nothing else was said."""
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert {line[:6] for line in lines} <= MARKS, done.stdout
    return [(line[:6].strip(), line[8:]) for line in lines]


def lacking(done: Done) -> list[str]:
    """Sentences of what is needed and missing."""
    return [sentence for mark, sentence in lines_of(done) if mark in ("KURANG", "LACKS")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", ["Profil: target duckdb (duckdb)", "Gudang data: target duckdb (duckdb) menjawab"]),
        ("en", ["Profile: target duckdb (duckdb)", "Warehouse: target duckdb (duckdb) answers"]),
    ],
)
def test_a_machine_that_lacks_nothing(project, lang, said):
    done = mutakhir("doctor", "--lang", lang, cwd=project)
    assert (done.code, lacking(done)) == (0, [])
    sentences = [sentence for _, sentence in lines_of(done)]
    assert [sentence for sentence in sentences if sentence in said] == said
    assert sentences[-1].startswith("soffice")


def test_each_line_is_said_as_soon_as_it_is_known(project):
    words = [program("mutakhir"), "doctor"]
    with subprocess.Popen(words, cwd=project, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("baik    Python ")
        assert process.poll() is None  # dbt alone takes longer to import than this line to arrive
        process.kill()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "raise ImportError('libssl.so.1.1: cannot open')"),
        ("en", "raise AttributeError('module has no attribute')"),
    ],
)
def test_everything_is_said_though_dbt_cannot_be_imported(project, tmp_path, lang, text):
    done = mutakhir("doctor", "--lang", lang, cwd=project, env=broken_dbt(tmp_path, text))
    assert done.code == 2
    [sentence] = lacking(done)
    assert sentence.startswith("Pustaka dbt tidak dapat dipakai" if lang == "id" else "The library dbt cannot be used")
    assert re.search(r"Error: (libssl|module)", sentence)
    assert ".venv" in sentence
    assert "`make setup`" in sentence
    rest = " ".join(sentence for _, sentence in lines_of(done))
    for word in ("dlt", "make:", "inbox", "GiB", "faketime", "chromium", "soffice"):
        assert word in rest
    assert ("gudang data tidak diperiksa" in rest) == (lang == "id")
    assert ("warehouse were not looked at" in rest) == (lang == "en")


@pytest.mark.parametrize(
    ("lang", "said"), [("id", "dbt_project.yml tidak ditemukan di"), ("en", "No dbt_project.yml in")]
)
def test_a_folder_without_project(tmp_path, lang, said):
    (tmp_path / "kosong").mkdir()
    done = mutakhir("doctor", "--lang", lang, cwd=tmp_path / "kosong")
    assert done.code == 2
    [sentence] = lacking(done)
    assert sentence.startswith(said)
    assert "--project-dir" in sentence
    assert "soffice" in done.stdout  # what needs no project is said all the same


@pytest.mark.parametrize("lang", ["id", "en"])
def test_programs_that_are_not_there(project, without_dbt, lang):
    """With the way to get each; none is needed for the month's work."""
    done = mutakhir("doctor", "--lang", lang, cwd=project, env={**without_dbt, "PATH": str(project / "models")})
    told = {sentence.split(":")[0]: (mark, sentence) for mark, sentence in lines_of(done)}
    packages = {"make": "make", "faketime": "faketime", "chromium": "chromium", "soffice": "libreoffice-calc"}
    for name, package in packages.items():
        mark, sentence = told[name]
        assert mark == "-"
        assert f"apt install {package})" in sentence
        assert ("tidak ada" if lang == "id" else "not found") in sentence
        only = "hanya perlu untuk menguji" if lang == "id" else "needed only to test"
        assert (only in sentence) == (name != "make")
    assert all("dbt" in sentence for sentence in lacking(done))


@pytest.fixture(params=[Language.ID, Language.EN], ids=["id", "en"])
def lang(request, monkeypatch):
    """The language of this process."""
    monkeypatch.setattr(speech, "LANGUAGE", request.param)
    monkeypatch.setattr(doctor, "LANGUAGE", request.param)
    return request.param.value


Version = namedtuple("Version", "major minor micro releaselevel serial")


@pytest.mark.parametrize(("minor", "good"), [(9, False), (10, True), (13, True), (14, False)])
def test_the_python_that_runs(monkeypatch, lang, minor, good):
    monkeypatch.setattr(sys, "version_info", Version(3, minor, 1, "final", 0))
    monkeypatch.setattr(doctor.platform, "python_version", lambda: f"3.{minor}.1")
    [finding] = doctor._python()
    assert (finding.good, finding.needed) == (good, True)
    assert finding.sentence.startswith(f"Python 3.{minor}.1 ")
    assert ("`make setup PYTHON=python3.13`" in finding.sentence) == (not good)
    assert ("perlu" in finding.sentence) == (lang == "id")


@pytest.mark.parametrize("name", ["target", "notes", "out"])
def test_a_folder_that_cannot_be_written(tmp_path, lang, name):
    """A file stands where the folder should be, which stops root too."""
    (tmp_path / name).write_text("bukan folder", encoding="utf-8")
    [finding] = doctor._folder(tmp_path / name / "dalam")
    assert (finding.good, finding.needed) == (False, True)
    assert str(tmp_path / name) in finding.sentence
    assert ("tidak dapat ditulisi" if lang == "id" else "cannot be written") in finding.sentence
    assert ("beri pengguna ini izin tulis" if lang == "id" else "give this user the right") in finding.sentence


def test_a_folder_that_can_be_written_is_left_as_it_was(tmp_path, lang):
    [finding] = doctor._folder(tmp_path / "belum" / "ada")
    assert finding.good
    assert list(tmp_path.iterdir()) == []


Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(("gib", "good"), [(1.5, False), (40, True)])
def test_disk_space(monkeypatch, tmp_path, lang, gib, good):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _folder: Usage(0, 0, int(gib * 1024**3)))
    [finding] = doctor._disk(tmp_path)
    assert (finding.good, finding.needed) == (good, True)
    assert f"{gib:.1f} GiB".replace(".", "," if lang == "id" else ".") in finding.sentence
    assert (("kosongkan" if lang == "id" else "make room") in finding.sentence) == (not good)


def test_the_inbox(tmp_path, lang):
    folder = tmp_path / "inbox"
    for needed in (True, False):  # a project whose data others load has none
        [finding] = doctor._inbox(folder, needed)
        assert (finding.good, finding.needed, "--inbox" in finding.sentence) == (False, needed, True)
        assert ("tidak ada" in finding.sentence) == (lang == "id")
    folder.mkdir()
    [finding] = doctor._inbox(folder, True)
    assert finding.good
    assert ("kosong" if lang == "id" else "empty") in finding.sentence
    (folder / "lifting.csv").touch()
    [finding] = doctor._inbox(folder, True)
    assert finding.good
    assert ("kosong" if lang == "id" else "empty") not in finding.sentence


def test_what_nobody_foresaw_is_a_line_too(lang, monkeypatch):
    monkeypatch.delenv("MUTAKHIR_DEBUG", raising=False)

    def broken():
        raise OSError(5, "Input/output error")
        yield

    [finding] = doctor._looked_at("ini", broken)
    assert (finding.good, finding.needed) == (False, True)
    assert "Input/output error" in finding.sentence
    assert "MUTAKHIR_DEBUG=1" in finding.sentence


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_profile_that_is_missing(project, lang):
    (project / "profiles.yml").unlink()
    done = mutakhir("doctor", "--lang", lang, cwd=project, env={"HOME": str(project), "USERPROFILE": str(project)})
    assert done.code == 2
    [sentence] = lacking(done)
    assert sentence.startswith("profiles.yml tidak dapat dipakai" if lang == "id" else "profiles.yml cannot be used")
    assert "profiles.example.yml" in sentence
    assert "soffice" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_warehouse_without_its_folder(project, lang):
    (project / "gudang").rmdir()
    done = mutakhir("doctor", "--lang", lang, cwd=project)
    assert done.code == 2
    [sentence] = lacking(done)
    assert "gudang" in sentence
    assert "`make setup`" in sentence
    assert ("tidak ada" in sentence) == (lang == "id")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_warehouse_that_does_not_answer(project, lang):
    done = mutakhir("doctor", "--target", "mati", "--lang", lang, cwd=project)
    assert done.code == 2
    [sentence] = lacking(done)
    assert "127.0.0.1" in sentence
    assert ("tidak dapat dijalankan" in sentence) == (lang == "id")
    assert "rahasia" not in done.stdout
    assert ("good" if lang == "en" else "baik") in next(
        line for line in done.stdout.splitlines() if "target mati" in line
    )


def test_names_of_others_do_not_write_on_the_terminal(project, without_dbt):
    """An escape sequence, a line end and a sign that turns the direction of writing."""
    name = "kiriman\x1b[2J\n\u202e"
    done = mutakhir("doctor", "--inbox", name, cwd=project, env=without_dbt)
    assert not [sign for sign in done.stdout.replace("\n", "") if not sign.isprintable()]
    assert any(sentence.startswith("Kotak masuk kiriman [2J tidak ada") for sentence in lacking(done))


def test_a_password_inside_an_address_is_not_repeated(monkeypatch, capsys, project):
    def examine(*_args):
        yield doctor.Finding(False, True, "host postgresql://u:RAHASIA@h/db, md:x?motherduck_token=RAHASIA")

    monkeypatch.setattr(doctor, "_examine", examine)
    assert doctor.doctor.callback(project_dir=project, inbox=project / "inbox", target=None) == 2
    said = capsys.readouterr().out
    assert "RAHASIA" not in said
    assert "://***@h/db" in said
