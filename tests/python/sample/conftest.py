"""The declared tables and the recipes of the project itself, read once; the sample has no tables of its own."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from mutakhir.declared.tables import LandingTable, read_declared
from mutakhir.sample.deliveries import WIB
from mutakhir.sample.table import SampleTable
from mutakhir.sample.write import collect_recipes

PROJECT = Path(__file__).parents[3]

AS_OF_DAYS = [
    datetime(*when, tzinfo=WIB)
    for when in (
        (2026, 3, 1, 0, 30),
        (2026, 3, 20, 23, 59),  # the eve of Eid 1447 H
        (2026, 3, 31, 12, 0),
        (2026, 4, 30, 16, 0),
        (2026, 8, 17, 9, 0),
        (2026, 11, 1, 0, 0),  # a Sunday, and the first of a month
        (2026, 11, 22, 17, 30),
        (2026, 12, 31, 23, 59),
        (2027, 1, 1, 0, 30),
        (2027, 3, 1, 0, 30),
        (2027, 3, 11, 8, 0),  # Eid 1448 H, the day after reports of the 10th
        (2028, 2, 29, 6, 0),
        (2028, 3, 30, 18, 0),
    )
]


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def declared() -> dict[str, LandingTable]:
    return {table.dataset: table for table in read_declared(PROJECT)}


@pytest.fixture(scope="session")
def recipes() -> dict[str, SampleTable]:
    return collect_recipes()


@pytest.fixture(scope="session")
def roster() -> list[dict[str, str]]:
    """The lines of seeds/pelapor_wajib.csv for tables that have a recipe."""
    with (PROJECT / "seeds" / "pelapor_wajib.csv").open(encoding="utf-8", newline="") as lines:
        return [line for line in csv.DictReader(lines) if line["kumpulan_data"] in collect_recipes()]


@pytest.fixture(scope="session")
def metas() -> dict[str, dict[str, Any]]:
    """`config.meta` of every source table by name, as the YAML has it."""
    return {
        f"{source['name']}.{table['name']}": table["config"]["meta"]
        for path in (PROJECT / "sources").glob("*.yml")
        for source in yaml.safe_load(path.read_text(encoding="utf-8")).get("sources", [])
        for table in source["tables"]
    }


@pytest.fixture(params=AS_OF_DAYS, ids=lambda day: day.strftime("%Y-%m-%dT%H%M"))
def as_of(request: pytest.FixtureRequest) -> datetime:
    day: datetime = request.param
    return day
