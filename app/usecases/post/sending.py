"""Other systems tell the office something: a message for one case, or a signal for all."""

from collections.abc import Mapping
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.post.messages import Message
from app.usecases.moving import Moved, pick_up, put_back
from app.usecases.post import posting
from app.usecases.work import Work
from engine import change
from engine.errors import Conflict, NotAllowed

SENDERS = frozenset({"integration", "administrator"})


def send(work: Work, thrown: change.Message) -> Message:
    """Take in a message or a signal; it is delivered after the commit.

    :raises NotAllowed: the actor sends nothing, or it is the message that withdraws.
    :raises Invalid: it is too large, or how long it lives cannot be read.
    """
    _may_send(work, thrown.name if thrown.kind == "message" else "")
    return posting.throw(work, thrown, posting.Sender(work.actor.name))


def tell(work: Work, number: str, name: str, payload: Mapping[str, Any]) -> Case:
    """Let a message arrive at one case now, whatever key it waits with.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: the actor sends nothing, or it is the message that withdraws.
    :raises Invalid: it is too large.
    :raises Conflict: the case does not wait for it.
    """
    _may_send(work, name)
    hand = pick_up(work, number)
    posting.packed(payload)
    run = hand.run()
    keys = [one.key for one in run.awaited() if (one.kind, one.name) == ("message", name)]
    if not keys:
        message = "The case does not wait for “%(name)s”."
        raise Conflict("message.not_awaited", message, name=name)
    moved = run.message(name, payload, at=work.now, key=keys[0])
    told = Fact("message.received", None, {"name": name, "digest": digest_of(payload)})
    put_back(Moved(work, hand.case, moved), run, [told])
    return hand.case


def _may_send(work: Work, name: str) -> None:
    if not work.actor.roles & SENDERS:
        raise NotAllowed("message.not_sender", "Messages are sent by other systems of the office.")
    posting.not_withdrawal(name)
