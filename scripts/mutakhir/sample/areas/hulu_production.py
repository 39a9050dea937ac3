"""Sample rows of production, lifting and gas utilisation (tables 1, 2, 3 and 6)."""

from collections import defaultdict
from datetime import date
from random import Random

from mutakhir.sample.areas.hulu_reference import BLOCKS, KKKS, Block, Region, days_in_month, season
from mutakhir.sample.table import Row

_CAUSES = ("kompresor", "pembangkit listrik", "kebocoran pipa", "pompa angguk", "cuaca", "pasokan gas", "lainnya")
_OUTAGE_CHANCE = 0.03
_LIFTED_OIL = 0.99
"""Share of produced oil that is lifted; the rest is used, lost or stays in the tanks."""
_LIFTED_GAS = 0.845
"""Share of produced gas that is lifted; the rest is flared, injected or used in the field."""
_MMBTU_PER_MSCF = 1.0357
_DELIVERED_GAS = 0.785

# Which sectors a contractor delivers to; the last share of a set goes to its last sector.
_SECTORS: tuple[tuple[tuple[str, float], ...], ...] = (
    (("kelistrikan", 0.45), ("industri", 0.55)),
    (("ekspor LNG", 0.60), ("LNG domestik", 0.25), ("kelistrikan", 0.15)),
    (("industri", 0.70), ("gas kota", 0.05), ("bahan bakar gas", 0.05), ("kelistrikan", 0.20)),
    (("pupuk", 0.55), ("LPG domestik", 0.10), ("industri", 0.35)),
    (("lifting minyak", 0.50), ("kelistrikan", 0.20), ("ekspor pipa", 0.30)),
)


def daily_production(start: date, rng: Random) -> list[Row]:
    """One row per producing working area for the day `start`; rates in BOPD, BWPD and MMSCFD."""
    return [_daily_row(block, start, rng) for block in BLOCKS]


def _daily_row(block: Block, day: date, rng: Random) -> Row:
    level = season(day) * rng.uniform(0.985, 1.015)
    outage = block.oil_bopd > 0 and rng.random() < _OUTAGE_CHANCE
    lost = round(block.oil_bopd * rng.uniform(0.03, 0.25)) if outage else 0
    liquids = block.oil_bopd + block.condensate_bopd
    return {
        "tanggal": day,
        "kode_wk": block.code,
        "wilayah_kerja": block.name,
        "operator": block.operator,
        "minyak_bopd": round(block.oil_bopd * level) - lost if block.oil_bopd else None,
        "kondensat_bopd": round(block.condensate_bopd * level) if block.condensate_bopd else None,
        "gas_mmscfd": round(block.gas_mmscfd * level, 3) if block.gas_mmscfd else None,
        "air_bwpd": round(liquids * (2 + block.index % 7) * level) + 50,
        "kehilangan_minyak_bopd": lost,
        "gangguan": rng.choice(_CAUSES) if outage else None,
        "status_data": "sementara",
    }


def monthly_field_production(start: date, rng: Random) -> list[Row]:
    """One row per field for the month of `start`; volumes in bbl and MSCF."""
    return [_field_row(block, field, share, start, rng) for block in BLOCKS for field, share in block.fields]


def _field_row(block: Block, field: str, share: float, start: date, rng: Random) -> Row:
    days = days_in_month(start)
    level = share * days * season(start.replace(day=15)) * rng.uniform(0.99, 1.01)
    gas = block.gas_mmscfd * 1000 * level
    return {
        "periode": start,
        "kode_wk": block.code,
        "wilayah_kerja": block.name,
        "operator": block.operator,
        "lapangan": field,
        "provinsi": block.region.province,
        # Outages cost about 0.4 % of a month.
        "minyak_bbl": round(block.oil_bopd * level * 0.996) if block.oil_bopd else None,
        "kondensat_bbl": round(block.condensate_bopd * level) if block.condensate_bopd else None,
        "gas_mscf": round(gas) if gas else None,
        "gas_flare_mscf": round(gas * 0.018) if gas else None,
        "gas_injeksi_mscf": round(gas * 0.06) if gas and block.index % 4 == 1 else None,
        "status_data": "final",
    }


def monthly_lifting(start: date, rng: Random) -> list[Row]:
    """One row per contractor, regency and kind (minyak, gas) for the month of `start`; bbl and MMBTU."""
    oil: dict[tuple[str, Region], float] = defaultdict(float)
    gas: dict[tuple[str, Region], float] = defaultdict(float)
    for block in BLOCKS:
        for region, share in block.regions:
            key = (block.operator, region)
            oil[key] += (block.oil_bopd + block.condensate_bopd) * share * _LIFTED_OIL
            gas[key] += block.gas_mmscfd * 1000 * share * _LIFTED_GAS * _MMBTU_PER_MSCF
    # One draw for all: cargoes that slip over the end of a month move the whole month's lifting.
    level = days_in_month(start) * season(start.replace(day=15)) * rng.uniform(0.97, 1.03)
    rows = []
    for (kkks, region), rate in sorted(oil.items(), key=lambda item: (KKKS.index(item[0][0]), item[0][1].code)):
        for kind, amount in (("minyak", rate), ("gas", gas[kkks, region])):
            if amount:
                rows.append(_lifting_row(start, kkks, region, kind, round(amount * level * rng.uniform(0.99, 1.01))))
    return rows


def _lifting_row(start: date, kkks: str, region: Region, kind: str, amount: int) -> Row:
    number = KKKS.index(kkks) + 1
    return {
        "periode": start,
        "kkks": kkks,
        "kode_kabupaten": region.code,
        "kabupaten": region.regency,
        "provinsi": region.province,
        "jenis": kind,
        "lifting_bbl": amount if kind == "minyak" else None,
        "lifting_mmbtu": amount if kind == "gas" else None,
        "no_berita_acara": f"BA-{number:03d}/{region.code}/{start:%m}/{start.year}",
        "status_data": "sementara",
    }


def monthly_gas_utilisation(start: date, rng: Random) -> list[Row]:
    """One row per contractor and sector for the month of `start`; daily averages in BBTUD and MMSCFD."""
    supply: dict[str, float] = defaultdict(float)
    for block in BLOCKS:
        supply[block.operator] += block.gas_mmscfd * _DELIVERED_GAS
    rows: list[Row] = []
    sellers = [kkks for kkks in KKKS if supply[kkks]]
    for place, kkks in enumerate(sellers):
        heating_value = 1.0 + 0.01 * (place % 8)
        for sector, share in _SECTORS[place % len(_SECTORS)]:
            usual = supply[kkks] * share
            volume = usual * season(start.replace(day=15)) * rng.uniform(0.98, 1.02)
            rows.append(
                {
                    "periode": start,
                    "kkks": kkks,
                    "sektor": sector,
                    "volume_bbtud": round(volume * heating_value, 2),
                    "volume_mmscfd": round(volume, 2),
                    "kontrak_bbtud": round(usual * heating_value * 1.06, 2),
                    "status_data": "sementara",
                }
            )
    return rows
