"""Dates, periods, lengths of time and numbers as people write them, in the office's zone.

Babel gives the names and separators; it is asked once per language, because its formatting calls cost more than the
rest of a row and a page may hold ten thousand rows.
"""

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_name

from mutakhir.domain.language import Language
from mutakhir.domain.period_words import period_words

DEFAULT_ZONE = "Asia/Jakarta"

_DAY = 86400
_HOUR = 3600


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    """The instant in `zone`; one so near the end of all dates that the zone would leave them keeps its numbers."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant.replace(tzinfo=zone)


class Dates:
    """Writes moments and amounts in one language and one zone."""

    def __init__(self, language: Language, zone: str = DEFAULT_ZONE) -> None:
        locale = Locale.parse(language.value)
        self._language = language
        self._indonesian = language is Language.ID
        self._zone = ZoneInfo(zone)
        # Plain dicts: Babel's own resolve an alias at every look-up.
        self._months: dict[int, str] = dict(locale.months["format"]["wide"])
        self._short_months: dict[int, str] = dict(locale.months["format"]["abbreviated"])
        symbols = locale.number_symbols["latn"]
        self._separators = str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
        self._zone_names: dict[timedelta | None, str] = {}

    def moment(self, instant: datetime) -> str:
        """Full date and time: `20 November 2026 pukul 16.00 WIB`."""
        local = self._local(instant)
        joint = " pukul " if self._indonesian else ", "
        return f"{self._day(local, self._months)}{joint}{self._clock(local)} {self.zone_name(local)}"

    def stamp(self, instant: datetime) -> tuple[str, str]:
        """Short date, and time of day, for tables whose heading names the zone: `20 Nov 2026`, `16.00`."""
        local = self._local(instant)
        return self._day(local, self._short_months), self._clock(local)

    def date(self, instant: datetime) -> str:
        """Full date of the instant in the office's zone: `20 November 2026`."""
        return self._day(self._local(instant), self._months)

    def period(self, period: str, short: bool = False, grain: str = "") -> str:
        """A reporting period: `Oktober 2026`, `14 Oktober 2026`, `Triwulan III 2026`; other forms stay as they are.

        With `short`, names of months are abbreviated; `grain` tells a week from the day it begins with.
        """
        return period_words(period, self._language, grain, short=short)

    def duration(self, seconds: float) -> str:
        """A length of time in whole days, or in hours (at least 1) below two days: `35 hari`, `41 jam`."""
        if seconds >= 2 * _DAY:
            return self._counted(int(seconds // _DAY), "hari", "day")
        return self._counted(max(1, int(seconds // _HOUR)), "jam", "hour")

    def number(self, value: float) -> str:
        """A number with the language's separators: `1.234,5` in Indonesian, `1,234.5` in English."""
        if isinstance(value, int):
            return f"{value:,}".translate(self._separators)
        return f"{value:,.6f}".rstrip("0").rstrip(".").translate(self._separators)

    def zone_name(self, instant: datetime) -> str:
        """Short name of the zone at the instant, the Indonesian one (WIB, WITA, WIT) in both languages."""
        local = self._local(instant)
        offset = local.utcoffset()
        name = self._zone_names.get(offset)
        if name is None:
            name = self._zone_names[offset] = get_timezone_name(local, width="short", locale="id")
        return name

    def _local(self, instant: datetime) -> datetime:
        return in_zone(instant, self._zone)

    def _day(self, local: datetime, months: dict[int, str]) -> str:
        return f"{local.day} {months[local.month]} {local.year}"

    def _clock(self, local: datetime) -> str:
        return f"{local.hour:02d}{'.' if self._indonesian else ':'}{local.minute:02d}"

    def _counted(self, number: int, indonesian: str, english: str) -> str:
        if self._indonesian:
            return f"{self.number(number)} {indonesian}"
        return f"{self.number(number)} {english}{'' if number == 1 else 's'}"
