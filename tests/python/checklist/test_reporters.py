"""Reporters: n of m for the newest period that fell due, who owes since when, and who is not on the list."""

import msgspec
import pytest

from builders import AS_OF
from builders_facts import facts_of, ledger_for, monthly_dataset, months_of, roster_of, wib
from mutakhir.artifacts.facts import RosterLine, UnlistedReporter
from mutakhir.checklist.reporters import judge_reporters, possible_names
from mutakhir.domain.status import Status

NAMES = ("PT Angin Timur", "PT Bumi Selatan", "PT Cahaya Barat")
AFTER = wib("2026-11-25 09:00")


def dataset(**changes):
    return monthly_dataset(reporter_column="kkks", **changes)


def facts(gone=None, names=NAMES, **changes):
    """Obligations January to November 2026; `gone`: code to the names that are missing."""
    obligations = months_of("2026-01", "2026-11", ["2026-11"], names=names)
    for one in obligations:
        if one.period in (gone or {}):
            one.missing = list(gone[one.period])
            one.reporters_present = len(names) - len(one.missing)
    return facts_of(obligations, roster=changes.pop("roster", roster_of(*names)), **changes)


def judged(found, as_of=AFTER, of=None):
    of = of or dataset()
    return judge_reporters(of, ledger_for(of, found, as_of))


def stranger(name, rows=3):
    return UnlistedReporter(name, "2026-10", "2026-10", rows)


def test_all_have_reported():
    found = judged(facts())
    assert (found.status, found.due, found.present, found.period) == (Status.UP_TO_DATE, 3, 3, "2026-10")
    assert found.reason.id == "3 dari 3 pelapor sudah melapor untuk Oktober 2026"
    assert found.reason.en == "3 of 3 reporters have reported for October 2026"


def test_the_missing_are_named_and_who_owes_since_when():
    found = judged(facts({"2026-10": [NAMES[2], NAMES[0]], "2026-07": [NAMES[2]], "2026-02": [NAMES[1]]}))
    assert found.status is Status.INCOMPLETE
    assert (found.due, found.present, found.missing) == (3, 1, (NAMES[0], NAMES[2]))
    owed = [(one.reporter, one.partner, one.since, one.periods) for one in found.owed]
    assert owed == [
        (NAMES[1], "SKK Migas", "2026-02", ("2026-02",)),
        (NAMES[2], "SKK Migas", "2026-07", ("2026-07", "2026-10")),
        (NAMES[0], "SKK Migas", "2026-10", ("2026-10",)),
    ]
    assert found.owed[1].due_at == wib("2026-08-20 16:00")
    assert found.reason.id == (
        "1 dari 3 pelapor sudah melapor untuk Oktober 2026, belum: PT Cahaya Barat dan PT Angin Timur"
    )


def test_who_owes_an_older_period_only_is_named_too():
    found = judged(facts({"2026-07": [NAMES[2]], "2026-08": [NAMES[2]]}))
    assert (found.status, found.missing) == (Status.INCOMPLETE, ())
    assert found.reason.id == (
        "3 dari 3 pelapor sudah melapor untuk Oktober 2026, tetapi masih berutang: PT Cahaya Barat sejak Juli 2026"
    )


def test_what_is_not_due_yet_is_owed_by_nobody():
    assert judged(facts({"2026-10": NAMES}), wib("2026-11-20 16:00")).status is Status.UP_TO_DATE
    assert judged(facts({"2026-10": NAMES}), wib("2026-11-20 16:01")).status is Status.INCOMPLETE


def test_the_partner_is_that_of_the_newest_line_of_the_roster():
    lines = [RosterLine(NAMES[0], "BPMA", "2026-06-01"), RosterLine(NAMES[0], "SKK Migas", "2024-12-01", "2026-05-01")]
    found = judged(facts({"2026-10": NAMES[:1]}, NAMES[:1], roster=lines))
    assert [one.partner for one in found.owed] == ["BPMA"]
    nameless = judged(facts({"2026-10": NAMES[:1]}, NAMES[:1], roster=[RosterLine(NAMES[0], "", "2026-06-01")]))
    assert [one.partner for one in nameless.owed] == ["SKK Migas"]


def test_a_reporter_who_is_not_listed_is_a_finding():
    found = judged(facts(unlisted=[stranger("CV Delima")]))
    assert (found.status, found.unlisted, found.renamed) == (Status.QUALITY_ISSUE, ("CV Delima",), ())
    assert found.reason.id.startswith("tidak terdaftar di seeds/pelapor_wajib.csv: CV Delima; 3 dari 3")


def test_a_reporter_who_changed_the_spelling_is_suspected():
    found = judged(facts({"2026-10": [NAMES[1]]}, unlisted=[stranger("BUMI SELATAN, PT."), stranger("CV Delima")]))
    assert found.status is Status.INCOMPLETE
    assert found.renamed == (("BUMI SELATAN, PT.", NAMES[1]),)
    assert "BUMI SELATAN, PT. (mungkin nama lain dari PT Bumi Selatan" in found.reason.id
    assert "sama_dengan PT Bumi Selatan" in found.reason.id


@pytest.mark.parametrize(
    ("seen", "missing", "pairs"),
    [
        (["PT. Mekar Energi Tbk"], ["PT Mekar Energi", "PT Sinar"], [("PT. Mekar Energi Tbk", "PT Mekar Energi")]),
        (["Mekar Enegri"], ["PT Mekar Energi"], [("Mekar Enegri", "PT Mekar Energi")]),
        (["PT Sinar Jaya"], ["PT Mekar Energi"], []),
        (["PT"], ["PT Mekar Energi"], []),
        (["", "PT Apa"], [], []),
    ],
)
def test_names_that_may_be_the_same(seen, missing, pairs):
    assert list(possible_names(seen, missing)) == pairs


@pytest.mark.parametrize(
    ("of", "found", "status", "words"),
    [
        (monthly_dataset(), facts(), Status.NOT_APPLICABLE, "tidak ada pelapor"),
        (dataset(due=""), facts(), Status.NOT_APPLICABLE, "tidak ada aturan jatuh tempo"),
        (dataset(), None, Status.NOT_CHECKED, "facts.json tidak memuat data ini"),
        (dataset(), facts(roster=[]), Status.NOT_CHECKED, "tidak memuat satu pelapor pun"),
        (dataset(), facts(names=(), roster=roster_of("PT Lama")), Status.NOT_CHECKED, "untuk Oktober 2026: perpanjang"),
    ],
)
def test_what_cannot_be_told(of, found, status, words):
    axis = judged(found, of=of)
    assert axis.status is status
    assert words in axis.reason.id


def test_nothing_fell_due_yet():
    young = facts_of(months_of("2026-10", "2026-11", ["2026-10", "2026-11"], names=NAMES), roster=roster_of(*NAMES))
    assert judged(young, AS_OF.replace(day=1)).status is Status.NOT_DUE


@pytest.mark.parametrize(
    "spoil", [{"reporters_present": 1}, {"reporters_present": None}, {"reporters_present": -4}, {"reporters_due": 9},
              {"missing": list(NAMES), "reporters_due": None}],
)  # fmt: skip
def test_counts_that_do_not_add_up_are_not_believed(spoil):
    """`1 of 3 have reported` with nobody missing: either may be wrong, so neither is a verdict."""
    found = facts()
    found.obligations[9] = msgspec.structs.replace(found.obligations[9], **spoil)
    said = judged(found)
    assert (said.status, "Oktober 2026" in said.reason.id) == (Status.NOT_CHECKED, True), said.reason.id
    assert "bertentangan" in said.reason.id
