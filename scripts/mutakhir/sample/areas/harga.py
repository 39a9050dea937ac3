"""Sample deliveries of area harga: crude prices, Singapore product prices, retail fuel prices (DATA CONTOH).

The monthly averages of February to April 2025 are the decreed ones; everything else is a plausible path around them.
"""

import math
from datetime import date, timedelta
from random import Random

from mutakhir.sample.areas.hilir_bbm import NATIONAL_SELLER, REGIONAL_SELLERS
from mutakhir.sample.table import Row, SampleTable

DECREED_ICP = {
    (2024, 12): 71.61,
    (2025, 1): 76.81,
    (2025, 2): 74.29,
    (2025, 3): 71.11,
    (2025, 4): 65.29,
    (2025, 5): 62.75,
    (2025, 6): 69.33,
}
"""Average ICP in USD per barrel as the press gave it."""

MAIN_CRUDES = ("SLC", "Arjuna", "Attaka", "Cinta", "Duri", "Widuri", "Belida")
OTHER_CRUDES = (
    *("Anoa", "Arun Condensate", "Badak", "Banyu Urip", "Bekapai", "Belanak", "Bentayan", "Bontang Return Condensate"),
    *("Bula", "Bunyu", "Camar", "Cepu", "Geragai", "Geragai Condensate", "Handil Mix", "Jambi", "Jatibarang", "Jene"),
    *("Kaji", "Kerapu", "Klamono", "Lalang", "Langsa", "Lirik", "Madura", "Mengoepeh", "Meslu", "Mudi Mix", "NSC"),
    *("Ogan Komering", "Pagerungan Condensate", "Pam Juata", "Pangkah", "Ramba", "Rimau", "Salawati", "Sampang"),
    *("Selat Panjang", "Senipah Condensate", "Sepinggan Yakin Mix", "South Jambi Condensate", "Tangguh Condensate"),
    *("Tanjung", "Tiaka", "Tungkal", "Udang", "Walio Mix", "West Seno"),
)
BRENT_ABOVE_ICP = 2.5

MOPS_ABOVE_BRENT = {
    "Mogas 92": 9.5,
    "Mogas 95": 11.5,
    "Gasoil 10 ppm": 16.0,
    "Gasoil 500 ppm": 14.5,
    "Kerosene": 14.0,
}

SET_PRICES = {"Bensin RON 90": 10000, "Solar CN 48": 6800}
"""Set by the government, Rp per litre; the others follow the market."""

MARKET_PRODUCTS = {
    "Bensin RON 92": ("Mogas 92", 1800),
    "Bensin RON 95": ("Mogas 95", 2000),
    "Bensin RON 98": ("Mogas 95", 2000),
    "Solar CN 51": ("Gasoil 10 ppm", 2000),
    "Solar CN 53": ("Gasoil 10 ppm", 2000),
}
"""Product: its Singapore product and the fixed cost in Rp per litre."""

_ALL_PROVINCES = (
    *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36", "51", "52", "53"),
    *("61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76", "81", "82", "91", "92", "94", "95", "96", "97"),
)
MID_MONTH_CHANGER = REGIONAL_SELLERS[0]
COMPANIES = {
    NATIONAL_SELLER: (_ALL_PROVINCES, (*SET_PRICES, *MARKET_PRODUCTS), 1.00),
    MID_MONTH_CHANGER: (("31", "32", "33", "35", "36"), ("Bensin RON 92", "Bensin RON 95", "Solar CN 51"), 1.01),
    REGIONAL_SELLERS[7]: (("12", "16", "31", "32", "35", "64"), ("Bensin RON 92", "Solar CN 51"), 0.99),
    REGIONAL_SELLERS[10]: (("31", "32", "36"), ("Bensin RON 92", "Bensin RON 95", "Bensin RON 98"), 1.02),
}
"""Invented companies: provinces (BPS codes), products, and how their prices stand to the largest one's."""

RUPIAH_PER_USD = 16700
LITRES_PER_BARREL = 159
MARGIN_AND_TAX = 1.05 * 1.21


def average_icp(month: date) -> float:
    """Average ICP of a month, USD per barrel: the published one, else a slow wave between 61 and 73."""
    known = DECREED_ICP.get((month.year, month.month))
    if known is not None:
        return known
    number = month.year * 12 + month.month
    return round(67 + 4.5 * math.sin(number / 3.1) + 1.5 * math.sin(number * 1.7), 2)


