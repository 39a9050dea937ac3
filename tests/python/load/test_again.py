"""What comes more than once: sent again, sent empty, set aside and mended, overwritten under its own name."""

from datetime import datetime, timedelta, timezone

import pytest

from load.deliveries import FILES, LOADED_AT, SOURCES, WIB, kejadian, lifting, write_sources
from mutakhir.declared.tables import read_declared
from mutakhir.load.landing import survey

LATER = datetime(2026, 11, 9, 8, tzinfo=WIB)
NIL = b"Tahun,Nilai\r\n"


def put(inbox, name, content, at=None, partner="Mitra Contoh"):
    """One more delivery, with a line in the inbox's log where a time is given."""
    (inbox / name).write_bytes(content)
    if at:
        with (inbox / "_kiriman.csv").open("a", encoding="utf-8") as log:
            log.write(f"{name};{at.isoformat()};{partner};surel\n")


def outcome(result, name):
    return {one.file: one for one in result.files}[name]


def arrival(result, dataset):
    return next(one.newest_arrival for one in result.tables if one.dataset == dataset)


def test_known_content_at_a_later_stated_time_lands_as_a_delivery_of_its_own(loaded, place, inbox):
    first = loaded()
    assert arrival(first, "hulu.kejadian").kind == "rows"
    put(inbox, "kejadian_lagi.csv", FILES["kejadian_1.csv"], LATER)
    result = loaded()
    again = outcome(result, "kejadian_lagi.csv")
    assert (again.state, again.rows, again.received_at) == ("loaded", 2, LATER)
    assert "sama dengan kejadian_1.csv (diterima 2026-11-01 03:00 UTC), dikirim lagi" in again.sentence
    assert again.batch_id != outcome(first, "kejadian_1.csv").batch_id
    assert arrival(result, "hulu.kejadian").kind == "unchanged"
    assert arrival(result, "hulu.kejadian").at == LATER
    before = place.everything()
    assert loaded(at=LOADED_AT + timedelta(days=1)).load_id is None
    assert place.everything() == before


def test_a_partner_who_goes_back_to_old_figures_is_heeded(loaded, place, inbox):
    """A, then B, then A once more: the last is in force, whether they are loaded at once or one by one."""
    put(inbox, "lifting_b.xlsx", lifting(factor=3), LATER)
    put(inbox, "lifting_c.xlsx", lifting(), LATER + timedelta(hours=1))
    loaded()
    newest = "select _sumber_berkas, max(lifting_bbl) from landing.hulu_lifting where _received_at = "
    newest += "(select max(_received_at) from landing.hulu_lifting) group by _sumber_berkas"
    assert place.rows(newest) == [("lifting_c.xlsx", 2000)]
    assert loaded().load_id is None


def test_a_stated_time_in_the_future_lands_once(loaded, place, inbox):
    ahead = LOADED_AT + timedelta(days=2)
    put(inbox, "kejadian_2.csv", kejadian("K3;;3;3"), ahead)
    loaded()
    for days in (1, 2, 3):
        assert loaded(at=LOADED_AT + timedelta(days=days)).load_id is None
    assert place.rows("select count(*) from landing.hulu_kejadian") == [(3,)]


def test_a_copy_without_stated_time_changes_nothing_but_is_asked_about(loaded, place, inbox):
    loaded()
    put(inbox, "kejadian_salinan.csv", FILES["kejadian_1.csv"])
    copy = outcome(loaded(at=LOADED_AT.astimezone(timezone.utc)), "kejadian_salinan.csv")
    assert copy.state == "already"
    assert "catat waktunya di _kiriman.csv" in copy.sentence
    assert loaded().load_id is None  # the question stands in the log already
    assert place.rows("select count(*) from landing.hulu_kejadian") == [(2,)]


@pytest.mark.parametrize("was_stated", [True, False])
def test_an_earlier_time_written_after_the_load_is_said_and_not_applied(loaded, place, inbox, was_stated):
    put(inbox, "kejadian_2.csv", kejadian("K7;;1;1"), LATER if was_stated else None)
    loaded()
    put(inbox, "kejadian_2.csv", kejadian("K7;;1;1"), LATER - timedelta(days=400))
    late = outcome(loaded(), "kejadian_2.csv")
    assert late.state == "already"
    assert "di _kiriman.csv tidak dipakai; kembalikan waktunya" in late.sentence
    assert f"{LATER - timedelta(days=400):%Y-%m-%d}" in late.sentence
    assert place.rows("select count(*) from landing.hulu_kejadian where no_kejadian = 'K7'") == [(1,)]
    assert loaded().load_id is None  # it stands in the log already


