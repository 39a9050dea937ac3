"""How verdicts say amounts of time, numbers and lists of names, in both languages."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from mutakhir.domain.axes import StabilityFinding
from mutakhir.domain.dates import period_text
from mutakhir.domain.language import Text

_DAY = 86400
_HOUR = 3600
_MINUTE = 60
_NAMED = 3
_INDONESIAN = str.maketrans({",": ".", ".": ","})
_TOO_MANY_PERCENT = 100_000


def duration(seconds: float) -> Text:
    """A length of time in whole days, in hours below two days, in minutes (at least 1) below two hours."""
    if seconds >= 2 * _DAY:
        return count(int(seconds // _DAY), "hari", "day")
    if seconds >= 2 * _HOUR:
        return count(int(seconds // _HOUR), "jam", "hour")
    return count(max(1, int(seconds // _MINUTE)), "menit", "minute")


def join(*sentences: Text | None) -> Text:
    """Parts of one sentence, joined by semicolons; None is passed over."""
    parts = [sentence for sentence in sentences if sentence is not None]
    return Text("; ".join(part.id for part in parts), "; ".join(part.en for part in parts))


def listing(names: Sequence[Text]) -> Text:
    """The first names in a row, and how many more there are; one that would be alone among the others is named too."""
    shown = list(names if len(names) <= _NAMED + 1 else names[:_NAMED])
    if others := len(names) - len(shown):
        shown.append(Text(f"{others} lainnya", f"{others} others"))
    if len(shown) == 1:
        return shown[0]
    last = shown.pop()
    return Text(
        f"{', '.join(name.id for name in shown)} dan {last.id}",
        f"{', '.join(name.en for name in shown)} and {last.en}",
    )


def count(number: int, indonesian: str, english: str) -> Text:
    """A number of things."""
    return Text(f"{number} {indonesian}", f"{number} {english}{'' if number == 1 else 's'}")


def number(value: Decimal | int) -> Text:
    """A number with at most six decimals and each language's separators: `18.093.412,5` and `18,093,412.5`."""
    text = f"{value:,.6f}" if isinstance(value, Decimal) else f"{value:,}"
    english = text.rstrip("0").rstrip(".") if "." in text else text
    english = "0" if english == "-0" else english
    return Text(english.translate(_INDONESIAN), english)


def value_text(finding: StabilityFinding, value: str | None) -> Text:
    """What a finding was before, or became: a number, a period, or a name as it stands; `–` where there is none."""
    if value is None:
        return Text("–", "–")
    if finding.kind == "period_regressed":
        return period_text(value)
    if finding.kind.startswith(("value_", "column_")):
        return Text(value, value)
    try:
        return number(Decimal(value))
    except (InvalidOperation, ValueError):
        return Text(value, value)


def share(before: Decimal, after: Decimal) -> Text:
    """How much `after` is above or below `before`: ` (−3%)`; empty where it cannot be said or rounds to nothing."""
    if not before:
        return Text("", "")
    percent = (after - before) / abs(before) * 100
    said = number(Decimal(f"{abs(percent):.1f}"))
    if said.en == "0" or abs(percent) >= _TOO_MANY_PERCENT:
        return Text("", "")
    sign = "−" if percent < 0 else "+"
    return Text(f" ({sign}{said.id}%)", f" ({sign}{said.en}%)")
