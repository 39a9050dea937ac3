"""Axis stability: each change of the past is found on the day it came, none before, none after it was mended."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_facts import owed, wib
from builders_history import COLUMNS, MONTHS, NAME, counted, declared, facts_at, judge, keep, play, said, spans
from mutakhir.artifacts.facts import DatasetFacts, FactsDifference
from mutakhir.checklist.past import Past, in_order
from mutakhir.checklist.stability import counting_of, judge_stability
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.language import Text
from mutakhir.domain.status import Status
from mutakhir.due.periods import Grain, period_from_code

DATASET = declared()
MONTHLY = dict.fromkeys(MONTHS, (10, {"minyak_bbl": "100"}))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history" / "facts.jsonl"


def verdicts(path, *runs, dataset=DATASET):
    """Verdicts of runs on the 3rd, 4th, ... of November 2026; a run may name its own moment."""
    timed = [run if isinstance(run, tuple) else (f"2026-11-{day:02d} 09:00", run) for day, run in enumerate(runs, 3)]
    return play(path, dataset, timed)


def changed(**periods):
    """The usual months with some of them changed; None takes one away."""
    named = {code.replace("_", "-").lstrip("m"): held for code, held in periods.items()}
    return counted({code: held for code, held in (MONTHLY | named).items() if held is not None})


def total(amount, rows=10):
    return (rows, {"minyak_bbl": amount})


def test_without_a_past_the_axis_does_not_apply(path):
    (first,) = verdicts(path, counted(MONTHS))
    assert (first.status, first.reason.id) == (Status.NOT_APPLICABLE, "belum ada pembanding")
    assert first.compared_with is None


def test_the_same_again_is_stable_and_says_since_when(path):
    _, second = verdicts(path, counted(MONTHS), counted(MONTHS))
    assert second.status is Status.UP_TO_DATE
    assert second.reason.id == "masa lalunya tetap sejak 3 November 2026"
    assert second.compared_with == wib("2026-11-03 09:00")


def test_a_new_period_and_the_one_before_it_restated_are_the_house_style(path):
    _, second = verdicts(path, counted(MONTHS), changed(m2026_10=total("101"), m2026_11=total("90")))
    assert second.status is Status.UP_TO_DATE
    assert [(one.kind, one.period, one.before, one.after) for one in second.noted] == [
        ("total_changed", "2026-10", "100", "101")
    ]
    assert "Oktober 2026 diperbarui mitra" in second.reason.id


@pytest.mark.parametrize("amount", ["99.999999", "97", "0", None])
def test_an_older_period_is_flagged_whatever_the_size_and_gone_once_it_is_mended(path, amount):
    _, bad, still, mended = verdicts(
        path, counted(MONTHS), changed(m2026_05=total(amount)), changed(m2026_05=total(amount)), counted(MONTHS)
    )
    assert said(bad) == said(still) == [("total_changed", "2026-05")]
    assert (bad.findings[0].before, bad.findings[0].after, bad.findings[0].what) == ("100", amount, "minyak_bbl")
    assert bad.status is Status.QUALITY_ISSUE
    assert mended.status is Status.UP_TO_DATE
    assert not mended.noted


def test_sentences_say_before_and_after_in_both_languages(path):
    whole = {code: (10, {"minyak_bbl": "18093412.5"}) for code in MONTHS}
    _, bad = verdicts(path, counted(whole), counted(whole | {"2026-03": total("17550610.13", 12)}))
    assert bad.reason.id == (
        "minyak_bbl Maret 2026 berubah dari 18.093.412,5 menjadi 17.550.610,13 (−3%), dan 1 temuan lain"
    )
    assert bad.findings[0].text.en == "minyak_bbl of March 2026 changed from 18,093,412.5 to 17,550,610.13 (−3%)"
    assert bad.findings[1].text.id == "jumlah baris Maret 2026 bertambah dari 10 menjadi 12"


def test_a_change_is_shown_until_the_end_of_its_cycle_and_then_taken_over(path):
    bad = changed(m2026_05=total("97"))
    runs = [("2026-10-30 09:00", counted(MONTHS)), ("2026-10-31 09:00", bad), ("2026-10-31 23:59", bad)]
    *_, last_day, next_cycle = verdicts(path, *runs, ("2026-11-01 00:00", bad))
    assert said(last_day) == [("total_changed", "2026-05")]
    assert next_cycle.status is Status.UP_TO_DATE


def test_what_an_earlier_cycle_showed_is_no_finding_again_when_it_is_mended_later(path):
    bad = changed(m2026_05=total("97"))
    runs = [("2026-09-30 09:00", counted(MONTHS)), ("2026-10-02 09:00", bad), ("2026-11-02 09:00", counted(MONTHS))]
    *_, mended = verdicts(path, *runs)
    assert mended.status is Status.UP_TO_DATE
    assert [(one.period, one.before, one.after) for one in mended.noted] == [("2026-05", "97", "100")]


def test_a_change_of_a_change_in_a_later_cycle_is_a_finding_of_that_cycle(path):
    runs = [("2026-09-30 09:00", counted(MONTHS)), ("2026-10-02 09:00", changed(m2026_05=total("97")))]
    *_, again = verdicts(path, *runs, ("2026-11-02 09:00", changed(m2026_05=total("96"))))
    assert [(one.period, one.before, one.after) for one in again.findings] == [("2026-05", "97", "96")]


def test_a_vanished_period_is_found_and_gone_when_it_is_back(path):
    _, gone, back = verdicts(path, counted(MONTHS), changed(m2026_05=None), counted(MONTHS))
    assert said(gone) == [("period_vanished", "2026-05")]
    assert gone.reason.id == "Mei 2026 hilang (tadinya 10 baris)"
    assert back.status is Status.UP_TO_DATE


def test_a_period_without_rows_in_force_has_vanished(path):
    _, gone = verdicts(path, counted(MONTHS), changed(m2026_05=0))
    assert said(gone) == [("period_vanished", "2026-05")]


def test_a_vanished_period_that_a_cycle_has_shown_may_come_back_as_it_was_but_not_as_another(path):
    runs = [("2026-09-30 09:00", counted(MONTHS)), ("2026-10-02 09:00", changed(m2026_05=None))]
    *_, next_cycle = verdicts(path, *runs, ("2026-11-02 09:00", changed(m2026_05=None)))
    assert next_cycle.status is Status.UP_TO_DATE
    assert judge(path, facts_at("2026-11-03 09:00", one=counted(MONTHS)), DATASET).status is Status.UP_TO_DATE
    other = judge(path, facts_at("2026-11-03 09:00", one=changed(m2026_05=total("7"))), DATASET)
    assert [(one.kind, one.before, one.after) for one in other.findings] == [("total_changed", "100", "7")]


def test_the_latest_period_going_back_is_flagged_although_the_newest_may_be_restated(path):
    _, back = verdicts(path, counted(MONTHS), changed(m2026_10=None))
    assert said(back) == [("period_regressed", "2026-10")]
    assert back.reason.id == "periode terbaru mundur dari Oktober 2026 ke September 2026"


def test_a_table_that_is_empty_for_one_run_is_one_finding_and_none_when_it_is_back(path):
    _, empty, back = verdicts(path, counted(MONTHS), counted({}), changed(m2026_10=total("101")))
    assert said(empty) == [("period_vanished", None)]
    assert empty.reason.id == "seluruh isinya hilang: 8 periode (Maret 2026 sampai Oktober 2026), 80 baris"
    assert back.status is Status.UP_TO_DATE


def test_rows_lost(path):
    _, bad = verdicts(path, counted(MONTHS), changed(m2026_05=(9, {"minyak_bbl": "100"})))
    assert said(bad) == [("rows_lost", "2026-05")]


def test_a_late_reporter_adds_to_an_old_period_without_alarm_but_may_not_hide_a_fall(path):
    before = counted(MONTHS, reporters={"2026-05": 3})
    joined = counted(MONTHLY | {"2026-05": total("130", 13)}, reporters={"2026-05": 4})
    fallen = counted(MONTHLY | {"2026-05": total("90", 13)}, reporters={"2026-05": 4})
    _, late = verdicts(path, before, joined)
    assert late.status is Status.UP_TO_DATE
    assert [one.period for one in late.noted] == ["2026-05", "2026-05"]
    assert said(judge(path, facts_at("2026-11-04 08:00", one=fallen), DATASET)) == [
        ("total_changed", "2026-05"),
        ("rows_changed", "2026-05"),
    ]


@pytest.mark.parametrize(("then", "flagged"), [("2026-10-31 23:00", False), ("2026-11-01 00:00", True)])
def test_a_month_that_was_not_over_when_it_was_counted_is_no_past(path, then, flagged):
    strict = declared(restates=0)
    _, whole = play(path, strict, [(then, counted(MONTHS)), ("2026-11-15 09:00", changed(m2026_10=total("140", 14)))])
    assert bool(whole.findings) is flagged


def test_a_total_beyond_all_measure_is_compared_as_text(path):
    _, same, other = verdicts(
        path, *(changed(m2026_05=total(amount)) for amount in ("1E+999999999", "1E+999999999", "2E+999999999"))
    )
    assert same.status is Status.UP_TO_DATE
    assert other.findings[0].text.id == "minyak_bbl Mei 2026 berubah dari 1E+999999999 menjadi 2E+999999999"


def test_rows_on_top_without_a_new_reporter_are_flagged(path):
    _, bad = verdicts(path, counted(MONTHS), changed(m2026_05=total("130", 13)))
    assert said(bad) == [("total_changed", "2026-05"), ("rows_changed", "2026-05")]


def test_a_late_event_is_no_restatement_and_a_lost_one_is(path):
    events = declared("event", restates=1)
    days = {f"2026-10-{day:02d}": total("10", 1) for day in (3, 5, 8, 13, 20)}
    second = days | {"2026-10-05": total("25", 2), "2026-10-06": total("3", 1)}
    third = {day: held for day, held in second.items() if day != "2026-10-08"}
    _, late, lost = verdicts(
        path, counted(days, "event"), counted(second, "event"), counted(third, "event"), dataset=events
    )
    assert late.status is Status.UP_TO_DATE
    assert said(lost) == [("period_vanished", "2026-10-08")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("100", "100.000000"), ("1.50", "1.5"), ("0", "-0.0"), ("1E+2", "100"), ("0.1", "0.10000000000000001")],
)
def test_another_adapter_writing_the_same_number_otherwise_is_no_change(path, before, after):
    _, second = verdicts(path, changed(m2026_05=total(before)), changed(m2026_05=total(after)))
    assert (second.status, second.noted) == (Status.UP_TO_DATE, ())


def test_measures_added_to_or_removed_from_the_declaration_are_no_finding(path):
    more = {code: (10, {"minyak_bbl": "100", "gas_mscf": "7"}) for code in MONTHS}
    restated = more | {"2026-05": (10, {"minyak_bbl": "100", "gas_mscf": "8"})}
    _, added, removed, moved = verdicts(path, counted(MONTHS), counted(more), counted(MONTHS), counted(restated))
    assert added.status is removed.status is Status.UP_TO_DATE
    assert [(one.what, one.before, one.after) for one in moved.findings] == [("gas_mscf", "7", "8")]


def test_a_data_set_that_could_not_be_counted_keeps_its_past(path):
    _, failed, back = verdicts(path, counted(MONTHS), DatasetFacts(error="no such table"), changed(m2026_05=None))
    assert (failed.status, failed.reason.id) == (
        Status.NOT_CHECKED,
        "isi tabelnya tidak dapat dihitung: no such table",
    )
    assert said(back) == [("period_vanished", "2026-05")]


def test_another_grain_begins_anew(path):
    verdicts(path, counted(MONTHS))
    days = counted({f"2026-10-{day:02d}": 3 for day in range(1, 9)}, "day")
    verdict = judge(path, facts_at("2026-11-04 09:00", one=days), declared("day"))
    assert (verdict.status, verdict.findings) == (Status.NOT_APPLICABLE, ())


def test_a_future_period_needs_no_past_and_is_mended_without_a_trace(path):
    first, second, mended = verdicts(
        path, changed(m2027_02=total("1")), changed(m2027_02=total("2")), changed(m2026_10=total("1"))
    )
    assert said(first) == said(second) == [("future_period", "2027-02")]
    assert mended.status is Status.UP_TO_DATE
    assert first.reason.id == "periode Februari 2027 ada di masa depan (10 baris)"


def test_the_month_that_is_running_is_not_the_future(path):
    (first,) = verdicts(path, changed(m2026_11=total("1")))
    assert first.status is Status.NOT_APPLICABLE


def test_the_day_ends_at_midnight_of_the_procedure(path):
    day = counted({"2026-11-05": 1, "2026-11-06": 1}, "day")
    late = judge(path, facts_at("2026-11-05 23:59", one=day), declared("day"))
    assert said(late) == [("future_period", "2026-11-06")]
    assert not judge(path, facts_at("2026-11-06 00:00", one=day), declared("day")).findings


def test_a_plan_may_stand_one_year_ahead(path):
    year = period_from_code("2026", Grain.YEAR)
    plan = counted({"2026": 1, "2027": 1, "2028": 1}, "year", obligations=[owed(year, wib("2026-01-31 16:00"), True)])
    assert said(judge(path, facts_at("2026-11-04 09:00", one=plan), declared("year"))) == [("future_period", "2028")]


def test_a_fiscal_quarter_begins_before_its_calendar_one(path):
    fiscal = declared("quarter", period={"year_starts": 12})
    quarter = counted({"2026-TW4": 1, "2027-TW1": 1}, "quarter")
    assert not judge(path, facts_at("2026-12-01 00:00", one=quarter), fiscal).findings
    assert said(judge(path, facts_at("2026-11-30 23:59", one=quarter), fiscal)) == [("future_period", "2027-TW1")]


@pytest.mark.parametrize("code", ["0026-10", "1826-10", "1926-10", "2126-10", "9999-12"])
def test_a_wrong_century_is_impossible_or_future_and_no_past(path, code):
    first, mended = verdicts(path, changed(**{f"m{code.replace('-', '_')}": total("1")}), counted(MONTHS))
    assert said(first) == [("future_period" if code > "2026" else "impossible_period", code)]
    assert mended.status is Status.UP_TO_DATE


def test_an_old_series_that_says_so_is_not_impossible(path):
    old = counted({"1926": 1, "1927": 1}, "year")
    dataset = declared("year", period={"earliest": 1900})
    assert not judge(path, facts_at("2026-11-04 09:00", one=old), dataset).findings


def test_rows_without_a_period_are_told(path):
    verdict = judge(path, facts_at("2026-11-04 09:00", one=counted(MONTHS, rows_without_period=3)), DATASET)
    assert (said(verdict), verdict.reason.id) == ([("without_period", None)], "3 baris tanpa periode")


def test_a_recount_that_differs_is_a_finding_of_its_cycle(path):
    difference = FactsDifference(NAME, "2026-05", "minyak_bbl", "100", "97.5")
    facts = facts_at("2026-11-04 09:00", one=counted(MONTHS))
    facts.differences, facts.recounted_at = [difference], "2026-11-01T02:00:00+00:00"
    verdict = judge(path, facts, DATASET)
    assert verdict.reason.id == "hitung ulang minyak_bbl Mei 2026 menemukan 97,5, bukan 100"
    facts.recounted_at = "2026-10-31T02:00:00+00:00"
    assert not judge(path, facts, DATASET).findings


def test_columns_gained_and_lost(path):
    more = counted(MONTHS, columns={**COLUMNS, "gas_mscf": "DECIMAL", "MINYAK_BBL": "x"})
    _, gained, same, lost = verdicts(
        path, counted(MONTHS), more, more, counted(MONTHS, columns={"periode": "DATE", "gas_mscf": "DECIMAL"})
    )
    assert [(one.kind, one.what) for one in gained.findings] == [("column_gained", "gas_mscf")]
    assert same.findings == gained.findings
    assert [(one.kind, one.what) for one in lost.findings] == [
        ("column_lost", "minyak_bbl"),
        ("column_gained", "gas_mscf"),
    ]


def test_a_column_that_was_declared_meanwhile_is_announced(path):
    keep(path, facts_at("2026-11-03 09:00", one=counted(MONTHS, columns={"periode": "DATE"})))
    assert not judge(path, facts_at("2026-11-04 09:00", one=counted(MONTHS)), DATASET).findings


def test_an_undeclared_column_of_a_delivery_is_told_once_and_nameless_ones_never(path):
    extra = counted(MONTHS, extra_columns=["No. SR", "  "])
    _, new, without, again = verdicts(path, counted(MONTHS), extra, counted(MONTHS), extra)
    assert [(one.kind, one.what) for one in new.findings] == [("column_gained", "No. SR")]
    assert without.status is again.status is Status.UP_TO_DATE


def test_a_table_without_any_column_says_nothing_of_columns(path):
    _, absent = verdicts(path, counted(MONTHS), counted(MONTHS, columns={}))
    assert not absent.findings


def _valued(last, gone_since="", **values):
    """Eight months to October, due on the 20th; value `a` throughout, `b` until before `gone_since`."""
    codes = [code for code in MONTHS if code <= last]
    due = [
        owed(period, wib(f"2026-{period.start.month + 1:02d}-20 16:00"), True)
        for period in (period_from_code(code, Grain.MONTH) for code in codes)
    ]
    kept = [code for code in codes if not gone_since or code < gone_since]
    named = spans(a=(codes[0], codes[-1], len(codes)), b=(codes[0], kept[-1], len(kept)), **values)
    return counted(codes, obligations=due, values={"lapangan": named})


def test_a_value_that_always_stood_is_missed_in_the_newest_period_that_fell_due(path):
    dataset = declared(dimensions=["lapangan"])
    before, gone = _valued("2026-09"), _valued("2026-10", "2026-10")
    verdict = play(
        path, dataset, [("2026-11-10 09:00", before), ("2026-11-20 15:00", gone), ("2026-11-20 17:00", gone)]
    )
    assert not verdict[1].findings, "October is not due yet"
    assert [(one.kind, one.period, one.before) for one in verdict[2].findings] == [("value_vanished", "2026-10", "b")]
    assert verdict[2].reason.id == "nilai 'b' pada lapangan tidak ada lagi sejak Oktober 2026"


def test_a_value_is_missed_only_where_all_reporters_are_there(path):
    gone = _valued("2026-10", "2026-10")
    gone.obligations[-1].missing = ["KKKS Satu"]
    assert not judge(path, facts_at("2026-11-21 09:00", one=gone), declared(dimensions=["lapangan"])).findings


def test_a_value_that_vanished_is_told_until_the_cycle_ends(path):
    days = [f"2026-10-{day:02d}" for day in range(1, 32)] + [f"2026-11-{day:02d}" for day in range(1, 21)]

    def daily(last):
        codes = [code for code in days if code <= last]
        due = [owed(period_from_code(code, Grain.DAY), wib(f"{code} 23:00"), True) for code in codes]
        kept = [code for code in codes if code < "2026-11-08"]
        values = {"terminal": spans(a=(codes[0], codes[-1], len(codes)), b=(codes[0], kept[-1], len(kept)))}
        return counted(codes, "day", obligations=due, values=values)

    runs = [(f"{last} 23:30", daily(last)) for last in ("2026-10-31", "2026-11-07", "2026-11-08", "2026-11-20")]
    _, before, first, later, december = play(
        path, declared("day", dimensions=["terminal"]), [*runs, ("2026-12-01 09:00", daily("2026-11-20"))]
    )
    assert not before.findings
    assert [(one.kind, one.period) for one in first.findings] == [("value_vanished", "2026-11-08")]
    assert later.findings == first.findings
    assert not december.findings


def test_a_value_never_seen_before_appears(path):
    new = _valued("2026-10", baru=("2026-10", "2026-10", 1))
    verdict = judge(path, facts_at("2026-11-10 09:00", one=new), declared(dimensions=["lapangan"]))
    assert [(one.kind, one.after, one.period) for one in verdict.findings] == [("value_appeared", "baru", "2026-10")]


@pytest.mark.parametrize(
    "values",
    [
        {"x": ("2026-03", "2026-08", 3), "y": ("2026-04", "2026-10", 4), "baru": ("2026-10", "2026-10", 1)},
        {"x": ("2026-08", "2026-10", 3), "y": ("2026-09", "2026-10", 2), "baru": ("2026-10", "2026-10", 1)},
        {
            "x": ("2026-05", "2026-07", 3),
            "y": ("2026-03", "2026-08", 6),
            "z": ("2026-03", "2026-06", 4),
            "baru": ("2026-10", "2026-10", 1),
        },
    ],
)
def test_where_codes_come_and_go_one_more_is_no_news(path, values):
    verdict = judge(path, facts_at("2026-11-10 09:00", one=_valued("2026-10", **values)), declared())
    assert not verdict.findings


def test_values_of_events_and_of_the_reporter_column_are_not_judged(path):
    new = _valued("2026-10", "2026-10", baru=("2026-10", "2026-10", 1))
    reporter = declared().__class__(**{**_fields(declared()), "reporter_column": "lapangan"})
    assert not judge(path, facts_at("2026-11-21 09:00", one=new), reporter).findings
    assert not judge(path, facts_at("2026-11-21 09:00", one=new), declared("event")).findings


def _fields(dataset):
    return {name: getattr(dataset, name) for name in dataset.__slots__}


def test_a_label_that_changes_in_the_whole_past_is_told_on_both_sides(path):
    old = counted(MONTHS, values={"produk": spans(solar=("2026-03", "2026-10", 8), avtur=("2026-03", "2026-10", 8))})
    new = counted(MONTHS, values={"produk": spans(Solar=("2026-03", "2026-10", 8), avtur=("2026-03", "2026-10", 8))})
    _, renamed, back = verdicts(path, old, new, old)
    assert [(one.kind, one.before or one.after) for one in renamed.findings] == [
        ("value_vanished", "solar"),
        ("value_appeared", "Solar"),
    ]
    assert back.status is Status.UP_TO_DATE


def test_a_broken_identity_needs_no_past(path):
    dataset = declared(
        measures=["awal", "masuk", "keluar", "akhir"], identities=["awal + masuk - keluar = akhir toleransi 0,1%"]
    )
    sums = {"awal": "1000", "masuk": "500", "keluar": "300", "akhir": "1200"}
    periods = {
        "2026-08": (1, sums),
        "2026-09": (1, sums | {"akhir": "1201"}),
        "2026-10": (1, sums | {"akhir": "1300"}),
        "2026-07": (1, sums | {"masuk": None}),
    }
    verdict = judge(path, facts_at("2026-11-04 09:00", one=counted(periods)), dataset)
    assert said(verdict) == [("identity_broken", "2026-10")]
    assert (verdict.findings[0].before, verdict.findings[0].after) == ("1200", "1300")
    assert "Oktober 2026 tidak memenuhi awal + masuk - keluar = akhir" in verdict.reason.id


def test_an_identity_that_cannot_be_read_leaves_the_axis_unchecked(path):
    dataset = declared(identities=["minyak_bl = 1"])
    verdict = judge(path, facts_at("2026-11-04 09:00", one=counted(MONTHS)), dataset)
    assert verdict.status is Status.NOT_CHECKED
    assert "minyak_bl, yang bukan ukuran tabel itu; maksudnya minyak_bbl?" in verdict.reason.id


def test_a_history_that_cannot_be_read_leaves_the_axis_unchecked_but_tells_what_today_shows():
    facts = facts_at("2026-11-04 09:00", one=counted(MONTHS, rows_without_period=1))
    past = Past(problem=Text("riwayat rusak", "history damaged"))
    counting = counting_of(facts, wib("2026-11-04 10:00"), PROCEDURE_ZONE)
    verdict = judge_stability(DATASET, facts.datasets[NAME], past, counting)
    assert (verdict.status, verdict.reason.en) == (Status.NOT_CHECKED, "history damaged")
    assert said(verdict) == [("without_period", None)]


def test_without_facts_and_without_a_declared_period():
    counting = counting_of(None, wib("2026-11-04 10:00"), PROCEDURE_ZONE)
    assert judge_stability(DATASET, None, None, counting).status is Status.NOT_CHECKED
    undeclared = declared(period={"grain": "fortnight"})
    assert judge_stability(undeclared, None, None, counting).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("wrong", ["2020-01-01 00:10", "2027-08-01 09:00"])
def test_a_clock_that_was_wrong_for_one_run_swallows_no_change_and_keeps_none(path, wrong):
    """The change came in a run whose clock was wrong: the next run tells of it, and next month's no more."""
    bad = changed(m2026_05=total("97"))
    *_, after, later, next_month = verdicts(
        path,
        counted(MONTHS),
        counted(MONTHS),
        (wrong, bad),
        ("2026-11-06 09:00", bad),
        ("2026-11-07 09:00", bad),
        ("2026-12-07 09:00", bad),
    )
    assert said(after) == said(later) == [("total_changed", "2026-05")]
    assert next_month.status is Status.UP_TO_DATE


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_lines_are_taken_in_the_order_they_stand_in(days):
    moments = [wib("2026-11-01 09:00") + timedelta(days=day) for day in days]
    found = in_order(moments)
    assert found == sorted(found)
    assert set(found) <= set(moments)
    if moments == sorted(moments):
        assert found == moments
