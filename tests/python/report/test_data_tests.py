"""What a data test asks for, in words: never a bare test name where a sentence can be had."""

import re
from pathlib import Path

import pytest

from builders import make_axes, make_checklist, make_row, make_test
from mutakhir.domain.axes import DataTests
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import Status
from mutakhir.report.data_tests import REQUIREMENTS, message, requirement
from mutakhir.report.html import FIRST_SCREEN
from mutakhir.report.leader import leader_page
from mutakhir.report.voice import voice_in

ID, EN = voice_in(Language.ID), voice_in(Language.EN)
GENERIC_TESTS = Path(__file__).parents[2] / "sql" / "generic"


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        (
            "source_within_range_hilir_lpg_penyaluran_realisasi_mt__170000__180",
            "nilai lifting_bbl berada dalam rentang wajar",
            "lifting_bbl lies within its plausible range",
        ),
        ("not_null_stg_orders_id", "setiap baris berisi lifting_bbl", "every row has a lifting_bbl"),
        (
            "source_unique_within_delivery_hulu_lifting_periode__kkks",
            "kunci baris tidak berulang dalam satu kiriman",
            "no key stands twice in one delivery",
        ),
        ("icp_ditetapkan_setelah_bulannya", "icp ditetapkan setelah bulannya", "icp ditetapkan setelah bulannya"),
    ],
)
def test_sentence_by_kind_and_column(name: str, indonesian: str, english: str) -> None:
    found = make_test(name)
    assert (requirement(found, ID), requirement(found, EN)) == (indonesian, english)


def test_description_comes_before_everything_else() -> None:
    found = make_test("not_null_a", description="Setiap mitra yang disebut sumber tercatat di ref_mitra.")
    assert requirement(found, ID) == "Setiap mitra yang disebut sumber tercatat di ref_mitra"


def test_a_column_that_is_not_known_is_not_left_out() -> None:
    assert requirement(make_test("unique_orders_id", column=""), ID) == "nilai kolom yang diuji tidak berulang"


def test_every_generic_test_of_the_project_has_a_sentence() -> None:
    defined = [re.search(r"{% test (\w+)", file.read_text(encoding="utf-8")) for file in GENERIC_TESTS.glob("*.sql")]
    assert defined
    assert {found[1] for found in defined if found} <= REQUIREMENTS.keys()


def test_message_that_only_repeats_the_count_is_left_out() -> None:
    assert message(make_test(message="Got 5 results, configured to warn if != 0")) == ""
    assert message(make_test(message="Got 1 result, configured to fail if !=0")) == ""
    assert message(make_test(message="Got 5 results, configured to warn if >2")).startswith("Got 5")
    assert message(make_test(message="Binder Error")) == "Binder Error"


def test_leader_reads_what_is_not_met_and_on_how_many_rows() -> None:
    tests = DataTests(
        Status.QUALITY_ISSUE,
        Text("", ""),
        warned=2,
        findings=(make_test("source_within_range_a", 1234), make_test("not_null_a")),
    )
    row = make_row(status=Status.QUALITY_ISSUE, axes=make_axes(tests=tests))
    turn = leader_page(make_checklist([row]), ID, FIRST_SCREEN).turns[0]
    assert turn.finding == (
        "Tidak terpenuhi: nilai lifting_bbl berada dalam rentang wajar (1.234 baris); dan 1 lainnya"
    )


def test_a_test_that_gave_no_answer_is_no_finding() -> None:
    tests = DataTests(Status.NOT_CHECKED, Text("", ""), errored=1, findings=(make_test(outcome="errored"),))
    row = make_row(status=Status.NOT_CHECKED, axes=make_axes(tests=tests))
    assert leader_page(make_checklist([row]), ID, FIRST_SCREEN).unchecked[0].finding == ""
