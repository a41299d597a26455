"""The connections: how a transaction is opened so that nothing is lost and nothing waits twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

BUSY_SECONDS = 30


class Database:
    """Opens sessions that read and sessions that write.

    SQLite: writers queue in this process on one fair lock before ``BEGIN IMMEDIATE``, so that
    no writer starves in the database's own busy wait; readers never take it. PostgreSQL:
    both kinds are ordinary transactions, the case row is the lock.

    Source: docs/decisions/0012-one-writer-at-a-time.md.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = FairLock()
        self._read_engine = _engine(self.url, "DEFERRED" if self.is_sqlite else None)
        self._write_engine = _engine(self.url, "IMMEDIATE") if self.is_sqlite else self._read_engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking; whatever it changes is rolled back."""
        with Session(self._read_engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends and rolls back on any error.

        It writes changed rows once, at the end: a step costs few statements.
        """
        fresh = Session(self._write_engine, autoflush=False, expire_on_commit=False)
        with self._turn(), fresh as session, session.begin():
            yield session

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._writer:
            yield

    @property
    def engine(self) -> Engine:
        """The engine that may change the schema."""
        return self._write_engine

    def close(self) -> None:
        """Give all connections back."""
        self._read_engine.dispose()
        self._write_engine.dispose()


class FairLock:
    """A lock that serves its waiters in the order in which they came."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._held = False
        self._waiting: list[Lock] = []

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.pop(0).release()
            else:
                self._held = False


def _engine(url: URL, begin: str | None) -> Engine:
    options: dict[str, Any] = {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "pool_pre_ping": not begin,
    }
    if not begin:
        return create_engine(url, pool_size=10, max_overflow=10, **options)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(f"BEGIN {begin}"))
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """FULL because an acknowledged step must survive a power cut (invariant I1)."""
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
