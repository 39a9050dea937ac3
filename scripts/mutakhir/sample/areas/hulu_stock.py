"""Sample rows of terminal stock and shipments (tables 4 and 5); both follow one rhythm, so they agree to the barrel."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mutakhir.sample.areas.hulu_reference import KKKS
from mutakhir.sample.table import Row

_OIL_BOPD = 595_000
_PLACES = (
    "Seruni", "Cemara", "Kenanga", "Damar", "Meranti", "Cempaka", "Gaharu", "Pinang", "Anggrek", "Jelutung", "Mahoni",
    "Sungkai", "Rengas", "Bakau", "Nipah", "Keruing", "Ulin", "Trembesi", "Ketapang", "Beringin",
)  # fmt: skip
_CRUDES = ("Minyak Ringan Seruni", "Minyak Berat Damar", "Kondensat Cemara", "Minyak Campuran Meranti")
_SHIPS = ("Samudra", "Nusantara", "Khatulistiwa", "Bahari", "Dirgantara", "Cakrawala")


@dataclass(frozen=True)
class Terminal:
    """A terminal fills at `rate` barrels a day and ships everything above `floor` every `gap` days."""

    index: int
    name: str
    rate: int
    gap: int
    floor: int

    def stock(self, day: date) -> int:
        """Stock at the end of `day`, in barrels."""
        return self.floor + self.rate * ((day.toordinal() + self.index) % self.gap)

    def shipped(self, day: date) -> int:
        """Barrels loaded on `day`; 0 on most days."""
        return self.stock(day - timedelta(days=1)) + self.rate - self.stock(day)


def _terminals() -> tuple[Terminal, ...]:
    weights = [(place + 3) ** -1.0 for place in range(len(_PLACES))]
    terminals = []
    for index, place in enumerate(_PLACES):
        rate = round(_OIL_BOPD * weights[index] / sum(weights))
        gap = max(3, min(25, round(420_000 / rate)))
        terminals.append(Terminal(index, f"Terminal {place}", rate, gap, 60_000 + rate))
    return tuple(terminals)


TERMINALS = _terminals()


def daily_stock(start: date, _rng: Random) -> list[Row]:
    """One row per terminal for the day `start`, in barrels."""
    before = start - timedelta(days=1)
    return [
        {
            "tanggal": start,
            "terminal": terminal.name,
            "stok_awal_bbl": terminal.stock(before),
            "penerimaan_bbl": terminal.rate,
            "pengapalan_bbl": terminal.shipped(start),
            "stok_akhir_bbl": terminal.stock(start),
            "dapat_diangkut_bbl": terminal.stock(start) - round(terminal.floor * 0.8),
        }
        for terminal in TERMINALS
    ]


def daily_shipments(start: date, _rng: Random) -> list[Row]:
    """One row per cargo whose bill of lading is dated `start`, in net barrels; none on a day without a cargo."""
    return [_cargo(terminal, start) for terminal in TERMINALS if terminal.shipped(start)]


def _cargo(terminal: Terminal, day: date) -> Row:
    turn = (day.toordinal() + terminal.index) // terminal.gap
    return {
        "no_bl": f"BL/{terminal.index + 1:02d}/{day:%Y%m%d}",
        "tgl_bl": day,
        "terminal": terminal.name,
        "jenis_minyak": _CRUDES[terminal.index % len(_CRUDES)],
        "nett_bbl": terminal.shipped(day),
        # Two cargoes in five leave the country, none of them from the small terminals.
        "tujuan": "ekspor" if terminal.index < 12 and turn % 5 < 2 else "domestik",
        "kapal": f"MT {_SHIPS[turn % len(_SHIPS)]} {turn % 9 + 1}",
        "pengirim": KKKS[terminal.index],
    }
