"""The invented upstream of the sample: contractors, working areas, fields, producing regions.

Names of contractors, working areas, fields and terminals are made up; codes of regencies are those of BPS. National
totals follow public figures (oil and condensate about 600 MBOPD, gas about 6,600 MMSCFD at the wellhead).
"""

import math
from dataclasses import dataclass
from datetime import date

KKKS = (
    "Andalan Energi Seruni", "Bahtera Migas Lestari", "Cakra Hulu Nusantara", "Damar Petro Energi",
    "Eka Bumi Resources", "Fajar Samudra Energi", "Garda Migas Utama", "Harapan Petro Jaya",
    "Indah Khatulistiwa Energi", "Jaya Bumi Sentosa", "Karya Hulu Mandiri", "Lentera Migas Abadi",
    "Mandala Petro Selaras", "Nirwana Energi Lestari", "Orion Hulu Persada", "Pelita Bumi Migas",
    "Rajawali Energi Tirta", "Sagara Petro Nusa", "Tirta Migas Gemilang", "Utama Khatulistiwa Petro",
    "Wahana Hulu Sejahtera", "Yudha Energi Samudra", "Zamrud Petro Mandiri", "Arjuna Migas Perkasa",
    "Bintang Hulu Cemerlang", "Citra Energi Bahari", "Dwipa Petro Makmur", "Gemilang Hulu Bersama",
    "Kencana Migas Raya", "Surya Petro Harapan",
)  # fmt: skip


@dataclass(frozen=True)
class Region:
    """A producing regency: BPS code (four digits), names, and the reserves region it lies in."""

    code: str
    regency: str
    province: str
    reserves: str


REGIONS = tuple(
    Region(*line.split("|"))
    for line in """\
1405|Siak|Riau|Sumatera Tengah
6403|Kutai Kartanegara|Kalimantan Timur|Kalimantan
3522|Bojonegoro|Jawa Timur|Jawa Timur
9104|Teluk Bintuni|Papua Barat|Papua
1606|Musi Banyuasin|Sumatera Selatan|Sumatera Selatan
3212|Indramayu|Jawa Barat|Jawa Barat
2105|Kepulauan Anambas|Kepulauan Riau|Natuna
7202|Banggai|Sulawesi Tengah|Sulawesi
1408|Bengkalis|Riau|Sumatera Tengah
3529|Sumenep|Jawa Timur|Jawa Timur
1111|Aceh Utara|Aceh|Aceh
1506|Tanjung Jabung Timur|Jambi|Sumatera Selatan
6409|Penajam Paser Utara|Kalimantan Timur|Kalimantan
1403|Indragiri Hilir|Riau|Sumatera Tengah
1213|Langkat|Sumatera Utara|Sumatera Utara
1605|Musi Rawas|Sumatera Selatan|Sumatera Selatan
2103|Natuna|Kepulauan Riau|Natuna
3213|Subang|Jawa Barat|Jawa Barat
8107|Seram Bagian Timur|Maluku|Maluku
6404|Kutai Timur|Kalimantan Timur|Kalimantan
1409|Rokan Hilir|Riau|Sumatera Tengah
3525|Gresik|Jawa Timur|Jawa Timur
1603|Muara Enim|Sumatera Selatan|Sumatera Selatan
3215|Karawang|Jawa Barat|Jawa Barat
6504|Nunukan|Kalimantan Utara|Kalimantan
1404|Pelalawan|Riau|Sumatera Tengah
1507|Tanjung Jabung Barat|Jambi|Sumatera Selatan
3527|Sampang|Jawa Timur|Jawa Timur
7313|Wajo|Sulawesi Selatan|Sulawesi
1406|Kampar|Riau|Sumatera Tengah
3216|Bekasi|Jawa Barat|Jawa Barat
1105|Aceh Timur|Aceh|Aceh
6502|Bulungan|Kalimantan Utara|Kalimantan
1402|Indragiri Hulu|Riau|Sumatera Tengah
3316|Blora|Jawa Tengah|Jawa Timur
1604|Lahat|Sumatera Selatan|Sumatera Selatan
3523|Tuban|Jawa Timur|Jawa Timur
1504|Batang Hari|Jambi|Sumatera Selatan
3526|Bangkalan|Jawa Timur|Jawa Timur
1602|Ogan Komering Ilir|Sumatera Selatan|Sumatera Selatan
""".splitlines()
)

