"""Which due rules a table can have: a rule that its period's grain or its cadence contradicts is refused."""

from mutakhir.domain.language import Text
from mutakhir.due.periods import Grain
from mutakhir.due.rules import (
    DayOfMonth,
    DayOfYear,
    DueRule,
    LongestGap,
    MonthlyAndOnChange,
    QuarterDays,
    TradingDays,
    TwoStage,
)

_OFTEN = ("", "harian", "mingguan")
_GRAINS: dict[type, tuple[Grain, Text]] = {
    DayOfYear: (Grain.YEAR, Text("tabel tahunan (grain year)", "yearly tables (grain year)")),
    QuarterDays: (Grain.QUARTER, Text("tabel triwulanan (grain quarter)", "quarterly tables (grain quarter)")),
    TradingDays: (Grain.DAY, Text("tabel harian (grain day)", "daily tables (grain day)")),
    MonthlyAndOnChange: (Grain.MONTH, Text("tabel bulanan (grain month)", "monthly tables (grain month)")),
    LongestGap: (Grain.EVENT, Text("tabel kejadian (grain event)", "tables of events (grain event)")),
}
_CADENCES: dict[type, tuple[str, ...]] = {
    DayOfYear: ("tahunan",),
    QuarterDays: ("triwulanan",),
    TradingDays: ("harian", "mingguan"),
    MonthlyAndOnChange: ("bulanan", "insidental"),
    LongestGap: ("insidental",),
    DayOfMonth: ("bulanan", "triwulanan", "semesteran", "tahunan", "insidental"),
}
"""The cadences that go with a rule; those that are not here go with every one."""


def misfit(rule: DueRule, grain: Grain, cadence: str) -> Text | None:
    """Why `rule` cannot be meant for a table of this grain and cadence ("" where not declared); None where it can.

    The words go on after the name of the key: `config.meta.due <words>.`
    """
    if isinstance(rule, TwoStage):
        first = misfit(rule.warn, grain, cadence)
        return Text(*(words.replace(str(rule.warn), str(rule), 1) for words in first)) if first else None
    wants = _grain_wanted(rule, grain, cadence)
    if wants:
        return Text(
            f"berisi {rule}, padahal period.grain {grain.value}; aturan itu untuk {wants.id}",
            f"is {rule}, but period.grain is {grain.value}; that rule is for {wants.en}",
        )
    cadences = _CADENCES.get(type(rule), ())
    if cadence and cadences and cadence not in cadences:
        listed = ", ".join(cadences)
        return Text(
            f"berisi {rule}, padahal cadence {cadence}; aturan itu untuk cadence {listed}",
            f"is {rule}, but cadence is {cadence}; that rule is for cadence {listed}",
        )
    return None


def _grain_wanted(rule: DueRule, grain: Grain, cadence: str) -> Text | None:
    """What the rule is for, where it is not for `grain`."""
    if isinstance(rule, DayOfMonth):
        # Daily rows may come once a month, but then the cadence says so.
        too_fine = grain is Grain.EVENT or (grain in (Grain.DAY, Grain.WEEK) and cadence in _OFTEN)
        wanted = Text(
            "tabel bulanan atau lebih jarang; untuk hari, minggu atau kejadian pakai H+n atau HK+n",
            "monthly tables or rarer ones; for days, weeks or events use H+n or HK+n",
        )
        return wanted if too_fine else None
    if isinstance(rule, QuarterDays) and grain is Grain.MONTH and cadence == "triwulanan":
        return None
    only, wanted = _GRAINS.get(type(rule), (grain, Text("", "")))
    return None if grain is only else wanted
