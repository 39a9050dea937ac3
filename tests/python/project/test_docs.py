"""What the documents tell people to type exists, and what they say of exit codes is what the contract says."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from cli.process import ROOT, environment, mutakhir
from cli.targets import sound
from mutakhir.load.inbox import LOG_HEADS
from project.test_structure import MAY_IMPORT, PACKAGE

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = ("run", "load", "facts", "checklist", "report", "history", "doctor", "schedule", "sample")
CODES = {"0", "1", "2", "3"}
# A command stands in code: in backquotes, or on a line that is indented or fenced.
CODE = re.compile(r"`+([^`\n]+)`+|^(?: {4,}|\t)([^\n]+)$|^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
WORD = r"[a-z][a-z_-]*"


@cache
def help_of(*words: str) -> str:
    """The help text of a command; it must exist."""
    done = mutakhir(*words, "--help", cwd=ROOT)
    assert done.code == 0, f"mutakhir {' '.join(words)} --help: {done.stderr}"
    assert done.stderr == ""
    return done.stdout


def listed(language: str) -> list[str]:
    """Commands that `mutakhir --help` lists."""
    done = mutakhir("--help", cwd=ROOT, env={"MUTAKHIR_LANG": language})
    assert (done.code, done.stderr) == (0, "")
    part = done.stdout[done.stdout.index("Commands:") :].split("\n\n")[0]
    return re.findall(rf"^  ({WORD}) +\S", part, re.MULTILINE)


def code_of(path: Path) -> list[str]:
    """Everything in a page that is written as code; lines that end in \\ or ^ go on in the next."""
    text = re.sub(r"[\\^]\n", " ", path.read_text(encoding="utf-8"))
    return [line for found in CODE.findall(text) for part in found for line in part.splitlines() if line.strip()]


def calls(path: Path) -> list[tuple[str, list[str]]]:
    """(command, options) of every `mutakhir …` that a page tells people to type."""
    found = []
    for line in code_of(path):
        for command, rest in re.findall(rf"(?:^|[\s/\\&\"])mutakhir ({WORD})\b([^|#>&\"]*)", line):
            found.append((command, re.findall(r"(?<!\S)(--[a-z][a-z-]*|-[a-z])\b", rest)))
    return found


def test_every_command_is_there_and_tells_of_itself_in_both_languages():
    assert listed("id") == listed("en") == list(COMMANDS)
    for command in COMMANDS:
        indonesian, english = help_of(command), help_of(command, "--lang", "en")
        for text in (indonesian, english):
            assert text.startswith(f"Usage: mutakhir {command} ")
        assert _options(indonesian) == _options(english)
        said, meant = (
            re.sub(r"\s+", " ", text.split("Options:")[0]).split("] ", 1)[1] for text in (indonesian, english)
        )
        assert said != meant
        assert len(said) > 20
        lacking = [line for line in english.splitlines() if re.fullmatch(r"  (?:-\w, )?--\S+(?: [A-Z]+)?\s*", line)]
        assert not [line for line in lacking if _next_line(english, line).startswith("  -")]


def _options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text.split("Options:")[1])) - {"--lang"}


def _next_line(text: str, line: str) -> str:
    lines = [*text.splitlines(), ""]
    return lines[lines.index(line) + 1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_that_are_named_exist_with_their_options(path):
    for command, options in calls(path):
        assert command in COMMANDS, f"{path.name} names mutakhir {command}"
        for option in options:
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", help_of(command)), f"{path.name}: {command} {option}"


def test_the_pages_name_every_command():
    """Were nothing found, the test above would hold as well."""
    named = {command for path in PAGES for command, _ in calls(path)}
    assert named == set(COMMANDS)
    assert {command for command, _ in calls(ROOT / "README.md")} == set(COMMANDS)
    assert any("--target" in options for _, options in calls(ROOT / "README.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_options_written_alone_belong_to_some_command(path):
    known = set().union(*(_options(help_of(command)) for command in COMMANDS)) | {"--lang", "--version"}
    for line in code_of(path):
        if option := re.match(r"(--[a-z][a-z-]*)\b", line):
            assert option[1] in known, f"{path.name} names {option[1]}"


def make_targets() -> dict[str, str]:
    """Targets of the Makefile with what help says of them."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):[^=\n]*?## (.+)$", text, re.MULTILINE))


