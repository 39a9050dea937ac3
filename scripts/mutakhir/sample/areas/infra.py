"""Sample tables of the infrastructure area: household gas networks, gas pipelines and fuel outlets."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from mutakhir.sample.areas.hilir_bbm import NATIONAL_SELLER, RETAILERS
from mutakhir.sample.areas.hilir_wilayah import REGENCIES, Regency, days_in, month_end, own_draw
from mutakhir.sample.table import Row, SampleTable

CONNECTIONS = 900_000
"""Household connections of the country at the end of 2024."""

GAS_MMSCFD = 16.0
"""Gas that all connected households burn, million standard cubic feet a day."""

NETWORK_SINCE = date(2024, 12, 1)
NETWORKS = (
    "1111 1114 1174 1212 1275 1471 1473 1505 1571 1603 1606 1671 1672 1871 2171 3171 3172 3175 3201 3204 "
    "3209 3212 3213 3215 3216 3271 3274 3275 3276 3301 3316 3322 3374 3376 3513 3514 3515 3516 3522 3523 "
    "3524 3525 3573 3578 3603 3604 3671 3672 6309 6403 6471 6472 6474 6571 7202 7313 9104"
).split()
"""Regencies with a gas network."""


class Pipeline(NamedTuple):
    """A pipeline: stretch, carrier (invented), usual flow in MMSCFD, tariff in USD a thousand standard cubic feet."""

    stretch: str
    carrier: str
    mmscfd: float
    tariff: float


PIPELINES = [
    Pipeline("Arun - Belawan", "PT Gasindo Transmisi Barat", 90, 1.55),
    Pipeline("Belawan - Kawasan Industri Medan", "PT Gasindo Transmisi Barat", 25, 0.36),
    Pipeline("Cilamaya - Cilegon", "PT Jawa Pipa Gas", 120, 0.31),
    Pipeline("Cirebon - Semarang", "PT Jawa Pipa Gas", 20, 0.36),
    Pipeline("Duri - Dumai", "PT Sumatra Pipa Energi", 60, 0.26),
    Pipeline("East Kalimantan - Bontang", "PT Kutai Transmisi Gas", 480, 0.12),
    Pipeline("Gresik - Semarang", "PT Jawa Pipa Gas", 75, 0.43),
    Pipeline("Grissik - Batam - Singapura", "PT Sumatra Pipa Energi", 290, 0.74),
    Pipeline("Grissik - Duri", "PT Sumatra Pipa Energi", 300, 0.46),
    Pipeline("Grissik - Pusri", "PT Sumatra Pipa Energi", 55, 0.33),
    Pipeline("Kalija - Tambak Lorok", "PT Jawa Pipa Gas", 65, 2.10),
    Pipeline("Kepodang - Tambak Lorok", "PT Jawa Pipa Gas", 12, 1.90),
    Pipeline("Muara Karang - Muara Tawar", "PT Jawa Pipa Gas", 60, 0.27),
    Pipeline("Natuna Barat - Singapura", "PT Natuna Pipa Bahari", 210, 0.81),
    Pipeline("Pagardewa - Bojonegara", "PT Lintas Selat Gas", 270, 1.47),
    Pipeline("Pagerungan - Porong", "PT Jawa Pipa Gas", 95, 0.83),
    Pipeline("Porong - Grati", "PT Jawa Pipa Gas", 45, 0.20),
    Pipeline("Senoro - Luwuk", "PT Celebes Pipa Gas", 55, 0.28),
    Pipeline("Simenggaris - Bunyu", "PT Kutai Transmisi Gas", 8, 0.48),
    Pipeline("Tempino - Jambi", "PT Sumatra Pipa Energi", 10, 0.39),
    Pipeline("Wunut - Gresik", "PT Jawa Pipa Gas", 18, 0.24),
]

OUTLETS_PER_SIZE = 0.5
"""Outlets of a regency per unit of its size; about one in fifteen of the real number, to keep the lists small."""

OUTER_REGENCIES = {
    "1106",
    "1171",
    "2172",
    "5315",
    "6106",
    "6504",
    "7202",
    "7604",
    "8107",
    "8271",
    "9101",
    "9104",
    "9105",
}
"""Regencies with outlets of the one-price programme."""


def network_rows(month: date, rng: Random) -> list[Row]:
    """One row per regency and source of funds; connections grow slowly and never shrink."""
    regencies = [regency for regency in REGENCIES if regency.code in NETWORKS]
    total = sum(regency.size + 6 for regency in regencies)
    age = (month.year - NETWORK_SINCE.year) * 12 + month.month - NETWORK_SINCE.month
    rows: list[Row] = []
    for regency in regencies:
        for fund, part in _funds(regency):
            laid = round(CONNECTIONS * (regency.size + 6) / total * part * max(0.8, 1 + 0.003 * age))
            burning = round(laid * own_draw(f"gas in/{regency.code}/{fund}").uniform(0.86, 0.97))
            mscf = GAS_MMSCFD * 1_000 * days_in(month) * burning / (CONNECTIONS * 0.92) * rng.uniform(0.95, 1.05)
            rows.append(
                {
                    "periode": month,
                    "kode_kabupaten": regency.code,
                    "kabupaten": regency.name,
                    "sumber_dana": fund,
                    "sr_terpasang": laid,
                    "sr_gas_in": burning,
                    "volume_mscf": round(mscf, 2),
                    "status_data": "final",
                }
            )
    return rows


def _funds(regency: Regency) -> list[tuple[str, float]]:
    """Who paid for the network of a regency, and for what part: the state budget, a state company, or both."""
    draw = own_draw(f"dana/{regency.code}")
    if draw.random() < 0.3:
        return [("APBN", 0.6), ("BUMN", 0.4)]
    return [(draw.choice(["APBN", "APBN", "APBN", "BUMN", "KPBU"]), 1.0)]


def pipeline_rows(month: date, rng: Random) -> list[Row]:
    """One row per pipeline; volumes of the month in thousand standard cubic feet."""
    return [
        {
            "periode": month,
            "ruas": pipeline.stretch,
            "badan_usaha": pipeline.carrier,
            "volume_mscf": round(pipeline.mmscfd * 1_000 * days_in(month) * rng.uniform(0.9, 1.06), 2),
            "tarif_usd_mscf": pipeline.tariff,
            "status_data": "final",
        }
        for pipeline in PIPELINES
    ]


class Outlet(NamedTuple):
    """A fuel outlet: code, company, kind, regency, position in degrees, first day, and the day it closed if it did."""

    code: str
    company: str
    kind: str
    regency: Regency
    lat: float
    lon: float
    opened: date
    closed: date | None


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """Every outlet there ever was or will be in the sample."""
    found: list[Outlet] = []
    for regency in REGENCIES:
        for index in range(max(2, round(regency.size * OUTLETS_PER_SIZE))):
            draw = own_draw(f"penyalur/{regency.code}/{index}")
            one_price = regency.code in OUTER_REGENCIES and index == 0
            kind = "BBM Satu Harga" if one_price else draw.choice(["SPBU"] * 8 + ["SPBU Kompak", "SPBU Nelayan"])
            other = kind == "SPBU" and draw.random() < 0.08
            company = draw.choice(RETAILERS) if other else NATIONAL_SELLER
            opened = date(2008, 1, 1) + timedelta(days=draw.randrange(7_300))
            closed = opened + timedelta(days=draw.randrange(400, 6_000)) if draw.random() < 0.2 else None
            lat, lon = (
                round(regency.lat + draw.uniform(-0.08, 0.08), 5),
                round(regency.lon + draw.uniform(-0.08, 0.08), 5),
            )
            found.append(Outlet(f"{regency.code}.{index + 1:03d}", company, kind, regency, lat, lon, opened, closed))
    return tuple(found)


def outlet_rows(month: date, rng: Random) -> list[Row]:
    """One row per outlet opened by the end of `month`, with its status on that day."""
    last = month_end(month)
    return [
        {
            "periode": month,
            "kode_penyalur": outlet.code,
            "badan_usaha": outlet.company,
            "jenis": outlet.kind,
            "kode_kabupaten": outlet.regency.code,
            "kabupaten": outlet.regency.name,
            "lintang": outlet.lat,
            "bujur": outlet.lon,
            "mulai_operasi": outlet.opened,
            "status": _outlet_status(outlet, last),
        }
        for outlet in outlets()
        if outlet.opened <= last
    ]


def _outlet_status(outlet: Outlet, on: date) -> str:
    """Status on a day: a closed outlet is reported as closed for a while for a year, then as closed for good."""
    if outlet.closed is None or on < outlet.closed:
        return "beroperasi"
    return "tutup sementara" if on < outlet.closed + timedelta(days=365) else "tutup"


TABLES: dict[str, SampleTable] = {
    "infra.jargas_sr": SampleTable(network_rows, "month", 12),
    "infra.pipa_gas": SampleTable(pipeline_rows, "month", 15),
    "infra.penyalur": SampleTable(outlet_rows, "month", 14),
}
