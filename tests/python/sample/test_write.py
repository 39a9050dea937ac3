"""Files on disk: the same bytes twice, each one readable again, logs that account for every file."""

import csv
import io
import json
import zipfile
from datetime import datetime
from fnmatch import fnmatchcase

import openpyxl
import pytest

from mutakhir.errors import ConfigError, OutputError
from mutakhir.sample.cells import file_heads
from mutakhir.sample.deliveries import WIB
from mutakhir.sample.periods import add_months
from mutakhir.sample.table import SampleTable
from mutakhir.sample.write import write_sample

# One of each sort: merged heads, split period, period in the title and in the file name, both delimiters, BOM,
# Windows-1252, and the file that is damaged on purpose.
LIGHT = (
    "hulu.survei_seismik",
    "hulu.wilayah_kerja",
    "hulu.target_apbn",
    "harga.icp_bulanan",
    "hilir.lpg_pasokan",
    "hilir.ekspor_impor",
    "infra.jargas_sr",
    "infra.pipa_gas",
    "keselamatan.kejadian",
)


@pytest.fixture(scope="module")
def light(recipes):
    def thinned(recipe):
        return SampleTable(lambda start, rng: recipe.rows(start, rng)[:40], recipe.every, recipe.lag_days)

    # Snapshots keep all their rows: the month that vanishes must be among them.
    return {name: recipes[name] if name == "hilir.ekspor_impor" else thinned(recipes[name]) for name in LIGHT}


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "as_of", [datetime(2027, 3, 1, 0, 30, tzinfo=WIB), datetime(2028, 2, 29, 6, tzinfo=WIB)], ids=str
)
def test_the_same_as_of_gives_the_same_bytes(project, tmp_path, light, as_of):
    some = {name: light[name] for name in ("hulu.survei_seismik", "infra.jargas_sr", "keselamatan.kejadian")}
    for out in ("a", "b"):
        write_sample(project, tmp_path / out, as_of, recipes=some)
    assert _tree(tmp_path / "a") == _tree(tmp_path / "b")


@pytest.fixture(scope="module")
def written(project, tmp_path_factory, light):
    out = tmp_path_factory.mktemp("sample")
    seen = []
    as_of = datetime(2026, 11, 1, 0, 30, tzinfo=WIB)
    result = write_sample(project, out, as_of, lambda *step: seen.append(step), light)
    assert seen == [(name, at, len(LIGHT)) for at, name in enumerate(sorted(LIGHT), 1)]
    return out, result


def test_the_logs_account_for_every_file(written):
    _, result = written
    as_of = datetime(2026, 11, 1, 0, 30, tzinfo=WIB)
    assert result.boundary == datetime(2026, 10, 1, 0, 30, tzinfo=WIB)
    total = 0
    for folder in (result.past, result.present):
        with (folder / "_kiriman.csv").open(encoding="utf-8", newline="") as log:
            lines = list(csv.DictReader(log, delimiter=";"))
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"_kiriman.csv"}
        assert {line["berkas"] for line in lines} == files
        assert len(lines) == len(files)
        for line in lines:
            moment = datetime.fromisoformat(line["diterima_pada"])
            assert line["diterima_pada"].endswith("+07:00")
            assert moment <= as_of
            assert (moment <= result.boundary) == (folder == result.past)
            assert line["lewat"] in ("surel", "unggah", "antar")
        total += len(lines)
    assert total == result.files


def test_each_file_is_for_one_table_only(written, declared):
    _, result = written
    for folder in (result.past, result.present):
        for path in folder.glob("*/*"):
            claimed = [name for name, table in declared.items() if fnmatchcase(path.name, table.origin.match)]
            assert claimed == [path.parent.name]


def test_each_file_reads_back(written, declared):
    _, result = written
    planted = json.loads(result.planted.read_text(encoding="utf-8"))
    damaged = {entry["file"] for entry in planted if entry["axis"] == "load"}
    extra = {entry["unique_id"]: entry["column"] for entry in planted if entry["kind"] == "extra_column"}
    rows, with_extra = 0, []
    for path in sorted(result.present.glob("*/*")):
        table = declared[path.parent.name]
        if f"kini/{table.dataset}/{path.name}" in damaged:
            with pytest.raises(zipfile.BadZipFile):
                openpyxl.load_workbook(path)
            continue
        grid = _grid(path.read_bytes(), table)
        assert any("DATA CONTOH" in str(cell) for row in grid[:3] for cell in row)
        at = next(at for at, row in enumerate(grid) if _is_head(row, table))
        wanted = file_heads(table)
        if len(grid[at]) > len(wanted):
            with_extra.append(path)
            wanted.append(extra[table.unique_id])
        if any(" / " in head for head in wanted) and table.origin.format == "xlsx":
            assert [f"{up} / {low}" if low else up for up, low in _merged_heads(path, at + 1)] == wanted
            at += 1
        body = [row for row in grid[at + 1 :] if row[0] != "Jumlah"]
        assert all(len(row) == len(wanted) for row in body)
        assert bool(body) == (table.dataset != "infra.pipa_gas")
        rows += len(body)
    assert rows > 500
    assert len(with_extra) == len(extra) == 1


def _grid(content, table):
    if table.origin.format == "csv":
        assert content.startswith(b"\xef\xbb\xbf") == (table.origin.encoding == "utf-8-sig")
        text = content.decode(table.origin.encoding)
        assert text.startswith("DATA CONTOH - ")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=table.origin.delimiter, strict=True))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [table.origin.sheet]
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def _is_head(row, table):
    return row[0] == file_heads(table)[0].partition(" / ")[0] and len(row) >= len(file_heads(table))


