"""Sample rows of the upstream tables: which table comes how often, and the yearly, contract and activity tables."""

import math
from datetime import date
from random import Random

from mutakhir.sample.areas import hulu_activity, hulu_production, hulu_stock
from mutakhir.sample.areas.hulu_reference import BLOCKS, KKKS, PRODUCING, WORKING_AREAS, area_code, area_name
from mutakhir.sample.table import Row, SampleTable

_P1_OIL_MMSTB = 2_350.0
_P1_GAS_BSCF = 35_300.0
_CAPEX_USD, _OPEX_USD, _RECOVERY_USD = 1.85e9, 1.55e9, 1.95e9
"""National amounts of one quarter."""
_MSCF_PER_BOE = 5.6

# Budget law of each year: oil (MBOPD), gas (MBOEPD), ICP (USD/bbl), exchange rate (Rp/USD).
_BUDGET = {
    2021: (705, 1007, 45, 14_600),
    2022: (703, 1036, 63, 14_350),
    2023: (660, 1100, 90, 14_800),
    2024: (635, 1033, 82, 15_000),
    2025: (605, 1005, 82, 16_000),
    2026: (610, 984, 70, 16_500),
}


def yearly_reserves(start: date, _rng: Random) -> list[Row]:
    """One row per field, status 1 January of the year of `start`; MMSTB and BSCF."""
    years = start.year - 2021
    # Additions a little above production: replacement ratio (RRR) around 100 to 125 %.
    level = 1 + 0.008 * years + 0.006 * math.sin(2.4 * years)
    oil_total = sum(block.oil_bopd + block.condensate_bopd for block in BLOCKS)
    gas_total = sum(block.gas_mmscfd for block in BLOCKS)
    rows: list[Row] = []
    for block in BLOCKS:
        liquids = block.oil_bopd + block.condensate_bopd
        for field, share in block.fields:
            row: Row = {"tahun": start.replace(month=1, day=1), "lapangan": field, "kode_wk": block.code}
            row["wilayah"] = block.region.reserves
            oil = _P1_OIL_MMSTB * liquids / oil_total * share * level
            gas = _P1_GAS_BSCF * block.gas_mmscfd / gas_total * share * level
            for label, factor in (("p1", 1.0), ("p2", 0.42), ("p3", 0.55)):
                row[f"{label}_minyak_mmstb"] = round(oil * factor, 3) if oil else None
                row[f"{label}_gas_bscf"] = round(gas * factor, 3) if gas else None
            oil_year = liquids * share * 365 / 1e6
            gas_year = block.gas_mmscfd * share * 365 / 1e3
            row["kumulatif_minyak_mmstb"] = round(oil_year * (18 + years), 3) if oil else None
            row["kumulatif_gas_bscf"] = round(gas_year * (6 + years), 3) if gas else None
            rows.append(row)
    return rows


def monthly_working_areas(start: date, _rng: Random) -> list[Row]:
    """The 165 working areas as they stood in the month of `start`; area in km²."""
    month = start.year * 12 + start.month
    return [_working_area(index, start, month) for index in range(WORKING_AREAS)]


def _working_area(index: int, start: date, month: int) -> Row:
    # Each month one of the areas that do not report production goes to another operator for twenty more years.
    waiting = WORKING_AREAS - PRODUCING
    handovers = 0 if index < PRODUCING else (month - (index - PRODUCING)) // waiting
    first_year = 1998 + index % 22
    return {
        "periode": start,
        "kode_wk": area_code(index),
        "nama_wk": area_name(index),
        "operator": KKKS[(index + handovers) % len(KKKS)] if index >= PRODUCING else KKKS[index % len(KKKS)],
        "jenis_kontrak": "GROSS_SPLIT" if index % 4 == 3 else "COST_RECOVERY",
        "tgl_efektif": date(first_year, index % 12 + 1, index % 28 + 1),
        "tgl_berakhir": date(first_year + 30 + 20 * (handovers % 2), index % 12 + 1, index % 28 + 1),
        "status": _stage(index),
        "luas_km2": round(120 + 41.37 * index, 2),
    }


def _stage(index: int) -> str:
    # 105 + 43 + 3 + 14 = 165, the public count of July 2025.
    if index < 105:
        return "eksploitasi"
    if index < 148:
        return "eksplorasi"
    return "eksplorasi nonkonvensional" if index < 151 else "proses terminasi"


def quarterly_investment(start: date, rng: Random) -> list[Row]:
    """One row per contractor for the quarter that begins on `start`; USD of that quarter alone."""
    weights = dict.fromkeys(KKKS, 0.0)
    for block in BLOCKS:
        weights[block.operator] += block.oil_bopd + block.condensate_bopd + block.gas_mmscfd * 1000 / _MSCF_PER_BOE
    total = sum(weights.values())
    rows: list[Row] = []
    for kkks in KKKS:
        row: Row = {"triwulan": start, "kkks": kkks}
        for measure, amount in (("capex", _CAPEX_USD), ("opex", _OPEX_USD), ("cost_recovery", _RECOVERY_USD)):
            plan = amount * weights[kkks] / total
            row[f"rencana_{measure}_usd"] = round(plan)
            row[f"realisasi_{measure}_usd"] = round(plan * rng.uniform(0.82, 1.04))
        rows.append(row)
    return rows


def yearly_budget(start: date, _rng: Random) -> list[Row]:
    """The budget law of the year of `start`: MBOPD, MBOEPD, USD/bbl, Rp/USD."""
    oil, gas, icp, rate = _BUDGET[max(min(start.year, max(_BUDGET)), min(_BUDGET))]
    return [
        {
            "tahun": start.replace(month=1, day=1),
            "dokumen": "APBN",
            "lifting_minyak_mbopd": oil,
            "lifting_gas_mboepd": gas,
            "icp_usd_bbl": icp,
            "kurs_rp_usd": rate,
        }
    ]


# The two yearly tables tell of their year while it runs: they come before its last day, hence the negative lag.
TABLES: dict[str, SampleTable] = {
    "hulu.produksi_harian": SampleTable(hulu_production.daily_production, "day", 1),
    "hulu.produksi_bulanan_lapangan": SampleTable(hulu_production.monthly_field_production, "month", 11),
    "hulu.lifting_daerah_bulanan": SampleTable(hulu_production.monthly_lifting, "month", 16),
    "hulu.pengapalan_minyak": SampleTable(hulu_stock.daily_shipments, "day", 2),
    "hulu.stok_terminal_harian": SampleTable(hulu_stock.daily_stock, "day", 1),
    "hulu.pemanfaatan_gas": SampleTable(hulu_production.monthly_gas_utilisation, "month", 15),
    "hulu.cadangan_status_1jan": SampleTable(yearly_reserves, "year", -199),
    "hulu.wilayah_kerja": SampleTable(monthly_working_areas, "month", 4),
    "hulu.pemboran_sumur": SampleTable(hulu_activity.weekly_well_work, "week", 3),
    "hulu.survei_seismik": SampleTable(hulu_activity.monthly_seismic, "month", 14),
    "hulu.investasi_wpnb": SampleTable(quarterly_investment, "quarter", 25),
    "hulu.target_apbn": SampleTable(yearly_budget, "year", -353),
}
