"""Days, moments and periods as people say them, in both languages; small, without a locale library."""

from datetime import date, datetime, timedelta, tzinfo

from mutakhir.domain.language import Text

MONTHS_ID = tuple("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split())
MONTHS_EN = tuple("January February March April May June July August September October November December".split())

_ROMAN = ("I", "II", "III", "IV")


def day_text(day: date) -> Text:
    """A day: `5 November 2026`."""
    return Text(
        f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}",
    )


def moment_text(moment: datetime, zone: tzinfo) -> Text:
    """A moment on the clocks of `zone`: `5 Desember 2026 pukul 16.00 WIB`."""
    local = moment.astimezone(zone)
    day, name = day_text(local), local.tzname() or ""
    return Text(f"{day.id} pukul {local:%H.%M} {name}".rstrip(), f"{day.en}, {local:%H:%M} {name}".rstrip())


def period_text(code: str, grain: str = "") -> Text:
    """A period by its code: `Oktober 2026`, `Triwulan III 2026`, `2026`, `5 Oktober 2026`.

    With `grain` week a day's code is the Monday of `minggu 5–11 Oktober 2026`. What is no such code stays as it is.
    """
    try:
        return _period_text(code, grain)
    except (ValueError, IndexError):
        return Text(code, code)


def _period_text(code: str, grain: str) -> Text:
    year, _, rest = code.partition("-")
    if rest.startswith("TW"):
        quarter = _ROMAN["1234".index(rest[2:])]
        return Text(f"Triwulan {quarter} {year}", f"Quarter {quarter} {year}")
    if len(rest) == 2:
        first = date(int(year), int(rest), 1)
        return Text(f"{MONTHS_ID[first.month - 1]} {year}", f"{MONTHS_EN[first.month - 1]} {year}")
    if not rest:
        return Text(code, code)
    day = date.fromisoformat(code)
    return _week_text(day) if grain == "week" else day_text(day)


def _week_text(monday: date) -> Text:
    sunday = monday + timedelta(days=6)
    first, last = day_text(monday), day_text(sunday)
    if monday.year != sunday.year:
        return Text(f"minggu {first.id} – {last.id}", f"week {first.en} – {last.en}")
    if monday.month != sunday.month:
        return Text(
            f"minggu {monday.day} {MONTHS_ID[monday.month - 1]} – {last.id}",
            f"week {monday.day} {MONTHS_EN[monday.month - 1]} – {last.en}",
        )
    return Text(f"minggu {monday.day}–{last.id}", f"week {monday.day}–{last.en}")
