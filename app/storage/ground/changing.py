"""Rows that are read to be changed: made from columns, and written by themselves.

The session's unit of work can do far more than a step needs, and costs three times as much. What
it would write is written here only where nothing but such rows has changed.

Source: docs/decisions/0214-a-step-pays-for-what-it-does.md.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, update
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.attributes import instance_state, set_committed_value

from app.storage.ground.batches import KNOWN
from app.storage.ground.parcels import Parcel
from app.storage.ground.ready import Ready, ready
from app.storage.ground.sending import put_in
from app.storage.ground.statements import names_of, usual_values

Row = TypeVar("Row", bound=DeclarativeBase)
OF_ID, OF_REVISION = "of_id", "of_revision"


def made(session: Session, kind: type[Row], values: Mapping[str, Any]) -> Row:
    """Return the row of a session that has been read in columns, as it is now.

    Columns that were not read are read when somebody asks for them.

    :param values: by the names of the columns, those of its key among them.
    """
    key = _key(kind, values)
    known: Row | None = session.identity_map.get(key)
    if known is not None:
        for name, value in values.items():
            set_committed_value(known, name, value)
        return known
    row = _filled(kind, values)
    _belong(session, row, key)
    return row


def fresh(kind: type[Row], **values: Any) -> Row:
    """Return a row that no session knows, from all its columns at once.

    Its constructor would tell of each of them that it has changed, which nobody asks of a new row.
    """
    return _filled(kind, values)


def _filled(kind: type[Row], values: Mapping[str, Any]) -> Row:
    row: Row = kind.__mapper__.class_manager.new_instance()
    vars(row).update(values)
    return row


def _key(kind: type[DeclarativeBase], values: Mapping[str, Any]) -> Any:
    of = tuple([values[name] for name in _key_of(kind)])
    return kind.__mapper__.identity_key_from_primary_key(of)


def _belong(session: Session, row: Any, key: Any) -> None:
    """Let a row be one of a session that is stored as it is, as if the session had read it."""
    state, kind = instance_state(row), row.__class__
    state.key, state.session_id = key, session.hash_key
    state.expired_attributes |= _read_of(kind).difference(vars(row))
    session.identity_map.add(state)


def write(session: Session, parcel: Parcel) -> bool:
    """Let all that is new or has changed go, if that is only rows which carry their revision.

    :returns: whether it is.
    :raises StaleDataError: as the parcel does.
    """
    new, changed = [*session.new], sorted(session.dirty, key=_table_of)  # in one order: one text
    if session.deleted or any(type(row).__mapper__.version_id_col is None for row in new + changed):
        return False
    for row in new:
        _put_in(session, parcel, row)
    for row in changed:
        _write(session, parcel, row)
    return True


def _table_of(row: DeclarativeBase) -> str:
    return row.__tablename__


def _put_in(session: Session, parcel: Parcel, row: Any) -> None:
    """Insert a row that has its id; from here on it is one of the session as any that was read."""
    table: Table = row.__table__
    told = vars(row)
    session.expunge(row)  # and what it is told from here on is no change
    usual = dict.fromkeys(table.columns.keys()) | dict(usual_values(table))
    told.update(usual | {name: told[name] for name in usual if name in told} | {"revision": 1})
    put_in(parcel, table, [{name: told[name] for name in usual}])
    instance_state(row)._commit_all(told)
    _belong(session, row, _key(type(row), told))


def _write(session: Session, parcel: Parcel, row: Any) -> None:
    state, now = instance_state(row), vars(row)
    table: Table = row.__table__
    columns, before = names_of(table), state.committed_state
    values = {name: now[name] for name in before if name in columns and now[name] != before[name]}
    if values:
        revision, written = row.revision, _changing(table, (*values, "revision"), parcel.dialect)
        values |= {"revision": revision + 1, OF_ID: now["id"], OF_REVISION: revision}
        parcel.add(written, values, counts=True)
        now["revision"] = revision + 1
    # As the session's own unit of work does when it has written a row.
    state._commit_all(now, session.identity_map)


@lru_cache(KNOWN)
def _changing(table: Table, names: tuple[str, ...], dialect: Dialect) -> Ready:
    """Return how some columns of a row change that is still the one that was read."""
    columns = table.columns
    kinds = {name: columns[name].type for name in names}
    kinds |= {OF_ID: columns.id.type, OF_REVISION: columns.revision.type}
    told = {name: bindparam(name, type_=kind) for name, kind in kinds.items()}
    this = (columns.id == told[OF_ID], columns.revision == told[OF_REVISION])
    written = update(table).where(*this).values({name: told[name] for name in names})
    return ready(written, tuple(kinds.items()), dialect)


@cache
def _key_of(kind: type[DeclarativeBase]) -> tuple[str, ...]:
    """Return the names of the columns that make the key of a row."""
    return tuple(column.name for column in kind.__mapper__.primary_key)


@cache
def _read_of(kind: type[DeclarativeBase]) -> frozenset[str]:
    """Return the names of what is read of a row, now or when somebody asks."""
    return frozenset(kind.__mapper__.column_attrs.keys())
