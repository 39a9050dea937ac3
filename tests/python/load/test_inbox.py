"""The inbox: which files are deliveries, and when each came."""

import os
from datetime import datetime, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest

from mutakhir.errors import ConfigError
from mutakhir.load.inbox import scan

MARCH = datetime(2026, 3, 1, tzinfo=timezone.utc).timestamp()


def put(path, content=b"x", changed=MARCH):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed, changed))


def mail(attachments, received=(), date="Thu, 05 Nov 2026 09:30:00 +0700"):
    message = EmailMessage()
    message["Subject"] = "Data bulanan"
    if date:
        message["Date"] = date
    for line in received:
        message["Received"] = line
    message.set_content("Terlampir.")
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_order_is_by_arrival_then_name_and_other_files_are_no_deliveries(tmp_path):
    for name in ("b.csv", "a.csv", "sub/c.csv", ".rahasia", ".git/d.csv", "~$lifting.xlsx"):
        put(tmp_path / name)
    put(tmp_path / "sub" / "dulu.csv", changed=MARCH - 60)
    (tmp_path / "_kiriman.csv").write_text("berkas;diterima_pada;mitra;lewat\n", encoding="utf-8")
    found = scan(tmp_path).deliveries
    assert [one.name for one in found] == ["sub/dulu.csv", "a.csv", "b.csv", "sub/c.csv"]
    assert all(one.received_at.tzinfo and one.stated_by == "file" for one in found)
    assert found[-1].file_name == "c.csv"


def test_log_states_time_partner_and_way(tmp_path):
    for name in ("a.csv", "sub/b.csv", "sub/c.csv"):
        put(tmp_path / name)
    (tmp_path / "_kiriman.csv").write_text(
        "\ufeffberkas;diterima_pada;mitra;lewat\n"
        "a.csv;2026-11-05T09:30:00+07:00;SKK Migas;surel\n"
        "sub\\B.csv;2026-11-04T09:30:00Z;;\n",
        encoding="utf-8",
    )
    (tmp_path / "sub" / "_kiriman.csv").write_text(
        "diterima_pada;berkas\n2026-11-03T00:00:00Z;c.csv\n", encoding="utf-8"
    )
    found, remarks, _ = scan(tmp_path)
    assert [(one.name, one.received_at.isoformat(), one.partner, one.via) for one in found] == [
        ("sub/c.csv", "2026-11-03T00:00:00+00:00", None, None),
        ("sub/b.csv", "2026-11-04T09:30:00+00:00", None, None),
        ("a.csv", "2026-11-05T09:30:00+07:00", "SKK Migas", "surel"),
    ]
    assert remarks == []


BAD_LINES = {
    "no zone": ("a.csv;2026-11-05T09:30:00;M;s", "tanpa zona waktu"),
    "no time": ("a.csv;kemarin;M;s", "bukan waktu ISO 8601"),
    "nothing": ("a.csv;;M;s", "bukan waktu ISO 8601"),
    "year 1": ("a.csv;0001-01-01T00:00:00+07:00;M;s", "tidak mungkin"),
    "year 9999": ("a.csv;9999-12-31T23:59:00-07:00;M;s", "tidak mungkin"),
    "short line": ("a.csv", "bukan waktu ISO 8601"),
    "no file": (";2026-11-05T09:30:00Z;M;s", "tidak menyebut berkas"),
    "file not there": ("hilang.csv;2026-11-05T09:30:00Z;M;s", "tidak ada di kiriman"),
}


@pytest.mark.parametrize(("line", "said"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_bad_log_line_is_a_sentence_and_the_rest_goes_on(tmp_path, line, said):
    put(tmp_path / "a.csv")
    put(tmp_path / "b.csv")
    (tmp_path / "_kiriman.csv").write_text(
        f"berkas;diterima_pada;mitra;lewat\n{line}\nb.csv;2026-11-05T09:30:00Z;M;s\n", encoding="utf-8"
    )
    found, (remark,), _ = scan(tmp_path)
    assert said in remark
    assert [(one.name, one.stated_by) for one in found] == [("a.csv", "file"), ("b.csv", "log")]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"nama,waktu\n", b"", b'berkas;diterima_pada\n"a'])
def test_unusable_log_is_one_sentence(tmp_path, content):
    put(tmp_path / "a.csv")
    (tmp_path / "_kiriman.csv").write_bytes(content)
    found, remarks, _ = scan(tmp_path)
    assert [one.stated_by for one in found] == ["file"]
    assert len(remarks) == 1
    assert "_kiriman.csv" in remarks[0]


def test_attachments_have_the_time_the_mail_came(tmp_path):
    hops = (
        "from b by mx.contoh.id; Thu, 05 Nov 2026 10:00:00 +0700",
        "from a by b; Thu, 05 Nov 2026 09:31:00 +0700",
    )
    put(tmp_path / "surat.eml", mail({"lifting_10.xlsx": b"isi-1", "../../lain.csv": b"isi-2"}, hops))
    first, second = sorted(scan(tmp_path).deliveries, key=lambda one: one.part)
    assert (first.name, first.file_name, first.read()) == ("surat.eml/lifting_10.xlsx", "lifting_10.xlsx", b"isi-1")
    assert (second.name, second.read()) == ("surat.eml/lain.csv", b"isi-2")
    assert first.received_at.isoformat() == "2026-11-05T10:00:00+07:00"
    assert first.stated_by == "mail"


