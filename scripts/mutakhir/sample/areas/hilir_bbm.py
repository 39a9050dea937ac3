"""Fuel samples: refinery output, monthly sales of the fuel companies, and the weekly quota list of subsidised fuel."""

from datetime import date
from random import Random
from typing import NamedTuple

from mutakhir.sample.areas.hilir_wilayah import PROVINCES, REGENCIES, Province, days_in, own_draw
from mutakhir.sample.table import Row

REFINERIES = [
    ("Dumai", 170.0),
    ("Plaju", 126.2),
    ("Cilacap", 348.0),
    ("Balikpapan", 360.0),
    ("Balongan", 150.0),
    ("Kasim", 10.0),
    ("Tuban", 100.0),
    ("Bojonegoro", 18.0),
]
"""Refineries by place, and capacity in thousand barrels a stream day."""

YIELDS = {
    "bensin": 0.24,
    "solar": 0.31,
    "avtur": 0.06,
    "minyak tanah": 0.025,
    "minyak bakar": 0.14,
    "nafta": 0.08,
    "elpiji": 0.03,
    "lainnya": 0.06,
}
"""Part of the crude that leaves the refinery as each product; the rest is its own fuel and loss."""

KL_PER_MBBL = 158.987295


class Product(NamedTuple):
    """A fuel: name, kind of assignment, national sales in million kL a year, provinces (largest first) that take it."""

    name: str
    kind: str
    million_kl: float
    provinces: int


PRODUCTS = [
    Product("solar bersubsidi", "JBT", 18.4, 38),
    Product("bensin RON 90", "JBKP", 29.9, 38),
    Product("bensin RON 92", "JBU", 6.5, 38),
    Product("bensin RON 98", "JBU", 0.6, 15),
    Product("solar nonsubsidi", "JBU", 13.0, 38),
    Product("avtur", "JBU", 4.9, 24),
    Product("minyak bakar", "JBU", 1.8, 14),
]

NATIONAL_SELLER = "PT Nusantara Niaga Energi"
"""Sells every product everywhere; the other companies sell general fuel in a few provinces."""

RETAILERS = ["PT Cakra Bahari Petroleum", "PT Lintas Khatulistiwa", "PT Samudra Retail Energi"]
"""The companies beside the national one that have fuel stations; the retail prices name them too."""

REGIONAL_SELLERS = [
    *RETAILERS,
    "PT Adidaya Petro Niaga",
    "PT Anugerah Bumi Solar",
    "PT Arung Samudra Energi",
    "PT Bintang Selat Petrolindo",
    "PT Bumi Khatulistiwa Fuel",
    "PT Cahaya Dermaga Niaga",
    "PT Cendana Petro Mandiri",
    "PT Delta Musi Energi",
    "PT Dwipa Karsa Migas",
    "PT Énergie Timur Niaga",
    "PT Fajar Mahakam Petro",
    "PT Galang Buana Energi",
    "PT Garda Laut Niaga",
    "PT Harapan Kapuas Fuel",
    "PT Indah Sagara Petrolindo",
    "PT Jala Niaga Utama",
    "PT Karya Borneo Energi",
    "PT Kencana Solar Abadi",
    "PT Mandala Petro Jaya",
    "PT Mitra Wallacea Energi",
    "PT Muara Tirta Niaga",
    "PT Nagari Petrolindo",
    "PT Ombak Biru Energi",
    "PT Pelita Dermaga Fuel",
    "PT Permata Bahari Niaga",
    "PT Purnama Energi Celebes",
    "PT Rajawali Solar Niaga",
    "PT Rimba Raya Petro",
    "PT Sarana Petro Sunda",
    "PT Selaras Bumi Energi",
    "PT Sinar Teluk Niaga",
    "PT Tirta Petro Kencana",
    "PT Tunas Bahari Fuel",
    "PT Utama Niaga Mentari",
    "PT Varuna Energi Raya",
    "PT Wahana Petro Lestari",
]

SELLERS = [NATIONAL_SELLER, *REGIONAL_SELLERS]

QUOTAS = [("JBT solar", 18_800_000.0, 0.97), ("JBKP bensin RON 90", 31_200_000.0, 0.95)]
"""Rationed product, quota of the whole country in kL a year (2025), and the part of it that is usually sold."""


