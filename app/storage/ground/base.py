"""The common ground of all tables."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.schema import sort_tables

from app.storage.ground import changing, sending
from app.storage.ground.attributes import quicken
from app.storage.ground.batches import Row
from app.storage.ground.moments import UtcTime
from app.storage.ground.parcels import Parcel
from app.storage.ground.statements import Change

Json = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    if TYPE_CHECKING:
        __table__: ClassVar[Table]

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


quicken(Base)


def write_rows(session: Session, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep new rows; ``store`` inserts those that name the same columns together."""
    if rows:
        kept = session.info.setdefault(KEPT, {})
        kept.setdefault(kind.__table__, []).extend(rows)


def kept(session: Session, kind: type[Base]) -> Sequence[Mapping[str, Any]]:
    """Return the new rows of a kind that are not inserted yet."""
    rows: Sequence[Mapping[str, Any]] = session.info.get(KEPT, {}).get(kind.__table__, ())
    return rows


def write_change(session: Session, change: Change, kinds: Mapping[str, Any], row: Row) -> None:
    """Keep a change of rows that are no objects of the session; ``store`` carries it out.

    Whoever asks the session before has it carried out first.

    :param change: as for ``sending.change_each``.
    """
    carry_out(session)  # what goes together must not be about the same rows
    session.info[CHANGE] = change, kinds, row


def carry_out(session: Session) -> None:
    """Let a change that is kept happen now."""
    if CHANGE in session.info:
        parcel = Parcel(session.connection())
        sending.change_with(parcel, *session.info.pop(CHANGE))
        parcel.send()


def store(session: Session) -> None:
    """Write what has changed and what is new: a statement for each kind of new rows.

    The objects of the session come first, because new rows point at them. All of it goes together
    where the database is another process.
    """
    kept, change = session.info.pop(KEPT, {}), session.info.pop(CHANGE, None)
    if not (kept or change or session.new or session.dirty or session.deleted):
        return
    parcel = Parcel(session.connection())
    if change:
        sending.change_with(parcel, *change)
    if not changing.write(session, parcel):
        parcel.send()
        session.flush()
    for table in _in_order(frozenset(kept)) if kept else ():
        for rows in _alike(kept[table]):
            sending.put_in(parcel, table, rows)
    parcel.send()


CHANGE = "change"
KEPT = "new rows"


def _alike(rows: list[Row]) -> Iterable[list[Row]]:
    """Return rows together that name the same columns."""
    if len(rows) == 1:
        return [rows]
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    return groups.values()


@cache
def _in_order(tables: frozenset[Table]) -> Sequence[Table]:
    """Return those first that others point at."""
    return sort_tables(tables)
