"""`mutakhir history` prints the months of the check list, or says that there are none."""

import csv

from cli.process import mutakhir
from cli.targets import sound, with_obligation


def test_without_schedule_and_facts_it_says_what_to_do(tmp_path):
    (sound(tmp_path) / "facts.json").unlink()
    done = mutakhir("history", cwd=tmp_path)
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == (
        "Belum ada riwayat: jalankan `mutakhir run`, yang menulis fakta dan jadwal yang dipakai riwayat.\n"
    )


def test_artifacts_that_are_not_there_are_one_sentence(tmp_path):
    done = mutakhir("history", "--target-dir", "tidak-ada", cwd=tmp_path)
    assert (done.code, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_months_are_printed_as_a_table(tmp_path):
    with_obligation(sound(tmp_path))
    done = mutakhir("history", cwd=tmp_path)
    assert done.code == 0, done.stderr
    assert "2026-10" in done.stdout
    assert any(line.startswith("Pengapalan") or "pengapalan" in line for line in done.stdout.splitlines())


def test_the_months_are_written_as_csv_that_a_spreadsheet_opens(tmp_path):
    with_obligation(sound(tmp_path))
    done = mutakhir("history", "--format", "csv", "--out", "riwayat.csv", "--lang", "en", cwd=tmp_path)
    assert (done.code, done.stdout) == (0, "riwayat.csv\n")
    raw = (tmp_path / "riwayat.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert len({len(line) for line in lines}) == 1
    assert len(lines) > 1
