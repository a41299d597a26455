"""Fixtures for every test: databases of both kinds."""

import pytest

from tests.databases import PostgresDatabases, SqliteDatabases
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory):
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases():
    with PostgresServer() as server:
        yield PostgresDatabases(server)


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request):
    """Either kind of database in turn: ``databases.empty()`` and ``databases.migrated()``."""
    return request.getfixturevalue(f"{request.param}_databases")


@pytest.fixture
def database_url(databases):
    """The URL of a migrated database without rows; the test runs once on each kind."""
    with databases.migrated() as url:
        yield url
