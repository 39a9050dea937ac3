"""What one run leaves behind never passes for the next one's; what dbt says of a profile never holds a secret."""

import subprocess
import sys

import pytest

from cli.test_bad_warehouse import closed_port
from mutakhir.errors import ConfigError, WarehouseError
from mutakhir.warehouse.dbt_session import DbtSession
from mutakhir.warehouse.profile import load_profile

PROFILE = """
kecil:
  target: pg
  outputs:
    pg: {{type: postgres, host: 127.0.0.1, port: {port}, user: siapa, password: {password}, dbname: d, schema: s,
      threads: 1}}
"""
SECRET = "987654321"


@pytest.fixture
def project(tmp_path):
    """A dbt project without a model, whose server does not answer."""
    (tmp_path / "dbt_project.yml").write_text(
        "name: kecil\nversion: '1.0'\nconfig-version: 2\nprofile: kecil\n", encoding="utf-8"
    )
    return tmp_path


def with_profile(project, text):
    (project / "profiles.yml").write_text(text, encoding="utf-8")
    return project


@pytest.mark.slow
def test_artifacts_of_a_run_that_was_cut_off_are_cleared_before_the_step(project):
    with_profile(project, PROFILE.format(port=closed_port(), password="rahasia"))
    session = DbtSession(project, None, project / "target", lambda _done: None)
    try:
        session.parse()
        left = session.folder("catalog") / "catalog.json"
        left.parent.mkdir(parents=True)
        left.write_text("{}", encoding="utf-8")
        (project / "dbt_project.yml").unlink()  # so dbt cannot begin the step, and writes nothing
        with pytest.raises(WarehouseError):
            session.catalog()
    finally:
        session.close()
    assert not left.exists()


@pytest.mark.parametrize(
    "text",
    [
        PROFILE.format(port=1, password=SECRET),
        PROFILE.format(port=1, password=f"{{x: {SECRET}}}"),
        PROFILE.format(port=1, password=f"[a is not b, {SECRET}]"),
        PROFILE.format(port=1, password=f"{SECRET} : ["),
        PROFILE.format(port=f"port{SECRET}", password="x"),
        f"kecil:\n  target: a\n  outputs:\n    a:\n      type: postgres\n      password: {SECRET}: x\n      host: h\n",
        f"kecil: {SECRET}\n",
        f"{SECRET}\n",
    ],
)
def test_a_wrong_profile_is_one_sentence_without_its_values(project, text):
    with pytest.raises(ConfigError, match=r"profiles\.yml tidak dapat dipakai") as caught:
        load_profile(with_profile(project, text), None)
    said = str(caught.value) + caught.value.english
    assert SECRET not in said
    assert "\n" not in said


def test_of_an_adapter_that_is_not_installed_only_the_sentence_is_said(project):
    """In a process of its own: dbt prints while it has no event manager yet, or that of an earlier command."""
    text = PROFILE.format(port=1, password="x").replace("type: postgres", "type: oracle")
    code = (
        "import sys; from pathlib import Path\n"
        "from mutakhir.errors import ConfigError\n"
        "from mutakhir.warehouse.profile import load_profile\n"
        "try: load_profile(Path(sys.argv[1]), None)\n"
        "except ConfigError as error: sys.stderr.write(str(error))\n"
    )
    words = [sys.executable, "-c", code, str(with_profile(project, text))]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == ""
    assert done.stderr.startswith("profiles.yml tidak dapat dipakai")
    assert "oracle" in done.stderr
