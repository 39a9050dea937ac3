"""The PDF: at most two sides whatever comes in, the same bytes, its text, and the standards it claims."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from pypdf import PdfReader

from builders import make_checklist, make_dataset, make_row, realistic_month
from builders_full import full_checklist
from hostile_texts import HOSTILE, LONG
from mutakhir.domain.checklist import Checklist, NotLookedAt
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.report.letterhead import DEFAULT, Letterhead, letterhead_of
from mutakhir.report.pdf import render_pdf

DIGEST = "0123456789abcdef" * 4


def read(
    checklist: Checklist, language: Language = Language.ID, letterhead: Letterhead = DEFAULT
) -> tuple[PdfReader, str]:
    """The PDF, and its text with single spaces and without places to break."""
    reader = PdfReader(BytesIO(render_pdf(checklist, language, letterhead, DIGEST)))
    text = " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    return reader, " ".join(text.split())


def test_month_on_two_sides_says_what_a_leader_needs() -> None:
    reader, text = read(realistic_month())
    assert len(reader.pages) == 2
    for words in (
        "LAPORAN PEMUTAKHIRAN DATA PADA DATA WAREHOUSE — PERIODE NOVEMBER 2026",
        "DIREKTORAT JENDERAL MINYAK DAN GAS BUMI",
        "Sebagian: 19 dari 30 kumpulan data mutakhir; 6 dari 10 dashboard terhambat",
        "Kuota dan Realisasi JBT/JBKP",
        "BPH Migas",
        "15 Oktober 2026",
        "36 hari kalender (25 hari kerja)",
        "Neraca Gas",
        "Dispensasi berlaku untuk 1 aspek pada 1 kumpulan data; 1 berstatus dispensasi.",
        "Hitung ulang penuh terakhir 2 November 2026 pukul 16.00 WIB, tanpa perbedaan",
        "Lembar persetujuan",
        "Belum ditandatangani",
        DIGEST,
    ):
        assert words in text, words
    assert all("DATA CONTOH" in page.extract_text() for page in reader.pages)
    assert "BSrE" not in text


def test_a_recount_that_differs_stands_above_the_verdict() -> None:
    _, text = read(full_checklist())
    alarm = "Hitung ulang penuh pada 2 November 2026 pukul 16.00 WIB menemukan perbedaan pada 2 kumpulan data"
    assert text.index(alarm) < text.index("Apakah data warehouse layak dipakai")


def test_same_check_list_gives_same_bytes() -> None:
    first, second = (render_pdf(realistic_month(), Language.ID, DEFAULT, DIGEST) for _ in range(2))
    assert first == second


def test_document_claims_its_standards_title_and_language() -> None:
    reader, _ = read(realistic_month(), Language.EN)
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode("utf-8")  # type: ignore[union-attr]
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Report on Data Updating in the Data Warehouse – Period November 2026"
    assert reader.metadata.creation_date == realistic_month().as_of


def test_english_pdf_is_english() -> None:
    _, text = read(realistic_month(), Language.EN)
    assert "Partly: 19 of 30 data sets up to date; 6 of 10 dashboards blocked, 1 not verified." in text
    assert "Belum" not in text


@pytest.mark.parametrize("name", [*HOSTILE, *LONG])
def test_any_text_gives_at_most_two_sides(name: str) -> None:
    reader, _ = read(full_checklist({**HOSTILE, **LONG}[name]))
    assert len(reader.pages) <= 2


def test_worst_month_fits_on_two_sides_and_counts_what_it_leaves_out() -> None:
    month = realistic_month()
    long = Text("judul yang panjang sekali " * 20, "a very long title " * 20)
    rows = [
        replace(
            row,
            dataset=replace(
                row.dataset, unique_id=f"s{turn}.{row.dataset.unique_id}", title=long, steward="pengelola " * 40
            ),
            status=Status.NOT_CHECKED if turn % 2 else Status.LATE,
            reason=long,
        )
        for turn in range(4)
        for row in month.datasets
    ]
    boards = [replace(row, because=row.because * 20) for row in month.dashboards] * 4
    reader, text = read(make_checklist(rows, boards, notices=(long,) * 9, sample=True))
    assert len(reader.pages) == 2
    assert "lainnya; daftar lengkap pada Data Check List" in text
    assert "report.html" not in text
    assert "Lembar persetujuan" in text


def test_what_was_not_looked_at_is_said() -> None:
    unseen = (NotLookedAt("tests", Text("x", "x")), NotLookedAt("set_aside", Text("x", "x")))
    _, text = read(make_checklist([make_row()], not_looked_at=unseen))
    assert "Tidak diperiksa: uji data, kiriman yang disisihkan." in text
    assert "Tidak diperiksa" not in read(make_checklist([make_row()]))[1]


def test_a_project_without_an_office_bears_its_own_name_and_asks_for_no_signature() -> None:
    checklist = make_checklist([make_row(make_dataset(steward=""))], project="jaffle_shop")
    reader, text = read(checklist, letterhead=letterhead_of("jaffle_shop"))
    assert text.startswith("jaffle_shop LAPORAN PEMUTAKHIRAN DATA")
    assert not [words for words in ("KEMENTERIAN", "DIREKTORAT", "SOP", "persetujuan", "Paraf") if words in text]
    assert reader.metadata is not None
    assert reader.metadata.author == "jaffle_shop"


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("offset", [-14, 14])
def test_the_ends_of_the_calendar_still_give_a_page(moment: datetime, offset: int) -> None:
    as_of = moment.replace(tzinfo=timezone(timedelta(hours=offset)))
    _, text = read(make_checklist(as_of=as_of))
    assert f"Keadaan per {moment.day}" in text


def test_nothing_declared_still_gives_a_page() -> None:
    reader, text = read(make_checklist(target="", evidence={}))
    assert len(reader.pages) <= 2
    assert "Belum dapat dipastikan: tidak ada kumpulan data yang dinyatakan." in text
    assert "tidak dapat dibuktikan" in text
