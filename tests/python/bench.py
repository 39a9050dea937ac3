"""Speed and memory, mostly of whole processes, as ratios within one run: `make bench`, or `python bench.py PART`.

Nothing here fails on a time. Two commands are run in turn (A B, B A, A B, ...) on the same inputs, and of their ratios
the median is told with all of them, since machines differ and wall clocks lie on a machine that others use; user and
system time of the process are told beside them. Part `artifacts` sets check list and report made from artifacts
(artifact_factory.py) against a bare json.load of the same manifest.json; part `verdicts` tells what many periods and
reporters take (bench_verdicts.py); part `schedule` what the due dates of many data sets take (bench_schedule.py); part
`run` sets `mutakhir run --no-load` against `dbt build` and `dbt source freshness`, one after the other, on the same
project (dbt_project_factory.py); part `growth` sets freshness and incremental facts on PostgreSQL against the same with
smaller landing tables (growth.py), and tells what the full recount takes beside it.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from artifact_factory import make_target
from bench_schedule import bench_schedule
from bench_verdicts import bench_verdicts
from dbt_project_factory import make_project
from growth import Grown, copy_project, count_rows, grow
from postgres_server import running_server

_JSON_LOAD = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
_LEAST_PAIRS = 3
_MB = 1_000_000
Work = Callable[[], "Used"]


class Used(NamedTuple):
    """What a command took: seconds of wall clock and of processor, and the most memory (bytes) any process held."""

    wall: float
    processor: float
    memory: int

    def then(self, other: "Used") -> "Used":
        """This, and the other after it."""
        return Used(self.wall + other.wall, self.processor + other.processor, max(self.memory, other.memory))


def spend(
    command: Sequence[str], folder: Path, good: tuple[int, ...] = (0,), env: Mapping[str, str] | None = None
) -> Used:
    """Run one process to its end; SystemExit with what it said where its exit code is not one of `good`."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=env)
        used = _wait(process)
        wall = time.perf_counter() - started
        if process.returncode not in good:
            said.seek(0)
            tail = said.read()[-2000:].decode("utf-8", "replace")
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Used(wall, *used)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[float, int]:
    """Processor time and most memory of `process`; not known (nan, 0) where the system does not tell (Windows)."""
    if not hasattr(os, "wait4"):
        process.wait()
        return float("nan"), 0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def compare(ours: Work, theirs: Work, pairs: int) -> list[tuple[Used, Used]]:
    """Run both in turn, `pairs` times each; who goes first changes, so that neither always finds warm caches."""
    found = []
    for number in range(pairs):
        if number % 2:
            mine = ours()
            found.append((mine, theirs()))
        else:
            other = theirs()
            found.append((ours(), other))
    return found


def tell(title: str, found: Sequence[tuple[Used, Used]], baseline: str) -> None:
    """Print the medians and ratios of one comparison."""
    print(f"\n{title}")
    print(f"  {'':22}{'ours':>10}{baseline:>26}{'ratio (median)':>17}   all ratios")
    for name, of in (("wall s", lambda used: used.wall), ("processor s", lambda used: used.processor)):
        ratios = [of(ours) / of(theirs) for ours, theirs in found]
        said = "  ".join(f"{ratio:.2f}" for ratio in ratios)
        mine, other = (median(of(pair[side]) for pair in found) for side in (0, 1))
        print(f"  {name:22}{mine:10.2f}{other:26.2f}{median(ratios):17.2f}   {said}")


def bench_artifacts(folder: Path, sizes: Sequence[int], pairs: int) -> None:
    """Check list and report from the artifacts of `sizes` sources, against json.load of the manifest."""
    medians = {}
    for size in sizes:
        target, out = folder / f"target-{size}", folder / f"out-{size}"
        make_target(target, size)
        manifest = (target / "manifest.json").stat().st_size
        command = [sys.executable, "-m", "mutakhir", "report", "--target-dir", str(target), "--out", str(out)]
        command += ["--notes", str(folder / "notes"), "--fail-on", "never"]
        load = [sys.executable, "-c", _JSON_LOAD, str(target / "manifest.json")]
        found = compare(lambda c=command: spend(c, folder), lambda c=load: spend(c, folder), pairs)  # type: ignore[misc]
        medians[size] = (manifest, median(ours.processor for ours, _ in found))
        everything = sum(path.stat().st_size for path in target.iterdir())
        tell(
            f"{size} sources: manifest.json {manifest / _MB:.1f} MB ({manifest / size / 1000:.1f} kB a source), "
            f"all artifacts {everything / _MB:.1f} MB",
            found,
            "json.load(manifest.json)",
        )
        memory = max(ours.memory for ours, _ in found)
        print(f"  most memory {memory / _MB:.0f} MB = {memory / manifest:.2f} x manifest.json")
        page = next(out.glob("*/report.html")).stat().st_size
        print(f"  report.html {page / _MB:.2f} MB = {page / _MB / size * 1000:.2f} MB per 1,000 data sets")
        shutil.rmtree(target)
    if len(medians) > 1:
        (small, fast), (large, slow) = medians[min(medians)], medians[max(medians)]
        print(f"\ngrowth: {large / small:.1f} times the manifest takes {slow / fast:.1f} times the processor")


