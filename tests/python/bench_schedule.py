"""Speed of the schedule for a project of many data sets; `python bench.py schedule`."""

import shutil
import time
from datetime import date
from pathlib import Path
from statistics import median

from mutakhir.declared.holidays import read_calendar
from mutakhir.declared.promises import read_promises
from mutakhir.due.schedule import Scheduled, Span, schedule_bytes, schedule_lines

ROOT = Path(__file__).parents[2]
_TABLE = """\
      - name: tabel_{number}
        config: {{meta: {{title: Tabel {number}, cadence: {cadence}, due: "{due}", since: 2020-01, due_grace: {grace},
                        period: {{column: periode, grain: {grain}, year_starts: {year_starts}}}}}}}
"""


def make_declared(folder: Path, tables: int) -> None:
    """A project whose data sets have the rules of this one, in turn, each round with another grace."""
    own = read_promises(ROOT)
    (folder / "sources").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "dbt_project.yml").write_text("name: bench\n", encoding="utf-8")
    shutil.copy(ROOT / "seeds" / "hari_libur.csv", folder / "seeds")
    lines = ["sources:\n  - name: bench\n    tables:\n"]
    for number in range(tables):
        one = own[number % len(own)]
        lines.append(
            _TABLE.format(
                number=number,
                cadence=one.cadence,
                due=one.due,
                grace=number // len(own) % 10,
                grain=one.grain.value,
                year_starts=one.year_starts,
            )
        )
    (folder / "sources" / "bench.yml").write_text("".join(lines), encoding="utf-8")


def reckon(folder: Path, years: int) -> tuple[float, float, int]:
    """Seconds of processor for reading declarations and calendar, and for the lines; and how many lines."""
    started = time.process_time()
    promises, calendar = read_promises(folder), read_calendar(folder, ["SGX"])
    read = time.process_time()
    scheduled = [Scheduled(one.dataset, one.terms, one.grain, one.year_starts, one.since) for one in promises]
    lines = schedule_lines(scheduled, Span(date(2026, 1, 1), date(2025 + years, 12, 31)), calendar)
    schedule_bytes(lines)
    return read - started, time.process_time() - read, len(lines) - 1


def bench_schedule(folder: Path, tables: int, years: int, rounds: int) -> None:
    """Tell what the schedule of `tables` data sets and `years` years takes, for one and for every data set."""
    for size in (tables // 10, tables):
        project = folder / f"schedule-{size}"
        make_declared(project, size)
        found = [reckon(project, years) for _ in range(rounds)]
        read, lines, count = (median(column) for column in zip(*found, strict=True))
        print(
            f"\nschedule, {size} data sets, {years} years: {count:,} lines in {lines:.2f} s of processor "
            f"({lines / count * 1e6:.1f} µs a line), after {read:.2f} s for declarations and calendar"
        )
