"""Sample deliveries of area keselamatan: one weekly recapitulation of safety events (DATA CONTOH, no persons)."""

from datetime import date, timedelta
from random import Random

from mutakhir.sample.areas.hilir_bbm import NATIONAL_SELLER, REGIONAL_SELLERS
from mutakhir.sample.areas.hulu_reference import KKKS
from mutakhir.sample.table import Row, SampleTable

COMPANIES = {
    "hulu": tuple(zip(KKKS[:6], ("14", "64", "35", "91", "16", "32"), strict=True)),
    "hilir": tuple(zip((NATIONAL_SELLER, *REGIONAL_SELLERS[:3]), ("31", "32", "35", "81"), strict=True)),
}
"""Invented companies by sector, each with the province (BPS code) of its largest site."""

CLASSES = ("nihil", "ringan", "sedang", "berat", "fatal")
CLASS_WEIGHTS = (40, 40, 14, 5, 1)
KINDS_OF_INJURY = ("terjatuh", "terjepit", "tertimpa", "kebakaran")
KINDS_WITHOUT_INJURY = ("gangguan peralatan", "tumpahan minyak", "kebakaran")
EVENTS_A_WEEK = 4
STOPS_WITH_INJURY = 0.2
"""Part of the accidents that also stop the plant."""


def kejadian(start: date, rng: Random) -> list[Row]:
    """Four events of the week that begins on Monday `start`; hours of standstill are 0 where nothing stopped."""
    return [_event(start, number, rng) for number in range(1, EVENTS_A_WEEK + 1)]


def _event(start: date, number: int, rng: Random) -> Row:
    sector = "hulu" if number % 2 else "hilir"
    company, province = rng.choice(COMPANIES[sector])
    injury = rng.choices(CLASSES, CLASS_WEIGHTS)[0]
    stopped = injury == "nihil" or rng.random() < STOPS_WITH_INJURY
    year, week, _ = start.isocalendar()
    return {
        "no_kejadian": f"KJ-{year}-{week:02d}-{number:02d}",
        "tanggal": start + timedelta(days=rng.randrange(7)),
        "sektor": sector,
        "kelas": injury,
        "jenis_kejadian": rng.choice(KINDS_WITHOUT_INJURY if injury == "nihil" else KINDS_OF_INJURY),
        "unplanned_shutdown": "ya" if stopped else "tidak",
        "jam_henti": round(rng.uniform(1, 72), 1) if stopped else 0,
        "badan_usaha": company,
        "kode_provinsi": province,
    }


TABLES: dict[str, SampleTable] = {
    "keselamatan.kejadian": SampleTable(kejadian, every="week", lag_days=2),
}
