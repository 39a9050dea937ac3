"""Office hours are read from seeds/jam_kerja.csv, or refused in one sentence that names the line."""

from datetime import time
from pathlib import Path

import pytest

from cli.process import ROOT
from mutakhir.declared.office_hours import read_office_hours
from mutakhir.due.working_time import OFFICE_HOURS
from mutakhir.errors import ConfigError


def written(folder: Path, *lines: str) -> Path:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "jam_kerja.csv").write_text("\n".join(("hari,mulai,selesai", *lines)), encoding="utf-8")
    return folder


def test_the_file_of_the_project_says_what_the_regulation_says():
    assert dict(read_office_hours(ROOT).by_weekday) == dict(OFFICE_HOURS.by_weekday)


def test_a_project_without_the_file_has_the_hours_of_the_regulation(tmp_path):
    assert read_office_hours(tmp_path) is OFFICE_HOURS


def test_another_office_has_other_hours(tmp_path):
    hours = read_office_hours(written(tmp_path, "Senin,08:00,15.00", "Sabtu,08.00,12.00"))
    assert dict(hours.by_weekday) == {0: (time(8), time(15)), 5: (time(8), time(12))}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Senen,07.30,16.00",), "baris 2"),
        (("Senin,7.30,16.00",), "baris 2: mulai '7.30' bukan jam"),
        (("Senin,07.30,24.00",), "baris 2: selesai '24.00' bukan jam"),
        (("Senin,16.00,07.30",), "baris 2: selesai 07.30 tidak sesudah mulai 16.00"),
        (("Senin,07.30,16.00", "Senin,07.30,16.00"), "baris 3: Senin sudah ada di atasnya"),
        (("Senin,07.30",), "baris 2 berisi 2 isian"),
        ((), "tidak memuat satu hari kerja pun"),
    ],
)
def test_a_wrong_line_is_one_sentence(tmp_path, lines, said):
    with pytest.raises(ConfigError) as refused:
        read_office_hours(written(tmp_path, *lines))
    assert str(refused.value).startswith("seeds/jam_kerja.csv")
    assert said in str(refused.value)
    assert refused.value.english.startswith("seeds/jam_kerja.csv")
