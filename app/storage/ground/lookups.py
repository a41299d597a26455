"""What every deed looks up: asked of the driver itself, each value of the answer read once.

SQLAlchemy says what is asked and what the values mean; rows of its own cost more than the question.

Source: docs/decisions/0214-a-step-pays-for-what-it-does.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import ReturningDelete

from app.storage.ground.driving import drive
from app.storage.ground.ready import Ready, ready

KNOWN = 16
"""Databases whose dialect a question is kept ready for."""


class Lookup(NamedTuple):
    """A question as the driver takes it.

    :param readers: what makes a value of the answer what its column means, by its place.
    """

    asked: Ready
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]


def lookup(asked: Select[Any] | ReturningDelete[Any], dialect: Dialect) -> Lookup:
    """Return a question made ready; whoever asks it often keeps it.

    What is deleted may be asked for as well.
    """
    binds = asked.compile(dialect=dialect).binds
    kinds = tuple((name, bind.type) for name, bind in binds.items() if bind.required)
    readers = [
        (place, reader)
        for place, column in enumerate(asked.exported_columns)
        if (reader := column.type.dialect_impl(dialect).result_processor(dialect, None))
    ]
    return Lookup(ready(asked, kinds, dialect), tuple(readers))


def look_up(
    connection: Connection, question: Lookup, values: Mapping[str, Any]
) -> Sequence[list[Any]]:
    """Return the rows that answer a question; whoever listens to statements hears of it.

    :raises DBAPIError: as SQLAlchemy tells it; a connection that is lost is given up.
    """
    asked = question.asked
    rows = drive(connection, asked.text, asked.placed(values), _rows)
    for row in rows:
        for place, reader in question.readers:
            if row[place] is not None:
                row[place] = reader(row[place])
    return rows


def _rows(cursor: Any) -> list[list[Any]]:
    return [list(row) for row in cursor.fetchall()]
