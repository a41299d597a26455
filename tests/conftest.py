"""Fixtures for every test: databases of both kinds."""

import pytest

from tests import room
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.garbage import Garbage
from tests.postgres import PostgresServer


def pytest_configure(config):
    room.take_memory()
    config.pluginmanager.register(Garbage())


@pytest.fixture(scope="session")
def shared_statements():
    """Databases of one kind find what others have made ready."""
    # Here and not above: the engine's tests must run where there is no web and no database.
    from tests.sharing.statements import share

    share()


@pytest.fixture(scope="session")
def sqlite_databases(shared_statements, tmp_path_factory):
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(shared_statements):
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


@pytest.fixture
def office_url(databases):
    """The URL of a database with the demo office; the test runs once on each kind."""
    # Here and not above: the engine's tests must run where there is no web and no database.
    from tests import office

    with databases.like("office", office.fill) as url:
        yield url


@pytest.fixture(scope="session")
def shared_addresses():
    """Apps find what others have read of their addresses."""
    # Here and not above: the engine's tests must run where there is no web and no database.
    from tests.sharing.addresses import share

    share()


@pytest.fixture
def make_app(shared_addresses, tmp_path):
    """Builds an app on a database: ``make_app(database_url)``, with further settings by name."""
    # Here and not above: the engine's tests must run where there is no web and no database.
    from app import create_app
    from tests.sharing.templates import compiled

    apps = []

    def make(database_url, **settings):
        given = {"TESTING": True, "DATABASE_URL": database_url, "LIANSHEN_DATA": tmp_path / "var"}
        apps.append(create_app(given | settings))
        apps[-1].jinja_env.bytecode_cache = compiled()
        return apps[-1]

    yield make
    for app in apps:
        app.extensions["parts"].database.close()


@pytest.fixture
def app(database_url, make_app):
    """The app on an empty office; the test runs once on each kind of database."""
    return make_app(database_url)