@pytest.mark.parametrize("path", [*PAGES, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_make_targets_that_are_named_exist(path):
    lines = code_of(path) if path.suffix == ".md" else path.read_text(encoding="utf-8").splitlines()
    named = [
        name
        for line in lines
        for name in re.findall(r"(?:^|[\s&])make ((?![A-Z]+=)[a-z-]+)\b", line)
        if line[:1] != "#"
    ]
    assert set(named) <= set(make_targets())


def test_what_ci_runs_is_named_in_the_readme():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = {name for line in lines if line[:1] != "#" for name in re.findall(r"\bmake ([a-z-]+)", line)}
    assert run == {"setup", "lint", "report", "test-all"}
    named = {name for line in code_of(ROOT / "README.md") for name in re.findall(r"^make ([a-z-]+)", line)}
    assert run <= named
    assert set(make_targets()) >= {"help", "setup", "report", "test", "lint", "golden", "bench", "clean"}


def test_workflows_call_what_ci_runs_where_no_test_may_be_skipped():
    assert "\nexport MUTAKHIR_NO_SKIP=1\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        runs = re.findall(r"^ *- run: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert runs[-1] == ".ci/run"
        assert not any(line.startswith("make ") for line in runs)


@pytest.mark.skipif(os.name == "nt", reason=".ci/run is a script for bash")
def test_ci_says_in_one_sentence_which_programs_are_missing(tmp_path):
    """Where it cannot install them; here for want of apt-get, elsewhere of the right."""
    for name in ("bash", "id", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    words = [str(tmp_path / "bash"), str(ROOT / ".ci" / "run")]
    env = {"PATH": str(tmp_path)}
    done = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "`apt-get install chromium faketime libreoffice-calc`" in done.stderr


def test_the_table_of_layers_says_what_the_test_of_layers_enforces():
    rows = re.findall(
        r"^\| ((?:`[\w.]+/?` ?)+) \|[^|]+\| (.+) \|$",
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    said: dict[str, set[str]] = {}
    for layers, below in rows:
        names = {name.removesuffix("/").removesuffix(".py") for name in re.findall(r"`([\w./]+)`", layers)}
        said |= dict.fromkeys(names, set(re.findall(r"`(\w+)`", below)) if below != "everything below" else {below})
    there = {layer for layer in MAY_IMPORT if any((PACKAGE / f"{layer}{end}").exists() for end in ("", ".py"))}
    enforced = {layer: MAY_IMPORT[layer] & there for layer in there - {"__main__"}}
    enforced["cli"] = {"everything below"} if enforced["cli"] == set(enforced) - {"cli"} else enforced["cli"]
    assert said == enforced


LOADED = """
import json, sys
from mutakhir.cli.main import main
sys.argv[0] = "mutakhir"
try:
    main()
except SystemExit as ended:
    print(json.dumps([ended.code, sorted(sys.modules)]))
"""


@pytest.mark.parametrize("command", ["checklist", "report"])
def test_artifacts_are_read_without_dbt_or_a_warehouse(tmp_path, command):
    """README says so; the libraries are installed, so what counts is that none of them is imported."""
    sound(tmp_path)
    words = [sys.executable, "-c", LOADED, command]
    done = subprocess.run(
        words, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
    ).stdout.splitlines()
    code, modules = json.loads(done[-1])
    assert (code, "mutakhir.artifacts.manifest" in modules) == (0, True)
    tops = {name.split(".")[0] for name in modules}
    assert {
        name for name in tops if name.startswith(("dbt", "dlt", "duckdb", "_duckdb", "psycopg2", "pyarrow"))
    } == set()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("README.md", "`run --no-report` judges nothing"),
        ("docs/panduan.md", "`mutakhir run --no-report` memuat, membangun, dan menguji tanpa menilai"),
        ("docs/operasi.md", "`mutakhir run --no-report` tidak menilai apa pun"),
    ],
)
def test_pages_say_that_a_run_without_report_judges_nothing(name, said):
    assert said in " ".join((ROOT / name).read_text(encoding="utf-8").split())


def section(page: str, number: int) -> str:
    """Section `number` of a page whose headings are numbered."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return text.split(f"\n## {number}. ")[1].split("\n## ")[0]


def test_every_column_of_the_log_of_deliveries_is_explained_where_it_is_filled_in():
    assert tuple(re.findall(r"^   \| `(\w+)` \|", section("docs/panduan.md", 2), re.MULTILINE)) == LOG_HEADS


def test_what_a_new_table_needs_can_be_copied_from_where_the_guide_says():
    named = re.findall(r"`((?:models|scripts|tests)/[\w./]+\.\w+)`", section("docs/panduan.md", 3))
    assert {path.split("/")[0] for path in named} == {"models", "scripts", "tests"}
    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert {Path(path).suffix for path in named if "/staging/" in path} == {".sql", ".yml"}
