"""The house rules that can be read off the source: layers, sizes, who prints, and what no tracked file may say."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "scripts" / "mutakhir"
MODULES = sorted(PACKAGE.rglob("*.py"))

SIBLINGS = ("load", "warehouse", "sample", "report", "exports", "cycle", "compare")
BASE = ("domain", "files", "spreadsheet", "redaction", "config", "errors", "declared", "due")
MAY_IMPORT = {
    "__main__": {"cli"},
    "cli": {"checklist", "artifacts", *SIBLINGS, *BASE},
    **{name: {"artifacts", "checklist", *BASE} for name in SIBLINGS},
    "checklist": {"artifacts", *BASE},
    "artifacts": set(BASE),
    "declared": {"due", "domain", "files", "config", "errors"},
    "due": {"domain", "errors"},
    "files": {"domain", "errors"},
    "spreadsheet": {"domain"},
    "redaction": set(),
    "config": {"domain", "errors"},
    "errors": set(),
    "domain": set(),
}
"""Layer to the layers below it that it may import; its own parts it always may."""

UNIX_ONLY = {
    "fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "crypt", "spwd", "nis", "posix", "curses",
}  # fmt: skip
UNIX_CALLS = {"os.fork", "os.getuid", "os.geteuid", "os.chown", "os.mkfifo", "os.setsid", "os.killpg"}
ONLY_CLI = {
    "print", "input", "sys.exit", "exit", "quit", "os._exit", "os.getlogin", "getpass.getuser", "getpass.getpass",
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.datetime.today", "date.today", "datetime.date.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time.strftime", "click.echo",
}  # fmt: skip
# In two parts each, so that this file does not hold what it looks for; inside a longer path it is another folder.
HIDDEN = re.compile(
    rb"(?<![\w.*}~-])/(?:wo"
    rb"rk|ro"
    rb"ot)/|py"
    rb"pi\.org|files\.python"
    rb"hosted\.org|deb\.deb"
    rb"ian\.org"
    rb"|registry\.npm"
    rb"js\.org"
)

MOST_LINES, FAR_TOO_MANY = 300, 400


def name_of(path: Path) -> str:
    """Path of a module below the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports, wherever in it; relative imports made absolute."""
    package = ("mutakhir", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Dotted names of what a module calls, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def layer_of(path: Path) -> str:
    """The layer a module belongs to: its folder below the package, or its own name; empty for the package itself."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def test_every_module_has_a_layer():
    assert {layer_of(path) for path in MODULES} - {""} <= set(MAY_IMPORT)


def forbidden_imports(path: Path) -> list[str]:
    """What a module imports from a layer that it may not know."""
    layer = layer_of(path)
    found = []
    for name in imports(path):
        parts = name.split(".")
        # A name of the package itself, such as __version__, is no layer.
        is_layer = len(parts) > 1 and any((PACKAGE / f"{parts[1]}{end}").exists() for end in ("", ".py"))
        if parts[0] == "mutakhir" and is_layer and parts[1] != layer and parts[1] not in MAY_IMPORT[layer]:
            found.append(f"{name_of(path)} imports {name}")
    return found


def test_imports_point_downwards():
    assert [said for path in MODULES if layer_of(path) for said in forbidden_imports(path)] == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("from mutakhir.cli.speech import say", True),
        ("def f():\n    import mutakhir.load.store", True),
        ("from mutakhir import report", True),
        ("from ..load import store", True),
        ("from mutakhir.domain.status import Status", False),
    ],
)
def test_the_rule_itself_sees_every_kind_of_import(text, refused, monkeypatch):
    """A rule that finds nothing could as well be broken."""
    monkeypatch.setitem(globals(), "tree", lambda _path: ast.parse(text))
    assert bool(forbidden_imports(PACKAGE / "exports" / "json.py")) == refused


def test_nothing_but_the_package_is_importable():
    beside = {path.name for path in PACKAGE.parent.iterdir() if path.name != "__pycache__"}
    assert beside == {"mutakhir"}


