"""The databases tests run on: each kind is migrated once and then copied for every test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


class SqliteDatabases:
    """Hands out SQLite files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._template: Path | None = None

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without a single table."""
        file = self._folder / f"test_{next(self._numbers)}.db"
        yield f"sqlite:///{file}"
        for left in self._folder.glob(f"{file.name}*"):
            left.unlink()

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The URL of a database at the newest migration, without rows."""
        if self._template is None:
            file = self._folder / "template.db"
            upgrade(opened(f"sqlite:///{file}"))
            self._template = file
        with self.empty() as url:
            shutil.copy(self._template, url.removeprefix("sqlite:///"))
            yield url


class PostgresDatabases:
    """Hands out databases of one PostgreSQL server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        self._has_template = False

    @contextmanager
    def empty(self, template: str = "template0") -> Iterator[str]:
        """The URL of a database without a single table."""
        name = f"test_{next(self._numbers)}"
        self._server.say(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._server.url(name)
        self._server.say(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The URL of a database at the newest migration, without rows."""
        if not self._has_template:
            self._server.say("CREATE DATABASE migrated TEMPLATE template0")
            upgrade(opened(self._server.url("migrated")))
            self._has_template = True
        with self.empty("migrated") as url:
            yield url
