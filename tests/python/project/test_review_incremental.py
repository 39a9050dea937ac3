"""models/review counted by delivery is what counting everything gives, on both engines, whatever comes when."""

from contextlib import closing, contextmanager
from datetime import datetime, timezone

import duckdb
import pytest

from mutakhir.artifacts.manifest import read_manifest
from mutakhir.warehouse.dbt_session import DbtSession
from mutakhir.warehouse.facts import read_counts
from mutakhir.warehouse.inventory import list_tables
from project.review_project import Partners, declare, expected, make_project, statements, tables

pytestmark = pytest.mark.slow

READ = {
    "rvw_periode": (
        "kumpulan_data, periode, baris, pertama_diterima, terakhir_diterima, pertama_dimuat, terakhir_dimuat"
    ),
    "rvw_pelapor": "kumpulan_data, periode, pelapor, baris, pertama_diterima, terakhir_diterima",
    "rvw_total": "kumpulan_data, periode, ukuran, jumlah",
    "rvw_nilai": "kumpulan_data, dimensi, nilai, periode, baris",
}
UNTIL_IT_BROKE_OFF = "rvw_kiriman_baru rvw_terdampak rvw_periode rvw_pelapor".split()


class Office:
    """The project, its warehouse, and the partners who send to it."""

    def __init__(self, folder, target, change):
        self.folder, self.target, self._change, self._dbt = folder, target, change, None
        self.declared = tables()
        make_project(folder, self.declared, target)
        self.partners = Partners(self.declared, seed=20261123)
        change(list(statements(self.declared)))

    def receive(self, rounds=1):
        """One delivery to every table, `rounds` times."""
        names = [name for name, table in self.declared.items() if table.there]
        self._change([sql for _ in range(rounds) for name in names for sql in self.partners.deliver(name)])

    def change(self, statements_):
        """Change the warehouse."""
        self._change(list(statements_))

    def dbt(self, *words):
        """Run one command of dbt."""
        with self._session() as session:
            session._invoke("facts", list(words))

    def count(self, full=False):
        """Count what is new, or everything; returns what the models hold then."""
        with self._session() as session:
            assert session.count(full) == {}
            return self._read(session)

    def counts(self):
        """The facts as they leave the warehouse."""
        with self._session() as session:
            session.connect()
            manifest = read_manifest(session.folder("parse") / "manifest.json").content
            now = datetime(2026, 12, 1, tzinfo=timezone.utc)
            return read_counts(session.query, manifest, list_tables(session.query, frozenset()), now)

    def declare(self):
        """Write the sources anew, and read them."""
        declare(self.folder, self.declared)
        self._dbt = None

    @contextmanager
    def _session(self):
        """The project parsed once for many commands; the warehouse is given back after each of them."""
        if self._dbt is None:
            self._dbt = DbtSession(self.folder, self.target, self.folder / "target", lambda _done: None)
            self._dbt.parse(write=True)
        with closing(self._dbt):
            yield self._dbt

    def truth(self):
        """What the four models must hold."""
        found = {name: set() for name in READ}
        for name, table in self.declared.items():
            for model, lines in expected(name, table, self.partners.landed[name]).items():
                found[model] |= lines
        return found

    def _read(self, session):
        found = {}
        for model, columns in READ.items():
            lines = session.query(f"select {columns} from review.{model}")
            found[model] = {tuple(_plain(value) for value in line) for line in lines}
            assert len(found[model]) == len(lines), f"{model} holds lines twice"
        return found


def _plain(value):
    return value.astimezone(timezone.utc) if isinstance(value, datetime) else value


@pytest.fixture(params=["duckdb", "postgres"])
def office(request, tmp_path, monkeypatch):
    """An office on one engine."""
    if request.param == "duckdb":
        path = tmp_path / "uji.duckdb"
        monkeypatch.setenv("MUTAKHIR_DUCKDB_PATH", str(path))

        def change(all_of_them):
            with duckdb.connect(path) as connection:
                connection.execute("; ".join(all_of_them))

    else:
        server = request.getfixturevalue("postgres_server")
        name = server.new_database()
        place = {"HOST": server.host, "PORT": server.port, "USER": server.user, "PASSWORD": server.password}
        for key, value in (place | {"DBNAME": name}).items():
            monkeypatch.setenv(f"MUTAKHIR_POSTGRES_{key}", str(value))

        def change(all_of_them):
            with closing(server.connect(name)) as connection:
                connection.cursor().execute("; ".join(all_of_them))
                connection.commit()

    return Office(tmp_path / "proyek", request.param, change)


def test_counted_by_delivery_is_what_counting_everything_gives(office):
    office.dbt("seed")
    office.receive(3)
    assert office.count() == office.truth(), "the first build counts everything"
    for _ in range(4):
        office.receive()
        assert office.count() == office.truth(), "after one more delivery to each table"
    assert office.count() == office.truth(), "nothing came"

    office.receive()
    office.dbt("run", "--select", *UNTIL_IT_BROKE_OFF)
    office.receive()
    assert office.count() == office.truth(), "after a build that broke off"

    office.change(office.partners.make_anew("kejadian"))
    office.receive()
    assert office.count() == office.truth(), "after a landing table was made anew"

    office.declared["biasa"].keys = ["periode", "kode"]
    office.declared["biasa"].dimensions = ["kode", "kkks"]
    office.declare()
    office.receive()
    assert office.count() == office.truth(), "after the rules of a table were changed"
    assert office.count(full=True) == office.truth(), "everything counted anew"

    counted = office.counts()
    assert counted.datasets["uji.belum_ada"].error == "tabel landing.belum_ada tidak ada di gudang data"
    biasa = counted.datasets["uji.biasa"]
    assert biasa.rows == sum(period.rows for period in biasa.periods) + biasa.rows_without_period
    assert {name for name, facts in counted.datasets.items() if facts.error} == {"uji.belum_ada"}
