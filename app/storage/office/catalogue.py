"""What somebody applies for, and all a new case needs, read at once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, column, func, literal, select, table
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, aliased

from app.storage.ground import changing
from app.storage.ground.lookups import KNOWN, Lookup, look_up, lookup
from app.storage.office import settings
from app.storage.office.items import Item
from app.storage.office.processes import ProcessVersion
from app.storage.office.settings import Moment
from engine.errors import NotFound


@dataclass(frozen=True)
class Asked:
    """What a case needs to begin.

    :param digest: of the newest version of the item's process.
    :param version: its number.
    :param next_id: of the case, from the database's own sequence.
    """

    item: Item
    digest: str
    version: int
    moment: Moment
    next_id: int


def asked_for(session: Session, code: str) -> Asked:
    """Return what is needed to apply for an item, in one statement.

    :raises NotFound: no such item is published, or its process never was.
    """
    connection = session.connection()
    found = look_up(connection, _asking(connection.dialect), {"code": code})
    if not found:
        raise NotFound("item.unknown", "There is no such item.")
    digest, number, next_id, *moment = found[0][len(_ITEM) :]
    if digest is None:
        raise NotFound("process.unpublished", "This process has not been published yet.")
    item = changing.made(session, Item, dict(zip(_ITEM, found[0], strict=False)))
    return Asked(item, digest, number, settings.read_moment(moment), next_id)


@lru_cache(KNOWN)
def _asking(dialect: Dialect) -> Lookup:
    """Built once, because every hand-in asks it; of columns, which cost less."""
    newer = aliased(ProcessVersion)
    newest = select(func.max(newer.number)).where(newer.key == Item.process).scalar_subquery()
    of_item = and_(ProcessVersion.key == Item.process, ProcessVersion.number == newest)
    told = (ProcessVersion.digest, ProcessVersion.number, _next_id(dialect.name))
    asked = (
        select(*_ITEM.values(), *told, *settings.moment_columns(dialect.name))
        .select_from(Item)
        .outerjoin(ProcessVersion, of_item)
        .where(Item.code == bindparam("code"), Item.published)
    )
    return lookup(asked, dialect)


_ITEM = {one.name: one for one in Item.__table__.columns}


def _next_id(dialect: str) -> Any:
    """SQLite has one writer at a time, so that the next of its sequence is nobody else's."""
    if dialect == "postgresql":
        return func.nextval(func.pg_get_serial_sequence('"case"', "id"))
    sequence = table("sqlite_sequence", column("name"), column("seq"))
    last = select(sequence.c.seq).where(sequence.c.name == "case").scalar_subquery()
    return func.coalesce(last, 0) + literal(1)
