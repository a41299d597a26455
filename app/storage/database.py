"""The connections: how a transaction is opened so that nothing is lost and nothing waits twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Any

import orjson
import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.orm import Session

from app.storage.base import store

BUSY_SECONDS = 30
RESTED_SECONDS = 1


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
        at_once = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._ask_engine = self._read_engine.execution_options(**at_once)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking; whatever it changes is rolled back."""
        with Session(self._read_engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session for looking long: everything is as it was at its first question."""
        with self.reading() as session:
            if not self.is_sqlite:  # SQLite's readers see one moment anyway
                options = {"isolation_level": "REPEATABLE READ"}
                _be_patient(session.connection(execution_options=options))
            yield session

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """A session for one question, which is its own transaction: two round trips fewer."""
        with Session(self._ask_engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends and rolls back on any error.

        It writes changed rows once, at the end: a step costs few statements.
        """
        fresh = Session(self._write_engine, autoflush=False, expire_on_commit=False)
        with self._turn(), fresh as session, session.begin():
            yield session
            store(session)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._writer:
            yield

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection for changing the schema, all of it or nothing.

        SQLite changes a table by making it anew and dropping the old one: while that lasts,
        rows may point at nothing.
        """
        with self._write_engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            if self.is_sqlite:
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    if not self.is_sqlite:
                        _be_patient(connection)
                    yield connection
            finally:
                if self.is_sqlite:
                    driver.execute("PRAGMA foreign_keys=ON")

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
        "hide_parameters": True,  # an error is logged, the people it is about are not
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
    }
    if not begin:
        engine = create_engine(url, pool_size=10, max_overflow=10, pool_timeout=5, **options)
        event.listen(engine, "connect", _prepare_postgres)
        event.listen(engine, "checkin", _note_time)
        event.listen(engine, "checkout", _ask_whether_alive)
        event.listen(engine, "handle_error", _tell_hung_up)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(f"BEGIN {begin}"))
    return engine


HABITS = {
    "synchronous_commit": "on",
    "default_transaction_isolation": "read committed",
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "10s",
}
"""What every connection to PostgreSQL asks for, whatever the server does by default.

Who stops in the middle of a transaction holds its case no longer than ten seconds.
"""
PATIENT = ("statement_timeout", "idle_in_transaction_session_timeout")


def _prepare_postgres(connection: Any, _: object) -> None:
    asked = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in HABITS.items())
    connection.execute(f"SELECT {asked}")
    connection.commit()


def _be_patient(connection: Connection) -> None:
    """Let what takes long, and holds no case, take its time."""
    for name in PATIENT:
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def _note_time(_: Any, record: Any) -> None:
    record.info["resting_since"] = monotonic()


def _ask_whether_alive(connection: Any, record: Any, _: Any) -> None:
    """Trust a connection that was just in use; one that rested may be dead and is asked first."""
    if monotonic() - record.info.get("resting_since", monotonic()) < RESTED_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error  # the pool takes a new one


def _tell_hung_up(context: ExceptionContext) -> OperationalError | None:
    """Tell whoever stopped too long in a transaction that the database is away, not broken.

    PostgreSQL undid the transaction and closed the connection; its driver calls that an internal
    error. As what it is, nobody notes an incident, and the deed is tried again.
    """
    error = context.original_exception
    if not isinstance(error, psycopg.errors.IdleInTransactionSessionTimeout):
        return None
    context.is_disconnect, context.invalidate_pool_on_disconnect = True, False
    return OperationalError(
        context.statement, None, error, hide_parameters=True, connection_invalidated=True
    )


def _prepare_sqlite(connection: Any, _: object) -> None:
    """FULL because an acknowledged step must survive a power cut (invariant I1)."""
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
