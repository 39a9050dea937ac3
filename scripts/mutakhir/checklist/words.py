"""How verdicts say amounts of time, in both languages."""

from mutakhir.domain.language import Text

_DAY = 86400
_HOUR = 3600
_MINUTE = 60


def duration(seconds: float) -> Text:
    """A length of time in whole days, in hours below two days, in minutes (at least 1) below two hours."""
    if seconds >= 2 * _DAY:
        return _count(int(seconds // _DAY), "hari", "day")
    if seconds >= 2 * _HOUR:
        return _count(int(seconds // _HOUR), "jam", "hour")
    return _count(max(1, int(seconds // _MINUTE)), "menit", "minute")


def join(*sentences: Text | None) -> Text:
    """Parts of one sentence, joined by semicolons; None is passed over."""
    parts = [sentence for sentence in sentences if sentence is not None]
    return Text("; ".join(part.id for part in parts), "; ".join(part.en for part in parts))


def _count(number: int, indonesian: str, english: str) -> Text:
    return Text(f"{number} {indonesian}", f"{number} {english}{'' if number == 1 else 's'}")
