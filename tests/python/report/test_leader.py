"""The leader's page: what the verdict may say, and whose turn it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import AS_OF, make_axes, make_checklist, make_dashboard, make_dataset, make_row, realistic_month
from mutakhir.domain.axes import PeriodCoverage
from mutakhir.domain.checklist import Checklist, DashboardRow, HumanNote, NotLookedAt
from mutakhir.domain.language import Language, Text
from mutakhir.domain.status import DashboardStatus, Status, Tone
from mutakhir.report.leader import Leader, Limits, leader_page
from mutakhir.report.voice import voice_in

LIMITS = Limits(turns=12, unchecked=6, dashboards=12, causes=3)


def leader(checklist: Checklist, language: Language = Language.ID) -> Leader:
    return leader_page(checklist, voice_in(language), LIMITS)


def checklist_of(statuses: str, dashboards: str = "", **changes: object) -> Checklist:
    rows = [make_row(make_dataset(f"a.t{number}"), Status(code)) for number, code in enumerate(statuses.split())]
    boards = [
        DashboardRow(make_dashboard(f"D{n}"), DashboardStatus(code), ()) for n, code in enumerate(dashboards.split())
    ]
    return make_checklist(rows, boards, **changes)


UNSEEN = {"not_looked_at": (NotLookedAt("undeclared", Text("facts.json tidak ada", "facts.json is missing")),)}
VERDICTS = {
    "all in order": ("up_to_date up_to_date", "ok", {}, "Ya", Tone.SAFE),
    "all in order so far": ("up_to_date waived", "ok", UNSEEN, "Ya, sejauh yang diperiksa", Tone.SAFE),
    "one late": ("up_to_date late", "ok blocked", {}, "Sebagian", Tone.ACT),
    "one not checked": ("up_to_date not_checked", "ok", {}, "Sebagian", Tone.UNKNOWN),
    "one without a rule": ("up_to_date no_rule", "ok", {}, "Sebagian", Tone.UNKNOWN),
    "all dashboards blocked": ("up_to_date late", "blocked not_checked", {}, "Tidak", Tone.ACT),
    "no dashboard verified": ("up_to_date not_checked", "not_checked", {}, "Belum dapat dipastikan", Tone.UNKNOWN),
    "all late": ("late late", "", {}, "Tidak", Tone.ACT),
    "all not checked": ("not_checked", "", {}, "Belum dapat dipastikan", Tone.UNKNOWN),
    "no rules at all": ("no_rule no_rule", "ok", {}, "Belum dapat dipastikan", Tone.UNKNOWN),
    "nothing declared": ("", "", {}, "Belum dapat dipastikan", Tone.UNKNOWN),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdict(name: str) -> None:
    statuses, dashboards, changes, answer, tone = VERDICTS[name]
    verdict = leader(checklist_of(statuses, dashboards, **changes)).verdict
    assert (verdict.answer, verdict.tone) == (answer, tone)


def test_verdict_counts_data_sets_and_dashboards() -> None:
    assert leader(realistic_month()).verdict.detail == (
        "19 dari 30 kumpulan data mutakhir; 6 dari 10 dashboard terhambat, 1 belum dapat dipastikan"
    )
    assert leader(realistic_month(), Language.EN).verdict.detail == (
        "19 of 30 data sets up to date; 6 of 10 dashboards blocked, 1 not verified"
    )


def test_four_numbers_and_the_rest_add_up() -> None:
    page = leader(realistic_month())
    assert [figure.value for figure in page.figures] == ["30", "19", "8", "1"]
    assert page.rest == "Selebihnya: 1 menjelang jatuh tempo, 1 dispensasi."
    assert [share.count for share in page.shares] == ["21", "8", "1"]


def test_not_due_never_counts_as_up_to_date() -> None:
    page = leader(checklist_of("up_to_date not_due no_rule"))
    assert page.figures[1].value == "1"
    assert page.verdict.detail.startswith("1 dari 3 kumpulan data mutakhir")


def test_late_load_is_late_since_its_bound() -> None:
    axes = make_axes(60)
    turn = leader(make_checklist([make_row(status=Status.LATE, axes=axes)])).turns[0]
    assert (turn.when, turn.beside) == ("Sejak 15 November 2026", "5 hari")


def test_late_period_is_late_since_it_fell_due() -> None:
    due = PeriodCoverage(Status.LATE, Text("", ""), "2026-10", "2026-09", AS_OF - timedelta(days=35), ("2026-10",))
    turn = leader(make_checklist([make_row(status=Status.LATE, axes=make_axes(60, period_coverage=due))])).turns[0]
    assert (turn.when, turn.beside) == ("Sejak 16 Oktober 2026", "35 hari")


def test_partner_owes_data_and_steward_owes_a_failed_check() -> None:
    dataset = make_dataset(partners=("BPH Migas", "BPS"), steward="Pokja Gas")
    late, failed = make_row(dataset, Status.LATE), make_row(dataset, Status.NOT_CHECKED)
    assert (leader(make_checklist([late])).turns[0].who) == "BPH Migas"
    assert (leader(make_checklist([failed])).unchecked[0].who) == "Pokja Gas"


def test_people_and_promise_are_shown() -> None:
    note = HumanNote(pic_mitra="Kepala Bidang", pic_ditjen="Analis", janji_mitra="25 November")
    row = make_row(make_dataset(partners=("BPH Migas",), steward="Pokja Gas"), Status.LATE, note=note)
    turn = leader(make_checklist([row])).turns[0]
    assert (turn.who, turn.people) == (
        "BPH Migas",
        "Pokja Gas; PIC mitra Kepala Bidang; PIC Ditjen Analis; janji 25 November",
    )


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (Language.ID, "2026-11-27", "janji 27 November 2026"),
        (Language.EN, "2026-11-27", "promised 27 November 2026"),
        (Language.ID, "2026-02-31", "janji 2026-02-31"),
        (Language.ID, "akhir 2026", "janji akhir 2026"),
    ],
)
def test_a_promised_date_is_written_as_people_read_it(language: Language, written: str, said: str) -> None:
    note = HumanNote(janji_mitra=written)
    row = make_row(make_dataset(steward=""), Status.LATE, note=note)
    assert leader(make_checklist([row]), language).turns[0].people == said


def test_a_project_of_anybody_else_has_no_ditjen() -> None:
    row = make_row(make_dataset(steward=""), Status.LATE, note=HumanNote(pic_ditjen="Analis"))
    page = leader_page(make_checklist([row]), voice_in(Language.ID, office=False), LIMITS)
    assert page.turns[0].people == "PIC pengelola Analis"


def test_worst_and_longest_overdue_come_first_and_the_rest_is_counted() -> None:
    rows = [
        make_row(make_dataset(f"a.t{days}"), Status.LATE, axes=make_axes(days)) for days in (60, 90, *range(100, 115))
    ]
    rows.insert(0, make_row(make_dataset("a.mutu"), Status.QUALITY_ISSUE))
    page = leader(make_checklist(rows))
    assert page.turns[0].unique_id.endswith("t114")
    assert (len(page.turns), page.more_turns) == (12, 6)


def test_title_that_cannot_be_seen_gives_way_to_the_name() -> None:
    dataset = replace(make_dataset("hulu.lifting"), title=Text("\u200b \u202e", ""))
    assert leader(make_checklist([make_row(dataset, Status.LATE)])).turns[0].title == "hulu.lifting"
