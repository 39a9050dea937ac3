"""What every source table promises: when its periods fall due, since when, by what rule, and who delivers it."""

import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from mutakhir.declared.entry import Entry
from mutakhir.declared.holidays import YEARS, unknown_market
from mutakhir.declared.sources import mapping_of, merged_meta, read_sources, since_of
from mutakhir.domain.language import Text
from mutakhir.due.calendar import ZONES
from mutakhir.due.due_dates import Roll, Terms
from mutakhir.due.fitting import misfit
from mutakhir.due.periods import Grain
from mutakhir.due.rules import DueRule, TradingDays, UnknownRule, parse_rule

CADENCES = ("harian", "mingguan", "bulanan", "triwulanan", "semesteran", "tahunan", "insidental")
_DUE_KEYS = ("due", "due_basis", "due_time", "due_zone", "due_grace", "due_roll")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})", re.ASCII)
_LONGEST_GRACE = 366
_UNFIT = re.compile(r'[,"\s]')
"""What a name in the schedule cannot hold, whose lines are written as they are."""


@dataclass(frozen=True)
class Promise:
    """One source table with a due rule."""

    dataset: str
    """`<source>.<table>`."""
    unique_id: str
    title: str
    declared_in: str
    cadence: str
    """Empty where it is not declared."""
    due: str
    """The rule as it is written."""
    terms: Terms
    grain: Grain
    period_column: str
    year_starts: int
    since: date
    """First day of the month from which on periods are owed."""
    partners: tuple[str, ...]


def read_promises(project_dir: Path) -> list[Promise]:
    """Every table with `meta.due`, whatever its origin, by name; ConfigError at the first that cannot be meant so."""
    declared = read_sources(project_dir)
    promises = [
        _promise(declared.project, source, table, meta)
        for source, table in declared.tables
        for meta in (merged_meta(source, table),)
        if meta.get("due") is not None and not _disabled(source, table)
    ]
    return sorted(promises, key=lambda promise: promise.dataset)


def _disabled(source: Entry, table: Entry) -> bool:
    return any(entry.child("config").get("enabled") is False for entry in (source, table))


def _promise(project: str, source: Entry, table: Entry, meta: Entry) -> Promise:
    due_keys = {key: None for key in mapping_of(meta) if str(key).startswith("due")}
    Entry(meta.file, meta.where, due_keys, meta.prefix).refuse_unknown(_DUE_KEYS)
    period = meta.child("period")
    grain = Grain(period.choice("grain", tuple(grain.value for grain in Grain), None))
    cadence = meta.choice("cadence", CADENCES, None) if meta.get("cadence") is not None else ""
    rule = _rule(meta)
    if said := misfit(rule, grain, cadence):
        raise meta.refusal("due", said)
    dataset = f"{source.text('name')}.{table.text('name')}"
    if (plain := _UNFIT.sub("_", dataset)) != dataset:
        raise table.error("name", dataset, (plain,))
    return Promise(
        dataset=dataset,
        unique_id=f"source.{project}.{dataset}",
        title=meta.text("title", table.text("name")),
        declared_in=table.file,
        cadence=cadence,
        due=meta.text("due"),
        terms=terms_of(meta, rule),
        grain=grain,
        period_column=period.text("column"),
        year_starts=_number(period, "year_starts", 1, 1, 12),
        since=_since(meta),
        partners=meta.texts("partners"),
    )


def _since(meta: Entry) -> date:
    since = since_of(meta)
    if since is None:
        raise meta.refusal(
            "since",
            Text(
                "tidak ada, padahal due ada; tulis bulan pertama yang wajib, misalnya 2024-12",
                "is missing beside due; write the first month that is owed, for example 2024-12",
            ),
        )
    if since.year not in YEARS:
        raise meta.refusal(
            "since",
            Text(
                f"berisi {since:%Y-%m}; tulis bulan antara {YEARS.start} dan {YEARS.stop - 1}",
                f"is {since:%Y-%m}; write a month between {YEARS.start} and {YEARS.stop - 1}",
            ),
        )
    return since


def terms_of(meta: Entry, rule: DueRule) -> Terms:
    """`rule` with what `meta` says beside it (time, zone, grace, rolling, basis); ConfigError where it cannot be."""
    basis = meta.text("due_basis", "")
    return Terms(
        rule=rule,
        roll=Roll(meta.choice("due_roll", tuple(roll.value for roll in Roll), "none" if basis else "forward")),
        time_of_day=_time(meta),
        zone=_zone(meta),
        grace=_number(meta, "due_grace", 0, 0, _LONGEST_GRACE),
        basis=basis,
    )


def _rule(meta: Entry) -> DueRule:
    text = meta.text("due")
    try:
        rule = parse_rule(text)
    except UnknownRule as error:
        raise meta.refusal(
            "due", Text(f"berisi {text!r}; maksudnya {error.nearest}?", f"is {text!r}; do you mean {error.nearest}?")
        ) from None
    if isinstance(rule, TradingDays) and (known := unknown_market(rule.market)):
        raise meta.error("due", str(rule), tuple(str(TradingDays(market, rule.days)) for market in known))
    return rule


def _zone(meta: Entry) -> str:
    zone = meta.text("due_zone", "WIB").strip().upper()
    if zone not in ZONES:
        raise meta.error("due_zone", zone, tuple(ZONES))
    return zone


def _time(meta: Entry) -> time:
    """The time of day; YAML reads a bare 16.00 as a number and a bare 16:00 as minutes."""
    value = meta.get("due_time")
    if value is None:
        return time(16)
    if isinstance(value, float):
        value = f"{value:.2f}"
    elif isinstance(value, int) and not isinstance(value, bool):
        value = f"{value // 60}.{value % 60:02d}" if value >= 24 else f"{value}.00"
    found = _CLOCK.fullmatch(str(value).strip())
    try:
        return time(int(found[1]), int(found[2]))  # type: ignore[index]  # None is caught as well
    except (TypeError, ValueError):
        raise meta.error("due_time", value, ("16.00",)) from None


def _number(entry: Entry, key: str, default: int, least: int, most: int) -> int:
    value = entry.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise entry.refusal(
            key,
            Text(
                f"berisi {value!r}; tulis bilangan bulat {least} sampai {most}",
                f"is {value!r}; write a whole number from {least} to {most}",
            ),
        )
    return value
