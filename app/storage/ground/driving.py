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
CURSORS = "cursors"
"""Under this name a connection keeps its own."""
MOST = 64


class Cursors(dict[str, tuple[Any, str]]):
    """The cursors of a connection, each for a statement, and how that is said to it.

    A cursor that is asked the same again knows what the answers look like.
    """

    def __init__(self, make: Callable[[str], tuple[Any, str]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> tuple[Any, str]:
        """Make one; where there are too many, the others are let go."""
        if len(self) >= MOST:
            self.clear()
        made = self[text] = self._make(text)
        return made


def drive(
    connection: Connection, text: str, values: Values | list[Values], read: Callable[[Any], Told]
) -> Told:
    """Carry out a statement and return what is read of its cursor, to the end.

    :param values: of one row; of a list of rows it is carried out for each.
    :raises DBAPIError: as SQLAlchemy tells it; a connection that is lost is given up.
    """
    cursors, many = connection.connection.info[CURSORS], type(values) is list
    cursor, said = cursors[text]
    # As SQLAlchemy itself asks whether anybody listens.
    heard = connection.dispatch if connection._has_events or connection.engine._has_events else None
    try:
        if heard:
            heard.before_cursor_execute(connection, cursor, text, values, None, many)
        (cursor.executemany if many else cursor.execute)(said, values)
        if heard:
            heard.after_cursor_execute(connection, cursor, text, values, None, many)
        return read(cursor)
    except BaseException as error:
        cursors.pop(text, None)
        cursor.close()
        if not isinstance(error, connection.dialect.loaded_dbapi.Error):
            raise
        if getattr(connection.connection.dbapi_connection, "closed", False):
            connection.exec_driver_sql(text, values)  # fails again: SQLAlchemy gives it up
        raise _as_told(connection.dialect, text, error) from error


def touched(cursor: Any) -> int:
    """Return how many rows there were, as something to read of a cursor."""
    return int(cursor.rowcount)


def _as_told(dialect: Dialect, text: str, error: Exception) -> BaseException:
    """Return what SQLAlchemy raises for an error of the driver."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=dialect)
