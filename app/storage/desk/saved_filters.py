"""Filters of the inbox that people keep under a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk.asking import person_id_of
from app.storage.ground.base import Base
from engine.errors import NotFound
from engine.people import Actor


class SavedFilter(Base):
    """One person's own; colleagues of a department may see it, too."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    filter: Mapped[dict[str, Any]]  # as in the address of the inbox
    usual: Mapped[bool]  # what its owner's inbox opens with
    department: Mapped[str | None] = mapped_column(ForeignKey("department.code"), index=True)
    saved_at: Mapped[datetime]


def listed(session: Session, actor: Actor) -> Sequence[SavedFilter]:
    """Return the filters somebody kept, then those colleagues of their departments share."""
    own = SavedFilter.person_id == person_id_of(actor)
    shared = SavedFilter.department.in_(actor.departments)
    order = (own.desc(), SavedFilter.name, SavedFilter.id)
    return session.scalars(select(SavedFilter).where(or_(own, shared)).order_by(*order)).all()


def usual(session: Session, actor: Actor) -> SavedFilter | None:
    """Return the filter somebody's inbox opens with, if they chose one."""
    own = select(SavedFilter).where(SavedFilter.person_id == person_id_of(actor))
    return session.scalar(own.where(SavedFilter.usual))


def own_count(session: Session, actor: Actor) -> int:
    """Return how many filters somebody keeps."""
    own = SavedFilter.person_id == person_id_of(actor)
    return session.scalar(select(func.count()).select_from(SavedFilter).where(own)) or 0


def own_named(session: Session, actor: Actor, name: str) -> SavedFilter | None:
    """Return the filter somebody keeps under a name."""
    own = select(SavedFilter).where(SavedFilter.person_id == person_id_of(actor))
    return session.scalar(own.where(SavedFilter.name == name))


def own_of_name(session: Session, actor: Actor, name: str) -> SavedFilter:
    """Return the filter somebody keeps under a name, where it is known to have been kept.

    :raises NotFound: it is kept no longer.
    """
    if (found := own_named(session, actor, name)) is None:
        raise _unknown()
    return found


def own(session: Session, actor: Actor, filter_id: int) -> SavedFilter:
    """Return one of somebody's own filters.

    :raises NotFound: there is none, or it is somebody else's.
    """
    found = session.get(SavedFilter, filter_id)
    if found is None or found.person_id != person_id_of(actor):
        raise _unknown()
    return found


def _unknown() -> NotFound:
    return NotFound("filter.unknown", "You have no such filter.")
