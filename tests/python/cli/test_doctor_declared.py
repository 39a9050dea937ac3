"""`mutakhir doctor` on the files that people keep: schedule, holidays, roster and waivers of this project, spoilt."""

import shutil
from datetime import date

import pytest

from cli.process import ROOT
from mutakhir.cli import doctor_declared, speech
from mutakhir.domain.language import Language
from mutakhir.errors import ConfigError

TODAY = date(2026, 11, 22)
WAIVER = "- {dataset: hulu.target_apbn, axis: load_age, role: Koordinator, reason: Menunggu, expires: %s}\n"


@pytest.fixture(params=["id", "en"])
def lang(request, monkeypatch):
    monkeypatch.setattr(speech, "LANGUAGE", Language(request.param))
    return request.param


@pytest.fixture
def folder(tmp_path):
    """What this project declares, without its models."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def findings(folder, today=TODAY):
    """Every finding by the file that it begins with."""
    found = [one for _, check in doctor_declared.declared_checks(folder, today) for one in check()]
    return {one.sentence.split()[0].rstrip(":"): one for one in found}


def test_this_project_is_in_order(folder, lang):
    found = findings(folder)
    assert set(found) == {
        "seeds/jadwal_pemutakhiran.csv",
        "seeds/hari_libur.csv",
        "seeds/pelapor_wajib.csv",
        "seeds/jam_kerja.csv",
    }
    assert all(one.good for one in found.values()), found


def test_a_schedule_that_is_stale_or_gone_is_refused(folder):
    path = folder / "seeds" / "jadwal_pemutakhiran.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    with pytest.raises(ConfigError, match="jalankan `mutakhir schedule`"):
        findings(folder)
    path.unlink()
    with pytest.raises(ConfigError, match="tidak ada: jalankan `mutakhir schedule`"):
        findings(folder)


def test_a_schedule_that_ends_soon_and_holidays_that_nobody_reviewed_are_said(folder, lang):
    found = findings(folder, date(2027, 11, 22))
    schedule, holidays = found["seeds/jadwal_pemutakhiran.csv"], found["seeds/hari_libur.csv"]
    assert (schedule.good, schedule.needed, holidays.good, holidays.needed) == (False,) * 4
    assert ("kurang dari 60 hari" if lang == "id" else "less than 60 days") in schedule.sentence
    assert ("perkiraan" if lang == "id" else "estimates") in holidays.sentence


def test_a_roster_or_a_waiver_that_cannot_be_read_is_refused(folder):
    roster = folder / "seeds" / "pelapor_wajib.csv"
    whole = roster.read_text(encoding="utf-8")
    roster.write_text(whole + "hulu.tidak_ada,PT X,KKKS,2026-01-01,,,\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pelapor_wajib\.csv"):
        findings(folder)
    roster.write_text(whole, encoding="utf-8")
    (folder / "waivers.yml").write_text("waivers:\n- {dataset: 7}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"waivers\.yml"):
        findings(folder)


@pytest.mark.parametrize(("expires", "good"), [("2026-11-22", True), ("2026-11-21", False)])
def test_waivers_that_have_expired_are_counted(folder, lang, expires, good):
    (folder / "waivers.yml").write_text(f"waivers:\n{WAIVER % expires}", encoding="utf-8")
    found = findings(folder)["waivers.yml"]
    assert (found.good, found.needed) == (good, good)
    assert good or ("1 dari 1" if lang == "id" else "1 of 1") in found.sentence


def test_a_project_without_sources_of_its_own_needs_none_of_them(tmp_path):
    assert findings(tmp_path) == {}