def icp_bulanan(start: date, rng: Random) -> list[Row]:
    """Seven main and forty-eight other crudes and their average; alpha is what the decree adds to Dated Brent."""
    average = average_icp(start)
    brent = round(average + BRENT_ABOVE_ICP, 2)
    rows: list[Row] = []
    for group, crudes, usual, width in (("utama", MAIN_CRUDES, -2.5, 3.5), ("lainnya", OTHER_CRUDES, -3.0, 4.0)):
        for crude in crudes:
            alpha = usual + _steady(crude, width) + rng.uniform(-0.3, 0.3)
            rows.append(_icp_row(start, crude, group, brent, alpha))
    rows.append(_icp_row(start, "Rata-rata ICP", "rata_rata", brent, average - brent))
    return rows


def _icp_row(start: date, crude: str, group: str, brent: float, alpha: float) -> Row:
    alpha = round(alpha, 2)
    next_month = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return {
        "periode": start,
        "jenis_minyak": crude,
        "golongan": group,
        "dated_brent_usd_bbl": brent,
        "alpha_usd_bbl": alpha,
        "icp_usd_bbl": round(brent + alpha, 2),
        "no_kepmen": f"CONTOH-{start.month:02d}.K/MG.01/MEM.M/{start.year}",
        "tgl_kepmen": _workday_on_or_before(next_month.replace(day=5)),
    }


def _steady(name: str, width: float) -> float:
    """A number between -width/2 and width/2 that belongs to the name, the same in every run."""
    return Random(name).uniform(-width / 2, width / 2)


def _workday_on_or_before(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def mops_harian(start: date, rng: Random) -> list[Row]:
    """One trading day: every product at its distance above Dated Brent, USD per barrel."""
    brent = _brent_on(start) + rng.uniform(-0.8, 0.8)
    return [
        {"tanggal": start, "produk": product, "usd_bbl": round(brent + above + rng.uniform(-0.4, 0.4), 2)}
        for product, above in MOPS_ABOVE_BRENT.items()
    ]


def _brent_on(day: date) -> float:
    """Dated Brent on a day: a straight line from the middle of one month to the middle of the next."""
    middle = day.replace(day=15)
    other = (middle - timedelta(days=31)) if day < middle else (middle + timedelta(days=31))
    share = abs((day - middle).days) / 31
    near, far = average_icp(middle.replace(day=1)), average_icp(other.replace(day=1))
    return near * (1 - share) + far * share + BRENT_ABOVE_ICP


def jual_eceran_bbm(start: date, rng: Random) -> list[Row]:
    """Every company's prices from the first of the month; one company changes its prices on the 16th too."""
    rows: list[Row] = []
    for company, (provinces, products, level) in COMPANIES.items():
        changes = (1, 16) if company == MID_MONTH_CHANGER else (1,)
        for day in changes:
            for product in products:
                price = _retail_price(product, start, level, day)
                rows += [_retail_row(start, day, company, product, province, price) for province in provinces]
    return rows


def _retail_price(product: str, month: date, level: float, day: int) -> int:
    """Rp per litre, in steps of 50, below the ceiling of the price formula."""
    if product in SET_PRICES:
        return SET_PRICES[product]
    mops, fixed_cost = MARKET_PRODUCTS[product]
    before = (month - timedelta(days=20)).replace(day=1)
    per_barrel = average_icp(before) + BRENT_ABOVE_ICP + MOPS_ABOVE_BRENT[mops]
    per_litre = per_barrel * RUPIAH_PER_USD / LITRES_PER_BARREL + fixed_cost
    dearer_on_change = 1.005 if day > 1 else 1.0
    return round(per_litre * MARGIN_AND_TAX * level * dearer_on_change / 50) * 50


def _retail_row(month: date, day: int, company: str, product: str, province: str, price: int) -> Row:
    return {
        "periode": month,
        "berlaku_mulai": month.replace(day=day),
        "badan_usaha": company,
        "produk": product,
        "kode_provinsi": province,
        "rp_liter": price,
    }


TABLES: dict[str, SampleTable] = {
    "harga.icp_bulanan": SampleTable(icp_bulanan, every="month", lag_days=8),
    "harga.mops_harian": SampleTable(mops_harian, every="trading_day", lag_days=1),
    "harga.jual_eceran_bbm": SampleTable(jual_eceran_bbm, every="month", lag_days=2),
}