def refinery_rows(month: date, rng: Random) -> list[Row]:
    """One row per refinery and product; intake, capacity and use of the refinery stand on each of its rows."""
    rows: list[Row] = []
    for name, capacity in REFINERIES:
        utilisation = rng.uniform(74, 96)
        intake = round(capacity * days_in(month) * utilisation / 100, 1)
        for product, part in YIELDS.items():
            rows.append(
                {
                    "periode": month,
                    "kilang": name,
                    "produk": product,
                    "intake_mbbl": intake,
                    "kapasitas_mbsd": capacity,
                    "utilisasi_pct": round(utilisation, 2),
                    "produksi_kl": round(intake * KL_PER_MBBL * part * rng.uniform(0.96, 1.04), 1),
                    "status_data": "final",
                }
            )
    return rows


def sales_rows(month: date, rng: Random) -> list[Row]:
    """One row per company, province and product; every company of SELLERS reports every month."""
    rows = _national_sales(month, rng)
    for seller in REGIONAL_SELLERS:
        # What a company sells and where is its own, the same every month.
        habits = own_draw(seller)
        product_names = habits.sample(["bensin RON 92", "solar nonsubsidi", "minyak bakar"], habits.randint(1, 2))
        provinces = habits.sample(PROVINCES[:31], habits.randint(2, 6))
        for province in sorted(provinces):
            for name in sorted(product_names):
                usual = habits.uniform(1_200, 6_000)
                sold = usual * days_in(month) / 30 * rng.uniform(0.9, 1.1)
                imported = sold * rng.uniform(0.5, 0.9) if habits.random() < 0.3 else 0.0
                key = _sale_key(month, seller, province, name)
                rows.append(key | {"jenis": "JBU"} | _volumes(month, sold, imported, rng))
    return rows


def _national_sales(month: date, rng: Random) -> list[Row]:
    """Rows of the company that sells every product: national volume by the provinces' shares."""
    importing = {"12", "31", "33", "35", "64", "73"}
    rows: list[Row] = []
    for product in PRODUCTS:
        provinces = sorted(PROVINCES, key=lambda province: -province.share)[: product.provinces]
        total = sum(province.share for province in provinces)
        month_kl = product.million_kl * 1_000_000 * days_in(month) / 365
        for province in sorted(provinces):
            sold = month_kl * province.share / total * rng.uniform(0.94, 1.06)
            imports = province.code in importing and product.name not in {"avtur", "minyak bakar"}
            imported = sold * rng.uniform(0.6, 0.95) if imports else 0.0
            key = _sale_key(month, NATIONAL_SELLER, province, product.name)
            rows.append(key | {"jenis": product.kind} | _volumes(month, sold, imported, rng))
    return rows


def _sale_key(month: date, seller: str, province: Province, product: str) -> Row:
    """The columns that say whose sales a row holds, where, and of what."""
    return {
        "periode": month,
        "badan_usaha": seller,
        "kode_provinsi": province.code,
        "provinsi": province.name,
        "produk": product,
    }


def _volumes(month: date, sold: float, imported: float, rng: Random) -> Row:
    """The measures of a sales row in kL; stock lasts between ten and twenty-four days of sales."""
    return {
        "penjualan_kl": round(sold, 2),
        "stok_kl": round(sold / days_in(month) * rng.uniform(10, 24), 2),
        "impor_kl": round(imported, 2),
        "status_data": "final",
    }


def quota_rows(week: date, rng: Random) -> list[Row]:
    """One row per regency and rationed product for the week that begins on Monday `week`."""
    total = sum(regency.size for regency in REGENCIES)
    rows: list[Row] = []
    for regency in REGENCIES:
        for product, national, used in QUOTAS:
            quota = round(national * regency.size / total, 1)
            # Some regencies always run ahead of their quota and others behind; the country as a whole stays within.
            pace = used * own_draw(f"{regency.code}/{product}").uniform(0.9, 1.1)
            rows.append(
                {
                    "tanggal": week,
                    "kode_kabupaten": regency.code,
                    "kabupaten": regency.name,
                    "produk": product,
                    "kuota_kl": quota,
                    "realisasi_kl": round(quota * 7 / 365 * pace * rng.uniform(0.93, 1.07), 2),
                    "status_data": "sementara",
                }
            )
    return rows
