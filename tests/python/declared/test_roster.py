"""seeds/pelapor_wajib.csv as it is read before dbt loads it: one sentence with file and line for what cannot be."""

from datetime import date

import pytest

from cli.process import ROOT
from mutakhir.declared.roster import FILE, HEADER, read_roster
from mutakhir.errors import ConfigError

SOURCES = """\
sources:
  - name: hulu
    config: {meta: {domain: hulu}}
    tables:
      - {name: lifting, config: {meta: {reporter: {column: kkks}}}}
      - {name: stok, config: {meta: {period: {column: tanggal}}}}
"""


@pytest.fixture
def roster(tmp_path):
    """Writes the roster of a project and reads it."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "sources" / "hulu.yml").write_text(SOURCES, encoding="utf-8")

    def read(*lines, head=""):
        (tmp_path / FILE).write_text("\n".join([head or ",".join(HEADER), *lines, ""]), encoding="utf-8")
        return read_roster(tmp_path)

    return read


def refused(roster, *lines, **more):
    with pytest.raises(ConfigError) as error:
        roster(*lines, **more)
    for sentence in (str(error.value), error.value.english):
        assert FILE in sentence
        assert sentence.endswith((".", "?"))
        assert "\n" not in sentence
    return str(error.value)


def test_lines_say_who_is_bound_since_when(roster):
    lines = roster(
        "hulu.lifting,Andalan,SKK Migas,2024-12-01,,PTK-062,",
        "hulu.lifting,Bahtera,BPMA,2024-12-01,2025-12-31,PTK-062,",
        "hulu.lifting,PT Andalan,,,,,Andalan",
        "",
    )
    assert [(line.reporter, line.since, line.until, line.same_as) for line in lines] == [
        ("Andalan", date(2024, 12, 1), None, ""),
        ("Bahtera", date(2024, 12, 1), date(2025, 12, 31), ""),
        ("PT Andalan", date.min, None, "Andalan"),
    ]


def test_a_project_without_roster_binds_nobody(tmp_path):
    assert read_roster(tmp_path) == []


def test_one_who_left_may_come_back(roster):
    lines = roster("hulu.lifting,Andalan,SKK,2024-12-01,2025-05-31,,", "hulu.lifting,Andalan,SKK,2026-01-01,,,")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["hulu.liftin,A,,2024-12-01,,,"], "baris 2: kumpulan_data berisi 'hulu.liftin'; maksudnya hulu.lifting?"),
        (["hulu.stok,A,,2024-12-01,,,"], "baris 2: hulu.stok tidak mempunyai kolom pelapor"),
        (["hulu.lifting,,,2024-12-01,,,"], "baris 2: pelapor tidak boleh kosong"),
        (["hulu.lifting,A,,,,,"], "baris 2: mulai tidak boleh kosong"),
        (["hulu.lifting,A,,2026-02-30,,,"], "baris 2: mulai '2026-02-30' tidak ada dalam kalender"),
        (["hulu.lifting,A,,01/12/2024,,,"], "baris 2: mulai '01/12/2024' tidak ada dalam kalender"),
        (["hulu.lifting,A,,2026-02-01,2026-01-31,,"], "baris 2: sampai 2026-01-31 mendahului mulai 2026-02-01"),
        (["hulu.lifting,A ,,2026-02-01,,,"], "baris 2: pelapor diawali atau diakhiri spasi"),
        (["hulu.lifting,A,,2024-12-01,,"], "baris 2 berisi 6 isian, seharusnya 7"),
        (["hulu.lifting,A,,2024-12-01,,,", "hulu.lifting,A,,2025-12-01,,,"], "baris 3: A pada hulu.lifting sudah ada"),
        (
            ["hulu.lifting,PT Andalan,,2024-12-01,2025-12-31,,", "hulu.lifting,pt  andalan,,2025-12-31,,,"],
            "baris 3: pt  andalan pada hulu.lifting sudah ada di baris 2 untuk masa yang sama",
        ),
        *(
            (["hulu.lifting,PT Andalé,,2024-12-01,,,", f"hulu.lifting,{name},,2024-12-01,,,"], "sudah ada di baris 2")
            for name in ("PT\u00a0Andalé", "PT Andal\u200bé", "PT Andale\u0301", "ＰＴ Andalé", "PT Andalé\u200e")
        ),
        (
            ["hulu.lifting,A,,2024-12-01,,,", "hulu.lifting,B,,2024-12-01,,,", "hulu.lifting,A,,,,,B"],
            "baris 4: A pada hulu.lifting sudah ada di baris 2",
        ),
        (
            ["hulu.lifting,Andalan,,2024-12-01,,,", "hulu.lifting,PT Andalan,,,,,Andalam"],
            "baris 3: sama_dengan berisi 'Andalam'; maksudnya Andalan?",
        ),
        (["hulu.lifting,A,,2024-12-01,,,", "hulu.lifting,B,,,,,B"], "baris 3: sama_dengan berisi 'B'"),
        (['hulu.lifting,"A,,2024-12-01,,,'], "baris"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_with_its_line(roster, lines, said):
    assert said in refused(roster, *lines).replace(f"{FILE}, ", "")


def test_another_head_is_refused(roster):
    assert "baris 1 harus berisi" in refused(roster, head="dataset,reporter")


def test_another_spelling_in_capitals_is_no_double(roster):
    assert len(roster("hulu.lifting,Andalan,,2024-12-01,,,", "hulu.lifting,ANDALAN,,,,,Andalan")) == 2


def test_the_roster_of_the_project_is_sound():
    assert read_roster(ROOT)
