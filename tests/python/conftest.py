"""Fixtures shared by all tests."""

from collections.abc import Iterator

import pytest

from postgres_server import PostgresServer, running_server

pytest_plugins = ["golden", "no_skip"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server: host, port, user, password and `new_database()`."""
    with running_server() as server:
        yield server
