"""`mutakhir schedule` as people run it: written, checked, explained; the same on every machine."""

import csv
import io
import os
import shutil

import pytest

from cli.process import ROOT, mutakhir
from mutakhir.declared.data_list import COLUMNS

pytestmark = pytest.mark.slow  # many processes of a second each

FILE = "seeds/jadwal_pemutakhiran.csv"
AS_OF = ("--as-of", "2026-11-20T12:00+07:00")
SOURCES = """
sources:
  - name: hulu
    tables:
      - name: lifting
        config:
          meta: {title: Lifting Bulanan, cadence: bulanan, due: Tgl 20 B+1, since: 2026-01,
                 period: {column: periode, grain: month}}
      - name: mops
        config: {meta: {due: hari bursa SGX, since: 2026-10, period: {column: tanggal, grain: day}}}
      - name: kejadian
        config: {meta: {due: "per kejadian, jeda terlama 31 hari", since: 2026-01, period: {column: t, grain: event}}}
      - name: kargo
        config: {meta: {due: H+3, since: 2026-01, period: {column: t, grain: event}}}
      - name: tanpa_aturan
        config: {meta: {title: Tanpa Aturan}}
"""
HOLIDAYS = "tanggal,nama,jenis,dasar\n2026-11-20,Libur percobaan,cuti bersama,SKB 1\n"
LIMIT = "2026-12-31,Ditinjau,batas berlaku,SKB 1\n"


@pytest.fixture
def project(tmp_path):
    """A small project with one holiday on the day October's lifting is due."""
    folder = tmp_path / "proyek"
    (folder / "sources").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "dbt_project.yml").write_text("name: contoh\n", encoding="utf-8")
    (folder / "sources" / "hulu.yml").write_text(SOURCES, encoding="utf-8")
    reviewed = (ROOT / "seeds" / "hari_libur.csv").read_text(encoding="utf-8").splitlines()[1:]
    kept = [line for line in reviewed if "batas berlaku" not in line]
    text = HOLIDAYS + "\n".join(kept) + "\n" + LIMIT
    (folder / "seeds" / "hari_libur.csv").write_text(text, encoding="utf-8")
    return folder


def schedule(project, *words, env=None):
    return mutakhir("schedule", *words, cwd=project, env=env)


def lines(project):
    return (project / FILE).read_text(encoding="utf-8").splitlines()


def test_the_schedule_of_this_project_is_not_stale():
    done = mutakhir("schedule", "--check", cwd=ROOT)
    assert done.code == 0, done.stderr
    assert done.stdout == ""


def test_writes_from_since_to_the_end_of_next_year(project):
    done = schedule(project, *AS_OF)
    assert (done.code, done.stdout) == (0, "")
    months = [line.split(",")[1] for line in lines(project) if line.startswith("hulu.lifting")]
    assert (months[0], months[-1], len(months)) == ("2026-01", "2027-12", 24)
    assert "hulu.lifting,2026-10,2026-10-01,2026-10-31,,2026-11-23 16:00:00+07:00" in lines(project)
    assert not [line for line in lines(project) if line.startswith(("hulu.ke", "hulu.ka", "hulu.ta"))]
    assert schedule(project, "--check").code == 0


def test_says_loudly_from_when_on_holidays_are_estimates(project):
    for words in ((), ("--check",), ("--lang", "en", "--check")):
        done = schedule(project, *AS_OF, *words)
        assert done.code == 0
        warning = "WARNING" if "en" in words else "PERINGATAN"
        assert [line for line in done.stderr.splitlines() if line.startswith(warning)] != []
        assert "31 Desember 2026" in done.stderr or "31 December 2026" in done.stderr
    done = schedule(project, "--years", "2026", "2026")
    assert "PERINGATAN" not in done.stderr


