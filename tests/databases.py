"""The databases tests run on: each kind is migrated once and then copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, NullPool, create_engine

from tests.postgres import PostgresServer

ROOT = Path(__file__).parent.parent


def opened(url: str) -> Engine:
    """Return an engine that keeps no connection, so that its database can be copied and dropped."""
    return create_engine(url, poolclass=NullPool)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate a database up to a revision."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Migrate a database back to a revision."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def migrate(url: str) -> None:
    """Make all tables of an empty database."""
    upgrade(opened(url))


Fill = Callable[[str], None]
"""Brings the database at a URL into a known state."""


class SqliteDatabases:
    """Hands out SQLite files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without a single table."""
        file = self._folder / f"test_{next(self._numbers)}.db"
        yield f"sqlite:///{file}"
        for left in self._folder.glob(f"{file.name}*"):
            left.unlink()

    @contextmanager
    def like(self, name: str, fill: Fill) -> Iterator[str]:
        """The URL of a copy of the template ``name``, filled when it is first asked for."""
        template = self._folder / f"{name}.db"
        if not template.exists():
            fill(f"sqlite:///{template}")
        with self.empty() as url:
            shutil.copy(template, url.removeprefix("sqlite:///"))
            yield url

    def migrated(self) -> AbstractContextManager[str]:
        """The URL of a database at the newest migration, without rows."""
        return self.like("migrated", migrate)


class PostgresDatabases:
    """Hands out databases of one PostgreSQL server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        self._templates: set[str] = set()

    @contextmanager
    def empty(self, template: str = "template0") -> Iterator[str]:
        """The URL of a database without a single table."""
        name = f"test_{next(self._numbers)}"
        self._server.copy(template, name)
        yield self._server.url(name)
        self._server.say(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def like(self, name: str, fill: Fill) -> Iterator[str]:
        """The URL of a copy of the template ``name``, filled when it is first asked for."""
        if name not in self._templates:
            self._server.copy("template0", name)
            fill(self._server.url(name))
            self._templates.add(name)
        with self.empty(name) as url:
            yield url

    def migrated(self) -> AbstractContextManager[str]:
        """The URL of a database at the newest migration, without rows."""
        return self.like("migrated", migrate)
