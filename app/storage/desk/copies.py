"""Copies: a case is passed on to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk.asking import actor_id
from app.storage.ground.base import Base
from engine.people import Actor

PERSON, DEPARTMENT, POST = "person", "department", "post"
STANDING = text("copy.revoked_at IS NULL")
"""Said in the words of the index, or SQLite would not see that it fits."""


class Copy(Base):
    """For one receiver; it lets them read the case until it is revoked."""

    __tablename__ = "copy"
    __table_args__ = (
        Index(
            "ix_copy_standing", "receiver", "id",
            sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL"),
        ),
        Index(None, "case_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    receiver: Mapped[str]  # "person:7", "department:fire", "post:fire/examiner", "post:supervisor"
    by: Mapped[str]  # an actor's id
    by_name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CopyReading(Base):
    __tablename__ = "copy_reading"

    copy_id: Mapped[int] = mapped_column(ForeignKey("copy.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime]


def addresses(actor: Actor) -> list[str]:
    """Return everything under which copies reach somebody at this moment.

    >>> addresses(Actor("person:7", "Li", frozenset({("fire", "examiner"), (None, "head")})))
    ['department:fire', 'person:7', 'post:fire/examiner', 'post:head']
    """
    return sorted({actor.id, *_shared(actor)})


def _shared(actor: Actor) -> set[str]:
    posts = {f"{POST}:{place}/{role}" if place else f"{POST}:{role}" for place, role in actor.pairs}
    return posts | {f"{DEPARTMENT}:{one}" for one in actor.departments}


def reaches(actor: Actor) -> tuple[Any, ...]:
    """Return the conditions that a copy stands and is for somebody."""
    return STANDING, Copy.receiver.in_([actor_id(actor), *sorted(_shared(actor))])


def opened(actor: Actor) -> Select[int]:
    """Return the question for the cases that somebody may read because of a copy."""
    return select(Copy.case_id).where(*reaches(actor))


def opens(session: Session, actor: Actor, case_id: int) -> bool:
    """Whether a copy lets somebody read a case."""
    return session.scalar(opened(actor).where(Copy.case_id == case_id).limit(1)) is not None


def of_case(session: Session, case_id: int) -> Sequence[Copy]:
    """Return the copies of a case that stand, first first."""
    standing = select(Copy).where(Copy.case_id == case_id, STANDING)
    return session.scalars(standing.order_by(Copy.id)).all()
