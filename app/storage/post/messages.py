"""Messages and signals between cases: kept in the transaction of the move that throws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.storage.ground.base import Base
from engine.errors import NotFound

WAITING, UNDERWAY, DELIVERED, EXPIRED = "waiting", "underway", "delivered", "expired"
PENDING, DONE, MISSED = "pending", "done", "missed"


class Message(Base):
    """Ends as delivered or expired; until then the clock looks for whom it is."""

    __tablename__ = "message"
    __table_args__ = (
        Index(
            "ix_message_waiting", "expires_at",
            sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'"),
        ),
        Index(None, "thrown_at", "id"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid4()))
    kind: Mapped[str]  # message | signal
    name: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[dict[str, Any]]  # as the engine packs values
    from_case: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    from_number: Mapped[str | None]
    thrown_by: Mapped[str]
    thrown_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=WAITING)

    deliveries: Mapped[list["Delivery"]] = relationship(
        order_by="Delivery.case_id", cascade="all, delete-orphan", lazy="selectin"
    )


class Delivery(Base):
    """One case that a message is for."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_pending", "message_id",
            sqlite_where=text("state = 'pending' AND held_by IS NULL"),
            postgresql_where=text("state = 'pending' AND held_by IS NULL"),
        ),
    )  # fmt: skip

    message_id: Mapped[str] = mapped_column(ForeignKey("message.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True, index=True)
    case_number: Mapped[str]
    state: Mapped[str] = mapped_column(default=PENDING)
    at: Mapped[datetime | None]  # when it arrived, or was missed
    held_by: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True)


def get(session: Session, message_id: str) -> Message:
    """Return one message.

    :raises NotFound: there is no such message.
    """
    if (message := session.get(Message, message_id)) is None:
        raise NotFound("message.unknown", "There is no such message.")
    return message


def locked(session: Session, message_id: str) -> Message:
    """Return a message as it is now, with the lock on it; taken after that of a case, if any.

    :raises NotFound: there is no such message.
    """
    query = select(Message).where(Message.id == message_id).with_for_update(of=Message)
    message = session.scalar(query.execution_options(populate_existing=True))
    if message is None:
        raise NotFound("message.unknown", "There is no such message.")
    return message


@dataclass(frozen=True)
class Sought:
    """Which messages are looked for.

    :param q: a part of the name, or the whole key.
    """

    state: str | None = None
    q: str | None = None


def listed(
    session: Session, sought: Sought, limit: int = 50, after: tuple[datetime, str] | None = None
) -> Sequence[Message]:
    """Return messages, the newest first, from behind one on; one more than asked for, if any.

    :param after: moment and id of the last one seen.
    """
    query = select(Message).order_by(Message.thrown_at.desc(), Message.id.desc())
    if sought.state:
        query = query.where(Message.state == sought.state)
    if sought.q:
        named = Message.name.contains(sought.q, autoescape=True)
        query = query.where(or_(named, Message.key == sought.q))
    if after:
        moment, last = after
        same = (Message.thrown_at == moment) & (Message.id < last)
        query = query.where((Message.thrown_at < moment) | same)
    return session.scalars(query.limit(limit + 1)).all()


def overdue(session: Session, now: datetime) -> bool:
    """Whether something was taken by nobody in its time."""
    late = select(Message.id).where(Message.state == WAITING, Message.expires_at <= now)
    return session.scalar(late.limit(1)) is not None


def expire(session: Session, now: datetime) -> None:
    """Let what nobody took in its time wait no longer."""
    session.execute(
        update(Message)
        .where(Message.state == WAITING, Message.expires_at <= now)
        .values(state=EXPIRED)
    )