def test_says_which_day_off_of_the_library_the_list_does_not_name(project):
    path = project / "seeds" / "hari_libur.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if "2026-12-24" not in line), encoding="utf-8")
    assert "tidak menyebut 2026-12-24 (Cuti Bersama Hari Raya Natal)" in schedule(project).stderr
    path.unlink()
    assert "seeds/hari_libur.csv tidak ada" in schedule(project).stderr


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (("--years", "2026", "2026"), "2026-01", "2026-12"),
        (("--years", "2020", "2028"), "2026-01", "2028-12"),
        (("--from", "2026-03", "--to", "2026-05"), "2026-03", "2026-05"),
        (("--to", "2026-05"), "2026-01", "2026-05"),
    ],
)
def test_the_span_that_is_asked_for(project, words, first, last):
    assert schedule(project, *words).code == 0
    months = [line.split(",")[1] for line in lines(project) if line.startswith("hulu.lifting")]
    assert (months[0], months[-1]) == (first, last)
    assert schedule(project, "--check", *words).code == 0


def test_a_stale_file_fails_and_names_data_set_and_period(project):
    schedule(project, *AS_OF)
    path = project / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-23 16", "2026-11-20 16"), encoding="utf-8")
    before = path.read_bytes()
    done = schedule(project, "--check")
    assert done.code == 2
    for words in ("hulu.lifting", "2026-10", "2026-11-20 16:00", "2026-11-23 16:00", "mutakhir schedule"):
        assert words in done.sentence
    assert path.read_bytes() == before
    assert "is stale" in schedule(project, "--check", "--lang", "en").sentence


def test_a_changed_promise_makes_the_file_stale(project):
    schedule(project, *AS_OF)
    sources = project / "sources" / "hulu.yml"
    sources.write_text(SOURCES.replace("Tgl 20 B+1", "Tgl 15 B+1"), encoding="utf-8")
    done = schedule(project, "--check")
    assert (done.code, "2026-01" in done.sentence, "2026-02-18" in done.sentence) == (2, True, True)
    sources.write_text(SOURCES.replace("name: lifting", "name: muatan"), encoding="utf-8")
    done = schedule(project, "--check")
    assert (done.code, "hulu.lifting" in done.sentence, "tidak ada" in done.sentence) == (2, True, True)


def test_new_year_alone_makes_nothing_stale(project):
    schedule(project, *AS_OF)
    for day in ("2027-01-02", "2027-10-01"):
        done = schedule(project, "--check", "--as-of", f"{day}T12:00+07:00")
        assert (done.code, "60 hari" in done.stderr) == (0, False)
    soon = schedule(project, "--check", "--as-of", "2027-11-20T12:00+07:00")
    assert (soon.code, "kurang dari 60 hari" in soon.stderr) == (0, True)
    over = schedule(project, "--check", "--as-of", "2028-01-01T12:00+07:00")
    assert (over.code, "sebelum hari ini" in over.sentence) == (2, True)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"kumpulan_data\n", b"a,b,c\nx,y,z\n", b"\n\n\n", b"kumpulan_data,periode\nhulu.lifting\n"],
)
def test_a_broken_file_is_one_sentence(project, content):
    (project / FILE).write_bytes(content)
    done = schedule(project, "--check")
    assert (done.code, "jadwal_pemutakhiran.csv" in done.sentence) == (2, True)
    (project / FILE).unlink()
    assert "tidak ada" in schedule(project, "--check").sentence


def test_line_ends_of_windows_are_no_difference(project):
    schedule(project, *AS_OF)
    path = project / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert schedule(project, "--check").code == 0


def test_explains_how_a_due_date_came_about(project):
    done = schedule(project, "--explain", "hulu.lifting", "--period", "2026-10")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "hulu.lifting: Lifting Bulanan",
        "1. Periode Oktober 2026 berakhir Sabtu, 31 Oktober 2026.",
        "2. Aturannya Tgl 20 B+1, kesepakatan tanpa dasar peraturan.",
        "3. Batas menurut aturan, tanggal 20 bulan berikutnya: Jumat, 20 November 2026.",
        "4. Bukan hari kerja (20 November: Libur percobaan, SKB 1; 21 November: Sabtu; 22 November: Minggu): maju ke "
        "Senin, 23 November 2026.",
        "5. Jatuh tempo Senin, 23 November 2026 pukul 16.00 WIB.",
    ]
    english = schedule(project, "--explain", "hulu.lifting", "--period", "2026-10", "--lang", "en").stdout
    assert "forward to Monday, 23 November 2026" in english


