"""Many rows as one document, which PostgreSQL reads as a table: one message instead of many."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import JSON, Connection, String, TypeDecorator, bindparam, column, func
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

MANY = 20
"""So many rows reach PostgreSQL as one document."""
Row = Mapping[str, Any]
Rows = Sequence[Row]
Kinds = tuple[tuple[str, TypeEngine[Any]], ...]
"""The types of the values of each row, by name."""


def in_one(connection: Connection, rows: Rows) -> bool:
    """Whether rows are better sent as one document."""
    return len(rows) >= MANY and connection.dialect.name == "postgresql"


def rows_of(kinds: Kinds) -> Any:
    """Return the rows that stand in one document, as a table."""
    columns = (column(name, kind) for name, kind in kinds)
    rows = func.json_to_recordset(bindparam("document", type_=String()).cast(JSON))
    return rows.table_valued(*columns, name="new").render_derived(with_types=True)


def document(connection: Connection, kinds: Kinds, rows: Rows) -> dict[str, str]:
    """Return rows as one JSON text, each value as PostgreSQL reads it."""
    into = [(name, _written(kind, connection.dialect)) for name, kind in kinds]
    told = [{name: write(row[name]) for name, write in into} for row in rows]
    return {"document": orjson.dumps(told).decode()}


def _written(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    if not isinstance(kind, TypeDecorator):
        return _as_json
    write = kind.bind_processor(dialect)
    return _as_json if write is None else lambda value: _as_json(write(value))


def _as_json(value: Any) -> Any:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value
