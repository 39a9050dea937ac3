"""Reads what models/review counted, and turns it into the facts that leave the warehouse (artifacts/facts.py).

Everything is counted in the warehouse; from here come only counts, the missing and the late, never a cell of data.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mutakhir.artifacts.facts import (
    DatasetFacts,
    PeriodFacts,
    UnlistedReporter,
    ValueFacts,
    WarehouseTable,
)
from mutakhir.artifacts.manifest import Manifest, SourceNode, merged_meta
from mutakhir.due.periods import Grain, period_of
from mutakhir.warehouse.inventory import Query
from mutakhir.warehouse.ledger import ByDataset, Ledger, by_dataset, decimal_text, moment

MODELS = (
    "rvw_kiriman_baru", "rvw_terdampak", "rvw_periode", "rvw_pelapor", "rvw_total", "rvw_nilai", "rvw_kiriman",
    "rvw_pelapor_resmi", "rvw_kewajiban",
)  # fmt: skip
"""The models that count; where one of them was not built, nothing they hold is known to be current."""

_READ = (*MODELS, "pelapor_wajib")

WRITTEN = ("YYYY-MM-DD", "YYYY-MM", "YYYYMM", "YYYY")
"""Values of `meta.period.format` by which macros/review/period_text.sql reads a period from text."""

_LOADER = "_"
"""Columns of the loader, and dlt's own, begin like this."""
_NAMELESS = re.compile(r"kolom [A-Z]{1,3}")


@dataclass(frozen=True)
class Counted:
    """The facts of every data set that declares a period, and when everything was last counted anew."""

    datasets: dict[str, DatasetFacts]
    recounted_at: str | None


def review_models(manifest: Manifest) -> dict[str, str]:
    """Name to relation of the models that count; empty for a project that has none."""
    found = {node.name: node for node in manifest.nodes.values() if node.resource_type in ("model", "seed")}
    if "rvw_periode" not in found:
        return {}
    return {name: _relation(found[name].schema or "", found[name].alias or name) for name in _READ if name in found}


def read_counts(
    query: Query, manifest: Manifest, tables: Iterable[WarehouseTable], now: datetime, broken: str = ""
) -> Counted:
    """Facts of every source table with `meta.period`, by name.

    `tables` is what the warehouse holds, `broken` the model of models/review that the last build did not build (empty
    where all were): then nothing is passed off as counted, each data set says why.
    """
    sources = {
        f"{node.source_name}.{node.name}": node
        for node in manifest.sources.values()
        if node.config.enabled and (merged_meta(node).get("period") or {}).get("column")
    }
    relations = review_models(manifest)
    if not relations or not sources:
        return Counted({}, None)
    there = {(table.schema.lower(), table.table.lower()) for table in tables}
    absent = next((name for name in _READ if _names(relations.get(name, "")) not in there), "")
    if broken or absent:
        said = f"model {broken or absent} belum atau gagal dibangun; jalankan lagi `mutakhir run`"
        return Counted({name: DatasetFacts(error=said) for name in sorted(sources)}, None)
    reading = _Reading(query, relations, sources, now)
    columns = _columns(query, sources.values())
    facts = {}
    for name, node in sorted(sources.items()):
        found = columns.get((node.schema.lower(), node.identifier.lower()), {})
        if why := _why_not(node, found):
            facts[name] = DatasetFacts(error=why)
        else:
            facts[name] = reading.facts(name, found)
    return Counted(facts, reading.recounted_at)


def _why_not(node: SourceNode, columns: Mapping[str, str]) -> str:
    period = str(merged_meta(node)["period"]["column"])
    if not columns:
        return f"tabel {node.schema}.{node.identifier} tidak ada di gudang data"
    if period.lower() not in {name.lower() for name in columns}:
        return f"tabel {node.schema}.{node.identifier} tidak mempunyai kolom periode {period}"
    return _why_no_period(merged_meta(node)["period"], columns, period)


def _why_no_period(declared: Mapping[str, Any], columns: Mapping[str, str], name: str) -> str:
    """Why no period can be read from the column; text and numbers need to be told how they are written."""
    grain, form = str(declared.get("grain") or "day"), str(declared.get("format") or "").upper()
    if grain not in (one.value for one in Grain):
        return f"period.grain {grain} tidak dikenal; pakai {', '.join(one.value for one in Grain)}"
    kind = next(kind for column, kind in columns.items() if column.lower() == name.lower()).lower()
    if "date" in kind or "time" in kind or form in WRITTEN:
        return ""
    if any(word in kind for word in ("int", "numeric", "decimal")) and grain == Grain.YEAR.value and not form:
        return ""
    asked = f"period.format {form} tidak dapat dibaca di gudang data" if form else "period.format tidak ada"
    return f"kolom periode {name} bertipe {kind}, dan {asked}; nyatakan {', '.join(WRITTEN[:-1])}, atau {WRITTEN[-1]}"


