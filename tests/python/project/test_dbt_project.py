"""The dbt project as dbt itself parses it: what sources, models and dashboards declare, and which SQL is written."""

import json
import re
import shutil
from pathlib import Path

import pytest

from cli.process import ROOT, call
from project.test_rules import DUE, OWN_PROPOSALS

pytestmark = pytest.mark.xdist_group("dbt_parse")

AREAS = {"hulu", "hilir", "infra", "harga", "fiskal", "keselamatan", "program"}
META = {
    "title", "title_en", "partners", "steward", "cadence", "due", "since", "period", "keys", "restates", "measures",
    "dimensions", "kip", "satu_data", "origin",
}  # fmt: skip
SATU_DATA = {
    "konsep", "definisi", "klasifikasi", "ukuran", "satuan", "jadwal_rilis", "jadwal_pemutakhiran", "dasar_hukum",
    "kategori", "format",
}  # fmt: skip
CADENCES = {"harian", "mingguan", "bulanan", "triwulanan", "tahunan", "insidental"}
KIP = {"berkala", "setiap_saat", "serta_merta", "dikecualikan"}
GRAINS = {"day", "week", "month", "quarter", "year", "event"}
LANDING_TYPES = {"date", "timestamptz", "numeric", "integer", "varchar"}
MART_TYPES = {"date", "varchar(255)", "numeric(28,6)", "integer", "bigint"}
DUE_RULE = re.compile(
    r"(?:error |warn )?(?:(?:H|HK|TW)[+]\d+|Tgl \d{1,2}(?:-\d\d)?(?: B[+]\d)?(?:, error Tgl \d{1,2}(?: B[+]\d)?)?"
    r"|hari bursa \w+|per kejadian, jeda terlama \d+ hari|bulanan [+] setiap perubahan)"
)
MOST_SQL_LINES = 120
READS = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seed"},
    "review": {"review", "seed"},
    "marts": {"staging", "intermediate", "marts", "review", "seed"},
}
"""Layer to what its models may read."""

FORBIDDEN_SQL = {
    "||": r"\|\|",
    "interval": r"\binterval\b",
    "limit": r"\blimit\b",
    "qualify": r"\bqualify\b",
    "::": r"::",
    "boolean": r"\b(?:true|false|bool|boolean)\b",
    "distinct on": r"\bdistinct\s+on\b",
    "is distinct from": r"\bis\s+(?:not\s+)?distinct\s+from\b",
    "filter (where)": r"\bfilter\s*\(\s*where\b",
    "window clause": r"\bwindow\s+\w+\s+as\b",
    "date_trunc": r"\bdate_trunc\s*\(",
    "ordinal": r"\b(?:group|order)\s+by\s+\d",
    "values as a table": r"\bvalues\s*\(",
}


FEEDS = {
    "ringkasan_pimpinan": "hulu.produksi_harian hulu.lifting_daerah_bulanan hulu.target_apbn hilir.niaga_bbm_bulanan"
    " hilir.jbt_jbkp hilir.lpg_penyaluran hilir.lpg_pasokan harga.icp_bulanan fiskal.pnbp_dbh",
    "produksi_lifting": "hulu.produksi_harian hulu.produksi_bulanan_lapangan hulu.lifting_daerah_bulanan"
    " hulu.pengapalan_minyak hulu.stok_terminal_harian hulu.wilayah_kerja",
    "neraca_gas": "hulu.pemanfaatan_gas hilir.lng_kargo infra.jargas_sr infra.pipa_gas",
    "cadangan_rrr": "hulu.cadangan_status_1jan",
    "eksplorasi_pengembangan": "hulu.pemboran_sumur hulu.survei_seismik hulu.investasi_wpnb",
    "harga": "harga.icp_bulanan harga.mops_harian harga.jual_eceran_bbm",
    "bbm_lpg": "hilir.kilang_bulanan hilir.niaga_bbm_bulanan hilir.jbt_jbkp hilir.lpg_penyaluran hilir.lpg_pasokan"
    " hilir.ekspor_impor",
    "infrastruktur": "hilir.izin_usaha infra.jargas_sr infra.pipa_gas infra.penyalur",
    "keselamatan_tkdn": "keselamatan.kejadian program.tkdn_pengadaan",
    "kepatuhan_mitra": "hulu.produksi_harian hulu.produksi_bulanan_lapangan hulu.lifting_daerah_bulanan"
    " hulu.pemanfaatan_gas hulu.investasi_wpnb hilir.kilang_bulanan hilir.niaga_bbm_bulanan hilir.kepatuhan_lapor"
    " harga.jual_eceran_bbm program.tkdn_pengadaan",
}
"""Dashboard to the data sets it shows: late ones that it does not reach would leave it looking trustworthy."""


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    """manifest.json of `dbt parse`, with nothing written outside a folder of this test."""
    folder = tmp_path_factory.mktemp("parse")
    shutil.copyfile(ROOT / "profiles.example.yml", folder / "profiles.yml")
    words = ["parse", "--target", "duckdb", "--project-dir", ROOT, "--profiles-dir", folder]
    words += ["--target-path", folder / "target", "--log-path", folder / "logs", "--no-send-anonymous-usage-stats"]
    done = call("dbt", *words, cwd=folder, env={"MUTAKHIR_DUCKDB_PATH": str(folder / "parse.duckdb")})
    assert done.code == 0, done.stdout
    assert "WARNING" not in done.stdout.upper(), done.stdout
    return json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))


