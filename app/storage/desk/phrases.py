"""Phrases that people write again and again, kept to be put into an answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk.asking import person_id_of
from app.storage.ground.base import Base
from engine.errors import NotFound
from engine.people import Actor


class Phrase(Base):
    """One person's own; colleagues of a department may use it, too, or everybody in the office."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("person_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    department: Mapped[str | None] = mapped_column(ForeignKey("department.code"), index=True)
    everybody: Mapped[bool] = mapped_column(default=False)
    place: Mapped[int | None]  # among its owner's; where they said nothing, as it was kept
    saved_at: Mapped[datetime]

    @property
    def at(self) -> int:
        """Where it stands among the phrases of its owner."""
        return self.place if self.place is not None else self.id


_IN_ORDER = (func.coalesce(Phrase.place, Phrase.id), Phrase.id)


def listed(session: Session, actor: Actor) -> Sequence[Phrase]:
    """Return the phrases somebody kept, then those of their departments, then the office's."""
    own = Phrase.person_id == person_id_of(actor)
    shared = Phrase.department.in_(actor.departments)
    order = (own.desc(), and_(~own, Phrase.everybody), *_IN_ORDER)
    known = select(Phrase).where(or_(own, shared, Phrase.everybody))
    return session.scalars(known.order_by(*order)).all()


def own_all(session: Session, actor: Actor) -> Sequence[Phrase]:
    """Return the phrases somebody keeps, in their order."""
    own = select(Phrase).where(Phrase.person_id == person_id_of(actor))
    return session.scalars(own.order_by(*_IN_ORDER)).all()


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
