"""One Indonesian word for one thing: what a table of a partner is called, in every text that people read."""

import ast
import re
from pathlib import Path

import pytest

from cli.process import ROOT

ENGLISH = re.compile(r"\bdata\s+sets?\b", re.IGNORECASE)
"""In Indonesian it is `kumpulan data`, as the schedule and the models call it."""
READ = [
    *sorted(page for page in (ROOT / "docs").glob("*.md") if not page.name.endswith(".en.md")),
    *sorted(path for folder in ("models", "seeds", "sources", "tests/sql") for path in (ROOT / folder).rglob("*.yml")),
]
MODULES = sorted((ROOT / "scripts" / "mutakhir").rglob("*.py"))


def indonesian(code: str) -> list[str]:
    """The first of the two texts of every `Text(...)` and `say(...)`, each f-string as its fixed parts."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and len(node.args) == 2]
    return [
        "".join(
            part.value
            for part in ast.walk(call.args[0])
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("Text", "say")
    ]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_indonesian_pages_and_descriptions_say_kumpulan_data(path: Path) -> None:
    assert ENGLISH.findall(path.read_text(encoding="utf-8")) == []


def test_indonesian_sentences_of_the_program_say_kumpulan_data() -> None:
    said = {path: indonesian(path.read_text(encoding="utf-8")) for path in MODULES}
    assert [(path.name, text) for path, texts in said.items() for text in texts if ENGLISH.search(text)] == []
    assert sum("kumpulan data" in text.casefold() for texts in said.values() for text in texts) > 15


def test_the_rule_itself_sees_it_in_plain_and_in_filled_texts() -> None:
    code = 'Text("Daftar data set", "List")\nsay(f"{n} data " "set", "x")\nText("Daftar", "List of data sets")'
    assert [bool(ENGLISH.search(text)) for text in indonesian(code)] == [True, True, False]
