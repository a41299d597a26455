"""The post: which cases a message is for, and what is to be delivered now."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.case.waits import Wait
from app.storage.post.messages import PENDING, WAITING, Delivery, Message

Parcel = tuple[str, str]
"""A message's id and the number of the case it is to be delivered to."""


def receivers(session: Session, message: Message) -> Sequence[Case]:
    """Return the cases a message is for, those that wait longest first.

    A message is for one case of each process, the one that waits longest; a signal is for
    every other case that waits for it.

    Source: docs/decisions/0042-messages-between-cases.md.
    """
    same_key = Wait.key.is_(None) if message.key is None else Wait.key == message.key
    query = (
        select(Case)
        .join(Wait, Wait.case_id == Case.id)
        .where(Wait.kind == message.kind, Wait.name == message.name, same_key)
        .order_by(Wait.since, Case.id)
    )
    waiting = session.scalars(query).unique().all()
    if message.kind == "signal":
        return [case for case in waiting if case.id != message.from_case]
    return list({case.process: case for case in reversed(waiting)}.values())


def addressable(
    session: Session, now: datetime, of: Collection[str] | None, listeners: Collection[int]
) -> Sequence[str]:
    """Return the ids of living messages that some case listens for, the oldest first.

    :param of: only these, or what one of the listeners waits for; ``None`` for all.
    :param listeners: cases by their inner ids.
    """
    same_key = or_(Wait.key == Message.key, Wait.key.is_(None) & Message.key.is_(None))
    query = (
        select(Message.id)
        .join(Wait, (Wait.kind == Message.kind) & (Wait.name == Message.name) & same_key)
        .where(Message.state == WAITING, Message.expires_at > now)
        .order_by(Message.thrown_at, Message.id)
    )
    if of is not None:
        query = query.where(or_(Message.id.in_(of), Wait.case_id.in_(listeners)))
    return list(dict.fromkeys(session.scalars(query.limit(MOST))))


def parcels(session: Session, of: Collection[str] | None) -> Sequence[Parcel]:
    """Return what is to be delivered now and not held back, message by message.

    :param of: only of these messages; ``None`` for all.
    """
    query = (
        select(Delivery.message_id, Delivery.case_number)
        .join(Message, Message.id == Delivery.message_id)
        .where(Delivery.state == PENDING, Delivery.held_by.is_(None))
        .order_by(Message.thrown_at, Delivery.message_id, Delivery.case_id)
    )
    if of is not None:
        query = query.where(Delivery.message_id.in_(of))
    return [(row[0], row[1]) for row in session.execute(query.limit(MOST))]


MOST = 500
"""So many at a time; what is left is looked for again."""
