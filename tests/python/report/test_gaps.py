"""What is missing, what changed and what is waived, as the page says it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from builders import AS_OF, make_axes, make_checklist, make_dataset, make_row, realistic_month
from mutakhir.domain.axes import MissingPeriod, OwedReport, PeriodCoverage, Reporters
from mutakhir.domain.checklist import AppliedWaiver, DatasetRow, Recount
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.report.cells import DUE, CellWriter
from mutakhir.report.gaps import gap_line
from mutakhir.report.html import render_html
from mutakhir.report.letterhead import DEFAULT
from mutakhir.report.voice import status_reason, voice_in
from report.test_html import Reader

SOME = Text("x", "x")
MONTHLY = {"period": {"column": "periode", "grain": "month"}}


def text_of(*rows: DatasetRow, **changes: object) -> str:
    return Reader(render_html(make_checklist(rows, **changes), Language.ID, DEFAULT, "0" * 64)).text


def month_text(name: str) -> str:
    html = render_html(realistic_month(), Language.ID, DEFAULT, "0" * 64)
    begin = html.index(f'<section id="{name}"')
    return Reader(html[begin : html.index("</section>", begin)]).text


def test_each_gap_says_what_since_when_and_how_late() -> None:
    text = month_text("celah")
    assert (
        "Kuota dan Realisasi JBT/JBKP 18 November 2026 tersedia 12 Oktober 2026 20 November 2026 pukul 16.00 WIB "
        "0 hari kalender (0 hari kerja) 13 Oktober 2026 s.d. 18 November 2026 (37 periode): jatuh tempo 15 Oktober "
        "2026, lewat 36 hari kalender (25 hari kerja)"
    ) in text
    assert "Pipa Gas per Ruas Oktober 2026 Belum ada data" in text
    assert "45 dari 48 Sejak Agustus 2026 (3 periode): PT Bumi Lestari Migas Sejak Oktober 2026 (1 periode): PT" in text


def test_changes_stand_with_before_and_after_and_what_is_only_noted_stands_apart() -> None:
    flagged, noted = month_text("perubahan").split("Dicatat, tidak dinilai")
    assert re.search(r"Juli 2026 Jumlah kendali berubah .*? 18\.412\.300 17\.980\.115", flagged)
    assert "165.220.000 165.241.870" in noted
    assert "165.220.000" not in flagged


def test_a_waiver_is_shown_with_the_true_status_role_reason_and_expiry() -> None:
    text = month_text("dispensasi")
    assert "Cakupan periode Oktober 2026 Terlambat Koordinator Migrasi sistem mitra 31 Desember 2026" in text
    given = AppliedWaiver("load_age", "", "Koordinator", "alasan", date(2026, 12, 31))
    rows = [make_row(make_dataset(f"hulu.t{at}"), waivers=(given, replace(given, axis="tests"))) for at in range(2)]
    text = text_of(*rows)
    assert "Dispensasi berlaku untuk 4 aspek pada 2 kumpulan data; 0 berstatus dispensasi." in text
    assert "Umur kiriman semua periode Mutakhir" in text


def test_reporters_of_a_period_that_nobody_sent_are_counted_and_not_named() -> None:
    coverage = PeriodCoverage(Status.LATE, SOME, "2026-10", "2026-09", AS_OF, ("2026-10",))
    owed = tuple(OwedReport(f"KKKS {at}", "", "2026-10", ("2026-10",), AS_OF) for at in range(30))
    older = OwedReport("KKKS Lama", "", "2026-08", ("2026-08", "2026-10"), AS_OF - timedelta(days=60))
    reporters = Reporters(
        Status.INCOMPLETE, SOME, 31, 0, ("KKKS Tanpa Catatan",), "2026-10", (*owed, older), ("KKKS X",)
    )
    axes = make_axes(period_coverage=coverage, reporters=reporters)
    line = gap_line(make_row(make_dataset(meta=MONTHLY), axes=axes), voice_in(Language.ID), "a")
    assert line.reporters == (
        "Sejak Agustus 2026 (2 periode): KKKS Lama",
        "KKKS Tanpa Catatan",
        "30 pelapor: hanya untuk periode yang datanya belum ada sama sekali",
    )
    assert (line.share, line.unlisted) == ("0 dari 31", "KKKS X")


def test_a_recount_is_dated_and_a_difference_is_said_first() -> None:
    moment = "2 November 2026 pukul 16.00 WIB"
    same = text_of(make_row(), recount=Recount(AS_OF - timedelta(days=18), 0))
    assert f"Hitung ulang penuh terakhir {moment}, tanpa perbedaan" in same
    assert "menemukan perbedaan" not in same
    differs = text_of(make_row(), recount=Recount(AS_OF - timedelta(days=18), 2))
    alarm = f"Hitung ulang penuh pada {moment} menemukan perbedaan pada 2 kumpulan data"
    assert differs.index(alarm) < differs.index("Apakah data warehouse layak")
    assert f"{moment}: PERBEDAAN pada 2 kumpulan data" in differs
    assert "Hitung ulang penuh terakhir" not in text_of(make_row())
    facts = make_checklist().evidence | {"facts.json": make_checklist().evidence["manifest"]}
    assert "Hitung ulang penuh terakhir belum pernah" in text_of(make_row(), evidence=facts)


def test_the_list_tells_due_date_and_days_late_beside_the_period() -> None:
    html = render_html(realistic_month(), Language.ID, DEFAULT, "0" * 64)
    row = Reader(html[(begin := html.index('<tr id="infra.pipa_gas"')) : html.index("</tr>", begin)]).text
    assert "Belum ada data seharusnya Okt 2026 17 Nov 2026 3 hari kalender (2 hari kerja); terlama 156 hari" in row
    row = Reader(html[(begin := html.index('<tr id="hulu.pemboran_sumur"')) : html.index("</tr>", begin)]).text
    assert "minggu 9–15 Nov 2026" in row


def test_days_late_of_an_older_period_do_not_stand_beside_the_date_of_the_newest() -> None:
    due = AS_OF - timedelta(days=154)
    missing = (MissingPeriod("2026-05", due, 154, 108),)
    newest = PeriodCoverage(Status.INCOMPLETE, SOME, "2026-10", "2026-10", AS_OF, ("2026-05",), missing, 154, 108)
    row = make_row(make_dataset(meta=MONTHLY), Status.INCOMPLETE, axes=make_axes(period_coverage=newest))
    voice = voice_in(Language.ID)
    line = gap_line(row, voice, "x")
    assert line.late == ""
    assert line.periods[0].endswith("lewat 154 hari kalender (108 hari kerja)")
    cell = CellWriter(voice).write(DUE, row)
    assert (cell.mark, cell.note) == ("a", "periode lama: 154 hari kalender (108 hari kerja)")


def test_the_list_says_why_a_full_count_of_reporters_is_marked() -> None:
    reporters = Reporters(Status.QUALITY_ISSUE, SOME, present=30, due=30, unlisted=("Bara Hulu Perintis",))
    cell = CellWriter(voice_in(Language.ID)).write("reporters", make_row(axes=make_axes(reporters=reporters)))
    assert (cell.mark, cell.text, cell.note) == ("a", "30 dari 30", "1 di luar daftar")


def test_a_reason_too_long_keeps_its_next_step_and_is_cut_between_words() -> None:
    found = "kiriman terakhir 39 hari lalu, melewati batas 14 hari; minggu 9–15 November 2026 belum ada, jatuh"
    said = status_reason(
        f"{found} tempo 20 November 2026 pukul 16.00 WIB, terlambat 3 hari (1 hari kerja); hubungi BPH Migas", 160
    )
    assert said.startswith("Kiriman terakhir 39 hari lalu")
    assert said.endswith(" pukul 16.00 WIB…; hubungi BPH Migas")
    assert len(said) <= 160
    assert status_reason("belum ada; hubungi BPS", 160) == "Belum ada; hubungi BPS"
    assert len(status_reason("x" * 500 + "; hubungi BPS", 160)) <= 160
