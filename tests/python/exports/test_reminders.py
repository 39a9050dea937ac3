"""Drafts of reminders: who is reminded of what, the same bytes, and names that try to be more than names."""

import email
import io
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders import AS_OF, make_axes, make_checklist, make_dataset, make_row, realistic_month
from hostile_texts import HOSTILE, LONG
from mutakhir.domain.axes import MissingPeriod, OwedReport, PeriodCoverage, Reporters
from mutakhir.domain.checklist import AppliedWaiver, Checklist, DatasetRow, HumanNote
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.exports.files import save
from mutakhir.exports.owed import owed_items
from mutakhir.exports.reminders import FOLDER, Office, file_names, reminders, untouched

OFFICE = Office(("Sekretariat Contoh", "Direktorat Contoh"), "11.SOP/DI.01/SDM/2023")
SOME = Text("x", "x")
MONTHLY = {"period": {"column": "periode", "grain": "month"}}


def read(content: bytes) -> tuple[EmailMessage, str]:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return message, body.get_content().replace("\r\n", "\n")


def rows_of(message: EmailMessage) -> list[list[Any]]:
    (attached,) = message.iter_attachments()
    sheet = openpyxl.load_workbook(io.BytesIO(attached.get_content())).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return rows[next(at for at, row in enumerate(rows) if row[0] == "No") + 1 :]


def late(name: str = "hulu.a", partner: str = "SKK Migas", days: int = 10, **changes: Any) -> DatasetRow:
    missing = MissingPeriod("2026-10", AS_OF - timedelta(days=days), days, days - 2)
    coverage = PeriodCoverage(
        Status.LATE, SOME, "2026-10", "2026-09", missing.due_at, ("2026-10",), (missing,), days, days - 2
    )
    axes = make_axes(period_coverage=coverage, **changes.pop("axes", {}))
    dataset = make_dataset(name, partners=(partner,), meta=MONTHLY)
    return make_row(dataset, Status.LATE, axes=axes, **changes)


def drafts(*rows: DatasetRow, **changes: Any) -> dict[str, bytes]:
    return reminders(make_checklist(rows, **changes), OFFICE)


def test_the_month_reminds_those_who_owe_and_nobody_else() -> None:
    made = reminders(realistic_month(), OFFICE)
    assert sorted(made) == ["bph-migas.eml", "bu-niaga-bbm.eml", "skk-migas.eml"]
    message, text = read(made["bph-migas.eml"])
    assert message["Subject"] == "[DATA CONTOH] Permohonan penyampaian data: BPH Migas, per 20 November 2026"
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert message["Date"] == "Fri, 20 Nov 2026 16:00:00 +0700"
    assert "tidak untuk dikirim" in text
    # The oldest first, thirty-seven days in one line, each with due date and days late.
    assert text.index("Pipa Gas per Ruas") < text.index("Kuota dan Realisasi JBT/JBKP")
    assert "13 Oktober 2026 s.d. 18 November 2026 (37 periode)" in text
    assert "Jatuh tempo   : 15 Oktober 2026 pukul 16.00 WIB" in text
    assert "Keterlambatan : 36 hari kalender (25 hari kerja)" in text
    assert text.rstrip().endswith("Sekretariat Contoh\nDirektorat Contoh")


def test_the_workbook_lists_what_the_letter_lists() -> None:
    message, text = read(reminders(realistic_month(), OFFICE)["bu-niaga-bbm.eml"])
    rows = rows_of(message)
    assert [row[3] for row in rows] == [
        "PT Bumi Lestari Migas",
        "PT Cakra Energi Nusantara",
        "PT Samudra Niaga BBM",
    ]
    assert "2 kewajiban penyampaian data" in text
    assert "Pelapor       : PT Cakra Energi Nusantara, PT Samudra Niaga BBM" in text
    assert [row[5] for row in rows] == [71, 10, 10]


def test_same_check_list_same_bytes_and_they_are_known_as_ours() -> None:
    first, second = (reminders(realistic_month(), OFFICE) for _ in range(2))
    assert first == second
    assert all(untouched(content) for content in first.values())
    assert not any(untouched(content.replace(b"X-Unsent: 1", b"X-Unsent: 0")) for content in first.values())
    assert not untouched(b"")


def test_english() -> None:
    message, text = read(reminders(realistic_month(), OFFICE, Language.EN)["skk-migas.eml"])
    assert message["Subject"].endswith("Request for data: SKK Migas, as of 20 November 2026")
    assert "Quarter II 2026 to Quarter III 2026 (2 periods)" in text
    assert "113 calendar days (80 working days)" in text


def test_what_is_waived_is_not_asked_for() -> None:
    given = AppliedWaiver("period_coverage", "2026-10", "Koordinator", "migrasi", date(2026, 12, 31))
    assert drafts(late(waivers=(given,))) == {}
    assert drafts(late(waivers=(replace(given, period=""),))) == {}
    assert list(drafts(late(waivers=(replace(given, period="2026-09"),)))) == ["skk-migas.eml"]


def test_a_period_that_nobody_sent_is_asked_of_the_partner_once() -> None:
    owed = OwedReport("KKKS Satu", "", "2026-09", ("2026-09", "2026-10"), AS_OF - timedelta(days=41))
    elsewhere = OwedReport("KKKS Dua", "BPMA", "2026-10", ("2026-10",), AS_OF - timedelta(days=10))
    reporters = Reporters(Status.INCOMPLETE, SOME, 2, 0, ("KKKS Satu", "KKKS Dua"), "2026-10", (owed, elsewhere))
    items = owed_items(make_checklist([late(axes={"reporters": reporters})]))
    said = {
        name: [(item.period.id, item.reporter.id, item.calendar_days) for item in found]
        for name, found in items.items()
    }
    assert said == {
        "SKK Migas": [("September 2026", "KKKS Satu", 41), ("Oktober 2026", "Seluruh data", 10)],
        "BPMA": [("Oktober 2026", "KKKS Dua", 10)],
    }


