"""LPG, LNG and trade samples. LPG supply is worked out from the same demand as LPG distribution, so the two agree."""

from datetime import date, timedelta
from math import pi, sin
from random import Random
from typing import NamedTuple

from mutakhir.sample.areas.hilir_wilayah import PROVINCES, Province, days_in, months_from, own_draw
from mutakhir.sample.table import Row, chance

LPG_3KG_QUOTA_MT = 8_030_000
"""Quota of subsidised 3 kg LPG, tonnes a year (2024)."""

LPG_USED = {"3 kg PSO": LPG_3KG_QUOTA_MT * 0.99, "NPSO": 360_000.0}
"""Distribution of each kind of LPG, tonnes a year."""

LPG_AGENTS = {"3 kg PSO": 5_165, "NPSO": 720}
LPG_PRODUCED_MT = 1_980_000
LPG_USUAL_STOCK_MT = 380_000
KEROSENE_PROVINCES = {"53", "81", "82", "91", "92", "94", "95", "96", "97"}
"""Provinces where most kitchens still burn kerosene: little subsidised LPG goes there."""

TRADE_SINCE = date(2024, 1, 1)
"""First month of the trade series; each delivery holds every month since."""


class Flow(NamedTuple):
    """A steady flow of trade: direction, HS code, country, million kg a month, USD a kg."""

    direction: str
    hs: str
    country: str
    million_kg: float
    usd_per_kg: float


HS_NAMES = {
    "270900": "Minyak mentah",
    "271012": "Minyak ringan dan olahannya",
    "271019": "Minyak bumi olahan lainnya",
    "271111": "Gas alam cair",
    "271112": "Propana cair",
    "271113": "Butana cair",
    "271121": "Gas alam melalui pipa",
}

FLOWS = [
    Flow("impor", "270900", "Arab Saudi", 430, 0.56),
    Flow("impor", "270900", "Nigeria", 340, 0.57),
    Flow("impor", "270900", "Angola", 210, 0.56),
    Flow("impor", "270900", "Amerika Serikat", 150, 0.55),
    Flow("impor", "270900", "Australia", 120, 0.58),
    Flow("impor", "270900", "Brasil", 90, 0.54),
    Flow("impor", "271012", "Singapura", 620, 0.74),
    Flow("impor", "271012", "Malaysia", 340, 0.73),
    Flow("impor", "271012", "Uni Emirat Arab", 120, 0.72),
    Flow("impor", "271012", "Korea Selatan", 70, 0.75),
    Flow("impor", "271019", "Singapura", 260, 0.68),
    Flow("impor", "271019", "Malaysia", 150, 0.67),
    Flow("impor", "271019", "Korea Selatan", 60, 0.69),
    Flow("impor", "271019", "Taiwan", 25, 0.70),
    Flow("impor", "271112", "Amerika Serikat", 180, 0.60),
    Flow("impor", "271112", "Uni Emirat Arab", 60, 0.62),
    Flow("impor", "271112", "Qatar", 30, 0.61),
    Flow("impor", "271113", "Amerika Serikat", 160, 0.60),
    Flow("impor", "271113", "Arab Saudi", 70, 0.61),
    Flow("impor", "271113", "Qatar", 30, 0.61),
    Flow("ekspor", "270900", "Thailand", 110, 0.55),
    Flow("ekspor", "270900", "Singapura", 60, 0.55),
    Flow("ekspor", "270900", "Australia", 50, 0.56),
    Flow("ekspor", "271012", "Singapura", 60, 0.60),
    Flow("ekspor", "271012", "Jepang", 40, 0.61),
    Flow("ekspor", "271019", "Malaysia", 55, 0.48),
    Flow("ekspor", "271019", "Singapura", 80, 0.47),
    Flow("ekspor", "271019", "Tiongkok", 40, 0.46),
    Flow("ekspor", "271111", "Jepang", 260, 0.52),
    Flow("ekspor", "271111", "Tiongkok", 390, 0.50),
    Flow("ekspor", "271111", "Korea Selatan", 260, 0.51),
    Flow("ekspor", "271111", "Taiwan", 110, 0.51),
    Flow("ekspor", "271121", "Singapura", 260, 0.43),
]

LNG_PLANTS = [
    ("Tangguh", "TGH", 3, 67_000, 52.4),
    ("Bontang", "BTG", 1, 58_000, 51.9),
    ("DSLNG", "DSL", 1, 61_000, 52.1),
]
"""Plant, its letters in a cargo number, cargoes a week, usual tonnes of a cargo, MMBTU a tonne."""


def distributed_lpg(month: date) -> list[tuple[Province, str, float]]:
    """Tonnes of LPG distributed in `month`, per province and kind."""
    return [
        (province, kind, _lpg_share(province, kind) * yearly * days_in(month) / 365 * _lpg_swing(month, province, kind))
        for province in PROVINCES
        for kind, yearly in LPG_USED.items()
    ]


def _lpg_weight(province: Province, kind: str) -> float:
    """Weight of a province in the distribution of a kind of LPG."""
    return province.share * (0.15 if kind != "NPSO" and province.code in KEROSENE_PROVINCES else 1.0)


