"""`mutakhir history` prints the months of the check list, or says that there are none."""

from cli.process import mutakhir
from cli.targets import sound


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