def dated(year, zone=b"+0700"):
    """A mail whose date the writing library itself would refuse."""
    return mail({"a.csv": b"x"}).replace(b"2026 09:30:00 +0700", year + b" 09:30:00 " + zone)


MAILS = {
    "date only": (mail({"a.csv": b"x"}), "2026-11-05T09:30:00+07:00", "mail"),
    "unreadable Received": (mail({"a.csv": b"x"}, ["from somewhere"]), "2026-11-05T09:30:00+07:00", "mail"),
    "no place": (mail({"a.csv": b"x"}, date="Thu, 05 Nov 2026 09:30:00 -0000"), "2026-11-05T09:30:00+00:00", "mail"),
    "year of five digits": (dated(b"99999"), "2026-03-01T00:00:00+00:00", "file"),
    "year of many digits": (dated(b"9" * 20), "2026-03-01T00:00:00+00:00", "file"),
    "huge offset": (dated(b"2026", b"+99999999999999"), "2026-03-01T00:00:00+00:00", "file"),
    "before mail": (mail({"a.csv": b"x"}, ["a; Mon, 01 Jan 1900 00:00:00 +0700"]), "2026-11-05T09:30:00+07:00", "mail"),
    "no date": (mail({"a.csv": b"x"}, date=None), "2026-03-01T00:00:00+00:00", "file"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "came", "stated_by"), MAILS.values(), ids=MAILS.keys())
def test_time_of_a_mail(tmp_path, content, came, stated_by):
    put(tmp_path / "surat.eml", content)
    (one,) = scan(tmp_path).deliveries
    assert (one.received_at.isoformat(), one.stated_by) == (came, stated_by)


def test_log_wins_over_the_mail(tmp_path):
    put(tmp_path / "surat.eml", mail({"a.csv": b"x"}))
    (tmp_path / "_kiriman.csv").write_text(
        "berkas;diterima_pada;mitra;lewat\nsurat.eml;2026-11-06T00:00:00Z;BPS;surel\n", encoding="utf-8"
    )
    (one,), remarks, _ = scan(tmp_path)
    assert (one.received_at.isoformat(), one.partner, remarks) == ("2026-11-06T00:00:00+00:00", "BPS", [])


def test_mail_without_attachment_is_a_file_nobody_claims(tmp_path):
    put(tmp_path / "surat.eml", mail({}))
    put(tmp_path / "rusak.eml", b"\x00\xff bukan surat")
    assert [one.name for one in scan(tmp_path).deliveries] == ["rusak.eml", "surat.eml"]


def test_a_malformed_header_costs_no_attachment(tmp_path):
    good = mail({"lifting_10.xlsx": b"isi"})
    head = b'Content-Disposition: attachment; filename="lifting_10.xlsx"'
    assert head in good
    for broken in MALFORMED:
        put(tmp_path / "surat.eml", good.replace(head, broken))
        (one,) = scan(tmp_path).deliveries
        assert (one.file_name, one.read()) == ("lifting_10.xlsx", b"isi"), broken


MALFORMED = [
    b'Content-Disposition: attachment; filename*=; filename="lifting_10.xlsx"',
    b"Content-Disposition: attachment; filename*0*=utf-8''lifting_; filename*1=10.xlsx; =",
    b'Content-Disposition: attachment; ; filename="=?utf-8?Q?lifting=5F10.xlsx?="',
]


@pytest.mark.parametrize("when", ["parsing", "reading"])
def test_a_mail_no_parser_takes_is_one_sentence(tmp_path, monkeypatch, when):
    put(tmp_path / "surat.eml", mail({"a.csv": b"x"}))
    put(tmp_path / "b.csv")

    def broken(*_args, **_kwargs):
        raise IndexError("string index out of range")

    name = "email.message_from_bytes" if when == "parsing" else "email.message.Message.walk"
    monkeypatch.setattr(name, broken)
    found, (remark,), _ = scan(tmp_path)
    assert [one.name for one in found] == ["b.csv", "surat.eml"]
    assert remark.startswith("surat.eml bukan surel yang terbaca")


WHOLE = mail({"a.csv": b"No;Nilai\r\nK1;1234567\r\n" * 40, "b.csv": b"x"})
CUT = {
    "in the middle of an attachment": WHOLE[: WHOLE.index(b"b.csv") - 500],
    "before the last line": WHOLE[: WHOLE.rindex(b"--=")],
    "before the first part": WHOLE[: WHOLE.index(b"--=")],
    "a character of base64 lost": WHOLE.replace(b"Tm87", b"Tm8", 1),
    "something strange in base64": WHOLE.replace(b"Tm87", b"T!87", 1),
}


