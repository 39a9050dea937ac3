"""The warehouse of the project's dbt profile."""

import os
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mutakhir.errors import ConfigError


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
    from dbt_common.exceptions import DbtBaseException

    arguments = Namespace(profiles_dir=str(profiles_dir(project_dir)), project_dir=str(project_dir), target=target)
    set_from_args(arguments, None)
    set_invocation_context(os.environ)
    try:
        profile = dbt_load_profile(str(project_dir), {}, None, target)
    except DbtBaseException as error:
        said = " ".join(str(error).split())[:300]
        raise ConfigError(
            f"profiles.yml tidak dapat dipakai ({said}): salin profiles.example.yml menjadi profiles.yml dan isi.",
            f"profiles.yml cannot be used ({said}): copy profiles.example.yml to profiles.yml and fill it in.",
        ) from None
    return Profile(profile.profile_name, profile.target_name, profile.credentials.type, profile.credentials)


def profiles_dir(project_dir: Path) -> Path:
    """Folder with profiles.yml: DBT_PROFILES_DIR, the project, or ~/.dbt, in dbt's order."""
    if named := os.environ.get("DBT_PROFILES_DIR"):
        return Path(named)
    return project_dir if (project_dir / "profiles.yml").exists() else Path.home() / ".dbt"
