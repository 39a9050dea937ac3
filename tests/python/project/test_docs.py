"""What the documents tell people to type exists, and what they say of exit codes is what the contract says."""

import re
from functools import cache
from pathlib import Path

import pytest

from cli.process import ROOT, mutakhir

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = ("run", "load", "checklist", "report", "doctor", "sample")
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


def test_what_ci_runs_is_named_in_the_readme_or_contributing():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = {match[1] for line in lines if (match := re.match(r"make ([a-z-]+)", line))}
    assert "test" in run
    pages = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert [name for name in sorted(run) if f"make {name}" not in pages] == []
    assert set(make_targets()) >= {"help", "setup", "report", "test", "lint", "golden", "bench", "clean"}


def test_workflows_call_the_same_targets():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        named = re.findall(r"^ *- run: make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert "test" in named
        assert set(named) <= set(make_targets())


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "docs" / "panduan.md"], ids=lambda path: path.name)
def test_the_table_of_exit_codes_is_the_contract(path):
    rows = dict(re.findall(r"^\| *`?(\d)`? *\| *(.+?) *\|", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) == CODES
    english = path.name == "README.md"
    assert ("everything checked and up to date" if english else "semua diperiksa dan mutakhir") in rows["0"].casefold()
    assert ("open" if english else "terbuka") in rows["1"]
    assert ("configuration" if english else "konfigurasi") in rows["2"]
    assert ("missing" if english else "hilang") in rows["3"]


def test_help_says_the_same_exit_codes():
    text = mutakhir("--help", cwd=ROOT, env={"MUTAKHIR_LANG": "en"}).stdout
    said = re.findall(r"\b(\d) (?=[a-z])", re.sub(r"\s+", " ", text.split("Exit codes:")[1]))
    assert set(said) == CODES


def test_links_between_pages_lead_somewhere():
    for path in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"
