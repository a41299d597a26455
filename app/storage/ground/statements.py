"""The statements that write rows, made ready once for each kind of rows."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, Update, bindparam, insert, literal, select
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.storage.ground.batches import AS_DOCUMENT, KNOWN, Kinds, rows_of
from app.storage.ground.ready import Ready, ready

New = Mapping[str, ColumnElement[Any]]
Change = Callable[[New], Update]
"""Tells how rows change, given where the new values stand."""
Names = tuple[str, ...]
"""Of the columns that rows name."""


@lru_cache(KNOWN)
def inserting(table: Table, names: Names, dialect: Dialect) -> Ready:
    """Return how a row comes in."""
    kinds = kinds_of(table, names)
    return ready(insertion(table, kinds), kinds, dialect)


@lru_cache(KNOWN)
def inserting_all(table: Table, names: Names, dialect: Dialect) -> Ready:
    """Return how the rows of a document come in."""
    usual = {name: one for name, one in usual_values(table).items() if name not in names}
    same = [literal(value, table.columns[name].type) for name, value in usual.items()]
    told = select(rows_of(kinds_of(table, names)), *same)
    every = insert(table).from_select([*names, *usual], told, include_defaults=False)
    return ready(every, AS_DOCUMENT, dialect)


@lru_cache(KNOWN)
def changing(change: Change, kinds: Kinds, dialect: Dialect) -> Ready:
    """Return how a change goes by the values of one row."""
    named = {name: bindparam(name, type_=kind) for name, kind in kinds}
    return ready(change(named), kinds, dialect)


@lru_cache(KNOWN)
def changing_all(change: Change, kinds: Kinds, dialect: Dialect) -> Ready:
    """Return how a change goes by the rows of a document."""
    return ready(change(dict(rows_of(kinds).columns.items())), AS_DOCUMENT, dialect)


@cache
def insertion(table: Table, kinds: Kinds) -> Insert:
    """Return how a row comes in, as SQLAlchemy says it."""
    named = {name: bindparam(name, type_=kind) for name, kind in kinds}
    return insert(table).values({**usual_values(table), **named}).inline()


@cache
def kinds_of(table: Table, names: Names) -> Kinds:
    """Return the types of columns by their names."""
    return tuple((name, table.columns[name].type) for name in names)


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
def left_to_defaults(table: Table) -> frozenset[str]:
    """Return the columns whose value is made anew for each row that names none."""
    return frozenset(
        column.name
        for column in table.columns
        if column.default is not None and not column.default.is_scalar
    )
