"""A history that a newer version wrote: everything else is measured and written, and the history stays as it is."""

import json
import shutil

import duckdb
import pytest

from cli.process import mutakhir
from project.review_project import Partners, make_project, statements, tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A project with one table that another loader fills, after a good run; its history ends in a newer line."""
    folder = tmp_path_factory.mktemp("riwayat") / "proyek"
    declared = {"biasa": tables()["basis_data"]}
    partners = Partners(declared, seed=1)
    folder.mkdir()
    make_project(folder, declared, "duckdb")
    with duckdb.connect(str(folder / "gudang.duckdb")) as connection:
        sent = (line for _ in range(4) for line in partners.deliver("biasa"))
        connection.execute("; ".join([*statements(declared), *sent]))
        connection.execute("drop table landing.kiriman_log")  # it is our loader's
    done = called(folder, "run", "--no-load", "--no-report")
    assert done.code == 0, done.stderr
    path = folder / "history" / "facts.jsonl"
    path.write_bytes(path.read_bytes() + NEWER)
    return folder


NEWER = b'{"schema": "mutakhir.history/2", "changes": ["of", "another", "shape"]}\n'


def called(folder, *words):
    """`mutakhir <words>` on the project's own warehouse."""
    return mutakhir(
        *words, "--target", "duckdb", cwd=folder, env={"MUTAKHIR_DUCKDB_PATH": str(folder / "gudang.duckdb")}
    )


@pytest.mark.parametrize("words", [("run", "--no-load"), ("facts",)], ids=["run", "facts"])
def test_it_costs_one_axis_one_sentence_and_not_a_byte(office, words):
    path, facts = office / "history" / "facts.jsonl", office / "target" / "facts.json"
    before, measured = path.read_bytes(), json.loads(facts.read_text("utf-8"))
    shutil.rmtree(office / "out", ignore_errors=True)
    done = called(office, *words)
    assert done.code == 3, done.stderr
    assert "facts.jsonl, baris 2, berskema mutakhir.history/2" in done.sentence
    assert "jangan hapus" in done.sentence
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} <= {path.name, f".{path.name}.lock"}
    counted = json.loads(facts.read_text("utf-8"))
    assert counted["invocation_id"] != measured["invocation_id"]
    assert counted["datasets"]["uji.biasa"]["periods"] == measured["datasets"]["uji.biasa"]["periods"] != []
    if "run" in words:
        written = office / done.stdout.strip()
        assert (written / "report.html").exists()
        (dataset,) = json.loads((written / "checklist.json").read_text("utf-8"))["datasets"]
        assert dataset["axes"]["stability"]["status"] == "not_checked"
        assert dataset["axes"]["stability"]["reason"].startswith("history/facts.jsonl, baris 2")
