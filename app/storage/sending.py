"""Many rows on their way to the database: each value is made ready once, each kind is one message.

SQLAlchemy says what is written; the rows go to the driver as they are, because preparing each
row as if it were a statement of its own costs more than writing it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Insert,
    String,
    Table,
    TypeDecorator,
    Update,
    bindparam,
    column,
    func,
    insert,
    select,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

MANY = 20
"""So many rows reach PostgreSQL as one document, in one message instead of one for each row."""
KNOWN = 1_000
"""Statements and kinds of values kept ready, over all databases."""
Rows = Sequence[Mapping[str, Any]]
Kinds = tuple[tuple[str, TypeEngine[Any]], ...]
New = Mapping[str, ColumnElement[Any]]
Change = Callable[[New], Update]
"""Tells how rows change, given where the new values stand."""


def put_in(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows that name the same columns."""
    kinds = tuple((name, table.columns[name].type) for name in rows[0])
    if _in_one(connection, rows):
        connection.execute(_insert_all(table, kinds), _document(connection, kinds, rows))
    elif _left_to_defaults(table) <= rows[0].keys():
        _send(connection, _insert(table, kinds), kinds, rows)
    else:
        connection.execute(_insert(table, kinds), rows)


def change_each(
    session: Session, change: Change, kinds: Mapping[str, TypeEngine[Any]], rows: Rows
) -> int:
    """Change many rows, each by values of its own; return how many there were to change.

    :param change: always the same function for the same change: what it builds is kept.
    :param kinds: the types of the values, by name.
    """
    connection, named = session.connection(), tuple(kinds.items())
    if _in_one(connection, rows):
        every = _change_all(change, named)
        return connection.execute(every, _document(connection, named, rows)).rowcount
    return _send(connection, _change(change, named), named, rows)


def _send(connection: Connection, written: Insert | Update, kinds: Kinds, rows: Rows) -> int:
    """Let the driver carry out a statement once for each row; return how many rows it touched."""
    statement, given = _compiled(written, connection.dialect)
    values: dict[str, Iterable[Any]] = {name: repeat(value) for name, value in given.items()}
    for name, kind in kinds:
        make = _binding(kind, connection.dialect)
        own = [row[name] for row in rows]
        values[name] = own if make is None else [*_made_ready(make, own)]
    placed = _placed(statement, values)
    # One row is an ordinary statement; drivers carry out many by other means, which cost more.
    return connection.exec_driver_sql(
        statement.string, placed[0] if len(placed) == 1 else placed
    ).rowcount


def _placed(statement: SQLCompiler, values: Mapping[str, Iterable[Any]]) -> Sequence[Any]:
    """Return the values of each row as the driver takes them: in order, or by name."""
    if statement.positiontup is not None:
        columns = [values[name] for name in statement.positiontup]
        return [*zip(*columns, strict=False)]  # what is the same for every row has no end
    each = zip(*values.values(), strict=False)
    return [dict(zip(values, one, strict=True)) for one in each]


def _made_ready(make: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
    """Make values ready; the same moment often stands in row after row."""
    last = ready = object()
    for value in values:
        if value is not last:
            last, ready = value, make(value)
        yield ready


@lru_cache(KNOWN)
def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(KNOWN)
def _compiled(written: Insert | Update, dialect: Dialect) -> tuple[SQLCompiler, dict[str, Any]]:
    """Return a statement, and the values in it that are the same for every row."""
    statement = written.compile(dialect=dialect)
    fixed = {name: bind for name, bind in statement.binds.items() if not bind.required}
    made = {name: _binding(bind.type, dialect) for name, bind in fixed.items()}
    return statement, {
        name: bind.value if (make := made[name]) is None else make(bind.value)
        for name, bind in fixed.items()
    }


@cache
def _left_to_defaults(table: Table) -> frozenset[str]:
    """Return the columns whose value is made anew for each row that names none."""
    return frozenset(
        column.name
        for column in table.columns
        if column.default is not None and not column.default.is_scalar
    )


@cache
def _usual(table: Table) -> Mapping[str, Any]:
    """Return the values that are the same for every row that names none."""
    return {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


@cache
def _change(change: Change, kinds: Kinds) -> Update:
    return change({name: bindparam(name, type_=kind) for name, kind in kinds})


@cache
def _change_all(change: Change, kinds: Kinds) -> Update:
    return change(dict(_rows_of(kinds).columns.items()))


@cache
def _insert(table: Table, kinds: Kinds) -> Insert:
    named = {name: bindparam(name, type_=kind) for name, kind in kinds}
    return insert(table).values({**_usual(table), **named}).inline()


@cache
def _insert_all(table: Table, kinds: Kinds) -> Insert:
    return insert(table).from_select([name for name, _ in kinds], select(_rows_of(kinds)))


def _in_one(connection: Connection, rows: Rows) -> bool:
    return len(rows) >= MANY and connection.dialect.name == "postgresql"


def _rows_of(kinds: Kinds) -> Any:
    """Return the rows that stand in one document, as a table."""
    columns = (column(name, kind) for name, kind in kinds)
    rows = func.json_to_recordset(bindparam("document", type_=String()).cast(JSON))
    return rows.table_valued(*columns, name="new").render_derived(with_types=True)


def _document(connection: Connection, kinds: Kinds, rows: Rows) -> dict[str, str]:
    """Return rows as one JSON text, each value as PostgreSQL reads it."""
    into = [(name, _written(kind, connection.dialect)) for name, kind in kinds]
    told = [{name: write(row[name]) for name, write in into} for row in rows]
    return {"document": orjson.dumps(told).decode()}


def _written(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    if not isinstance(kind, TypeDecorator):
        return _as_json
    return lambda value: _as_json(kind.process_bind_param(value, dialect))


def _as_json(value: Any) -> Any:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value
