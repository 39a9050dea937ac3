"""Licence samples: the weekly extract of downstream licences, and who of their holders reported in time."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from mutakhir.sample.areas.hilir_bbm import SELLERS
from mutakhir.sample.areas.hilir_wilayah import month_end, months_from, own_draw
from mutakhir.sample.table import Row

HOLDERS = {"pengolahan": 19, "penyimpanan": 30, "pengangkutan": 173, "niaga": 113}
"""Licences of each kind. Public counts, but transport is a tenth of the real 1,730, to keep weekly extracts small."""

LETTERS = {"pengolahan": "IUP", "penyimpanan": "IUS", "pengangkutan": "IUT", "niaga": "IUN"}
FIRST_WORDS = [
    "Abadi",
    "Berkah",
    "Citra",
    "Duta",
    "Elang",
    "Gemilang",
    "Halmahera",
    "Intan",
    "Jaya",
    "Kartika",
    "Lestari",
]
SECOND_WORDS = [
    "Armada",
    "Bahari",
    "Cakrawala",
    "Dermaga",
    "Energi",
    "Logistik",
    "Petro",
    "Sagara",
    "Tangki",
    "Transport",
]
THIRD_WORDS = ["Indonesia", "Mandiri", "Nusantara", "Perkasa", "Utama"]
VALID_YEARS = 10
FIRST_ISSUE = date(2014, 1, 6)
ISSUE_DAYS = 4_800
"""Licences are issued over about thirteen years from FIRST_ISSUE, so that some are new in any recent month."""

COMPLIANCE_SINCE = date(2024, 12, 1)
"""First month that compliance is followed for."""

REPORTING_TRANSPORTERS = 60
"""Transport companies that the compliance list follows beside the fuel sellers."""


class Licence(NamedTuple):
    """A licence: number, holder, kind, first day, and the span of a suspension (None where there never was one)."""

    number: str
    holder: str
    kind: str
    issued: date
    suspended: tuple[date, date] | None
    revoked: date | None
    renews: bool


@lru_cache(maxsize=1)
def licences() -> tuple[Licence, ...]:
    """Every licence there ever was or will be in the sample, by number."""
    found: list[Licence] = []
    for kind, count in HOLDERS.items():
        for index in range(count):
            draw = own_draw(f"izin/{kind}/{index}")
            issued = FIRST_ISSUE + timedelta(days=draw.randrange(ISSUE_DAYS))
            start = issued + timedelta(days=draw.randrange(200, 3_600))
            suspended = (start, start + timedelta(days=draw.randrange(45, 200))) if draw.random() < 0.3 else None
            revoked = issued + timedelta(days=draw.randrange(3_000, 3_640)) if draw.random() < 0.05 else None
            number = f"{LETTERS[kind]}.{index + 1:04d}/MIGAS/{issued.year}"
            found.append(Licence(number, _holder(kind, index), kind, issued, suspended, revoked, draw.random() < 0.85))
    return tuple(sorted(found))


def _holder(kind: str, index: int) -> str:
    """Invented name of the holder; the first traders are the companies that report fuel sales."""
    if kind == "niaga" and index < len(SELLERS):
        return SELLERS[index]
    at = index + sum(count for name, count in HOLDERS.items() if name < kind)
    first, rest = FIRST_WORDS[at % len(FIRST_WORDS)], at // len(FIRST_WORDS)
    second, third = SECOND_WORDS[rest % len(SECOND_WORDS)], THIRD_WORDS[rest // len(SECOND_WORDS) % len(THIRD_WORDS)]
    return f"PT {first} {second} {third}"


def _expiry(licence: Licence, on: date) -> date:
    """Last day of the licence as decided by `on`: a renewal sixty days before the end adds another term."""
    end = licence.issued.replace(year=licence.issued.year + VALID_YEARS, day=min(licence.issued.day, 28))
    while licence.renews and on >= end - timedelta(days=60):
        end = end.replace(year=end.year + VALID_YEARS)
    return end


def _status(licence: Licence, on: date) -> str:
    """Status of the licence on a day."""
    if licence.revoked is not None and on >= licence.revoked:
        return "dicabut"
    if on > _expiry(licence, on):
        return "berakhir"
    if licence.suspended is not None and licence.suspended[0] <= on < licence.suspended[1]:
        return "dibekukan"
    return "aktif"


def licence_rows(week: date, rng: Random) -> list[Row]:
    """One row per licence issued by Monday `week`, as it stood that day."""
    return [
        {
            "periode": week,
            "no_izin": licence.number,
            "badan_usaha": licence.holder,
            "jenis": licence.kind,
            "tgl_terbit": licence.issued,
            "tgl_berakhir": _expiry(licence, week),
            "status": _status(licence, week),
        }
        for licence in licences()
        if licence.issued <= week
    ]


def compliance_rows(month: date, rng: Random) -> list[Row]:
    """Rows of `month` and of the one before it, which late reports complete; as known on the tenth after it."""
    before = months_from(date(month.year - 1, 12, 1), month)[-2]
    cut_off = month_end(month) + timedelta(days=10)
    months = [each for each in (before, month) if each >= min(COMPLIANCE_SINCE, month)]
    return [_compliance(each, company, kind, cut_off) for each in months for company, kind in _reporters()]


@lru_cache(maxsize=1)
def _reporters() -> tuple[tuple[str, str], ...]:
    """Company and kind of licence of all who must report, the same every month."""
    transporters = [(_holder("pengangkutan", index), "pengangkutan") for index in range(REPORTING_TRANSPORTERS)]
    return tuple([(seller, "niaga") for seller in SELLERS] + transporters)


def _compliance(month: date, company: str, kind: str, cut_off: date) -> Row:
    """One company's row: sellers report within a week, transporters late or never, as the public figures have it."""
    draw = own_draw(f"lapor/{month}/{company}")
    day = draw.randint(1, 7) if kind == "niaga" else draw.randint(2, 60)
    received = month_end(month) + timedelta(days=day)
    if received > cut_off or day > 45:
        return _compliance_row(month, company, kind, None, "belum lapor")
    return _compliance_row(month, company, kind, received, "tepat waktu" if day <= 10 else "terlambat")


def _compliance_row(month: date, company: str, kind: str, received: date | None, status: str) -> Row:
    """A row of the compliance list."""
    return {
        "periode": month,
        "badan_usaha": company,
        "jenis_izin": kind,
        "tgl_lapor": received,
        "status": status,
    }