def test_modules_are_small():
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [name for name, count in lines.items() if count > FAR_TOO_MANY] == []
    assert sum(count > MOST_LINES for count in lines.values()) <= len(lines) // 20


def test_only_cli_prints_exits_and_knows_time_and_user():
    quiet = [path for path in MODULES if layer_of(path) not in ("cli", "__main__")]
    assert [f"{name_of(path)}:{line} {what}" for path in quiet for what, line in _outspoken(path)] == []


def _outspoken(path: Path) -> Iterator[tuple[str, int]]:
    yield from ((called, line) for called, line in calls(path) if called in ONLY_CLI)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"):
            yield ast.unparse(node), node.lineno
        elif isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc).startswith("SystemExit"):
            yield "SystemExit", node.lineno


def test_nothing_that_only_unix_has():
    modules = {name_of(path): {name.split(".")[0] for name in imports(path)} & UNIX_ONLY for path in MODULES}
    assert {name: found for name, found in modules.items() if found} == {}
    called = [f"{name_of(path)}:{line} {what}" for path in MODULES for what, line in calls(path) if what in UNIX_CALLS]
    assert called == []


def test_texts_are_read_and_written_with_an_encoding():
    """Windows reads and writes in the machine's own code page unless told otherwise."""
    lacking = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in ("read_text", "write_text")
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]
    assert lacking == []


def test_everything_public_says_what_it_is():
    lacking = []
    for path in MODULES:
        if path.read_bytes().strip() and not ast.get_docstring(tree(path)):
            lacking.append(name_of(path))
        for node in tree(path).body:
            lacking += [f"{name_of(path)}: {item.name}" for item in _public(node) if not ast.get_docstring(item)]
    assert lacking == []


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _public(node: ast.stmt) -> Iterator[Definition]:
    """A public definition at the top of a module, and the public methods of a public class."""
    if not isinstance(node, Definition) or node.name.startswith("_"):
        return
    yield node
    if isinstance(node, ast.ClassDef):
        for item in node.body:
            if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
                yield item


def tracked() -> list[Path]:
    """Files that git tracks or would; all files of the project where there is no git."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        skipped = {".git", ".venv", "out", "target", "logs"}
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not skipped & set(path.parts)]
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_this_machine_or_a_package_index():
    files = tracked()
    assert len(files) > 100
    found = {str(path.relative_to(ROOT)): set(HIDDEN.findall(path.read_bytes())) for path in files}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_tracked_file_is_left_unfinished():
    marks = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
    texts = [path for path in tracked() if path.suffix in (".py", ".sql", ".yml", ".toml", ".md") or not path.suffix]
    assert [path.name for path in texts if marks.search(path.read_text(encoding="utf-8", errors="ignore"))] == []


PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[\w.+!-]+)(?: ;[^#]*?)?"
    r"(?: --hash=sha256:[0-9a-f]{64})+"
)


def locked() -> dict[str, list[str]]:
    """requirements.lock: name of a package to its versions (one for each Python that needs another)."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    versions = defaultdict(list)
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if line and not line.startswith("#"):
            pin = PIN.fullmatch(line)
            assert pin, f"not pinned with hashes: {line[:80]}"
            versions[_normal(pin["name"])].append(pin["version"])
    return versions


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_pins_everything_by_hash_and_names_no_index():
    assert len(locked()) > 50
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"^\s*-.*", re.sub(r"^ +--hash=.*", "", text, flags=re.M), re.M) == []


def test_the_lock_fits_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    for group in project["project"]["optional-dependencies"].values():
        wanted += group
    wanted += project["build-system"]["requires"]
    entries = locked()
    for line in wanted:
        requirement = Requirement(line)
        versions = entries.get(_normal(requirement.name))
        assert versions, f"{requirement.name} is not in requirements.lock: run `make lock`"
        for version in versions:
            assert requirement.specifier.contains(version, prereleases=True), f"{line} but locked {version}"
