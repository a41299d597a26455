"""The common ground of all tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import orjson
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    DateTime,
    Insert,
    MetaData,
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
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.schema import sort_tables
from sqlalchemy.types import TypeEngine

Json = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """An aware moment; stored in UTC, refused without a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What is read back from a row that was folded into text."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcTime,
        dict[str, Any]: Json,
        list[dict[str, Any]]: Json,
        list[str]: Json,
    }


def write_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep new rows; ``store`` inserts those that name the same columns together."""
    if rows:
        kept = session.info.setdefault(KEPT, {})
        kept.setdefault(cast(Table, kind.__table__), []).extend(rows)


def kept(session: Session, kind: type[Base]) -> Sequence[Mapping[str, Any]]:
    """Return the new rows of a kind that are not inserted yet."""
    rows: Sequence[Mapping[str, Any]] = session.info.get(KEPT, {}).get(kind.__table__, ())
    return rows


def store(session: Session) -> None:
    """Write what has changed and what is new: a statement for each kind of new rows.

    The objects of the session come first, because new rows point at them.
    """
    session.flush()
    kept = session.info.pop(KEPT, {})
    for table in _in_order(frozenset(kept)):
        for rows in _alike(kept[table]):
            _put_in(session.connection(), table, rows)


KEPT = "new rows"
MANY = 20
"""So many rows reach PostgreSQL as one document, in one message instead of one for each row."""
Rows = Sequence[Mapping[str, Any]]
Kinds = tuple[tuple[str, TypeEngine[Any]], ...]


def _alike(rows: list[Mapping[str, Any]]) -> Iterable[list[Mapping[str, Any]]]:
    """Return rows together that name the same columns."""
    groups: dict[frozenset[str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return groups.values()


@cache
def _in_order(tables: frozenset[Table]) -> Sequence[Table]:
    """Return those first that others point at."""
    return sort_tables(tables)


New = Mapping[str, ColumnElement[Any]]
Change = Callable[[New], Update]
"""Tells how rows change, given where the new values stand."""


def change_each(
    session: Session, change: Change, kinds: Mapping[str, TypeEngine[Any]], rows: Rows
) -> int:
    """Change many rows, each by values of its own; return how many there were to change.

    :param change: always the same function for the same change: what it builds is kept.
    :param kinds: the types of the values, by name.
    """
    connection, named = session.connection(), tuple(kinds.items())
    if _in_one(connection, rows):
        said = connection.execute(_change_all(change, named), _document(connection, named, rows))
    else:
        said = connection.execute(_change(change, named), rows)
    return said.rowcount


@cache
def _change(change: Change, kinds: Kinds) -> Update:
    return change({name: bindparam(name, type_=kind) for name, kind in kinds})


@cache
def _change_all(change: Change, kinds: Kinds) -> Update:
    return change(dict(_rows_of(kinds).columns.items()))


def _put_in(connection: Connection, table: Table, rows: Rows) -> None:
    if not _in_one(connection, rows):
        connection.execute(_insert(table), rows)
        return
    kinds = tuple((name, table.columns[name].type) for name in rows[0])
    connection.execute(_insert_all(table, kinds), _document(connection, kinds, rows))


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


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