@pytest.mark.parametrize("content", CUT.values(), ids=CUT.keys())
def test_a_mail_that_was_cut_off_gives_nothing(tmp_path, content):
    assert content != WHOLE
    put(tmp_path / "surat.eml", content)
    found, (remark,), _ = scan(tmp_path)
    assert [one.name for one in found] == ["surat.eml"]
    assert remark.startswith("surat.eml terpotong atau rusak; ")


def test_folders_behind_links_are_gone_through_once(tmp_path):
    inbox, share = tmp_path / "inbox", tmp_path / "berbagi"
    put(share / "dalam" / "a.csv")
    put(inbox / "z" / "b.csv")
    try:
        (inbox / "mitra").symlink_to(share, target_is_directory=True)
        (inbox / "a").symlink_to(inbox / "z", target_is_directory=True)
        (inbox / "z" / "putar").symlink_to(inbox, target_is_directory=True)
        (share / "putar").symlink_to(share / "dalam", target_is_directory=True)
        (inbox / "lepas").symlink_to(tmp_path / "tidak-ada", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets no ordinary user make links")
    put(share / "_kiriman.csv", b"berkas;diterima_pada\ndalam/a.csv;2026-11-05T09:30:00+07:00\n")
    found, remarks, closed = scan(inbox)
    assert {one.name: one.stated_by for one in found} == {"mitra/dalam/a.csv": "log", "z/b.csv": "file"}
    assert (remarks, list(closed)) == ([], ["lepas"])
    assert closed["lepas"].startswith("Tidak dapat dibaca (")


def test_a_folder_that_cannot_be_entered_is_said(tmp_path, monkeypatch):
    put(tmp_path / "sub" / "a.csv")
    put(tmp_path / ".sembunyi" / "a.csv")
    put(tmp_path / "daftar" / "c.csv")
    put(tmp_path / "b.csv")
    real, real_stat = os.scandir, Path.stat

    def scandir(path):
        if Path(path).name in ("sub", ".sembunyi"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    def stat_of(path, **how):
        if path.name == "c.csv":  # a folder that may be listed and not entered
            raise PermissionError(13, "Permission denied", str(path))
        return real_stat(path, **how)

    monkeypatch.setattr("os.scandir", scandir)
    monkeypatch.setattr(Path, "stat", stat_of)
    found, _, closed = scan(tmp_path)
    assert ([one.name for one in found], sorted(closed)) == (["b.csv"], ["daftar", "sub"])
    assert "Permission denied" in closed["sub"]


def test_pictures_in_the_text_of_a_mail_are_no_deliveries(tmp_path):
    message = EmailMessage()
    message["Date"] = "Thu, 05 Nov 2026 09:30:00 +0700"
    message.set_content("Terlampir.")
    logo = {"maintype": "image", "subtype": "png", "filename": "image001.png", "cid": "<logo@contoh>"}
    message.add_attachment(b"logo", disposition="inline", **logo)
    message.add_attachment(b"isi", maintype="application", subtype="octet-stream", filename="lifting_10.xlsx")
    # Apple Mail shows a workbook in the text, Gmail numbers every attachment: both are deliveries.
    message.add_attachment(
        b"isi-2", maintype="application", subtype="octet-stream", filename="b.xlsx", disposition="inline", cid="<b@c>"
    )
    message.add_attachment(b"foto", **{**logo, "filename": "pindai.png"}, disposition="attachment")
    put(tmp_path / "surat.eml", message.as_bytes())
    found = {one.file_name: one.read() for one in scan(tmp_path).deliveries}
    assert found == {"lifting_10.xlsx": b"isi", "b.xlsx": b"isi-2", "pindai.png": b"foto"}


def test_what_a_system_puts_beside_files_is_no_delivery(tmp_path):
    for name in ("Thumbs.db", "sub/thumbs.db", "Desktop.ini", "__MACOSX/a.csv", ".DS_Store", "a.csv"):
        put(tmp_path / name)
    assert [one.name for one in scan(tmp_path).deliveries] == ["a.csv"]


def test_a_name_that_is_no_text_is_told_with_marks(tmp_path):
    try:
        put(Path(os.fsdecode(os.fsencode(tmp_path) + b"/lifting_\xff\n1.csv")))
    except OSError:
        pytest.skip("this file system takes only text as a name")
    (one,) = scan(tmp_path).deliveries
    assert (one.name, one.read()) == ("lifting_??1.csv", b"x")


def test_the_time_of_a_file_says_that_it_is_one(tmp_path):
    put(tmp_path / "a.csv")
    put(tmp_path / "kuno.csv", changed=-(10**12))
    first, second = scan(tmp_path).deliveries
    assert first.name == "kuno.csv"
    assert first.received_at.year <= 1990
    assert (second.stated_by, second.note) == ("file", "waktu terima tidak dinyatakan, dipakai waktu berkas")


def test_no_inbox(tmp_path):
    with pytest.raises(ConfigError, match="tidak ada"):
        scan(tmp_path / "mana")