def of_kind(manifest, kind):
    """Nodes of one resource type of this project, by name."""
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == kind}


def listed(manifest):
    """The sources of the list by unique_id; a table that somebody adds needs nothing beside its entry."""
    sources = manifest["sources"].items()
    return {key: one for key, one in sources if f"{one['source_name']}.{one['name']}" in DUE | OWN_PROPOSALS}


def data_tests_by_source(manifest):
    """unique_id of a source of the list to the data tests that are declared on it."""
    found = {key: [] for key in listed(manifest)}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and node.get("attached_node") is None:
            for key in node["depends_on"]["nodes"]:
                if key in found:
                    found[key].append(node)
    return found


def test_at_least_the_thirty_sources_of_the_list_in_seven_areas(manifest):
    sources = listed(manifest).values()
    assert len(sources) == len(DUE | OWN_PROPOSALS) == 30
    assert {source["source_name"] for source in sources} == AREAS
    assert {path.stem for path in (ROOT / "sources").iterdir()} >= AREAS
    for source in sources:
        assert source["original_file_path"].endswith(f"{source['source_name']}.yml")
        assert (source["schema"], source["identifier"]) == ("landing", f"{source['source_name']}_{source['name']}")


def test_every_source_says_its_grain_and_its_freshness(manifest):
    for key, source in listed(manifest).items():
        assert source["description"].startswith("Satu baris per "), key
        assert source["loaded_at_field"] == "_received_at", key
        for bound in ("warn_after", "error_after"):
            assert source["freshness"][bound]["count"] > 0, key
            assert source["freshness"][bound]["period"] in ("hour", "day"), key
        assert _hours(source["freshness"]["warn_after"]) < _hours(source["freshness"]["error_after"]), key


def _hours(bound):
    return bound["count"] * {"hour": 1, "day": 24}[bound["period"]]


def test_every_source_has_its_meta(manifest):
    matches = []
    for key, source in listed(manifest).items():
        meta = source["config"]["meta"]
        assert set(meta) >= META, (key, META - set(meta))
        assert set(meta["satu_data"]) >= SATU_DATA, (key, SATU_DATA - set(meta["satu_data"]))
        assert all(str(value).strip() for value in meta["satu_data"].values()), key
        assert meta["partners"], key
        assert meta["keys"], key
        assert meta["cadence"] in CADENCES, key
        assert meta["kip"] in KIP, key
        assert meta["period"]["grain"] in GRAINS, key
        assert re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", str(meta["since"])), key
        assert DUE_RULE.fullmatch(meta["due"]), (key, meta["due"])
        assert isinstance(meta["restates"], int), key
        assert (meta["origin"]["kind"], meta["origin"]["format"] in ("xlsx", "csv")) == ("file", True), key
        matches.append(meta["origin"]["match"])
    assert len(set(matches)) == len(matches)


def test_columns_of_sources_say_type_meaning_and_unit(manifest):
    for key, source in listed(manifest).items():
        meta, columns = source["config"]["meta"], source["columns"]
        for name, column in columns.items():
            place = f"{key}.{name}"
            assert column["description"].strip(), place
            assert column["data_type"] in LANDING_TYPES, place
            assert column["config"]["meta"].get("head") or column["config"]["meta"].get("from"), place
        named = [*meta["keys"], *meta["measures"], *meta["dimensions"], meta["period"]["column"]]
        named += [meta["reporter"]["column"]] if "reporter" in meta else []
        assert set(named) <= set(columns), (key, set(named) - set(columns))
        for measure in meta["measures"]:
            assert columns[measure]["config"]["meta"].get("unit"), f"{key}.{measure}"