def _merged_heads(path, upper_row):
    sheet = openpyxl.load_workbook(path).active
    spans = {
        (span.min_row, column): span
        for span in sheet.merged_cells.ranges
        for column in range(span.min_col, span.max_col + 1)
    }
    for column in range(1, sheet.max_column + 1):
        span = spans.get((upper_row, column))
        upper = sheet.cell(upper_row, span.min_col if span else column).value
        yield upper, None if span and span.max_row > upper_row else sheet.cell(upper_row + 1, column).value


def test_workbooks_carry_native_numbers(written, declared):
    _, result = written
    (path,) = (result.present / "infra.jargas_sr").glob("*.xlsx")
    grid = _grid(path.read_bytes(), declared["infra.jargas_sr"])
    assert grid[1][0] == "SAMBUNGAN RUMAH JARGAS" or grid[1][0].isupper()
    assert any(row[0] == "Periode: September 2026" for row in grid)
    # Last but two: the status and the column nobody announced stand after the volume.
    assert isinstance(grid[-2][-3], (int, float))


def test_an_earlier_sample_is_replaced_as_a_whole(project, tmp_path, light):
    some = {"infra.pipa_gas": light["infra.pipa_gas"]}
    first = write_sample(project, tmp_path, datetime(2026, 11, 30, 12, tzinfo=WIB), recipes=some)
    second = write_sample(project, tmp_path, datetime(2027, 3, 31, 12, tzinfo=WIB), recipes=some)
    assert first.files == second.files == 1
    assert [path.name for path in second.present.glob("*/*")] == ["pipa_gas_bph_migas_2027-02.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kiriman", "planted.json"]


def test_a_folder_of_real_deliveries_is_never_replaced(project, tmp_path, light):
    kept = tmp_path / "kiriman" / "surat.xlsx"
    kept.parent.mkdir()
    kept.write_bytes(b"real")
    with pytest.raises(OutputError, match="bukan data contoh"):
        write_sample(
            project,
            tmp_path,
            datetime(2026, 11, 30, 12, tzinfo=WIB),
            recipes={"infra.pipa_gas": light["infra.pipa_gas"]},
        )
    assert kept.read_bytes() == b"real"
    assert [path.name for path in tmp_path.iterdir()] == ["kiriman"]


@pytest.mark.parametrize(
    ("as_of", "sentence"),
    [
        (datetime(2026, 11, 30, 12), "zona waktu"),
        (datetime(2025, 3, 1, tzinfo=WIB), "terlalu awal"),
    ],
)
def test_an_impossible_as_of_is_refused(project, tmp_path, light, as_of, sentence):
    with pytest.raises(ConfigError, match=sentence) as caught:
        write_sample(project, tmp_path, as_of, recipes={"infra.pipa_gas": light["infra.pipa_gas"]})
    assert not any(tmp_path.iterdir())
    assert caught.value.english != str(caught.value)


def test_an_undeclared_recipe_is_refused(project, tmp_path, light):
    with pytest.raises(ConfigError, match="tidak dinyatakan") as caught:
        write_sample(
            project, tmp_path, datetime(2026, 11, 30, tzinfo=WIB), recipes={"hulu.tidak_ada": light["infra.pipa_gas"]}
        )
    assert "is not declared" in caught.value.english


def test_an_unwritable_folder_is_one_sentence(project, tmp_path, light):
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OutputError, match="tidak dapat ditulis ke out") as caught:
        write_sample(
            project,
            tmp_path / "out",
            datetime(2026, 11, 30, tzinfo=WIB),
            recipes={"infra.pipa_gas": light["infra.pipa_gas"]},
        )
    assert "cannot be written to out" in caught.value.english


def test_a_title_holds_one_period_so_two_periods_are_two_files(project, tmp_path, recipes):
    recipe = recipes["harga.icp_bulanan"]

    def with_last_month(start, rng):
        return [*recipe.rows(add_months(start, -1), rng)[:3], *recipe.rows(start, rng)[:3]]

    both = {"harga.icp_bulanan": SampleTable(with_last_month, "month", 8)}
    result = write_sample(project, tmp_path, datetime(2026, 11, 22, tzinfo=WIB), recipes=both)
    titles = {path.name: openpyxl.load_workbook(path).active["A4"].value for path in sorted(result.present.glob("*/*"))}
    assert titles == {
        "icp_ditjen_migas_tim_harga_2026-10.xlsx": "Periode: Oktober 2026",
        "icp_ditjen_migas_tim_harga_2026-10_2.xlsx": "Periode: September 2026",
    }


@pytest.mark.slow
def test_the_full_set(project, tmp_path, declared):
    result = write_sample(project, tmp_path, datetime(2026, 11, 22, 17, 30, tzinfo=WIB))
    assert 2_000 <= result.files <= 5_000
    assert result.rows > 100_000
    folders = {path.name for folder in (result.past, result.present) for path in folder.iterdir() if path.is_dir()}
    assert folders == set(declared) - {"program.tkdn_pengadaan"}
    listed = json.loads(result.planted.read_text(encoding="utf-8"))
    assert len({entry["kind"] for entry in listed}) == 16
    assert all((tmp_path / "kiriman" / entry["file"]).is_file() for entry in listed if "file" in entry)