def test_what_falls_due_soon_is_said_last_and_alone_it_is_no_reproach() -> None:
    coverage = PeriodCoverage(Status.DUE_SOON, SOME, "2026-09", "2026-09", AS_OF + timedelta(days=2))
    soon = make_row(make_dataset("hulu.b", meta=MONTHLY), Status.DUE_SOON, axes=make_axes(period_coverage=coverage))
    _, text = read(drafts(soon)["skk-migas.eml"])
    assert "akan segera jatuh tempo" in text
    assert "belum kami terima" not in text
    _, text = read(drafts(soon, late())["skk-migas.eml"])
    assert text.index("belum kami terima") < text.index("Yang akan segera jatuh tempo:")


def test_a_delivery_older_than_its_limit_is_due_since_then() -> None:
    _, text = read(drafts(make_row(status=Status.LATE, axes=make_axes(60)))["skk-migas.eml"])
    assert "kiriman berikutnya (yang terakhir 21 September 2026)" in text
    assert "Jatuh tempo   : 15 November 2026 pukul 16.00 WIB" in text
    assert "Keterlambatan : 5 hari kalender" in text
    _, text = read(drafts(make_row(status=Status.LATE, axes=make_axes(None)))["skk-migas.eml"])
    assert "belum pernah ada kiriman" in text


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("data@skk.example.id", "data@skk.example.id"),
        ("Kepala Bidang <data@skk.example.id>", "data@skk.example.id"),
        ("a@b.id\r\nBcc: c@d.id", "a@b.id"),
        ("Kepala Bidang", None),
        ("@skk.example.id", None),
        ("data@skk", None),
    ],
)
def test_an_address_that_somebody_wrote_down_is_used(written: str, address: str | None) -> None:
    message, _ = read(drafts(late(note=HumanNote(pic_mitra=written)))["skk-migas.eml"])
    assert message["To"] == address
    assert message["Bcc"] is None


@pytest.mark.parametrize("name", [*HOSTILE, *LONG, "header", "path", "device"])
def test_a_partner_of_any_name_is_only_a_name(name: str) -> None:
    more = {"header": "BPS\r\nBcc: lain@example.id\r\n\r\nisi", "path": "../../etc/passwd", "device": "CON"}
    partner = {**HOSTILE, **LONG, **more}[name]
    made = drafts(late(partner=partner, name=f"hulu.{name}", note=HumanNote(pic_mitra=partner)))
    assert len(made) == bool(partner)
    for file, content in made.items():
        assert Path(file).name == file
        assert file == file.lower()
        assert not set(file) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert len(file) <= 70
        assert file != "con.eml"
        message, text = read(content)
        assert set(message.keys()) <= {
            "X-Mutakhir-Draft",
            "Subject",
            "Date",
            "X-Unsent",
            "MIME-Version",
            "Content-Type",
            "To",
        }
        assert "\n" not in message["Subject"]
        assert len(message["Subject"]) < 260
        assert rows_of(message)
        assert len(text) < 4000


def test_names_that_would_be_alike_get_files_of_their_own() -> None:
    names = file_names(["BPH Migas", "bph migas", "BPH-Migas!", "数据", "", "PT A", "x" * 90])
    assert len(set(names.values())) == 7
    assert names["PT A"] == "pt-a"
    assert all(name.startswith("bph-migas-") for partner, name in names.items() if "igas" in partner)
    assert names["数据"].startswith("mitra-")


def checklist_of(*partners: str) -> Checklist:
    return make_checklist([late(f"hulu.t{at}", partner) for at, partner in enumerate(partners)])


def written(out: Path, *partners: str) -> list[str]:
    saved = save(checklist_of(*partners), Language.ID, out, out.parent / "notes", office=OFFICE)
    assert all(path.is_file() for path in saved.paths)
    return [sentence.id for sentence in saved.sentences]


def there(out: Path) -> list[str]:
    return sorted(path.name for path in (out / FOLDER).iterdir())


def test_drafts_of_earlier_runs_go_and_what_people_made_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert written(out, "BPS", "PGN") == []
    assert there(out) == ["bps.eml", "pgn.eml"]
    (out / FOLDER / "catatan.txt").write_text("milik orang", encoding="utf-8")
    (out / FOLDER / "lain.eml").write_bytes(b"Subject: milik orang\r\n\r\nisi")
    said = written(out, "PGN")
    assert there(out) == ["catatan.txt", "lain.eml", "pgn.eml"]
    assert len(said) == 1
    assert "lain.eml" in said[0]


def test_a_draft_that_somebody_changed_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(out, "BPS")
    draft = out / FOLDER / "bps.eml"
    changed = draft.read_bytes().replace(b"X-Unsent: 1", b"X-Unsent: 1\r\nTo: data@bps.example.id")
    draft.write_bytes(changed)
    assert "bps.eml" in written(out, "BPS")[0]
    assert draft.read_bytes() == changed
    assert there(out) == ["bps-baru1.eml", "bps.eml"]
    written(out)
    assert there(out) == ["bps.eml"]


def test_without_an_office_nothing_is_drafted(tmp_path: Path) -> None:
    save(checklist_of("BPS"), Language.ID, tmp_path / "out", tmp_path / "notes")
    assert not (tmp_path / "out" / FOLDER).exists()
