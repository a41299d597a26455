"""Letters: notices on their way out of the house, by e-mail or SMS, one row for each receiver."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground import leased
from app.storage.ground.base import Base
from app.storage.ground.leased import FAILED, OPEN, RUNNING, WAITING, Leased
from app.storage.post import stoppages
from engine.errors import NotFound

SENT, DROPPED = "sent", "dropped"
STATES = (OPEN, RUNNING, FAILED, SENT, DROPPED)
UNSENT = (OPEN, RUNNING)


class Letter(Leased, Base):
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

    written_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    def end(self, state: str, now: datetime) -> None:
        """End it for good: sent, or dropped."""
        self.state, self.ended_at = state, now
        self.lease = self.error = self.held_by = None


@dataclass(frozen=True)
class Wanted:
    """Which letters are asked for; nothing named is any."""

    states: Collection[str] = STATES
    channel: str | None = None
    case: str | None = None


def waiting(session: Session, now: datetime, most: int) -> int:
    """Return how many letters somebody may take now, counted up to ``most``."""
    return leased.counted(session, _due(now), most)


def take(session: Session, now: datetime) -> Letter | None:
    """Return the letter that waits longest, locked; who else asks meanwhile gets another."""
    return leased.first(session, _due(now))


def get(session: Session, letter_id: int) -> Letter:
    """Return a letter.

    :raises NotFound: there is no such letter.
    """
    if (letter := session.get(Letter, letter_id)) is None:
        raise _unknown()
    return letter


def locked(session: Session, letter_id: int) -> Letter:
    """Return a letter as it is now, locked.

    :raises NotFound: there is no such letter.
    """
    letter = session.get(Letter, letter_id, populate_existing=True, with_for_update=True)
    if letter is None:
        raise _unknown()
    return letter


def listed(
    session: Session, wanted: Wanted, limit: int, after: int | None = None
) -> Sequence[Letter]:
    """Return letters, the newest first, from below one on; one more."""
    query = select(Letter).where(Letter.state.in_(wanted.states)).order_by(Letter.id.desc())
    if wanted.channel is not None:
        query = query.where(Letter.channel == wanted.channel)
    if wanted.case is not None:
        query = query.where(Letter.case_number == wanted.case)
    if after is not None:
        query = query.where(Letter.id < after)
    return session.scalars(query.limit(limit + 1)).all()


def unsent(session: Session, channels: Collection[str]) -> Mapping[str, int]:
    """Return how many letters wait to leave, by channel."""
    query = select(Letter.channel, func.count()).where(WAITING, Letter.channel.in_(channels))
    found = session.execute(query.group_by(Letter.channel))
    return dict.fromkeys(channels, 0) | dict(found.all())


def drop_waiting(session: Session, channel: str, now: datetime) -> None:
    """Send nothing of what waits for a channel; a letter that is in hand ends by itself."""
    waiting = update(Letter).where(Letter.state == OPEN, Letter.channel == channel)
    session.execute(waiting.values(state=DROPPED, ended_at=now, error=None))


def _unknown() -> NotFound:
    return NotFound("letter.unknown", "There is no such letter.")


def _due(now: datetime) -> Select[Letter]:
    return leased.due(Letter, now).where(Letter.channel.not_in(stoppages.closed(now)))