class _Reading:
    """The answers of a few queries over all data sets, dealt out to each of them."""

    def __init__(
        self, query: Query, relations: Mapping[str, str], sources: Mapping[str, SourceNode], now: datetime
    ) -> None:
        self._query, self._relations, self._sources, self._now = query, relations, sources, now
        self._periods = self._by_dataset(
            "select kumpulan_data, periode, baris, pertama_diterima, terakhir_diterima, pertama_dimuat, "
            "terakhir_dimuat from {rvw_periode} order by kumpulan_data, periode"
        )
        self._totals = self._by_dataset("select kumpulan_data, periode, ukuran, jumlah from {rvw_total}")
        self._reporters = self._by_dataset(
            "select kumpulan_data, periode, count(*) from {rvw_pelapor_resmi} where baris > 0 "
            "group by kumpulan_data, periode"
        )
        self._unlisted = self._by_dataset(
            "select kumpulan_data, pelapor, min(periode), max(periode), sum(baris) from {rvw_pelapor_resmi} "
            "where baris > 0 and periode is not null and pendaftaran = 'tidak terdaftar' "
            "group by kumpulan_data, pelapor order by kumpulan_data, pelapor"
        )
        self._values = self._by_dataset(
            "select kumpulan_data, dimensi, nilai, min(periode), max(periode), count(*) from {rvw_nilai} "
            "group by kumpulan_data, dimensi, nilai"
        )
        self._batches = {
            line[0]: line[1]
            for line in self._ask(
                "select kumpulan_data, count(*) from {rvw_kiriman} where batch_id <> '' group by kumpulan_data"
            )
        }
        self._ledger = Ledger(self._ask, now)

    @property
    def recounted_at(self) -> str | None:
        """When everything was last counted anew: the oldest of the whole counts of the tables that are there."""
        lines = self._ask("select kumpulan_data, dihitung_pada from {rvw_kiriman} where batch_id = ''")
        return moment(min((line[1] for line in lines if line[0] in self._sources), default=None))

    def facts(self, name: str, columns: dict[str, str]) -> DatasetFacts:
        """The facts of one data set whose landing table has `columns`."""
        node = self._sources[name]
        period = merged_meta(node)["period"]
        grain, year_starts = Grain(period.get("grain") or "day"), int(period.get("year_starts") or 1)

        def code(day: date) -> str:
            return period_of(day, grain, year_starts).code

        periods = list(self._period_facts(name, node, code))
        return DatasetFacts(
            rows=sum(line[1] for line in self._periods.get(name, ())),
            batches=self._batches.get(name, 0),
            rows_without_period=sum(line[1] for line in self._periods.get(name, ()) if line[0] is None),
            columns={column: kind for column, kind in columns.items() if not column.startswith(_LOADER)},
            extra_columns=self._extra_columns(node) if {"_kolom_lain", "_received_at"} <= set(columns) else [],
            periods=periods,
            obligations=self._ledger.obligations(name, {item.period: item for item in periods}),
            roster=self._ledger.roster(name),
            unlisted=[
                UnlistedReporter(reporter, code(first), code(last), int(rows))
                for reporter, first, last, rows in self._unlisted.get(name, ())
            ],
            values=self._value_facts(name, code),
        )

    def _period_facts(self, name: str, node: SourceNode, code: Callable[[date], str]) -> Iterator[PeriodFacts]:
        totals: dict[date, dict[str, str | None]] = defaultdict(dict)
        for day, measure, total in sorted(self._totals.get(name, ()), key=lambda line: line[1]):
            totals[day][measure] = decimal_text(total)
        reporters: dict[date, int] = dict(self._reporters.get(name, ()))
        has_reporters = bool((merged_meta(node).get("reporter") or {}).get("column"))
        for day, rows, *moments in self._periods.get(name, ()):
            if day is None:
                continue
            present = reporters.get(day, 0) if has_reporters else None
            first, last, first_loaded, last_loaded = map(moment, moments)
            sums = totals.get(day, {}) if rows else {}
            yield PeriodFacts(code(day), day.isoformat(), rows, present, first, last, first_loaded, last_loaded, sums)

    def _value_facts(self, name: str, code: Callable[[date], str]) -> dict[str, list[ValueFacts]]:
        values: dict[str, list[ValueFacts]] = defaultdict(list)
        # Sorted here and not by the warehouse, whose collation is its own.
        for dimension, value, first, last, count in sorted(self._values.get(name, ()), key=lambda line: line[:2]):
            values[dimension].append(ValueFacts(value, code(first), code(last), count))
        return dict(values)

    def _extra_columns(self, node: SourceNode) -> list[str]:
        relation = _relation(node.schema, node.identifier)
        heads: set[str] = set()
        for (text,) in self._query(
            f"select distinct _kolom_lain from {relation} where _kolom_lain is not null "  # noqa: S608 (quoted)
            f"and _received_at = (select max(_received_at) from {relation})"
        ):
            heads.update(head for head, cell in json.loads(text).items() if head.strip() and str(cell).strip())
        return sorted(head for head in heads if not _NAMELESS.fullmatch(head))

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._query(sql.format(**self._relations))

    def _by_dataset(self, sql: str) -> ByDataset:
        return by_dataset(self._ask(sql))


def _columns(query: Query, nodes: Iterable[SourceNode]) -> dict[tuple[str, str], dict[str, str]]:
    """(schema, table) in lower case to its columns with their types, in their order."""
    schemas = ", ".join(sorted({"'" + node.schema.replace("'", "''") + "'" for node in nodes}))
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for schema, table, column, kind in query(
        "select table_schema, table_name, column_name, data_type from information_schema.columns "  # noqa: S608
        f"where table_catalog = current_database() and table_schema in ({schemas}) "
        "order by table_schema, table_name, ordinal_position"
    ):
        found[schema.lower(), table.lower()][column] = kind.lower()
    return found


def _relation(*parts: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def _names(relation: str) -> tuple[str, ...]:
    return tuple(part.strip('"').lower() for part in relation.split("."))
