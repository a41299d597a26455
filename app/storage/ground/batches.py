"""Many rows as one document, which PostgreSQL reads as a table: one message instead of many."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import JSON, String, TypeDecorator, bindparam, column, func
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

Row = Mapping[str, Any]
Rows = Sequence[Row]
Kinds = tuple[tuple[str, TypeEngine[Any]], ...]
"""The types of the values of each row, by name."""
KNOWN = 1_000
"""Statements and kinds of values kept ready, over all databases."""
DOCUMENT = "document"
AS_DOCUMENT: Kinds = ((DOCUMENT, String()),)
"""What stands in a statement that reads a document."""


def in_one(dialect: Dialect, rows: Rows) -> bool:
    """Whether rows are sent as one document."""
    return len(rows) > 1 and dialect.name == "postgresql"


def rows_of(kinds: Kinds) -> Any:
    """Return the rows that stand in one document, as a table."""
    columns = (column(name, kind) for name, kind in kinds)
    rows = func.json_to_recordset(bindparam(DOCUMENT, type_=String()).cast(JSON))
    return rows.table_valued(*columns, name="new").render_derived(with_types=True)


def document(dialect: Dialect, kinds: Kinds, rows: Rows) -> dict[str, str]:
    """Return rows as one JSON text, each value as PostgreSQL reads it."""
    into = _into(dialect, kinds)
    told = [{name: write(row[name]) for name, write in into} for row in rows]
    return {DOCUMENT: orjson.dumps(told).decode()}


@lru_cache(KNOWN)
def _into(dialect: Dialect, kinds: Kinds) -> Sequence[tuple[str, Callable[[Any], Any]]]:
    return [(name, _written(kind, dialect)) for name, kind in kinds]


def _written(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    if not isinstance(kind, TypeDecorator):
        return _as_json
    write = kind.bind_processor(dialect)
    return _as_json if write is None else lambda value: _as_json(write(value))


def _as_json(value: Any) -> Any:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value
