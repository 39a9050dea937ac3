"""Fixtures shared by all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from postgres_server import PostgresServer, running_server

pytest_plugins = ["golden", "no_skip"]

# A machine that others use may be slow for a moment; that is no finding.
settings.register_profile("mutakhir", deadline=None)
settings.load_profile("mutakhir")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server: host, port, user, password and `new_database()`."""
    with running_server() as server:
        yield server
