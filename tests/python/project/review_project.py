"""A small project whose landing tables have every kind of key and replacement, and what must be counted of them.

The oracle counts in plain Python, row by row, by the rules as DECISIONS.md says them; it shares nothing with the SQL.
"""

import json
import random
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from cli.process import ROOT

COLUMNS = {
    "periode": "date", "tahun": "bigint", "no": "varchar", "kkks": "varchar", "kode": "varchar",
    "nilai": "decimal(28,6)", "banyak": "bigint",
}  # fmt: skip
LOADER = {
    "_received_at": "timestamptz", "_loaded_at": "timestamptz", "_sumber_berkas": "varchar", "_batch_id": "varchar",
    "_mitra": "varchar", "_baris": "bigint", "_kolom_lain": "varchar",
}  # fmt: skip
LOG = "dataset varchar, batch_id varchar, state varchar"
BEGIN = datetime(2026, 10, 1, 2, tzinfo=timezone.utc)


@dataclass
class Table:
    """One landing table: its keys, what a delivery replaces (None: the keys), its period and whether it is there."""

    keys: list[str]
    replaces: list[str] | str | None = None
    grain: str = "month"
    column: str = "periode"
    kind: str = "file"
    dimensions: list[str] = field(default_factory=lambda: ["kode"])
    there: bool = True

    def meta(self):
        """config.meta of the table."""
        origin = {"kind": self.kind} | ({"replaces": self.replaces} if self.replaces else {})
        return {
            "period": {"column": self.column, "grain": self.grain}, "keys": self.keys, "origin": origin,
            "reporter": {"column": "kkks"}, "measures": ["nilai", "banyak"], "dimensions": self.dimensions,
        }  # fmt: skip


def tables():
    """Name to table; each differs in how a new delivery can change the figures of another period."""
    return {
        "biasa": Table(["periode", "kkks"], ["periode", "kkks"]),
        "per_minggu": Table(["periode", "kkks"], ["periode"], grain="week"),
        "per_mitra": Table(["periode", "kode"], ["periode", "_mitra"]),
        "kejadian": Table(["no"], grain="event"),
        "harga": Table(["no", "kode"]),
        "potret": Table(["periode", "kode"], "all"),
        "silang": Table(["no"], ["periode"]),
        "wilayah": Table(["periode", "kode"], ["kkks"]),
        "luar": Table(["no"], ["kkks"], grain="quarter"),
        "tahunan": Table(["tahun", "kode"], grain="year", column="tahun"),
        "basis_data": Table(["periode", "kkks"], kind="database"),
        "belum_ada": Table(["periode"], there=False),
    }


