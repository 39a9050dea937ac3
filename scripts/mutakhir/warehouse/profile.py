"""The warehouse of the project's dbt profile."""

import contextlib
import io
import os
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mutakhir.errors import ConfigError

_QUOTED_LINES = re.compile(r"\n\s*-{5,}.*", re.DOTALL)
_QUOTED_VALUE = re.compile(r"( invalid: ).*( is not )", re.DOTALL)


@dataclass(frozen=True)
class Profile:
    """The target in force: names and dbt's credentials object (which must never be printed)."""

    profile: str
    target: str
    adapter: str
    credentials: Any = field(repr=False)


def load_profile(project_dir: Path, target: str | None) -> Profile:
    """Resolve the profile as dbt itself does (profiles.yml in the project, else in ~/.dbt; environment variables).

    Raises ConfigError in one sentence where there is none, or it is wrong.
    """
    from dbt.config.runtime import load_profile as dbt_load_profile
    from dbt.flags import set_from_args
    from dbt_common.context import set_invocation_context
    from dbt_common.events.event_manager_client import cleanup_event_logger
    from dbt_common.exceptions import DbtBaseException

    arguments = Namespace(profiles_dir=str(profiles_dir(project_dir)), project_dir=str(project_dir), target=target)
    try:
        set_from_args(arguments, None)
        set_invocation_context(os.environ)
        with quiet():  # of an adapter that is not installed dbt prints a line of its own, through its log as well
            cleanup_event_logger()
            profile = dbt_load_profile(str(project_dir), {}, None, target)
    except (DbtBaseException, TypeError, AttributeError) as error:  # the last two where it is no mapping at all
        said = _without_values(str(error))[:300] if isinstance(error, DbtBaseException) else "YAML?"
        raise ConfigError(
            f"profiles.yml tidak dapat dipakai ({said}): salin profiles.example.yml menjadi profiles.yml dan isi.",
            f"profiles.yml cannot be used ({said}): copy profiles.example.yml to profiles.yml and fill it in.",
        ) from None
    return Profile(profile.profile_name, profile.target_name, profile.credentials.type, profile.credentials)


def _without_values(said: str) -> str:
    """What dbt says of a profile, on one line, without the values and lines it repeats: one may be a password."""
    return " ".join(_QUOTED_VALUE.sub(r"\1***\2", _QUOTED_LINES.sub("", said)).split())


def profiles_dir(project_dir: Path) -> Path:
    """Folder with profiles.yml: DBT_PROFILES_DIR, the project, or ~/.dbt, in dbt's order."""
    if named := os.environ.get("DBT_PROFILES_DIR"):
        return Path(named)
    return project_dir if (project_dir / "profiles.yml").exists() else Path.home() / ".dbt"


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Dbt prints some lines whatever the log level; stdout is for data."""
    os.environ.setdefault("DBT_USE_COLORS", "false")
    with contextlib.redirect_stdout(io.StringIO()):
        yield
