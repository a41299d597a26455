"""Statements carried out by the driver itself: what SQLAlchemy does around them costs more.

Whoever listens to statements hears of them, and errors are told as SQLAlchemy tells them.

Source: docs/decisions/0214-a-step-pays-for-what-it-does.md.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from app.storage.ground.ready import Values

Told = TypeVar("Told")


def drive(connection: Connection, text: str, values: Values, read: Callable[[Any], Told]) -> Told:
    """Carry out a statement and return what is read of its cursor.

    :raises DBAPIError: as SQLAlchemy tells it; a connection that is lost is given up.
    """
    cursor = connection.connection.cursor()
    # As SQLAlchemy itself asks whether anybody listens.
    heard = connection.dispatch if connection._has_events or connection.engine._has_events else None
    try:
        if heard:
            heard.before_cursor_execute(connection, cursor, text, values, None, False)
        cursor.execute(text, values)
        if heard:
            heard.after_cursor_execute(connection, cursor, text, values, None, False)
        return read(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        if getattr(connection.connection.dbapi_connection, "closed", False):
            connection.exec_driver_sql(text, values)  # fails again: SQLAlchemy gives it up
        raise _as_told(connection.dialect, text, error) from error
    finally:
        cursor.close()


def _as_told(dialect: Dialect, text: str, error: Exception) -> BaseException:
    """Return what SQLAlchemy raises for an error of the driver."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=dialect)
