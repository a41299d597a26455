"""Statements that are made ready once for each kind of database, however many the tests open.

Every test has databases of its own, and each would compile anew what it asks: a quarter of the
time of a test that opens a page.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import plugins
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, CreateEnginePlugin

from app.storage.ground import connections

NAME = "share_statements"


class ShareStatements(CreateEnginePlugin):
    """Lets an engine find what others of its kind have compiled."""

    def update_url(self, url: URL) -> URL:
        """The address stays."""
        return url

    def engine_created(self, engine: Engine) -> None:
        """What is kept here was compiled for a dialect that equals that of the engine."""
        engine._compiled_cache = compiled


compiled: dict[tuple[Any, ...], Any] = {}


def share() -> None:
    """Let every database that is opened from now on share them.

    Dialects of one kind are equal if they have the same settings, as all of ours have: so is
    found whatever the app or SQLAlchemy keeps by dialect.
    """
    plugins.register(NAME, __name__, ShareStatements.__name__)
    connections.OPTIONS["plugins"] = [NAME]
    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        kind.__eq__ = lambda self, other: _settings(self) == _settings(other)
        kind.__hash__ = lambda self: hash(_settings(self))


def _settings(dialect: Any) -> tuple[type, Any]:
    return type(dialect), dialect._json_serializer
