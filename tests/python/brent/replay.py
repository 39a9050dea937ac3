"""Plays a history of deliveries: at each moment a whole `mutakhir run` under faketime, and what it left is kept."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mutakhir.load.inbox import LOG_HEADS, LOG_NAME
from mutakhir.load.store import Warehouse, open_store

HERE = Path(__file__).parent
REPO = HERE.parents[2]
SHARED = Path(os.environ.get("MUTAKHIR_SHARED_DATA") or REPO.parent / "shared" / "data")
DELIVERIES = SHARED / "brent-daily"

# With a '@' time faketime moves the monotonic clock too, and every wait with a time limit then never ends
# (libfaketime 0.9.10, glibc 2.36); what leaving it alone breaks, moved_clock/sitecustomize.py mends.
CLOCK = {"TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
LONGEST_RUN = timedelta(minutes=10)


@dataclass(frozen=True)
class Delivery:
    """One file, the day in its name, when it came, and the newest observation day in it."""

    file: Path
    arrived: datetime
    newest: date
    rows: int

    @property
    def day(self) -> date:
        """The day in the file's name."""
        return day_of(self.file)


@dataclass(frozen=True)
class Landed:
    """What the warehouse holds after a run; times in UTC."""

    rows: int
    newest: date
    received: list[datetime]
    loaded: tuple[datetime, datetime]
    staged_rows: int
    staged_received: list[datetime]


@dataclass(frozen=True)
class Seen:
    """One moment: what had arrived by then, what the process answered, and the artifacts it left."""

    moment: datetime
    arrived: tuple[Delivery, ...]
    exit_code: int
    checklist: dict[str, Any]
    freshness: dict[str, Any]
    target: Path
    landed: Landed

    @property
    def row(self) -> dict[str, Any]:
        """The one data set of the check list."""
        (row,) = self.checklist["datasets"]
        return row


def day_of(file: Path) -> date:
    """`brent-daily_2026-05-21.csv` -> 2026-05-21."""
    return date.fromisoformat(file.stem.rpartition("_")[2])


def delivery(file: Path, arrived: datetime) -> Delivery:
    """The delivery with what stands in its file."""
    with file.open(encoding="utf-8", newline="") as lines:
        days = [date.fromisoformat(row["Date"]) for row in csv.DictReader(lines)]
    return Delivery(file, arrived, max(days), len(days))


class Replay:
    """A small dbt project with the macros and generic tests of the real one, and one source."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.inbox, self._kept = folder / "project", folder / "inbox", folder / "kept"
        shutil.copytree(HERE / "project", self.folder)
        for name in ("macros", "models/review", "tests/sql/generic"):
            shutil.copytree(REPO / name, self.folder / name)
        for name, copy in _COPIED.items():
            (self.folder / copy).parent.mkdir(exist_ok=True)
            shutil.copyfile(REPO / name, self.folder / copy)
        # One thread: under faketime two that wait for each other take ten times the processor.
        profile = self.folder / "profiles.yml"
        profile.write_text(profile.read_text(encoding="utf-8").replace("threads: 2", "threads: 1"), encoding="utf-8")
        (self.folder / _ROSTER).write_text(f"{_roster_header()}\n", encoding="utf-8")
        done = self._call([*_MUTAKHIR, "schedule", "--years", "2026", "2026"], {})
        assert done.returncode == 0, done.stderr
        self.inbox.mkdir()
        (self.inbox / LOG_NAME).write_text(";".join(LOG_HEADS) + "\n", encoding="utf-8")
        self._arrived: list[Delivery] = []

    def receive(self, delivery: Delivery) -> None:
        """Put a file into the inbox, with its line in the log."""
        shutil.copyfile(delivery.file, self.inbox / delivery.file.name)
        with (self.inbox / LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(f"{delivery.file.name};{delivery.arrived.isoformat()};EIA;unduhan\n")
        self._arrived.append(delivery)

    def run(self, moment: datetime, *options: str) -> Seen:
        """`mutakhir run` as a whole process whose clock starts at `moment`."""
        clock = ["faketime", "-f", f"@{moment:%Y-%m-%d %H:%M:%S}"]
        done = self._call([*clock, *_MUTAKHIR, "run", "--inbox", str(self.inbox), *options], CLOCK)
        assert done.returncode in (0, 1), f"{moment}: exit {done.returncode}\n{done.stderr}"
        target = self._kept / f"{moment:%Y%m%dT%H%M}"
        target.mkdir(parents=True)
        for artifact in (self.folder / "target").glob("*.json"):
            shutil.copy2(artifact, target)
        return Seen(
            moment=moment,
            arrived=tuple(self._arrived),
            exit_code=done.returncode,
            checklist=_json(self.folder / done.stdout.strip() / "checklist.json"),
            freshness=_json(target / "sources.json")["results"][0],
            target=target,
            landed=self._landed(),
        )

    def judge(self, seen: Seen, as_of: datetime) -> tuple[int, dict[str, Any], str]:
        """`mutakhir checklist --as-of` on the artifacts of a moment: exit code, the data set's row, what was said."""
        out = self._kept / f"{seen.target.name}-{as_of:%Y%m%dT%H%M%S}"
        options = ["--target-dir", str(seen.target), "--out", str(out), "--as-of", as_of.isoformat()]
        done = self._call([*_MUTAKHIR, "checklist", *options], {})
        if done.returncode not in (0, 1):
            return done.returncode, {}, done.stderr
        (row,) = _json(Path(done.stdout.strip()) / "checklist.json")["datasets"]
        return done.returncode, row, done.stderr

    def _call(self, command: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MUTAKHIR_", "DBT_"))}
        # The folder of sitecustomize goes first; the package may itself be found through PYTHONPATH.
        paths = [str(HERE / "moved_clock"), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**kept, **more, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, encoding="utf-8", timeout=600, check=False
        )

    def _landed(self) -> Landed:
        warehouse = Warehouse("duckdb", path=self.folder / "warehouse" / "mutakhir.duckdb")
        with open_store(warehouse) as store:
            rows, newest, first_load, last_load = store.query(
                "select count(*), max(tanggal), min(_loaded_at), max(_loaded_at) from landing.brent_harga_harian"
            )[0]
            received = store.query("select distinct _received_at from landing.brent_harga_harian order by 1")
            staged = store.query("select diterima_pada, count(*) from staging.stg_brent__harga_harian group by 1")
        return Landed(
            rows=rows,
            newest=newest,
            received=[moment for (moment,) in received],
            loaded=(first_load, last_load),
            staged_rows=sum(count for _, count in staged),
            staged_received=[moment for moment, _ in staged],
        )


_MUTAKHIR = [sys.executable, "-m", "mutakhir"]
_ROSTER = "seeds/pelapor_wajib.csv"
_COPIED = {
    "dbt_project.yml": "dbt_project.yml",
    "profiles.example.yml": "profiles.yml",
    "seeds/_jadwal.yml": "seeds/_jadwal.yml",
    "seeds/hari_libur.csv": "seeds/hari_libur.csv",
    "seeds/jam_kerja.csv": "seeds/jam_kerja.csv",
}


def _roster_header() -> str:
    """Nobody has to report here but the partner himself."""
    return (REPO / _ROSTER).read_text(encoding="utf-8").partition("\n")[0]


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