def make_project(folder, declared, target):
    """The project's files; the models and macros are those of this project."""
    for name in ("macros", "models/review"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    (folder / "seeds").mkdir()
    heads = "kumpulan_data,periode,awal_periode,akhir_periode,peringatan_pada,jatuh_tempo\n"
    line = "uji.biasa,2026-10,2026-10-01,2026-10-31,,2026-11-20 16:00:00+07:00\n"
    (folder / "seeds" / "jadwal_pemutakhiran.csv").write_text(heads + line, encoding="utf-8")
    heads = "kumpulan_data,pelapor,mitra,mulai,sampai,dasar,sama_dengan\n"
    lines = "uji.biasa,A,M1,2024-12-01,,,\nuji.biasa,B,M1,2024-12-01,,,\nuji.biasa,Bee,M1,2024-12-01,,,B\n"
    (folder / "seeds" / "pelapor_wajib.csv").write_text(heads + lines, encoding="utf-8")
    shutil.copyfile(ROOT / "seeds" / "_jadwal.yml", folder / "seeds" / "_jadwal.yml")
    shutil.copyfile(ROOT / "seeds" / "hari_libur.csv", folder / "seeds" / "hari_libur.csv")
    shutil.copytree(ROOT / "tests" / "sql" / "generic", folder / "tests" / "sql" / "generic")
    settings = {
        "name": "uji", "profile": "mutakhir", "model-paths": ["models", "sources"], "test-paths": ["tests/sql"],
        "models": {"uji": {"review": {"+materialized": "table", "+schema": "review"}}},
        "seeds": {"uji": {"+schema": "ref"}},
    }  # fmt: skip
    (folder / "dbt_project.yml").write_text(json.dumps(settings), encoding="utf-8")
    declare(folder, declared)


def declare(folder, declared):
    """Write the sources."""
    (folder / "sources").mkdir(exist_ok=True)
    entries = [{"name": name, "config": {"meta": table.meta()}} for name, table in declared.items()]
    source = {"version": 2, "sources": [{"name": "uji", "schema": "landing", "tables": entries}]}
    (folder / "sources" / "uji.yml").write_text(json.dumps(source), encoding="utf-8")


def statements(declared):
    """SQL that makes the landing tables and the log."""
    yield "create schema landing"
    columns = ", ".join(f"{name} {kind}" for name, kind in (COLUMNS | LOADER).items())
    for name, table in declared.items():
        if table.there:
            yield f"create table landing.{name} ({columns})"
    yield f"create table landing.kiriman_log ({LOG})"


class Partners:
    """Deliveries at random: restated, moved to another period, found late, empty, with cells that lack a value."""

    def __init__(self, declared, seed):
        self._declared, self._random, self._number = declared, random.Random(seed), 0
        self.landed = defaultdict(list)

    def deliver(self, name):
        """SQL of one delivery to table `name`; remembers its rows."""
        pick, table = self._random, self._declared[name]
        self._number += 1
        received = BEGIN + timedelta(hours=pick.randrange(60))
        stamp = {
            "_received_at": received, "_loaded_at": BEGIN + timedelta(days=10, hours=self._number),
            "_sumber_berkas": pick.choice("ab") + ".xlsx", "_batch_id": f"{name}-{self._number}",
            "_mitra": pick.choice(["M1", "M2"]), "_kolom_lain": None,
        }  # fmt: skip
        rows = [{**self._row(), **stamp, "_baris": 5 + at} for at in range(pick.randrange(7))]
        self.landed[name] += rows
        names = ", ".join(COLUMNS | LOADER)
        for row in rows:
            values = ", ".join(literal(row[column]) for column in COLUMNS | LOADER)
            yield f"insert into landing.{name} ({names}) values ({values})"
        if table.kind == "file":
            yield f"insert into landing.kiriman_log values ('uji.{name}', '{stamp['_batch_id']}', 'loaded')"

    def make_anew(self, name):
        """SQL that empties a table and its log, as when a landing table was dropped and filled again."""
        self.landed[name].clear()
        yield f"delete from landing.{name}"
        yield f"delete from landing.kiriman_log where dataset = 'uji.{name}'"

    def _row(self):
        pick = self._random
        day = date(2026, pick.choice([1, 9, 10, 11]), pick.choice([1, 5, 28]))
        return {
            "periode": None if pick.random() < 0.05 else day,
            "tahun": pick.choice([2024, 2025, 2026, None, 26]),
            "no": pick.choice(["n1", "n2", "n3", "n4", None]),
            "kkks": pick.choice(["A", "B", "Bee", None]),
            "kode": pick.choice(["k1", "k2", "k3", None]),
            "nilai": None if pick.random() < 0.2 else Decimal(pick.randrange(-10_000, 10_000_000)) / 1000,
            "banyak": None if pick.random() < 0.2 else pick.randrange(1000),
        }


def literal(value):
    """A value as SQL."""
    if value is None:
        return "null"
    return str(value) if isinstance(value, (int, Decimal)) else f"'{value}'"


def expected(name, table, rows):
    """What the four models must hold of one table: model to the set of its lines, without the time of counting."""
    dataset, force = f"uji.{name}", in_force(table, rows)
    arrivals, reporters = defaultdict(list), defaultdict(list)
    for row in rows:
        arrivals[period_of(table, row)].append(row)
        if row["kkks"] is not None:
            reporters[period_of(table, row), row["kkks"]].append(row)
    totals, values = defaultdict(list), defaultdict(int)
    for row in force:
        for measure in ("nilai", "banyak"):
            totals[period_of(table, row), measure].append(row[measure])
        for dimension in table.dimensions:
            if row[dimension] is not None and period_of(table, row) is not None:
                values[dimension, row[dimension], period_of(table, row)] += 1

    def count(test):
        return sum(1 for row in force if test(row))

    return {
        "rvw_periode": {
            (dataset, period, count(lambda row, p=period: period_of(table, row) == p), *_ends(group))
            for period, group in arrivals.items()
        },
        "rvw_pelapor": {
            (
                dataset, period, name_,
                count(lambda row, p=period, n=name_: (period_of(table, row), row["kkks"]) == (p, n)), *_ends(group)[:2],
            )
            for (period, name_), group in reporters.items()
        },
        "rvw_total": {(dataset, period, measure, _sum(group)) for (period, measure), group in totals.items()},
        "rvw_nilai": {(dataset, dimension, value, period, n) for (dimension, value, period), n in values.items()},
    }  # fmt: skip


def in_force(table, rows):
    """The rows in force, one per key, by the rules of newest arrival."""

    def arrival(row):
        return (row["_received_at"], row["_sumber_berkas"], row["_loaded_at"], row["_batch_id"])

    def newest(among, columns):
        last = {}
        for row in among:
            key = tuple(row[column] for column in columns)
            last[key] = max(last.get(key, arrival(row)), arrival(row))
        return [row for row in among if arrival(row) == last[tuple(row[column] for column in columns)]]

    replaces = table.keys if table.replaces is None else table.replaces
    rows = newest(rows, [] if replaces == "all" else replaces)
    if replaces != "all" and set(replaces) - set(table.keys):
        rows = newest(rows, table.keys)
    last = {}
    for row in sorted(rows, key=lambda row: (*arrival(row), row["_baris"])):
        last[tuple(row[column] for column in table.keys)] = row
    return list(last.values())


def period_of(table, row):
    """First day of the period of a row; None where it has none."""
    value = row[table.column]
    if table.column == "tahun":
        return date(value, 1, 1) if value is not None and value >= 1000 else None
    if value is None or table.grain in ("day", "event"):
        return value
    if table.grain == "week":
        return value - timedelta(days=value.weekday())
    months = {"month": 1, "quarter": 3, "year": 12}[table.grain]
    return date(value.year, (value.month - 1) // months * months + 1, 1)


def _ends(rows):
    return tuple(end(row[column] for row in rows) for column in ("_received_at", "_loaded_at") for end in (min, max))


def _sum(values):
    there = [value for value in values if value is not None]
    return Decimal(sum(there)) if there else None
