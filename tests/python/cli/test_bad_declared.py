"""What people declare, spoilt: `mutakhir run` says so in one sentence before it loads or builds anything."""

import shutil

import pytest

from cli.process import ROOT, contents, mutakhir

ROSTER, HOLIDAYS, WAIVERS = "seeds/pelapor_wajib.csv", "seeds/hari_libur.csv", "waivers.yml"
WAIVER = "waivers:\n  - {dataset: hulu.x, axis: umur, role: Koordinator, reason: Menunggu, expires: 2026-12-31}\n"


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    """What this project declares, and nothing that could be built."""
    folder = tmp_path_factory.mktemp("proyek")
    for name in ("sources", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "dbt_project.yml", folder / "dbt_project.yml")
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    (folder / "inbox").mkdir()
    return folder


def twice(text):
    """The last line once more."""
    return text + text.splitlines(keepends=True)[-1]


def impossible(text):
    """A day that no calendar has."""
    return text + "2027-02-30,Hari yang tidak ada,libur nasional,\n"


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        (ROSTER, twice, "sudah ada di baris"),
        (HOLIDAYS, lambda text: text + "2026-12-25,Natal,libur nasional,\n", "sudah ada di baris"),
        (HOLIDAYS, impossible, "2027-02-30"),
        (WAIVERS, lambda _: WAIVER, "axis"),
    ],
)
def test_a_file_that_cannot_be_right_is_one_sentence_and_nothing_is_begun(declared, name, spoil, said):
    path = declared / name
    sound = path.read_text(encoding="utf-8") if path.exists() else ""
    before = contents(declared)
    path.write_text(spoil(sound), encoding="utf-8", newline="\n")
    try:
        done = mutakhir("run", cwd=declared)
    finally:
        path.write_text(sound, encoding="utf-8", newline="\n")
    assert (done.code, done.stdout) == (2, "")
    assert done.sentence.startswith(name)
    assert said in done.sentence
    assert contents(declared).keys() - before.keys() <= {WAIVERS}
