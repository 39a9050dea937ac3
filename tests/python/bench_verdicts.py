"""Verdicts over many periods and reporters: whole `mutakhir checklist` processes at growing numbers of data sets.

Every data set is monthly, with 36 periods behind it and 50 reporters of whom a few are late or missing each month, as
in a register of 2,000 companies. What grows is told beside what it takes, so that anything but linear is seen.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from artifact_factory import GENERATED_AT, make_target, stamp

PERIODS, REPORTERS, COMPANIES = 36, 50, 2000


def make_owing_target(folder: Path, count: int) -> None:
    """Artifacts of `count` monthly data sets, with the facts of three years."""
    make_target(folder, count)
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    names = []
    for source in content["sources"].values():
        names.append(f"{source['source_name']}.{source['name']}")
        for meta in (source["meta"], source["config"]["meta"]):
            meta.update(
                due="Tgl 20 B+1",
                cadence="bulanan",
                period={"column": "periode", "grain": "month"},
                reporter={"column": "pelapor"},
            )
    path.write_text(json.dumps(content), encoding="utf-8")
    facts = {
        "schema": "mutakhir.facts/1",
        "tool_version": "bench",
        "generated_at": stamp(GENERATED_AT),
        "datasets": {name: _facts(number) for number, name in enumerate(names)},
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def _facts(number: int) -> dict[str, Any]:
    companies = [(number * 7 + place) % COMPANIES for place in range(REPORTERS)]
    roster = [_name(company) for company in companies]
    months = [_first_of_month(-back) for back in range(PERIODS, -1, -1)]
    obligations = [_obligation(start, roster, number + at) for at, start in enumerate(months)]
    return {
        "rows": PERIODS * REPORTERS,
        "periods": [
            {"period": start.isoformat()[:7], "start": start.isoformat(), "rows": REPORTERS, "reporters": REPORTERS}
            for start in months[:-1]
        ],
        "obligations": obligations,
        "roster": [
            {"reporter": _name(company), "partner": f"Mitra {company % 20}", "since": "2020-01-01"}
            for company in companies
        ],
    }


def _name(company: int) -> str:
    return f"PT Contoh {company:04d}"


def _obligation(start: date, roster: Sequence[str], seed: int) -> dict[str, Any]:
    following = (start + timedelta(days=32)).replace(day=20)
    late = {
        roster[(seed * place) % REPORTERS]: f"{following + timedelta(days=place)}T09:00:00Z" for place in range(1, 6)
    }
    missing = sorted(set(roster[: seed % 4]) - set(late))
    return {
        "period": start.isoformat()[:7],
        "start": start.isoformat(),
        "end": (following.replace(day=1) - timedelta(days=1)).isoformat(),
        "due_at": f"{following}T09:00:00Z",
        "received_at": f"{following}T03:00:00Z",
        "reporters_due": REPORTERS,
        "reporters_present": REPORTERS - len(missing),
        "missing": missing,
        "late": late,
    }


def _first_of_month(back: int) -> date:
    """First day of the month `back` months from that of the facts (negative: before it)."""
    number = GENERATED_AT.year * 12 + GENERATED_AT.month - 1 + back
    return date(number // 12, number % 12 + 1, 1)


def bench_verdicts(folder: Path, sizes: Sequence[int], pairs: int) -> None:
    """Check lists of `sizes` data sets with 36 periods and 50 reporters each, from facts to files."""
    from bench import spend

    took = {}
    for size in sizes:
        target = folder / f"owing-{size}"
        make_owing_target(target, size)
        command = [sys.executable, "-m", "mutakhir", "checklist", "--target-dir", str(target), "--fail-on", "never"]
        command += ["--out", str(folder / f"out-owing-{size}"), "--notes", str(folder / "notes")]
        found = [spend(command, folder) for _ in range(pairs)]
        took[size] = median(used.processor for used in found)
        facts = (target / "facts.json").stat().st_size / 1_000_000
        print(
            f"{size} data sets x {PERIODS} periods x {REPORTERS} reporters ({facts:.1f} MB of facts): "
            f"{took[size]:.2f} s of processor, {median(used.wall for used in found):.2f} s wall, "
            f"{max(used.memory for used in found) / 1_000_000:.0f} MB"
        )
    small, large = min(sizes), max(sizes)
    print(f"growth: {large / small:.1f} times the data sets take {took[large] / took[small]:.1f} times the processor")
