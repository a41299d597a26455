"""What every deed looks up: asked of the driver itself, each value of the answer read once.

SQLAlchemy says what is asked and what the values mean; rows of its own cost more than the question.

Source: docs/decisions/0214-a-step-pays-for-what-it-does.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from app.storage.ground.ready import Ready, ready

KNOWN = 16
"""Databases whose dialect a question is kept ready for."""


class Lookup(NamedTuple):
    """A question as the driver takes it.

    :param readers: what makes a value of the answer what its column means, by its place.
    """

    asked: Ready
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]


def lookup(asked: Select[Any], dialect: Dialect) -> Lookup:
    """Return a question made ready; whoever asks it often keeps it."""
    binds = asked.compile(dialect=dialect).binds
    kinds = tuple((name, bind.type) for name, bind in binds.items() if bind.required)
    readers = [
        (place, reader)
        for place, column in enumerate(asked.selected_columns)
        if (reader := column.type.dialect_impl(dialect).result_processor(dialect, None))
    ]
    return Lookup(ready(asked, kinds, dialect), tuple(readers))


def look_up(
    connection: Connection, question: Lookup, values: Mapping[str, Any]
) -> Sequence[list[Any]]:
    """Return the rows that answer a question; whoever listens to statements hears of it.

    :raises DBAPIError: as SQLAlchemy tells it; a connection that is lost is given up.
    """
    text, given = question.asked.text, question.asked.placed(values)
    told, cursor = connection.dispatch, connection.connection.cursor()
    try:
        told.before_cursor_execute(connection, cursor, text, given, None, False)
        cursor.execute(text, given)
        told.after_cursor_execute(connection, cursor, text, given, None, False)
        rows = [list(row) for row in cursor.fetchall()]
    except connection.dialect.loaded_dbapi.Error as error:
        if getattr(connection.connection.dbapi_connection, "closed", False):
            connection.exec_driver_sql(text, given)  # fails again: SQLAlchemy gives it up
        raise _as_told(connection.dialect, text, error) from error
    finally:
        cursor.close()
    for row in rows:
        for place, reader in question.readers:
            row[place] = reader(row[place])
    return rows


def _as_told(dialect: Dialect, text: str, error: Exception) -> BaseException:
    """Return what SQLAlchemy raises for an error of the driver."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=dialect)
