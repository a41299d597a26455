"""What every connection is asked for: nothing acknowledged is lost, no case is held for long."""

from time import monotonic
from typing import Any

import orjson
import psycopg
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 30
RESTED_SECONDS = 1


def connecting(url: URL, begin: str) -> Engine:
    """Return an engine whose connections keep these habits.

    A connection is in no transaction until somebody begins one: a single question needs none.

    :param begin: the statement that begins a transaction.
    """
    options: dict[str, Any] = {
        "hide_parameters": True,  # an error is logged, the people it is about are not
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "pool_use_lifo": True,  # what was just in use knows its statements and its pages
    }
    if url.get_backend_name() == "sqlite":
        options |= {"connect_args": {"timeout": BUSY_SECONDS}, "poolclass": QueuePool}
        engine = create_engine(url, **options)
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        options |= {"connect_args": {"autocommit": True}}
        options |= {"pool_size": 10, "max_overflow": 10, "pool_timeout": 5}
        # By place, as with SQLite: what is made ready for one driver is for both.
        engine = create_engine(url, paramstyle="format", **options)
        event.listen(engine, "connect", _prepare_postgres)
        event.listen(engine, "checkin", _note_time)
        event.listen(engine, "checkout", _ask_whether_alive)
        event.listen(engine, "handle_error", _tell_hung_up)
    # A dialect has no other place for how it begins, and an event costs more than the statement.
    engine.dialect.do_begin = lambda of: of.execute(begin)  # type: ignore[assignment,method-assign]
    return engine


HABITS = {
    "synchronous_commit": "on",
    "default_transaction_isolation": "read committed",
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "10s",
    "TimeZone": "UTC",
}
"""What every connection to PostgreSQL asks for, whatever the server does by default.

Who stops in the middle of a transaction holds its case no longer than ten seconds.
"""
PATIENT = ("statement_timeout", "idle_in_transaction_session_timeout")


def _prepare_postgres(connection: Any, _: object) -> None:
    asked = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in HABITS.items())
    connection.execute(f"SELECT {asked}")
    kinds = connection.adapters  # ids are read as they are written: no object is made of one
    kinds.register_loader("uuid", kinds.get_loader(kinds.types["text"].oid, Format.TEXT))


def name(engine: Engine, by: str) -> None:
    """Let PostgreSQL show by which name the connections of an engine go from now on."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", lambda connection, _: _be_named(connection, by))
        engine.dispose()


def _be_named(connection: Any, by: str) -> None:
    connection.execute("SELECT set_config('application_name', %s, false)", (by,))


def be_patient(connection: Connection) -> None:
    """Let what takes long, and holds no case, take its time; SQLite lets everything."""
    for name in PATIENT if connection.dialect.name == "postgresql" else ():
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def _note_time(_: Any, record: Any) -> None:
    record.info["resting_since"] = monotonic()


def _ask_whether_alive(connection: Any, record: Any, _: Any) -> None:
    """Trust a connection that was just in use; one that rested may be dead and is asked first."""
    if monotonic() - record.info.get("resting_since", monotonic()) < RESTED_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
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
    connection.isolation_level = None  # its driver begins no transaction by itself
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
