"""Letters: notices on their way out of the house, by e-mail or SMS, one row for each receiver."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from engine.errors import NotFound

OPEN, RUNNING, SENT, FAILED, DROPPED = "open", "running", "sent", "failed", "dropped"
STATES = (OPEN, RUNNING, FAILED, SENT, DROPPED)

UNSENT = (OPEN, RUNNING)

WAITING = text("state IN ('open', 'running')")
"""Said in the words of the index, or SQLite would not see that it fits."""


class Letter(Base):
    """Ends in exactly one of sent and dropped; a failed one waits for an administrator.

    The address is looked up when it is sent, and what it says is written then: neither is kept.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due", "take_at", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # of the notice, the channel and the receiver
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    case_number: Mapped[str]
    channel: Mapped[str]  # email | sms
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the applicant

    state: Mapped[str]
    take_at: Mapped[datetime]  # from then on anybody may take it
    attempts: Mapped[int]
    left: Mapped[int]  # attempts before somebody must look
    lease: Mapped[str | None]  # names whoever took it last
    error: Mapped[dict[str, Any] | None]  # of the last attempt: code, message and its params
    written_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    held_by: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True)


def waiting(session: Session, now: datetime, most: int) -> int:
    """Return how many letters somebody may take now, counted up to ``most``."""
    ids = select(Letter.id).where(WAITING, Letter.take_at <= now).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def take(session: Session, now: datetime) -> Letter | None:
    """Return the letter that waits longest, locked; who else asks meanwhile gets another."""
    return session.scalar(_due(now).with_for_update(skip_locked=True))


def locked(session: Session, letter_id: int) -> Letter:
    """Return a letter as it is now, locked.

    :raises NotFound: there is no such letter.
    """
    letter = session.get(Letter, letter_id, populate_existing=True, with_for_update=True)
    if letter is None:
        raise NotFound("letter.unknown", "There is no such letter.")
    return letter


def listed(
    session: Session, states: Collection[str], limit: int, after: int | None = None
) -> Sequence[Letter]:
    """Return the letters in these states, the newest first, from below one on; one more."""
    query = select(Letter).where(Letter.state.in_(states)).order_by(Letter.id.desc())
    if after is not None:
        query = query.where(Letter.id < after)
    return session.scalars(query.limit(limit + 1)).all()


def _due(now: datetime) -> Select[Letter]:
    query = select(Letter).where(WAITING, Letter.take_at <= now)
    return query.order_by(Letter.take_at, Letter.id).limit(1)
