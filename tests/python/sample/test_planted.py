"""Each planted defect is really there, on whatever day the sample is made, and is in the list."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest

from mutakhir.sample.deliveries import WIB
from mutakhir.sample.periods import add_months
from mutakhir.sample.planted import PLANTERS, UNDECLARED
from mutakhir.sample.write import past_until, plan, planted_text


class Planted:
    """The plan of one table on one day."""

    def __init__(self, name, declared, recipes, as_of):
        self.table, self.recipe, self.as_of = declared[name], recipes[name], as_of
        self.boundary = past_until(as_of)
        self.deliveries, self.entries = plan(self.table, self.recipe, as_of, self.boundary)
        self.axes = {(entry["axis"], entry["kind"]) for entry in self.entries}
        assert {entry["unique_id"] for entry in self.entries} == {f"source.mutakhir.{name}"}
        assert all(one.received_at <= as_of for one in self.deliveries)

    @property
    def newest(self):
        return max(self.deliveries, key=lambda one: one.received_at)

    def rows(self, delivery):
        return delivery.rows(self.recipe)

    def periods(self, delivery):
        return {row[self.table.period_column] for row in self.rows(delivery)}


@pytest.fixture
def planted(declared, recipes, as_of):
    return lambda name: Planted(name, declared, recipes, as_of)


def _month(text: str) -> date:
    return datetime.strptime(text, "%Y-%m").date()


def test_late_load(planted):
    late = planted("hilir.jbt_jbkp")
    age = late.as_of - late.newest.received_at
    assert timedelta(days=35) <= age < timedelta(days=43)
    assert late.newest.received_at <= late.boundary
    assert {("load_age", "late_load"), ("period_coverage", "late_load")} <= late.axes
    assert [entry.get("because") for entry in late.entries if entry["axis"] != "load_age"] == ["late_load"]


def test_never_delivered(planted):
    never = planted("program.tkdn_pengadaan")
    assert never.deliveries == []
    assert {axis for axis, _ in never.axes} == {"load_age", "period_coverage", "reporters"}


def test_empty_table(planted):
    empty = planted("infra.pipa_gas")
    (only,) = empty.deliveries
    assert empty.rows(only) == []
    assert only.received_at > empty.boundary
    assert ("load_age", "empty_table") in empty.axes


def test_old_month_again(planted):
    again = planted("infra.penyalur")
    (entry,) = again.entries
    assert (entry["axis"], entry["kind"]) == ("period_coverage", "old_month_again")
    missing = _month(entry["period"])
    assert add_months(missing, 1).replace(day=20) < again.as_of.date()
    assert max(one.start for one in again.deliveries) == add_months(missing, -1)
    repeated = again.newest
    first = next(one for one in again.deliveries if one.start == repeated.start and one is not repeated)
    assert again.rows(repeated) == again.rows(first)
    assert again.as_of - repeated.received_at < timedelta(days=4)
    assert repeated.received_at > again.boundary


def test_late_months(planted):
    late = planted("hilir.lpg_pasokan")
    assert late.axes == {("punctuality", "late_delivery")}
    months = {_month(entry["period"]) for entry in late.entries}
    assert len(months) == 2
    for one in late.deliveries:
        due = add_months(one.start, 1).replace(day=15)
        # Past the longest row of holidays that could have moved the due date on.
        assert (one.received_at.date() > due + timedelta(days=10)) == (one.start in months)
        assert one.start not in months or one.received_at <= late.boundary
    assert late.deliveries == sorted(late.deliveries, key=lambda one: one.received_at)


def test_reporters_missing(planted):
    short = planted("hilir.niaga_bbm_bulanan")
    names = {entry["reporter"] for entry in short.entries}
    (period,) = {_month(entry["period"]) for entry in short.entries}
    assert len(names) == 3
    # The newest month whose tenth has passed at 16.00, and every delivery from there on lacks the three.
    due = datetime(*add_months(period, 1).timetuple()[:2], 10, 16, tzinfo=WIB)
    assert due <= short.as_of < datetime(*add_months(period, 2).timetuple()[:2], 10, 16, tzinfo=WIB)
    for one in short.deliveries:
        reported = {row[short.table.reporter_column] for row in short.rows(one)}
        assert not names & reported if one.start >= period else names <= reported


def test_unlisted_reporter(planted, roster):
    stranger = planted("hulu.lifting_daerah_bulanan")
    (entry,) = stranger.entries
    assert (entry["axis"], entry["kind"]) == ("reporters", "unlisted_reporter")
    listed = {line["pelapor"] for line in roster if line["kumpulan_data"] == stranger.table.dataset}
    for one in stranger.deliveries:
        reported = {row["kkks"] for row in stranger.rows(one)}
        assert reported - listed == ({entry["reporter"]} if one is stranger.newest else set())
    assert stranger.newest.received_at > stranger.boundary


def test_vanished_value(planted):
    gone = planted("hulu.stok_terminal_harian")
    (entry,) = gone.entries
    first = date.fromisoformat(entry["period"])
    # Its list fell due on the next day at 16.00, and the one of the day after it has not yet.
    due = datetime(first.year, first.month, first.day, 16, tzinfo=WIB) + timedelta(days=1)
    assert due <= gone.as_of < due + timedelta(days=1)
    for one in gone.deliveries[-60:]:
        terminals = {row["terminal"] for row in gone.rows(one)}
        assert len(terminals) == (20 if one.start < first else 19)
        assert (entry["value"] in terminals) == (one.start < first)


def test_extra_column(planted):
    extra = planted("infra.jargas_sr")
    (entry,) = extra.entries
    assert (entry["axis"], entry["kind"]) == ("stability", "extra_column")
    assert [one.extra_head for one in extra.deliveries if one.extra_head] == [entry["column"]]
    assert extra.newest.extra_head
    assert all(row[entry["column"]] for row in extra.rows(extra.newest))
    assert extra.newest.received_at > extra.boundary


def test_restated_month(planted):
    restated = planted("hulu.produksi_bulanan_lapangan")
    revision = restated.newest
    (entry,) = restated.entries
    month = _month(entry["period"])
    assert entry["axis"] == "stability"
    assert revision.received_at > restated.boundary
    assert restated.periods(revision) == {month} == {add_months(restated.as_of.date(), -8)}
    original = next(one for one in restated.deliveries if one.start == month and one is not revision)
    assert original.received_at <= restated.boundary
    for measure in ("minyak_bbl", "gas_mscf"):
        sums = [sum(row[measure] or 0 for row in restated.rows(one)) for one in (revision, original)]
        assert sums[0] / sums[1] == pytest.approx(0.97, abs=0.001)


def test_vanished_month(planted):
    vanished = planted("hilir.ekspor_impor")
    month = _month(vanished.entries[0]["period"])
    assert vanished.newest.received_at > vanished.boundary
    older = [one for one in vanished.deliveries if one.received_at <= vanished.boundary]
    assert month in vanished.periods(older[-1])
    remaining = vanished.periods(vanished.newest)
    assert month not in remaining
    assert min(remaining) < month < max(remaining)
    assert Counter(entry["axis"] for entry in vanished.entries) == {"stability": 1, "period_coverage": 1}


def test_future_period(planted):
    ahead = planted("hulu.pemanfaatan_gas")
    (entry,) = ahead.entries
    assert _month(entry["period"]) == add_months(ahead.as_of.date(), 3)
    assert max(ahead.periods(ahead.newest)) == _month(entry["period"])
    assert ahead.newest.received_at > ahead.boundary
    assert ahead.newest.start in ahead.periods(ahead.newest)


def test_unit_slip(planted):
    slip = planted("hilir.lpg_penyaluran")
    clean = slip.recipe.rows(slip.newest.start, _rng(slip))
    spoilt = slip.rows(slip.newest)
    slipped = [
        (after, before)
        for after, before in zip(spoilt, clean, strict=True)
        if after["realisasi_mt"] != before["realisasi_mt"]
    ]
    assert len({after["wilayah"] for after, _ in slipped}) == 1
    assert all(after["realisasi_mt"] == pytest.approx(1000 * before["realisasi_mt"]) for after, before in slipped)
    # The test within_range of the source allows a province 170,000 tonnes of 3 kg cylinders a month.
    assert max(after["realisasi_mt"] for after, _ in slipped) > 170_000
    assert slip.axes == {("tests", "unit_slip")}


def _rng(planted):
    return Random(f"{planted.table.dataset}:{planted.newest.start.isoformat()}")


def test_text_numbers(planted):
    text = planted("hilir.kilang_bulanan")
    cells = [row["produksi_kl"] for row in text.rows(text.newest) if isinstance(row["produksi_kl"], str)]
    assert "n.a." in cells
    assert any(cell.endswith(" (sementara)") and "," in cell for cell in cells)
    assert text.axes == {("tests", "text_numbers")}


def test_unreadable_file(planted):
    seismic = planted("hulu.survei_seismik")
    (damaged,) = [one for one in seismic.deliveries if one.is_damaged]
    good = seismic.newest
    assert not good.is_damaged
    assert good.start == damaged.start
    assert seismic.boundary < damaged.received_at < good.received_at
    assert good.received_at - damaged.received_at <= timedelta(days=3)
    (entry,) = seismic.entries
    assert entry["axis"] == "load"
    assert entry["file"].startswith("kini/hulu.survei_seismik/")


def test_the_list_is_sorted_and_names_causes(declared, recipes, as_of):
    entries = [UNDECLARED]
    for name in PLANTERS:
        entries += Planted(name, declared, recipes, as_of).entries
    listed = json.loads(planted_text(entries))
    assert [entry["unique_id"] or "" for entry in listed] == sorted(entry["unique_id"] or "" for entry in listed)
    assert {entry["kind"] for entry in listed} == {
        "late_load", "never_delivered", "reporters_missing", "restated_month", "vanished_month", "future_period",
        "unit_slip", "text_numbers", "empty_table", "undeclared_table", "unreadable_file", "old_month_again",
        "late_delivery", "unlisted_reporter", "vanished_value", "extra_column",
    }  # fmt: skip
    kinds = {entry["kind"] for entry in listed}
    assert all(entry["because"] in kinds for entry in listed if "because" in entry)