def bench_run(folder: Path, size: int, pairs: int) -> None:
    """`mutakhir run --no-load` against dbt's two commands, from cold and with the parse of the run before."""
    origin = folder / "project"
    print(f"\nmaking a project of {size} sources", flush=True)
    make_project(origin, size)
    mine, other = folder / "mine", folder / "other"
    shutil.copytree(origin, mine)
    shutil.copytree(origin, other)
    common = ["--project-dir", ".", "--profiles-dir", "."]
    dbt = str(Path(sys.executable).with_name("dbt"))

    def ours() -> Used:
        return spend([sys.executable, "-m", "mutakhir", "run", "--no-load", "--fail-on", "never"], mine)

    def theirs() -> Used:
        return spend([dbt, "build", *common], other).then(spend([dbt, "source", "freshness", *common], other))

    def cold(work: Work, project: Path) -> Work:
        def from_nothing() -> Used:
            for name in ("target", "logs", "out"):
                shutil.rmtree(project / name, ignore_errors=True)
            return work()

        return from_nothing

    baseline = "dbt build + freshness"
    tell(f"{size} sources, from cold", compare(cold(ours, mine), cold(theirs, other), pairs), baseline)
    # The colds left the parse behind that a second run starts from.
    tell(f"{size} sources, warm (partial parse)", compare(ours, theirs, pairs), baseline)


def bench_growth(folder: Path, times: int, pairs: int) -> None:
    """Freshness and incremental facts of a month's deliveries, with landing tables as they are and `times` as large."""
    project = copy_project(folder / "growth")
    ours = [sys.executable, "-m", "mutakhir"]
    dbt = str(Path(sys.executable).with_name("dbt"))
    common = ["--project-dir", ".", "--profiles-dir", "."]
    with running_server() as server:
        small = Grown(server, server.new_database())
        spend([*ours, "sample", "--out", "out/sample"], project)
        for side in ("lalu", "kini"):
            # 1: one of the planted files cannot be read.
            spend([*ours, "load", "--inbox", f"out/sample/kiriman/{side}"], project, (0, 1), small.environment)
        spend([dbt, "--quiet", "seed", *common], project, env=small.environment)
        small = Grown(server, small.name, count_rows(small))
        print(f"\nlanding tables of {small.rows} rows; making them {times} times as large", flush=True)
        large = grow(small, times)
        # A project each: dbt parses everything anew where the profile has changed since the last command.
        folders = {small.name: project, large.name: Path(shutil.copytree(project, folder / "growth-large"))}
        full = {}
        for grown in (small, large):
            full[grown.name] = spend([*ours, "facts", "--full"], folders[grown.name], env=grown.environment)
            # What autovacuum does sooner or later in any real server, so that neither is measured before and the
            # other after it.
            grown.execute("vacuum analyze")

        def monthly(grown: Grown) -> Work:
            def work() -> Used:
                grown.forget_newest_load()
                at = folders[grown.name]
                freshness = spend([dbt, "source", "freshness", *common], at, (0, 1), grown.environment)
                return freshness.then(spend([*ours, "facts"], at, env=grown.environment))

            return work

        for grown in (small, large):
            monthly(grown)()  # the first parse of the project is nobody's
        title = f"{large.rows} landing rows against {small.rows} ({large.rows / small.rows:.0f} times)"
        tell(f"freshness and incremental facts, {title}", compare(monthly(large), monthly(small), pairs), "small")
        tell("full recount (mutakhir facts --full), once each", [(full[large.name], full[small.name])], "small")


def machine() -> str:
    """One line on the machine, so that figures are not taken for another's."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"


def main() -> None:
    """Read the options and run the parts asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0],
        epilog="artifacts takes about 2 minutes; run about 4 minutes a pair and state on a free machine, "
        "growth takes about 10 minutes, so the whole takes about 25 minutes with one pair of run (the default) and 50 "
        "with --run-pairs 3.",
    )
    parts = ["schedule", "artifacts", "verdicts", "run", "growth"]
    parser.add_argument("part", nargs="?", choices=parts, help="only this part")
    parser.add_argument("--pairs", type=int, default=_LEAST_PAIRS, help="pairs of part artifacts (default 3)")
    parser.add_argument("--run-pairs", type=int, default=1, help="pairs of part run, cold and warm each (default 1)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], help="sources of part artifacts")
    parser.add_argument("--run-size", type=int, default=1000, help="sources of part run")
    parser.add_argument("--growth", type=int, default=100, help="times the landing tables grow (default 100)")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="mutakhir-bench-") as folder:
        if options.part in (None, "schedule"):
            bench_schedule(Path(folder), 1000, 10, options.pairs)
        if options.part in (None, "artifacts"):
            bench_artifacts(Path(folder), options.sizes, options.pairs)
        if options.part in (None, "verdicts"):
            bench_verdicts(Path(folder), (250, 1000), options.pairs)
        if options.part in (None, "run"):
            bench_run(Path(folder), options.run_size, options.run_pairs)
        if options.part in (None, "growth"):
            bench_growth(Path(folder), options.growth, options.pairs)
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