def test_every_nil_report_leaves_its_line_and_is_the_newest_arrival(loaded, place, inbox):
    put(inbox, "kosong_1.csv", b"Tahun,Nilai\r\n2025,1.5\r\n", LATER - timedelta(days=5))
    put(inbox, "kosong_2.csv", NIL, LATER - timedelta(days=1))
    loaded()
    put(inbox, "kosong_3.csv", NIL, LATER)
    result = loaded()
    lines = place.rows(
        "select file, state, rows from landing.kiriman_log where file like 'kosong%' order by received_at"
    )
    assert lines == [("kosong_1.csv", "loaded", 1), ("kosong_2.csv", "loaded", 0), ("kosong_3.csv", "loaded", 0)]
    state = next(one for one in result.tables if one.dataset == "hulu.kosong")
    assert (state.batches, state.newest_received_at) == (3, LATER - timedelta(days=5))
    assert (state.newest_arrival.kind, state.newest_arrival.at) == ("empty", LATER)
    assert loaded().load_id is None


def test_a_file_overwritten_under_its_logged_name_is_said(loaded, place, inbox):
    loaded()
    old = (inbox / "kejadian_1.csv").read_bytes()
    (inbox / "kejadian_1.csv").write_bytes(kejadian("K1;;9;9"))
    result = outcome(loaded(at=LOADED_AT + timedelta(hours=1)), "kejadian_1.csv")
    assert result.state == "loaded"
    assert "tercatat untuk isi lama berkas ini, perbarui diterima_pada" in result.sentence
    (inbox / "kejadian_1.csv").write_bytes(old)
    back = outcome(loaded(at=LOADED_AT + timedelta(hours=2)), "kejadian_1.csv")
    assert back.state == "already"
    assert "isi lain dengan nama dan waktu terima yang sama" in back.sentence
    assert loaded().load_id is None


# --- set aside, and made good since


@pytest.mark.parametrize(
    ("name", "partner", "stays"),
    [
        ("lifting_2026-10_kirim_ulang.xlsx", "Mitra Contoh", False),
        ("lifting_2026-11.xlsx", "Mitra Contoh", True),
        ("lifting_2026-10_kirim_ulang.xlsx", "Mitra Lain", True),
        ("lifting_utara_2026-10.xlsx", "Mitra Contoh", True),
    ],
)
def test_a_file_set_aside_stays_open_until_it_is_made_good(loaded, place, inbox, tables, name, partner, stays):
    put(inbox, "lifting_2026-10.xlsx", b"rusak", LATER)
    assert "lifting_2026-10.xlsx" in {one.file for one in loaded().unused}
    put(inbox, name, lifting("Oktober 2026", 4), LATER + timedelta(hours=1), partner)
    for found in (loaded(), loaded(), survey(tables, place.warehouse)):
        assert ("lifting_2026-10.xlsx" in {one.file for one in found.unused}) == stays
        assert "surat.txt" in {one.file for one in found.unused}


def test_a_file_set_aside_and_made_good_before_the_first_load_is_said_once(loaded, place, inbox, tables):
    put(inbox, "lifting_2026-10.xlsx", b"rusak", LATER)
    put(inbox, "lifting_2026-10_2.xlsx", lifting("Oktober 2026", 4), LATER + timedelta(hours=1))
    assert "lifting_2026-10.xlsx" in {one.file for one in loaded().unused}
    assert "lifting_2026-10.xlsx" not in {one.file for one in loaded().unused}


def test_an_earlier_file_or_one_at_the_same_time_makes_nothing_good(loaded, inbox):
    put(inbox, "lifting_2026-10.xlsx", b"rusak", LATER)
    put(inbox, "lifting_2026-10_2.xlsx", lifting("Oktober 2026", 4), LATER)
    loaded()
    assert "lifting_2026-10.xlsx" in {one.file for one in loaded().unused}


def test_for_a_table_that_each_delivery_replaces_any_later_file_makes_good(loaded, inbox, tmp_path):
    whole = SOURCES.replace("match: kosong_*.csv,", "match: kosong_*.csv, replaces: all,")
    tables = read_declared(write_sources(tmp_path / "seluruh", whole))
    put(inbox, "kosong_2026-10.csv", b"Lain\r\n1\r\n", LATER)
    assert "kosong_2026-10.csv" in {one.file for one in loaded(tables=tables).unused}
    put(inbox, "kosong_2026-11.csv", b"Tahun,Nilai\r\n2025,1.5\r\n", LATER + timedelta(hours=1))
    result = loaded(tables=tables)
    assert "kosong_2026-10.csv" not in {one.file for one in result.unused}
    assert arrival(result, "hulu.kosong").kind == "rows"


def test_a_table_whose_only_delivery_could_not_be_read(loaded, inbox):
    put(inbox, "kosong_1.csv", b"Lain\r\n1\r\n", LATER)
    state = next(one for one in loaded().tables if one.dataset == "hulu.kosong")
    assert (state.rows, state.batches, state.set_aside) == (0, 0, 1)
    assert (state.newest_arrival.kind, state.newest_arrival.at) == ("set_aside", LATER)
