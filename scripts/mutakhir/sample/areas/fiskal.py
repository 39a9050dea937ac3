"""Sample deliveries of area fiskal: oil and gas revenue and the regions' shares of it (DATA CONTOH)."""

from datetime import date
from random import Random

from mutakhir.sample.periods import add_months
from mutakhir.sample.table import Row, SampleTable

MONTHLY_REVENUE_RP = {"minyak": 6.3e12, "gas": 3.2e12}
"""About 114 trillion rupiah a year, the size of the state budget's oil and gas revenue."""

REGIONS = {
    "0000": (0.30, 0.42),
    "1105": (0.010, 0.012),
    "1111": (0.006, 0.030),
    "1402": (0.006, 0.000),
    "1405": (0.050, 0.000),
    "1406": (0.030, 0.000),
    "1408": (0.070, 0.000),
    "1409": (0.110, 0.000),
    "1507": (0.010, 0.035),
    "1603": (0.020, 0.025),
    "1606": (0.030, 0.090),
    "1612": (0.014, 0.006),
    "2103": (0.016, 0.060),
    "2105": (0.020, 0.050),
    "3101": (0.020, 0.008),
    "3212": (0.016, 0.012),
    "3215": (0.008, 0.010),
    "3216": (0.006, 0.008),
    "3316": (0.010, 0.014),
    "3522": (0.160, 0.020),
    "3523": (0.020, 0.004),
    "6403": (0.040, 0.080),
    "6504": (0.008, 0.000),
    "7202": (0.006, 0.036),
    "9104": (0.004, 0.080),
}
"""Producing regency or city (BPS code): its share of the oil and of the gas revenue; 0000 lies outside any region."""

SHARE = {"minyak": 0.155, "gas": 0.305}
SPECIAL_AUTONOMY_SHARE = 0.7
SPECIAL_AUTONOMY_PROVINCES = ("11", "91", "92", "94", "95", "96", "97")


def pnbp_dbh(start: date, rng: Random) -> list[Row]:
    """Three months of one DBH quarter, which begins a month before the calendar quarter `start` opens."""
    rows: list[Row] = []
    for month in (add_months(start, offset) for offset in (-1, 0, 1)):
        rate = round(16700 + rng.uniform(-250, 250), 2)
        for kind, total in MONTHLY_REVENUE_RP.items():
            level = total * rng.uniform(0.94, 1.06)
            rows += [
                _row(start, month, region, kind, level * share, rate)
                for region, share in _shares(kind).items()
                if share > 0
            ]
    return rows


def _shares(kind: str) -> dict[str, float]:
    return {region: shares[kind == "gas"] for region, shares in REGIONS.items()}


def _row(quarter: date, month: date, region: str, kind: str, revenue: float, rate: float) -> Row:
    if region == "0000":
        share = 0.0
    elif region[:2] in SPECIAL_AUTONOMY_PROVINCES:
        share = SPECIAL_AUTONOMY_SHARE
    else:
        share = SHARE[kind]
    return {
        "periode": quarter,
        "bulan": month,
        "kode_daerah": region,
        "jenis": kind,
        "pnbp_rp": round(revenue),
        "dbh_rp": round(revenue * share),
        "kurs_rp_usd": rate,
        "status_data": "sementara",
    }


TABLES: dict[str, SampleTable] = {
    # Five days after the calendar quarter: five weeks after the DBH quarter has ended.
    "fiskal.pnbp_dbh": SampleTable(pnbp_dbh, every="quarter", lag_days=5),
}