_FIRST = ("Bukit", "Tanjung", "Teluk", "Selat", "Rawa", "Muara", "Batu", "Pulau", "Lembah", "Sungai", "Karang")
_SECOND = (
    "Seruni", "Cemara", "Kenanga", "Damar", "Meranti", "Cempaka", "Gaharu", "Pinang", "Anggrek", "Jelutung",
    "Mahoni", "Sungkai", "Rengas", "Bakau", "Nipah",
)  # fmt: skip
_SIDES = ("Utara", "Selatan", "Timur")

WORKING_AREAS = 165
PRODUCING = 60
OIL_BOPD = 558_000.0
CONDENSATE_BOPD = 46_000.0
GAS_MMSCFD = 6_600.0


@dataclass(frozen=True)
class Block:
    """A producing working area and its usual rates: oil and condensate in BOPD, gas in MMSCFD; 0 where it has none."""

    index: int
    code: str
    name: str
    operator: str
    region: Region
    second_region: Region | None
    oil_bopd: float
    condensate_bopd: float
    gas_mmscfd: float

    @property
    def fields(self) -> tuple[tuple[str, float], ...]:
        """Names of its fields, each with its share of the production (the shares sum to 1)."""
        shares = ((1.0,), (0.65, 0.35), (0.5, 0.3, 0.2))[self.index % 3]
        return tuple((f"{self.name} {side}", share) for side, share in zip(_SIDES, shares, strict=False))

    @property
    def regions(self) -> tuple[tuple[Region, float], ...]:
        """Regencies that share its lifting (the shares sum to 1)."""
        if self.second_region is None:
            return ((self.region, 1.0),)
        return ((self.region, 0.6), (self.second_region, 0.4))


def area_name(index: int) -> str:
    """Name of working area number `index` (0 to 164); no two are alike, since 11 and 15 have no common divisor."""
    return f"{_FIRST[index % len(_FIRST)]} {_SECOND[index % len(_SECOND)]}"


def area_code(index: int) -> str:
    """Code of working area number `index`."""
    return f"WK-{index + 1:03d}"


def _shares(members: list[int], offset: float, exponent: float) -> dict[int, float]:
    """Few large and many small: shares that sum to 1, the order of size mixed by a fixed step."""
    count = len(members)
    step = next(s for s in range(7, 7 + count) if math.gcd(s, count) == 1)
    weights = {member: (place * step % count + offset) ** -exponent for place, member in enumerate(members)}
    total = sum(weights.values())
    return {member: weight / total for member, weight in weights.items()}


def _blocks() -> tuple[Block, ...]:
    oil = _shares([i for i in range(PRODUCING) if i % 5 != 4], 2.5, 1.5)
    gas = _shares([i for i in range(PRODUCING) if i % 5 in (1, 2, 4)], 2.0, 1.2)
    condensate = _shares([i for i in range(PRODUCING) if i % 5 == 4], 2.0, 1.0)
    count = len(REGIONS)
    return tuple(
        Block(
            index=i,
            code=area_code(i),
            name=area_name(i),
            operator=KKKS[i % len(KKKS)],
            region=REGIONS[i % count],
            second_region=REGIONS[(i + 20) % count] if i % 4 == 0 else None,
            oil_bopd=OIL_BOPD * oil.get(i, 0.0),
            condensate_bopd=CONDENSATE_BOPD * condensate.get(i, 0.0),
            gas_mmscfd=GAS_MMSCFD * gas.get(i, 0.0),
        )
        for i in range(PRODUCING)
    )


BLOCKS = _blocks()


def season(day: date) -> float:
    """How far production stands from its usual rate on `day`: a slow wave of 2 %, low around the new year."""
    return 1.0 - 0.02 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 1) / 365)


def days_in_month(start: date) -> int:
    """Number of days of the month that `start` lies in."""
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return (following - start.replace(day=1)).days