def _lpg_share(province: Province, kind: str) -> float:
    """Part of the national distribution of a kind of LPG that goes to a province."""
    return _lpg_weight(province, kind) / sum(_lpg_weight(other, kind) for other in PROVINCES)


def _lpg_swing(month: date, province: Province, kind: str) -> float:
    """How far a month lies from the usual; drawn from the month itself, so that supply can be worked out from it."""
    return 1 + 0.02 * sin(2 * pi * month.month / 12) + own_draw(f"{month}/{province.code}/{kind}").uniform(-0.03, 0.03)


def lpg_distribution_rows(month: date, rng: Random) -> list[Row]:
    """One row per province and kind of LPG; quota only for the subsidised kind."""
    rows: list[Row] = []
    for province, kind, tonnes in distributed_lpg(month):
        share = _lpg_share(province, kind)
        rows.append(
            {
                "periode": month,
                "wilayah": province.region,
                "kode_provinsi": province.code,
                "provinsi": province.name,
                "jenis": kind,
                "realisasi_mt": round(tonnes, 1),
                "kuota_mt": round(LPG_3KG_QUOTA_MT * share, 1) if kind != "NPSO" else None,
                "agen": max(1, round(LPG_AGENTS[kind] * share)),
                "status_data": "final",
            }
        )
    return rows


def lpg_stock(month: date) -> float:
    """National LPG stock at the end of `month`, tonnes."""
    return round(
        LPG_USUAL_STOCK_MT + 35_000 * sin(2 * pi * month.month / 6) + own_draw(f"{month}").uniform(-9e3, 9e3), 1
    )


def lpg_supply_rows(month: date, rng: Random) -> list[Row]:
    """The month's one row: imports make up for what distribution, own use and the change of stock leave open."""
    before = months_from(date(month.year - 1, 12, 1), month)[-2]
    used = sum(round(tonnes, 1) for _, _, tonnes in distributed_lpg(month))
    produced = round(LPG_PRODUCED_MT * days_in(month) / 365 * rng.uniform(0.95, 1.05), 1)
    own_use = used * rng.uniform(0.001, 0.003)
    imported = used + own_use + lpg_stock(month) - lpg_stock(before) - produced
    return [
        {
            "periode": month,
            "produksi_mt": produced,
            "impor_mt": round(imported, 1),
            "stok_mt": lpg_stock(month),
            "status_data": "final",
        }
    ]


def lng_rows(start: date, _rng: Random) -> list[Row]:
    """The cargo loaded on the day `start`, or none."""
    week = start - timedelta(days=start.weekday())
    return [row for row in _week_of_cargoes(week) if row["tgl_muat"] == start]


def _week_of_cargoes(week: date) -> list[Row]:
    """One row per cargo loaded in the week that begins on Monday `week`: five a week, each on a day of its own."""
    rng = chance("hilir.lng_kargo", week.isoformat())
    days = rng.sample(range(7), sum(plant[2] for plant in LNG_PLANTS))
    rows: list[Row] = []
    for plant, letters, count, usual, heat in LNG_PLANTS:
        for _ in range(count):
            loaded = week + timedelta(days=days.pop())
            tonnes = round(usual * rng.uniform(0.92, 1.08), 1)
            home = rng.random() < (0.6 if plant == "Bontang" else 0.2)
            rows.append(
                {
                    "no_kargo": f"{letters}-{loaded:%Y%m%d}",
                    "tgl_muat": loaded,
                    "kilang": plant,
                    "tujuan": "domestik" if home else "ekspor",
                    "negara": "Indonesia" if home else rng.choice(["Jepang", "Tiongkok", "Korea Selatan", "Taiwan"]),
                    "muatan_mt": tonnes,
                    "energi_mmbtu": round(tonnes * heat * rng.uniform(0.99, 1.01), 1),
                    "status_data": "final",
                }
            )
    return rows


def trade_rows(month: date, rng: Random) -> list[Row]:
    """The whole series up to `month`; the figures of a month are the same in every delivery."""
    return [row for each in months_from(min(TRADE_SINCE, month), month) for row in _trade_of(each)]


def _trade_of(month: date) -> list[Row]:
    """Rows of one month of trade; drawn from the month itself."""
    draw = own_draw(f"ekspor_impor/{month}")
    # Prices of all flows move together, as those of crude do.
    price = draw.uniform(0.88, 1.12)
    rows: list[Row] = []
    for flow in FLOWS:
        kg = round(flow.million_kg * 1_000_000 * days_in(month) / 30.4 * draw.uniform(0.85, 1.15))
        rows.append(
            {
                "periode": month,
                "arah": flow.direction,
                "kode_hs": flow.hs,
                "uraian_hs": HS_NAMES[flow.hs],
                "negara": flow.country,
                "berat_kg": kg,
                "nilai_usd": round(kg * flow.usd_per_kg * price * draw.uniform(0.98, 1.02), 2),
                "status_data": "final",
            }
        )
    return rows
