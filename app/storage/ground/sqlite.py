"""Connections to an SQLite file."""

import sqlite3
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 30
PAGES_KIB = 1000
"""What a connection keeps of the file: each commit of another makes it forget all of it anyway."""

# The driver asks every value of these kinds whether it can adapt itself: two lookups, one an error.
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(type(None), cast(Callable[[None], None], {}.get))


def engine(url: URL, options: dict[str, Any]) -> Engine:
    """Return an engine whose connections keep what the office asks of SQLite."""
    waiting = {"timeout": BUSY_SECONDS}
    made = create_engine(url, connect_args=waiting, poolclass=QueuePool, **options)
    event.listen(made, "connect", _prepare)
    return made


def begin(said: str, connection: Any) -> None:
    """Begin a transaction as it is said."""
    connection.execute(said)


def cursor(connection: Any, text: str) -> tuple[Any, str]:
    """Return a cursor for a statement, and how it is said to it."""
    return connection.cursor(), text


def _prepare(connection: Any, _: object) -> None:
    """FULL because an acknowledged step must survive a power cut (invariant I1)."""
    connection.isolation_level = None  # its driver begins no transaction by itself
    kept = f"cache_size=-{PAGES_KIB}"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", kept):
        connection.execute(f"PRAGMA {pragma}")
