"""The verdict rests on rows; what came last without bringing new rows is said beside it."""

from datetime import timedelta

import pytest

from checklist.test_load_age import AS_OF, ID, judge, row
from mutakhir.artifacts.runlog import LandedTable
from mutakhir.domain.status import Status


def landed(kind, age):
    at = (AS_OF - age).isoformat()
    return {ID: LandedTable(rows=5, batches=2, newest_arrival_at=at, newest_arrival=kind)}


@pytest.mark.parametrize(
    ("kind", "said", "said_in_english"),
    [
        ("empty", "; 3 hari lalu datang kiriman tanpa baris", "; a delivery without rows came 3 days ago"),
        (
            "set_aside",
            "; 3 hari lalu datang kiriman yang tidak terbaca, minta mitra mengirim ulang",
            "; a delivery that could not be read came 3 days ago, ask the partner to send it again",
        ),
    ],
)
def test_a_delivery_that_brought_no_rows_is_said_and_changes_no_verdict(kind, said, said_in_english):
    verdict = judge(row(timedelta(days=60)), landed=landed(kind, timedelta(days=3)))
    assert verdict.status is Status.LATE
    assert verdict.reason.id == "kiriman terakhir 60 hari lalu, melewati batas 55 hari" + said
    assert verdict.reason.en.endswith(said_in_english)


def test_content_that_came_before_is_fresh_and_said_to_be_the_same():
    verdict = judge(row(timedelta(days=3)), landed=landed("unchanged", timedelta(days=3)))
    assert verdict.status is Status.UP_TO_DATE
    assert verdict.reason.id == "kiriman terakhir 3 hari lalu; isinya sama dengan kiriman sebelumnya"


@pytest.mark.parametrize(
    ("kind", "age"),
    [
        ("rows", timedelta(days=3)),
        ("empty", timedelta(days=4)),  # rows came after it
        ("empty", timedelta(days=-1)),  # not yet, at as-of
        ("a kind of a later version", timedelta(days=3)),
    ],
)
def test_nothing_is_said_beside_ordinary_rows(kind, age):
    assert judge(row(timedelta(days=3)), landed=landed(kind, age)).reason.id == "kiriman terakhir 3 hari lalu"