def test_every_source_has_tests_that_mean_something(manifest):
    for key, tests in data_tests_by_source(manifest).items():
        meta = manifest["sources"][key]["config"]["meta"]
        kinds = {test["test_metadata"]["name"] for test in tests if test.get("test_metadata")}
        assert kinds >= {"unique_within_delivery", "readable_values", "not_null"}, (key, kinds)
        assert meta["measures"] == [] or "within_range" in kinds, key
        assert {test["config"]["severity"].lower() for test in tests} == {"warn"}, key
        needed = {test["column_name"] for test in tests if (test.get("test_metadata") or {}).get("name") == "not_null"}
        keyed = [test for test in tests if (test.get("test_metadata") or {}).get("name") == "unique_within_delivery"]
        assert any(set(test["test_metadata"]["kwargs"]["columns"]) <= set(meta["keys"]) for test in keyed), key
        assert needed & set(meta["keys"]), key


def test_every_model_has_a_twin_that_says_its_grain(manifest):
    for name, model in of_kind(manifest, "model").items():
        sql = Path(model["original_file_path"])
        assert model["patch_path"] == f"{manifest['metadata']['project_name']}://{sql.with_suffix('.yml').as_posix()}"
        assert model["description"].startswith("Satu baris per "), name
        assert model["columns"], name
        for column in model["columns"].values():
            assert column["description"].strip(), f"{name}.{column['name']}"
            assert column["data_type"], f"{name}.{column['name']}"
            if column["data_type"].startswith("numeric"):
                assert column["config"]["meta"].get("unit"), f"{name}.{column['name']}"


def test_names_say_the_layer(manifest):
    starts = {
        "staging": ("stg_",), "intermediate": ("int_",), "marts": ("fct_", "dim_", "mart_"), "review": ("rvw_",),
    }  # fmt: skip
    for name, model in of_kind(manifest, "model").items():
        assert name.startswith(starts[_layer(model)]), name
        area = model["fqn"][2]
        if _layer(model) in ("staging", "intermediate"):
            assert name.split("_", 1)[1].startswith(f"{area}__"), name
    staged = {
        model["depends_on"]["nodes"][0] for model in of_kind(manifest, "model").values() if _layer(model) == "staging"
    }
    assert staged >= set(listed(manifest))


def test_every_mart_has_an_enforced_contract(manifest):
    marts = {name: model for name, model in of_kind(manifest, "model").items() if _layer(model) == "marts"}
    assert len(marts) > 10
    for name, model in marts.items():
        assert model["config"]["contract"]["enforced"] is True, name
        types = {column["data_type"].replace(" ", "") for column in model["columns"].values()}
        assert types <= MART_TYPES, (name, types - MART_TYPES)


def _layer(node):
    return node["fqn"][1] if node["resource_type"] == "model" else node["resource_type"]


def test_models_read_only_from_the_layers_below(manifest):
    nodes = {**manifest["nodes"], **manifest["sources"]}
    for name, model in of_kind(manifest, "model").items():
        read = {_layer(nodes[key]) for key in model["depends_on"]["nodes"]}
        # Models of review count the sources that stand in dbt's graph; the first of them reads nothing else.
        assert read or name == "rvw_kiriman_baru", name
        assert read <= READS[_layer(model)], (name, read)


def test_ten_dashboards_with_owner_address_and_tool(manifest):
    assert len(manifest["exposures"]) == 10
    tools = set()
    for key, exposure in manifest["exposures"].items():
        assert exposure["type"] == "dashboard", key
        assert exposure["owner"]["name"], key
        assert exposure["url"].startswith("https://"), key
        assert exposure["label"], key
        assert exposure["description"].strip(), key
        tools.add(exposure["config"]["meta"]["tool"])
        read = {
            _layer(manifest["nodes"][node]) for node in exposure["depends_on"]["nodes"] if node in manifest["nodes"]
        }
        assert read == {"marts"}, (key, read)
    assert tools == {"tableau", "qlikview"}


def test_every_dashboard_reaches_the_data_it_shows(manifest):
    def above(key):
        found = {key} if key.startswith("source.") else set()
        return found.union(*(above(parent) for parent in manifest["parent_map"].get(key, [])))

    project = manifest["metadata"]["project_name"]
    for name, feeds in FEEDS.items():
        wanted = {f"source.{project}.{feed}" for feed in feeds.split()}
        assert wanted <= set(manifest["sources"]), name
        assert wanted - above(f"exposure.{project}.{name}") == set(), name
    assert {key.rsplit(".", 1)[1] for key in manifest["exposures"]} == set(FEEDS)


def test_every_source_reaches_a_dashboard(manifest):
    reach = {}

    def reached(key):
        if key not in reach:
            reach[key] = {key} if key.startswith("exposure.") else set()
            for child in manifest["child_map"].get(key, []):
                reach[key] |= reached(child)
        return reach[key]

    assert [key for key in listed(manifest) if not reached(key)] == []
    models = [model for model in of_kind(manifest, "model").values() if _layer(model) != "review"]
    assert [model["name"] for model in models if not reached(model["unique_id"])] == []


