"""Rows on their way to the database: each value is made ready once, each kind is one message.

SQLAlchemy says what is written; the rows go to the driver as they are.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, Update, bindparam, insert, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from app.storage.ground.batches import Kinds, Row, Rows, document, in_one, rows_of
from app.storage.ground.driving import drive, touched
from app.storage.ground.parcels import Parcel
from app.storage.ground.ready import KNOWN, Ready, ready

New = Mapping[str, ColumnElement[Any]]
Change = Callable[[New], Update]
"""Tells how rows change, given where the new values stand."""


def put_in(parcel: Parcel, table: Table, rows: Rows) -> None:
    """Insert rows that name the same columns; a single one goes with the parcel.

    :raises StaleDataError: as the parcel does, which goes before many rows.
    """
    names, connection = tuple(rows[0]), parcel.connection
    ready_made = _left_to_defaults(table) <= rows[0].keys()
    if ready_made and len(rows) == 1:
        parcel.add(_new(table, names, parcel.dialect), rows[0])
        return
    parcel.send()
    if in_one(connection, rows):
        kinds = _kinds(table, names)
        connection.execute(_insert_all(table, kinds), document(connection, kinds, rows))
    elif ready_made:
        _send(connection, _new(table, names, connection.dialect), rows)
    else:
        connection.execute(_insert(table, _kinds(table, names)), rows)


def change_with(
    parcel: Parcel, change: Change, kinds: Mapping[str, TypeEngine[Any]], row: Row
) -> None:
    """Let a change go with a parcel; the rest is as for ``change_each``.

    :raises StaleDataError: as the parcel does.
    """
    parcel.add(_changed(change, tuple(kinds.items()), parcel.dialect), row)


def change_each(
    session: Session, change: Change, kinds: Mapping[str, TypeEngine[Any]], rows: Rows
) -> int:
    """Change many rows, each by values of its own; return how many there were to change.

    :param change: always the same function for the same change: what it builds is kept.
    :param kinds: the types of the values, by name.
    """
    connection, named = session.connection(), tuple(kinds.items())
    if in_one(connection, rows):
        every = _change_all(change, named)
        return connection.execute(every, document(connection, named, rows)).rowcount
    return _send(connection, _changed(change, named, connection.dialect), rows)


def _send(connection: Connection, written: Ready, rows: Rows) -> int:
    """Let the driver carry out a statement once for each row; return how many rows it touched."""
    # One row is an ordinary statement; drivers carry out many by other means, which cost more.
    given = written.placed(rows[0]) if len(rows) == 1 else written.all_placed(rows)
    return drive(connection, written.text, given, touched)


@lru_cache(KNOWN)
def _new(table: Table, names: tuple[str, ...], dialect: Dialect) -> Ready:
    kinds = _kinds(table, names)
    return ready(_insert(table, kinds), kinds, dialect)


@lru_cache(KNOWN)
def _changed(change: Change, kinds: Kinds, dialect: Dialect) -> Ready:
    named = {name: bindparam(name, type_=kind) for name, kind in kinds}
    return ready(change(named), kinds, dialect)


@cache
def _kinds(table: Table, names: tuple[str, ...]) -> Kinds:
    return tuple((name, table.columns[name].type) for name in names)


@cache
def _left_to_defaults(table: Table) -> frozenset[str]:
    """Return the columns whose value is made anew for each row that names none."""
    return frozenset(
        column.name
        for column in table.columns
        if column.default is not None and not column.default.is_scalar
    )


@cache
def names_of(table: Table) -> frozenset[str]:
    """Return the names of the columns of a table."""
    return frozenset(column.name for column in table.columns)


@cache
def usual_values(table: Table) -> Mapping[str, Any]:
    """Return the values that are the same for every row that names none."""
    return {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


@cache
def _change_all(change: Change, kinds: Kinds) -> Update:
    return change(dict(rows_of(kinds).columns.items()))


@cache
def _insert(table: Table, kinds: Kinds) -> Insert:
    named = {name: bindparam(name, type_=kind) for name, kind in kinds}
    return insert(table).values({**usual_values(table), **named}).inline()


@cache
def _insert_all(table: Table, kinds: Kinds) -> Insert:
    return insert(table).from_select([name for name, _ in kinds], select(rows_of(kinds)))
