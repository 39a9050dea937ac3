"""What a load tells people and leaves for the run log, and what a run without load takes from the log."""

from datetime import datetime, timezone
from hashlib import sha256

import duckdb
import pytest

from cli.process import ROOT, mutakhir
from cli.test_bad_warehouse import PROFILE, SOURCE
from mutakhir.cli.console import Steps
from mutakhir.cli.loading import load_inbox, state_without_load
from mutakhir.config import Project
from mutakhir.errors import WarehouseError
from mutakhir.load.outcome import content_id_of
from mutakhir.warehouse.profile import load_profile

NOW = datetime(2026, 11, 10, 2, tzinfo=timezone.utc)


@pytest.fixture
def project(tmp_path):
    """A dbt project with one source and an inbox with a log, on DuckDB."""
    for name in ("models", "sources", "inbox", "macros"):
        (tmp_path / name).mkdir()
    (tmp_path / "dbt_project.yml").write_text(
        "name: kecil\nversion: '1.0'\nconfig-version: 2\nprofile: kecil\nmodel-paths: [models, sources]\n",
        encoding="utf-8",
    )
    (tmp_path / "sources" / "hulu.yml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "profiles.yml").write_text(PROFILE.replace("PORT", "1"), encoding="utf-8")
    (tmp_path / "inbox" / "_kiriman.csv").write_text("berkas;diterima_pada;mitra;lewat\n", encoding="utf-8")
    return tmp_path


def put(project, name, content, day):
    (project / "inbox" / name).write_text(content, encoding="utf-8")
    with (project / "inbox" / "_kiriman.csv").open("a", encoding="utf-8") as log:
        log.write(f"{name};2026-11-{day:02}T08:00:00+07:00;SKK Migas;surel\n")


def rows(month, total=""):
    return f"Bulan;Minyak\n2026-{month:02}-01;1,5\n{total}"


def load(project):
    return load_inbox(Project(project), load_profile(project, None), project / "inbox", NOW, Steps())


def without_load(project):
    return state_without_load(Project(project), load_profile(project, None), NOW)


def test_what_is_to_be_said_of_files_that_landed_is_told_once_and_recorded(project, capsys):
    put(project, "lifting_08.csv", rows(8, "Jumlah;1,5\n"), 1)
    put(project, "lifting_09.csv", rows(9, "Jumlah;1,5\n"), 2)
    put(project, "lifting_10.csv", rows(10), 3)
    put(project, "lifting_kosong.csv", "Bulan;Minyak\n", 4)
    record = load(project)
    said = "1 baris jumlah atau catatan dilewati."
    assert [(one.file, one.state, one.sentence) for one in record.remarks] == [
        ("lifting_08.csv", "loaded", said),
        ("lifting_09.csv", "loaded", said),
        ("lifting_kosong.csv", "loaded", "Berkas hanya berisi kepala kolom, tanpa baris data."),
    ]
    assert record.files == []
    told = capsys.readouterr().err.splitlines()
    assert f"lifting_08.csv dan 1 kiriman hulu.lifting lain: {said}" in told
    assert "lifting_kosong.csv: Berkas hanya berisi kepala kolom, tanpa baris data." in told
    table = record.tables["hulu.lifting"]
    assert (table.batches, table.set_aside, table.newest_arrival) == (4, 0, "empty")
    assert table.newest_arrival_at == "2026-11-04T01:00:00+00:00"
    assert load(project).remarks == []


def test_rows_of_a_load_that_was_cut_off_are_counted_and_told(project, capsys):
    put(project, "lifting_10.csv", rows(10), 3)
    load(project)
    with duckdb.connect(str(project / "kecil.duckdb")) as connection:
        connection.execute("insert into landing.hulu_lifting (_dlt_load_id) values ('terputus'), ('terputus')")
    with pytest.raises(WarehouseError, match="mutakhir load"):
        without_load(project)
    assert load(project).removed_rows == 2
    assert "2 baris dari pemuatan yang terputus dihapus sebelum memuat" in capsys.readouterr().err
    assert without_load(project).tables["hulu.lifting"].rows == 1


def test_a_run_without_load_knows_what_was_set_aside(project):
    put(project, "lifting_09.csv", "Lain\n1\n", 1)
    put(project, "lifting_10.csv", "Lain\n2\n", 2)
    put(project, "memo.txt", "halo", 3)
    assert len(load(project).files) == 3
    found = without_load(project)
    assert [(one.file, one.state, one.dataset) for one in found.files] == [
        ("lifting_09.csv", "set_aside", "hulu.lifting"),
        ("lifting_10.csv", "set_aside", "hulu.lifting"),
        ("memo.txt", "unclaimed", ""),
    ]
    assert found.tables["hulu.lifting"].set_aside == 2
    put(project, "lifting_10.csv", rows(10), 4)
    load(project)
    assert [one.file for one in without_load(project).files] == ["memo.txt"]


@pytest.mark.parametrize("name", ["", "bidang/hulu.yml", "catatan.txt"])
def test_a_folder_of_that_name_in_another_project_is_no_concern(project, name):
    (project / "sources" / "hulu.yml").unlink()
    if name:
        (project / "sources" / name).parent.mkdir(exist_ok=True)
        (project / "sources" / name).write_text(SOURCE, encoding="utf-8")
    assert without_load(project) is None


@pytest.mark.slow
def test_of_two_contents_under_one_logged_name_the_one_loaded_later_is_in_force(project):
    """Whatever their digests: neither time nor name tells them apart."""
    (project / "macros" / "landing.sql").write_bytes((ROOT / "macros" / "landing.sql").read_bytes())
    (project / "models" / "berlaku.sql").write_text(
        "select bulan, minyak from ({{ newest_rows('hulu', 'lifting') }}) as berlaku", encoding="utf-8"
    )
    contents = sorted((f"Bulan;Minyak\n2026-10-01;{value}\n" for value in range(1, 9)), key=_batch_of)
    put(project, "lifting_10.csv", contents[-1], 1)
    assert mutakhir("load", cwd=project).code == 0
    (project / "inbox" / "lifting_10.csv").write_text(contents[0], encoding="utf-8")
    done = mutakhir("run", cwd=project)
    assert "perbarui diterima_pada" in done.stderr
    with duckdb.connect(str(project / "kecil.duckdb"), read_only=True) as connection:
        found = connection.execute("select cast(minyak as int) from berlaku").fetchall()
    assert found == [(int(contents[0].split(";")[-1]),)]


def _batch_of(content):
    return content_id_of("hulu.lifting", sha256(content.encode()).hexdigest())


@pytest.mark.slow
def test_made_up_data_are_turned_away_from_a_warehouse_with_real_ones(project):
    put(project, "lifting_10.csv", rows(10), 1)
    assert mutakhir("load", cwd=project).code == 0
    (project / "contoh").mkdir()
    (project / "contoh" / "lifting_11.csv").write_text(f"DATA CONTOH\n{rows(11)}", encoding="utf-8")
    for command in ("load", "run"):
        done = mutakhir(command, "--inbox", "contoh", cwd=project)
        assert (done.code, done.stdout) == (2, "")
        assert "data contoh" in done.sentence
        assert "kecil.duckdb" in done.sentence
    with duckdb.connect(str(project / "kecil.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from landing.kiriman_log").fetchall() == [(1,)]
