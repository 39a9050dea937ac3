"""Sample rows of well work and seismic surveys (tables 9 and 10): activities that start, run and end.

What starts in a week or month depends on that week or month alone, so that every later report tells the same story.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mutakhir.sample.areas.hulu_reference import BLOCKS, Block, area_code, area_name, days_in_month
from mutakhir.sample.table import Row, chance

_LONGEST_WORK_WEEKS = 9
_SURVEY_MONTHS = 5

# Per kind: how many start in a week (979 development wells and 961 workovers a year; of the 37,787 well services a
# year only a few, to keep the sample small), days of work, cost in USD.
_KINDS = (
    ("eksplorasi", 1, (35, 60), (12e6, 38e6)),
    ("pengembangan", 19, (10, 21), (1.8e6, 6e6)),
    ("kerja ulang", 18, (4, 9), (2.5e5, 8e5)),
    ("perawatan", 12, (1, 4), (1.2e4, 6e4)),
)


@dataclass(frozen=True)
class _Work:
    well: str
    block: Block
    kind: str
    spud: date
    end: date
    cost_usd: float


def weekly_well_work(start: date, _rng: Random) -> list[Row]:
    """One row per activity that ran or ended in the week that begins on `start`; cost in USD to the week's end."""
    sunday = start + timedelta(days=6)
    mondays = [start - timedelta(weeks=n) for n in reversed(range(_LONGEST_WORK_WEEKS + 1))]
    return [_work_row(work, start, sunday) for monday in mondays for work in _begun(monday) if work.end >= start]


def _begun(monday: date) -> list[_Work]:
    rng = chance("hulu.pemboran_sumur", monday.isoformat())
    begun = []
    for kind, count, days, cost in _KINDS:
        for number in range(count):
            block = BLOCKS[rng.randrange(len(BLOCKS))]
            spud = monday + timedelta(days=rng.randrange(7))
            end = spud + timedelta(days=rng.randint(*days))
            well = f"{block.name} {kind[:2].upper()}-{monday:%y%m%d}{number + 1:02d}"
            begun.append(_Work(well, block, kind, spud, end, rng.uniform(*cost)))
    return begun


def _work_row(work: _Work, monday: date, sunday: date) -> Row:
    done = work.end <= sunday
    part = 1.0 if done else ((sunday - work.spud).days + 1) / ((work.end - work.spud).days + 1)
    return {
        "minggu": monday,
        "sumur": work.well,
        "kode_wk": work.block.code,
        "operator": work.block.operator,
        "jenis": work.kind,
        "tajak": work.spud,
        "selesai": work.end if done else None,
        "status": "selesai" if done else "berjalan",
        "biaya_usd": round(work.cost_usd * part),
    }


def monthly_seismic(start: date, _rng: Random) -> list[Row]:
    """One row per survey that ran in the month of `start`; km of 2D lines or km² of 3D recorded in that month."""
    return [
        _survey_row(start, _months_back(start, age), age, number)
        for age in range(_SURVEY_MONTHS - 1, -1, -1)
        for number in (1, 2)
    ]


def _months_back(start: date, months: int) -> date:
    total = start.year * 12 + start.month - 1 - months
    return date(total // 12, total % 12 + 1, 1)


def _survey_row(start: date, begun: date, age: int, number: int) -> Row:
    rng = chance("hulu.survei_seismik", begun.isoformat(), str(number))
    kind = "2D" if number == 1 else "3D"
    area = rng.randrange(105, 148)
    plan = rng.uniform(600, 3000) if kind == "2D" else rng.uniform(150, 900)
    # Slow at first and at the end; the parts sum to 1 over the life of a survey.
    done = round(plan * (0.12, 0.24, 0.28, 0.22, 0.14)[age], 2)
    begins, last = rng.randrange(1, 20), rng.randrange(10, 28)
    return {
        "periode": start,
        "kode_survei": f"SS-{begun:%Y%m}-{number}",
        "nama_survei": f"Survei {kind} {area_name(area)} {begun.year}",
        "kode_wk": area_code(area),
        "jenis": kind,
        "rencana_2d_km": round(plan, 2) if kind == "2D" else None,
        "realisasi_2d_km": done if kind == "2D" else None,
        "rencana_3d_km2": round(plan, 2) if kind == "3D" else None,
        "realisasi_3d_km2": done if kind == "3D" else None,
        "mulai": begun.replace(day=begins),
        "selesai": start.replace(day=min(last, days_in_month(start))) if age == _SURVEY_MONTHS - 1 else None,
    }
