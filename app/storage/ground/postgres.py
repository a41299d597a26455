"""Connections to PostgreSQL. Whoever opens an SQLite file imports neither this nor the driver."""

import re
from itertools import count
from time import monotonic
from typing import Any

import psycopg
from psycopg.pq import ExecStatus, Format
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DisconnectionError, OperationalError

from app.storage.ground.kept import RESTED_SECONDS, RESTING


def engine(url: URL, options: dict[str, Any]) -> Engine:
    """Return an engine whose connections keep what the office asks of PostgreSQL."""
    size = {"pool_size": 10, "max_overflow": 10, "pool_timeout": 5}
    # By place, as with SQLite: what is made ready for one driver is for both.
    made = create_engine(
        url, paramstyle="format", connect_args={"autocommit": True}, **size, **options
    )
    event.listen(made, "connect", _prepare)
    event.listen(made, "checkin", _note_time)
    event.listen(made, "checkout", _ask_whether_alive)
    event.listen(made, "handle_error", _tell_hung_up)
    return made


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


def _prepare(connection: Any, _: object) -> None:
    asked = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in HABITS.items())
    connection.execute(f"SELECT {asked}")
    kinds = connection.adapters  # ids are read as they are written: no object is made of one
    kinds.register_loader("uuid", kinds.get_loader(kinds.types["text"].oid, Format.TEXT))


def begin(said: str, connection: Any) -> None:
    """Begin as psycopg does for itself, without a cursor: nothing is asked and nothing is told."""
    answer = connection.pgconn.exec_(said.encode())
    if answer.status != ExecStatus.COMMAND_OK:
        connection.execute(said)  # fails again: psycopg tells why


def cursor(connection: Any, text: str) -> tuple[Any, str]:
    """Return a cursor for a statement, and how it is said to it.

    It is one that reads no statement for the places in it: PostgreSQL knows them by their numbers.
    """
    return psycopg.RawCursor(connection), numbered(text)


def numbered(text: str) -> str:
    """Return a statement with its places as PostgreSQL writes them.

    >>> numbered("SELECT %s %% %s")
    'SELECT $1 % $2'
    """
    number = count(1)
    return _PLACE.sub(lambda one: "%" if one[0] == "%%" else f"${next(number)}", text)


_PLACE = re.compile("%[%s]")


def _note_time(_: Any, record: Any) -> None:
    record.info.setdefault(RESTING, monotonic())


def _ask_whether_alive(connection: Any, record: Any, _: Any) -> None:
    """Trust a connection that was just in use; one that rested may be dead and is asked first."""
    if monotonic() - record.info.pop(RESTING, monotonic()) < RESTED_SECONDS:
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
