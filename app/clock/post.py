"""The post: what was thrown is delivered after it is stored, each case in its own unit of work.

A case that throws is not locked any more when what it threw arrives elsewhere: no transaction
ever holds two cases. What a crash leaves lying is found by the next tick.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog
from sqlalchemy.exc import OperationalError

from app.clock.actor import CLOCK
from app.clock.limits import catch_up
from app.storage.case import cases
from app.storage.post import messages, post
from app.unit_of_work import look, unit_of_work
from app.usecases.keeping import mending
from app.usecases.outbox import Outbox
from app.usecases.post import delivering
from app.usecases.work import Work
from engine.errors import Broken, Conflict
from engine.people import Actor

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200
"""Deliveries one deed or one tick sets off; the next tick goes on."""


@contextmanager
def mailing(actor: Actor) -> Iterator[Work]:
    """Open a unit of work whose messages are delivered once it is stored."""
    with unit_of_work(actor) as work:
        yield work
    carry(work.outbox)


def carry(outbox: Outbox) -> int:
    """Deliver what a deed has sent, and what that sends; return how many arrived."""
    arrived = 0
    while outbox and arrived < MOST_AT_ONCE:
        sent, outbox = outbox, Outbox()
        for parcel in _addressed(sent):
            arrived += 1
            outbox.add(_delivered(*parcel))
    return arrived


def carry_everything() -> int:
    """Deliver what is under way in the whole office; let expire what nobody wants."""
    late, messages_left = _under_way()
    if late:
        with unit_of_work(CLOCK) as work:
            messages.expire(work.session, work.now)
    return carry(Outbox(messages_left))


def anything_under_way() -> bool:
    """Whether a message waits to be delivered, or to expire."""
    return any(_under_way())


def _under_way() -> tuple[bool, set[str]]:
    with look(CLOCK) as work:
        late = bool(messages.overdue(work.session, work.now))
        waiting = post.addressable(work.session, work.now, None, ())
        left = [message_id for message_id, _ in post.parcels(work.session, None)]
    return late, {*waiting, *left}


def _addressed(sent: Outbox) -> Sequence[tuple[str, str]]:
    """Choose the receivers of what was sent; return what is to be delivered."""
    with look(CLOCK) as work:
        waiting = post.addressable(work.session, work.now, sent.messages, sent.listeners)
    for message_id in waiting:
        with unit_of_work(CLOCK) as work:
            delivering.address(work, message_id)
    with look(CLOCK) as work:
        return post.parcels(work.session, {*sent.messages, *waiting})


def _delivered(message_id: str, number: str) -> Outbox:
    """Let a message arrive at one case; return what that sends. One bad case stops nobody."""
    sent = Outbox()
    try:
        sent.add(catch_up(number))
        with unit_of_work(CLOCK) as work:
            delivering.deliver(work, message_id, number)
        sent.add(work.outbox)
    except Conflict:
        log.info("a message was delivered by somebody else", message=message_id)
    except Broken as broken:
        _note(number, message_id, broken)
    except OperationalError:
        log.warning("the database was busy; the next tick looks again", message=message_id)
    except Exception as error:  # whatever it is, the other cases' messages still have to arrive
        log.exception("a message could not arrive", case=number, message=message_id)
        _note(number, message_id, Broken("clock.failed", "%(error)s", error=repr(error)))
    return sent


def _note(number: str, message_id: str, broken: Broken) -> None:
    with unit_of_work(CLOCK) as work:
        case = cases.locked(work.session, number)
        mending.note(work, case.id, broken, {"message": message_id})