def test_the_dashboard_of_the_ledger_names_every_source_with_reporters(manifest):
    """The ledger counts what stands in dbt's graph, which its lineage does not know: the exposure must say it."""
    node = manifest["exposures"]["exposure.mutakhir.kepatuhan_mitra"]
    with_reporters = {key for key, source in listed(manifest).items() if "reporter" in source["config"]["meta"]}
    assert with_reporters - set(node["depends_on"]["nodes"]) == set()


def test_there_are_unit_tests_where_there_is_logic(manifest):
    tested = {test["model"] for test in manifest["unit_tests"].values()}
    logic = {name for name, model in of_kind(manifest, "model").items() if _layer(model) == "intermediate"}
    assert len(tested & logic) >= len(logic) // 2
    assert LOGIC.keys() - tested == set()


def test_what_a_leader_may_read_of_a_model_is_said_in_words(manifest):
    """A model at fault and the test that says so stand on the leader's page: no names of models or columns there."""
    titles = {}
    for name, model in of_kind(manifest, "model").items():
        if _layer(model) != "staging":
            meta = model["config"]["meta"]
            titles[name] = (meta.get("title"), meta.get("title_en"))
    assert [name for name, both in titles.items() if not all(both) or "_" in "".join(both)] == []
    assert len(set(titles.values())) == len(titles)
    judged = {key for key, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    bare = [
        name
        for name, test in of_kind(manifest, "test").items()
        if test.get("attached_node") in judged
        and test["test_metadata"]["name"] in ("satisfies", "within_range")
        and _layer(manifest["nodes"][test["attached_node"]]) != "staging"
        and not test["description"]
    ]
    assert bare == []


LOGIC = {
    "int_hulu__lifting_setara_minyak": "barrels of oil equivalent",
    "int_fiskal__dbh_triwulan": "the fiscal quarter that begins in December",
    "int_harga__mops_jendela": "the window of MOPS days 25 to 24",
    "int_hulu__wilayah_kerja_riwayat": "slowly changing working areas",
    "int_hilir__izin_usaha_riwayat": "slowly changing permits",
    "int_hulu__cadangan_wilayah": "production out of reserves",
    "rvw_kewajiban": "who owes which report",
    "rvw_pelapor_resmi": "who is listed under which name",
}
"""Models whose logic people argue about; each has a unit test."""


def bare_sql(text):
    """SQL without comments, Jinja and quoted text, in lower case."""
    for gone in (r"\{#.*?#\}", r"\{%.*?%\}", r"\{\{.*?\}\}", r"--[^\n]*", r"/\*.*?\*/", r"'(?:[^']|'')*'"):
        text = re.sub(gone, " ", text, flags=re.DOTALL)
    return text.casefold()


@pytest.mark.parametrize("folder", ["models", "macros", "tests/sql"])
def test_sql_is_what_every_engine_understands(folder):
    files = sorted((ROOT / folder).rglob("*.sql"))
    assert files
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in files
        for what, pattern in FORBIDDEN_SQL.items()
        if re.search(pattern, bare_sql(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_regular_expressions_stand_in_the_adapters_own_macros_only():
    """No two engines write them alike: elsewhere a macro is called that dbt dispatches by adapter."""
    own = re.compile(r"\{%-? macro [a-z]+__.*?endmacro", re.DOTALL)
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("models", "macros", "tests/sql")
        for path in sorted((ROOT / folder).rglob("*.sql"))
        if re.search(r"~|\bregexp|\bsimilar to\b", bare_sql(own.sub(" ", path.read_text(encoding="utf-8"))))
    ]
    assert found == []


def test_no_file_of_macros_is_too_long():
    """A file is named for what its macros do; one of several hundred lines does several things."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.sql")}
    assert [name for name, text in texts.items() if text.count("\n") > 180] == []


@pytest.mark.parametrize(
    "text",
    [
        "select a || b", "select a::date", "select now() - interval '1 day'", "select 1 limit 1", "where x = TRUE",
        "group by 1, 2", "select distinct on (a) b", "count(*) filter (where x > 1)", "from (values (1)) as v",
    ],
)  # fmt: skip
def test_the_rule_itself_sees_each_of_them(text):
    """A rule that finds nothing could as well be broken; one that finds a comment would be in the way."""
    assert any(re.search(pattern, bare_sql(text)) for pattern in FORBIDDEN_SQL.values())
    for hidden in (f"select 1 -- {text}", f"{{# {text} #}} select 1", "select 'limit' as batas, {{ true }} as a"):
        assert not any(re.search(pattern, bare_sql(hidden)) for pattern in FORBIDDEN_SQL.values())


def test_models_are_short():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "models").rglob("*.sql")}
    assert {name: count for name, count in lines.items() if count > MOST_SQL_LINES} == {}
