"""The common ground of all tables."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import JSON, DateTime, MetaData, Table, TypeDecorator
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.schema import sort_tables

from app.storage.ground import changing, sending

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
    if not changing.write(session):
        session.flush()
    kept = session.info.pop(KEPT, None)
    if not kept:
        return
    connection = session.connection()
    for table in _in_order(frozenset(kept)):
        for rows in _alike(kept[table]):
            sending.put_in(connection, table, rows)


KEPT = "new rows"


def _alike(rows: list[Mapping[str, Any]]) -> Iterable[list[Mapping[str, Any]]]:
    """Return rows together that name the same columns."""
    if len(rows) == 1:
        return [rows]
    groups: dict[frozenset[str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return groups.values()


@cache
def _in_order(tables: frozenset[Table]) -> Sequence[Table]:
    """Return those first that others point at."""
    return sort_tables(tables)
