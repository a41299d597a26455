"""Rows on their way to the database: each value is made ready once, each kind is one message.

SQLAlchemy says what is written; the rows go to the driver as they are.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from app.storage.ground.batches import Row, Rows, document, in_one
from app.storage.ground.driving import drive, touched
from app.storage.ground.parcels import Parcel
from app.storage.ground.ready import Ready
from app.storage.ground.statements import (
    Change,
    changing,
    changing_all,
    inserting,
    inserting_all,
    insertion,
    kinds_of,
    left_to_defaults,
)


def put_in(parcel: Parcel, table: Table, rows: Rows) -> None:
    """Insert rows that name the same columns; they go with the parcel.

    :raises StaleDataError: as the parcel does.
    """
    names, dialect = tuple(rows[0]), parcel.dialect
    if not left_to_defaults(table) <= rows[0].keys():
        parcel.send()
        parcel.connection.execute(insertion(table, kinds_of(table, names)), rows)
    elif in_one(dialect, rows):
        told = document(dialect, kinds_of(table, names), rows)
        parcel.add(inserting_all(table, names, dialect), told)
    elif len(rows) == 1:
        parcel.add(inserting(table, names, dialect), rows[0])
    else:
        _send(parcel.connection, inserting(table, names, dialect), rows)


def change_with(
    parcel: Parcel, change: Change, kinds: Mapping[str, TypeEngine[Any]], row: Row
) -> None:
    """Let a change go with a parcel; the rest is as for ``change_each``.

    :raises StaleDataError: as the parcel does.
    """
    parcel.add(changing(change, tuple(kinds.items()), parcel.dialect), row)


def change_each(
    session: Session, change: Change, kinds: Mapping[str, TypeEngine[Any]], rows: Rows
) -> int:
    """Change many rows, each by values of its own; return how many there were to change.

    :param change: always the same function for the same change: what it builds is kept.
    :param kinds: the types of the values, by name.
    """
    connection, named = session.connection(), tuple(kinds.items())
    dialect = connection.dialect
    if not in_one(dialect, rows):
        return _send(connection, changing(change, named, dialect), rows)
    every, told = changing_all(change, named, dialect), document(dialect, named, rows)
    return drive(connection, every.text, every.placed(told), touched)


def _send(connection: Connection, written: Ready, rows: Rows) -> int:
    """Let the driver carry out a statement once for each row; return how many rows it touched."""
    # One row is an ordinary statement; drivers carry out many by other means, which cost more.
    given = written.placed(rows[0]) if len(rows) == 1 else written.all_placed(rows)
    return drive(connection, written.text, given, touched)
