"""Phrases that people write again and again, kept to be put into an answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from app.storage.tasks import person_id_of
from engine.errors import NotFound
from engine.people import Actor


class Phrase(Base):
    """One person's own; colleagues of a department may use it, too."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("person_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    department: Mapped[str | None] = mapped_column(ForeignKey("department.code"), index=True)
    saved_at: Mapped[datetime]


def listed(session: Session, actor: Actor) -> Sequence[Phrase]:
    """Return the phrases somebody kept, then those colleagues of their departments share."""
    own = Phrase.person_id == person_id_of(actor)
    shared = Phrase.department.in_(actor.departments)
    order = (own.desc(), Phrase.id)
    return session.scalars(select(Phrase).where(or_(own, shared)).order_by(*order)).all()


def own_count(session: Session, actor: Actor) -> int:
    """Return how many phrases somebody keeps."""
    own = Phrase.person_id == person_id_of(actor)
    return session.scalar(select(func.count()).select_from(Phrase).where(own)) or 0


def own_worded(session: Session, actor: Actor, text: str) -> Phrase | None:
    """Return the phrase of these words that somebody keeps."""
    own = select(Phrase).where(Phrase.person_id == person_id_of(actor))
    return session.scalar(own.where(Phrase.text == text))


def own(session: Session, actor: Actor, phrase_id: int) -> Phrase:
    """Return one of somebody's own phrases.

    :raises NotFound: there is none, or it is somebody else's.
    """
    found = session.get(Phrase, phrase_id)
    if found is None or found.person_id != person_id_of(actor):
        raise NotFound("phrase.unknown", "You keep no such phrase.")
    return found
