"""What was thrown arrives: exactly once at each case it is for, under the lock of that case."""

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.post import messages
from app.storage.post.messages import (
    DELIVERED,
    DONE,
    MISSED,
    PENDING,
    UNDERWAY,
    WAITING,
    Delivery,
    Message,
)
from app.usecases.moving import Hand, Moved, in_hand, put_back
from app.usecases.post import posting
from app.usecases.work import Work
from engine import Change, Run
from engine.errors import Conflict


def address(work: Work, message_id: str) -> None:
    """Choose the cases a message is for, if some listen for it now.

    :raises NotFound: there is no such message.
    """
    message = messages.locked(work.session, message_id)
    if message.state == WAITING and message.expires_at > work.now:
        posting.address(work, message)
        _settle(message)
        work.outbox.messages.add(message.id)


def deliver(work: Work, message_id: str, number: str) -> Case:
    """Let a message arrive at one case: the move and its marking are one transaction.

    A case that listens no longer has missed it: then the message is for another case of the
    same process again.

    :raises NotFound: there is no such case or message.
    :raises Conflict: it arrived already.
    :raises Broken: the process of the case cannot go on from it.
    """
    case = cases.locked(work.session, number)
    message = messages.locked(work.session, message_id)
    delivery = _pending(message, case)
    hand = in_hand(work, case)
    arrived = _arrive(work, hand, message) if case.ended_at is None else None
    delivery.at, delivery.state = work.now, DONE if arrived else MISSED
    if arrived is None and message.kind == "message":
        message.deliveries.remove(delivery)
        work.outbox.messages.add(message.id)
    _settle(message)
    if arrived is not None:
        run, change = arrived
        put_back(Moved(work, case, change), run, [_told(message)])
    return case


def _pending(message: Message, case: Case) -> Delivery:
    for delivery in message.deliveries:
        if delivery.case_id == case.id and delivery.state == PENDING:
            return delivery
    raise Conflict("message.arrived", "This message has arrived already.")


def _arrive(work: Work, hand: Hand, message: Message) -> tuple[Run, Change] | None:
    """Move the run by a message; ``None`` where it does not wait for it any more."""
    run, payload = hand.run(), posting.payload_of(message)
    try:
        if message.kind == "signal":
            return run, run.signal(message.name, payload, at=work.now)
        return run, run.message(message.name, payload, at=work.now, key=message.key)
    except Conflict:
        return None


def _settle(message: Message) -> None:
    """Derive the state of a message from where it has arrived."""
    states = {delivery.state for delivery in message.deliveries}
    if PENDING in states:
        message.state = UNDERWAY
    elif DONE in states or message.kind == "signal":
        message.state = DELIVERED
    else:
        message.state = WAITING


def _told(message: Message) -> Fact:
    details = {
        "message": message.id,
        "name": message.name,
        "from": message.from_number,
        "digest": digest_of(message.payload),
    }
    return Fact("message.received", None, details)
