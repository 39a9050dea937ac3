"""Runs by hand for tests of the history: what was counted when, kept in a real file and judged as the command does."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from builders import make_dataset
from builders_facts import WIB
from mutakhir.artifacts.facts import FACTS_SCHEMA, DatasetFacts, Facts, PeriodFacts, ValueFacts
from mutakhir.artifacts.history_file import append_facts, read_history
from mutakhir.checklist.past import past_of
from mutakhir.checklist.stability import counting_of, judge_stability
from mutakhir.config import PROCEDURE_ZONE
from mutakhir.domain.axes import Stability
from mutakhir.domain.dataset import Dataset
from mutakhir.due.periods import Grain, period_from_code

NAME = "hulu.produksi"
TARGET = "ditjen/duckdb"
COLUMNS = {"periode": "DATE", "minyak_bbl": "DECIMAL"}
MONTHS = ("2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")


def declared(grain: str = "month", restates: int = 1, **meta: Any) -> Dataset:
    """A data set with declared periods; `meta` adds to its meta."""
    period = {"column": "periode", "grain": grain} | meta.pop("period", {})
    named = {"period": period, "restates": restates, "measures": ["minyak_bbl"], "since": "2024-12"} | meta
    return make_dataset(NAME, meta=named, columns=frozenset(COLUMNS))


def counted(periods: Mapping[str, Any] | Iterable[str], grain: str = "month", **more: Any) -> DatasetFacts:
    """Facts of one data set: period to its rows, or to (rows, {measure: total}); ten rows and 100 where only named."""
    given = periods if isinstance(periods, Mapping) else dict.fromkeys(periods, (10, {"minyak_bbl": "100"}))
    reporters = more.pop("reporters", {})
    listed = []
    for code, held in given.items():
        rows, totals = held if isinstance(held, tuple) else (held, {"minyak_bbl": "100"})
        period = period_from_code(code, Grain(grain))
        start = period.start.isoformat() if period else code
        listed.append(PeriodFacts(code, start, rows, reporters.get(code), totals=totals))
    return DatasetFacts(
        rows=sum(one.rows for one in listed), periods=listed, columns=more.pop("columns", COLUMNS), **more
    )


def spans(**values: tuple[str, str, int]) -> list[ValueFacts]:
    """Values of a dimension: first period, last period, in how many."""
    return [ValueFacts(value, *span) for value, span in values.items()]


def facts_at(moment: str, invocation: str = "", **datasets: DatasetFacts) -> Facts:
    """Facts exported at `moment` of WIB; `datasets` by name, or `one` for the usual data set."""
    if "one" in datasets:
        datasets = {NAME: datasets["one"]}
    at = datetime.fromisoformat(moment).replace(tzinfo=WIB).astimezone(timezone.utc)
    return Facts(FACTS_SCHEMA, "1", at.isoformat(), datasets=datasets, invocation_id=invocation or moment)


def keep(path: Path, facts: Facts, **changes: Any) -> list[Any]:
    """Append a run to the history at `path`."""
    named = {"project": "mutakhir", "target": TARGET, "tool_version": "1", "sample": False}
    return append_facts(path, facts, facts.generated_at.encode(), **(named | changes))


def judge(
    path: Path, facts: Facts, dataset: Dataset, as_of: datetime | None = None, *, target: str = TARGET
) -> Stability:
    """The verdict on `facts`, compared with the history at `path`."""
    past = past_of(read_history(path), facts, "", "mutakhir", target, sample=False)
    moment = as_of or datetime.fromisoformat(facts.generated_at)
    return judge_stability(dataset, facts.datasets.get(dataset.name), past, counting_of(facts, moment, PROCEDURE_ZONE))


def play(path: Path, dataset: Dataset, runs: Iterable[tuple[str, DatasetFacts]]) -> list[Stability]:
    """Runs one after the other, each judged before and after it is kept, which must make no difference."""
    verdicts = []
    for moment, one in runs:
        facts = facts_at(moment, one=one)
        before = judge(path, facts, dataset)
        keep(path, facts)
        assert judge(path, facts, dataset) == before
        verdicts.append(before)
    return verdicts


def said(verdict: Stability) -> list[tuple[str, str | None]]:
    """Kind and period of each finding."""
    return [(one.kind, one.period) for one in verdict.findings]