@pytest.mark.parametrize(
    ("dataset", "period", "said"),
    [
        ("hulu.kejadian", "2026-10-05", "lebih dari 31 hari tanpa kejadian baru"),
        ("hulu.kargo", "2026-10-05", "Kejadian tidak dijadwalkan"),
        ("hulu.mops", "2026-11-09", "bursa tutup pada hari itu"),
        ("hulu.lifting", "2025-12", "sebelum 2026-01 (since)"),
        ("hulu.lifting", "2027-02", "Perkiraan: daftar hari libur baru ditinjau sampai 31 Desember 2026."),
    ],
)
def test_explains_what_has_no_due_date_or_is_not_owed(project, dataset, period, said):
    done = schedule(project, "--explain", dataset, "--period", period)
    assert done.code == 0
    assert said in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--explain", "hulu.liftin", "--period", "2026-10"), "maksudnya hulu.lifting?"),
        (("--explain", "hulu.tanpa_aturan", "--period", "2026-10"), "tidak dikenal"),
        (("--explain", "hulu.lifting", "--period", "2026-TW3"), "maksudnya 2026-10?"),
        (("--explain", "hulu.lifting", "--period", "1026-10"), "maksudnya 2026-10?"),
        (("--explain", "hulu.lifting"), "--explain dan --period dipakai bersama"),
        (("--period", "2026-10"), "--explain dan --period dipakai bersama"),
        (("--check", "--explain", "hulu.lifting", "--period", "2026-10"), "--check dan --explain"),
        (("--daftar-data", "-", "--check"), "--check dan --daftar-data"),
        (("--years", "2027", "2026"), "tukar keduanya"),
        (("--years", "2026", "3026"), "Salah pakai"),
        (("--years", "2026", "2027", "--to", "2026-05"), "--years dan --to"),
        (("--from", "2026-05"), "--from perlu --to"),
        (("--to", "Mei"), "--to Mei bukan bulan"),
        (("--as-of", "2070-01-01T00:00Z"), "pakai --years"),
    ],
)
def test_wrong_use_is_one_sentence(project, words, said):
    done = schedule(project, *words)
    assert done.code == 2
    assert said in done.sentence
    assert not (project / FILE).exists()


def test_exports_the_data_list(project):
    done = schedule(project, "--daftar-data")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert (done.code, tuple(rows[0]), len(rows)) == (0, COLUMNS, 6)
    done = schedule(project, "--daftar-data", "daftar.csv")
    assert (done.code, done.stdout) == (0, "")
    with (project / "daftar.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == rows
    assert "Lifting Bulanan" in rows[1]


def test_a_title_that_a_spreadsheet_would_run_is_written_as_text(project):
    path = project / "sources" / "hulu.yml"
    path.write_text(SOURCES.replace("Tanpa Aturan", "=1+1"), encoding="utf-8")
    assert "\n'=1+1," in schedule(project, "--daftar-data").stdout


ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "C"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"},
]


def test_the_same_in_any_zone_and_locale_of_the_machine(project):
    """Right after midnight in Jakarta, when most of the world still has the day before."""
    new_year = ("--as-of", "2026-12-31T17:30:00+00:00")
    explain = ("--explain", "hulu.lifting", "--period", "2027-02")
    found = []
    for env in ({"TZ": "Asia/Jakarta"}, *ELSEWHERE):
        assert schedule(project, *new_year, env=env).code == 0
        told = schedule(project, *explain, env=env)
        found.append(((project / FILE).read_bytes(), told.stdout))
        assert schedule(project, "--check", env=env).code == 0
    assert len(set(found)) == 1
    assert lines(project)[-1].startswith("hulu.mops,2028-12-29,")  # 2027 had begun in Jakarta


def test_a_folder_that_cannot_be_written_is_one_sentence(project):
    if os.name == "nt" or os.geteuid() == 0:
        shutil.rmtree(project / "seeds")
        (project / "seeds").write_text("", encoding="utf-8")
    else:
        (project / "seeds").chmod(0o500)
    assert schedule(project).code == 2
