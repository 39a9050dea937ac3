import pytest

from mutakhir.due.fitting import misfit
from mutakhir.due.periods import Grain
from mutakhir.due.rules import parse_rule

CONTRADICTIONS = [
    ("TW+30", "month", "bulanan"),
    ("TW+30", "year", "tahunan"),
    ("TW+30", "quarter", "bulanan"),
    ("Tgl 30-06", "month", "bulanan"),
    ("Tgl 30-06", "year", "bulanan"),
    ("hari bursa SGX", "month", "bulanan"),
    ("hari bursa SGX", "day", "bulanan"),
    ("per kejadian, jeda terlama 31 hari", "month", "insidental"),
    ("per kejadian, jeda terlama 31 hari", "event", "bulanan"),
    ("bulanan + setiap perubahan", "quarter", "triwulanan"),
    ("bulanan + setiap perubahan", "month", "harian"),
    ("Tgl 20 B+1", "day", "harian"),
    ("Tgl 20 B+1", "day", ""),
    ("Tgl 20 B+1", "week", "mingguan"),
    ("Tgl 20 B+1", "event", "insidental"),
    ("Tgl 20 B+1", "month", "mingguan"),
    ("warn Tgl 10, error Tgl 25", "event", "insidental"),
    ("warn TW+20, error TW+30", "month", "bulanan"),
]
FITTING = [
    ("TW+30", "quarter", "triwulanan"),
    ("TW+30", "quarter", ""),
    ("TW+30", "month", "triwulanan"),
    ("Tgl 30-06", "year", "tahunan"),
    ("hari bursa SGX", "day", "harian"),
    ("hari bursa SGX", "day", "mingguan"),
    ("per kejadian, jeda terlama 31 hari", "event", "insidental"),
    ("bulanan + setiap perubahan", "month", "bulanan"),
    ("Tgl 20 B+1", "month", ""),
    ("Tgl 20 B+1", "day", "bulanan"),
    ("Tgl 20 B+1", "quarter", "triwulanan"),
    ("H+3", "event", "insidental"),
    ("HK+5", "week", "mingguan"),
    ("HK+3", "month", "bulanan"),
    ("warn Tgl 10, error Tgl 25", "month", "bulanan"),
]


@pytest.mark.parametrize(("rule", "grain", "cadence"), CONTRADICTIONS)
def test_a_rule_that_grain_or_cadence_contradicts_is_refused(rule, grain, cadence):
    said = misfit(parse_rule(rule), Grain(grain), cadence)
    assert said is not None
    assert str(parse_rule(rule)) in said.id
    assert ("grain" in said.en) or (cadence in said.en)


@pytest.mark.parametrize(("rule", "grain", "cadence"), FITTING)
def test_a_rule_that_fits_is_taken(rule, grain, cadence):
    assert misfit(parse_rule(rule), Grain(grain), cadence) is None
