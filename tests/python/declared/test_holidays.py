"""The reviewed list of holidays over the library's: what wins, until when it is vouched for, and its mistakes."""

from datetime import date
from pathlib import Path

import pytest

from mutakhir.declared.holidays import (
    COLLECTIVE,
    NATIONAL,
    library_days,
    not_in_list,
    read_calendar,
    read_reviewed,
    unknown_market,
)
from mutakhir.errors import ConfigError

ROOT = Path(__file__).parents[3]
HEAD = "tanggal,nama,jenis,dasar\n"
LIMIT = "2026-12-31,Ditinjau,batas berlaku,SKB\n"
LIST = HEAD + "2026-08-18,Libur tambahan,cuti bersama,SKB 99\n2026-08-17,Tidak jadi libur,hari kerja,SKB 99\n" + LIMIT


def project(folder, text):
    (folder / "seeds").mkdir()
    (folder / "seeds" / "hari_libur.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_list_goes_over_the_library(tmp_path):
    calendar = read_calendar(project(tmp_path, LIST))
    assert calendar.valid_until == date(2026, 12, 31)
    assert calendar.is_working_day(date(2026, 8, 17))
    assert not calendar.is_working_day(date(2026, 8, 18))
    assert calendar.holidays[date(2026, 8, 18)].decree == "SKB 99"
    assert not calendar.is_working_day(date(2026, 12, 25))  # by the library alone


def test_after_the_limit_every_name_says_that_it_is_an_estimate(tmp_path):
    calendar = read_calendar(project(tmp_path, LIST))
    later = {day: holiday.name for day, holiday in calendar.holidays.items() if day > calendar.valid_until}
    assert later
    assert all(name.count("(perkiraan)") == 1 for name in later.values())
    assert date(2027, 3, 10) in later
    before = [holiday.name for day, holiday in calendar.holidays.items() if day <= calendar.valid_until]
    assert not [name for name in before if "perkiraan" in name]


def test_without_a_list_nothing_is_vouched_for(tmp_path):
    calendar = read_calendar(tmp_path)
    assert calendar.valid_until == date.min
    assert "(perkiraan)" in calendar.holidays[date(2026, 12, 25)].name
    assert not_in_list(tmp_path) == {}


@pytest.mark.parametrize(("year", "national", "collective"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8)])
def test_the_list_of_this_project_is_that_of_the_decrees(year, national, collective):
    """2024: 17 and 10 by decree, and two election days; 2025: 17 and 10, and 18 August; 2026: 17 and 8."""
    days = {day: holiday for day, holiday in read_reviewed(ROOT).holidays.items() if day.year == year}
    kinds = [holiday.kind for holiday in days.values()]
    assert (kinds.count(NATIONAL), kinds.count(COLLECTIVE)) == (national, collective)
    library = dict(library_days(range(year, year + 1)))
    assert {day: (one.name, one.kind) for day, one in days.items()} == {
        day: (one.name, one.kind) for day, one in library.items()
    }
    assert [one.name for one in days.values() if not one.decree and "Pemilihan" not in one.name] == []


def test_the_library_and_the_list_of_this_project_agree_until_its_limit():
    reviewed = read_reviewed(ROOT)
    assert reviewed.valid_until == date(2026, 12, 31)
    assert not_in_list(ROOT) == {}


def test_what_the_list_forgot_is_told(tmp_path):
    forgotten = not_in_list(project(tmp_path, LIST))
    assert date(2026, 12, 25) in forgotten
    assert date(2026, 8, 17) not in forgotten  # named as a working day
    assert not [day for day in forgotten if day.year != 2026]


def test_a_list_as_windows_saves_it(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "hari_libur.csv").write_bytes(
        b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode() + b"\r\n\r\n,,,\r\n"
    )
    assert len(read_reviewed(tmp_path).holidays) == 1


def test_a_holiday_on_the_last_day_that_was_reviewed(tmp_path):
    text = HEAD + "2026-12-31,Cuti Bersama Tahun Baru,cuti bersama,\n" + LIMIT
    assert not read_calendar(project(tmp_path, text)).is_working_day(date(2026, 12, 31))


def test_trading_days_of_a_market(tmp_path):
    closed = read_calendar(tmp_path, ["SGX"]).closed["SGX"]
    assert date(2026, 8, 10) in closed  # National Day, observed
    assert date(2026, 8, 8) in closed  # a Saturday
    assert date(2026, 8, 17) not in closed  # a holiday in Indonesia only
    sunday, friday = date(2026, 8, 9), date(2026, 8, 7)
    saudi = read_calendar(tmp_path, ["XSAU"]).closed["XSAU"]
    assert sunday not in saudi
    assert friday in saudi
    assert unknown_market("SGX") == ()
    assert "SGX" in unknown_market("SGXX")


BAD = {
    "double date": (LIST + "2026-08-18,Lagi,cuti bersama,\n", "baris 5", ["2026-08-18", "sudah ada di baris 2"]),
    "both a day off and none": (LIST + "2026-08-17,Libur,libur nasional,\n", "baris 5", ["sudah ada di baris 3"]),
    "impossible date": (LIST.replace("2026-08-18", "2026-02-30"), "baris 2", ["'2026-02-30'", "2026-08-17"]),
    "no leap year": (LIST.replace("2026-08-18", "2027-02-29"), "baris 2", ["'2027-02-29'"]),
    "Indonesian date": (LIST.replace("2026-08-18", "18/08/2026"), "baris 2", ["'18/08/2026'"]),
    "no date": (LIST.replace("2026-08-18", ""), "baris 2", ["''"]),
    "wrong century": (LIST.replace("2026-08-18", "1026-08-18"), "baris 2", ["'1026-08-18'"]),
    "unknown kind": (LIST.replace("cuti bersama", "cuti besama"), "baris 2", ["jenis", "cuti bersama?"]),
    "no name": (LIST.replace("Libur tambahan", ""), "baris 2", ["nama tidak boleh kosong"]),
    "no limit": (LIST.replace(LIMIT, ""), "", ["tepat satu baris `batas berlaku`", "ada 0"]),
    "two limits": (LIST + LIMIT, "", ["tepat satu baris `batas berlaku`", "ada 2"]),
    "limit that is no date": (LIST.replace("2026-12-31", "2026-12-32"), "baris 4", ["'2026-12-32'"]),
    "other heads": (LIST.replace("jenis", "tipe"), "baris 1", ["tanggal,nama,jenis,dasar"]),
    "semicolons": (LIST.replace(",", ";"), "baris 1", ["tanggal,nama,jenis,dasar"]),
    "empty": ("", "baris 1", ["tanggal,nama,jenis,dasar"]),
    "a comma too many": (LIST.replace("Libur tambahan", "Libur, tambahan"), "baris 2", ["5 isian", "seharusnya 4"]),
}


@pytest.mark.parametrize(("text", "line", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_list_is_one_sentence_that_names_the_line(tmp_path, text, line, said):
    with pytest.raises(ConfigError) as caught:
        read_calendar(project(tmp_path, text))
    sentence = str(caught.value)
    assert all(part in sentence for part in ["seeds/hari_libur.csv", line, *said]), sentence
    assert line.replace("baris", "line") in caught.value.english
    assert "\n" not in sentence
    assert str(tmp_path) not in sentence


def test_a_list_that_cannot_be_read_is_one_sentence(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "hari_libur.csv").write_bytes(b"tanggal\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_calendar(tmp_path)
