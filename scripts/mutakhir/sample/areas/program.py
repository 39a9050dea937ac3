"""Sample deliveries of area program: local content of upstream procurement by quarter (DATA CONTOH)."""

from datetime import date
from random import Random

from mutakhir.sample.areas.hulu_reference import KKKS
from mutakhir.sample.table import Row, SampleTable

LARGEST_MILLION_USD = 320.0
STEP_DOWN = 0.88
LOCAL_CONTENT_PCT = (66, 61, 58, 69, 63, 55)
"""Usual local content, dealt out to the contractors in turn."""


def tkdn_pengadaan(start: date, rng: Random) -> list[Row]:
    """One row per contractor, the largest spender first; goods and services add up to the total, USD."""
    return [
        _row(start, name, LARGEST_MILLION_USD * STEP_DOWN**rank, LOCAL_CONTENT_PCT[rank % len(LOCAL_CONTENT_PCT)], rng)
        for rank, name in enumerate(KKKS)
    ]


def _row(start: date, contractor: str, million_usd: float, local_content: float, rng: Random) -> Row:
    goods = round(million_usd * 1e6 * 0.4 * rng.uniform(0.9, 1.1))
    services = round(million_usd * 1e6 * 0.6 * rng.uniform(0.9, 1.1))
    return {
        "periode": start,
        "kkks": contractor,
        "nilai_barang_usd": goods,
        "nilai_jasa_usd": services,
        "nilai_usd": goods + services,
        "tkdn_pct": round(local_content + rng.uniform(-4, 4), 2),
    }


TABLES: dict[str, SampleTable] = {
    "program.tkdn_pengadaan": SampleTable(tkdn_pengadaan, every="quarter", lag_days=20),
}
