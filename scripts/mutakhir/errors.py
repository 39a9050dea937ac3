"""Every error a command can end with; only `mutakhir.cli` turns them into exit codes.

MutakhirError
├── ConfigError        exit 2: wrong use or configuration (an option, a profile, a YAML of the project)
│   ├── OutputError    exit 2: something could not be written (folder read-only, disk full, file open)
│   └── WarehouseError exit 2: the warehouse cannot be reached or refuses
└── ArtifactError      exit 3: artifacts missing, unreadable, unsupported or not belonging together

A message is one sentence: what is wrong, where (file, key, row), and what to do.
"""

from typing import ClassVar


class MutakhirError(Exception):
    """Base of all errors that end a command with one sentence, in Indonesian and (where given) in English."""

    exit_code: ClassVar[int] = 2

    def __init__(self, sentence: str, english: str = "") -> None:
        super().__init__(sentence)
        self.english = english or sentence


class ConfigError(MutakhirError):
    """An option, a profile or a file of the project is wrong."""


class OutputError(ConfigError):
    """A result could not be written where it was asked for."""


class WarehouseError(ConfigError):
    """The warehouse cannot be reached, or refuses what was asked of it."""


class ArtifactError(MutakhirError):
    """dbt's artifacts are missing, unreadable, of an unsupported version, or do not belong together."""

    exit_code: ClassVar[int] = 3
