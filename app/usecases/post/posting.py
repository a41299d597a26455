"""Something is thrown: a message for whoever waits for it, or a signal for all who do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from app.storage.case.cases import Case
from app.storage.ground.base import store
from app.storage.post import post
from app.storage.post.messages import DELIVERED, UNDERWAY, Delivery, Message
from app.usecases.work import Work
from engine import change
from engine.errors import Fault, Invalid, NotAllowed
from engine.rules.durations import Duration
from engine.values import pack, unpack

WITHDRAWAL = "withdrawn"
"""The message that takes an application back: only its applicant sends it, or the window."""

LARGEST_PAYLOAD = 64 * 1024
"""Bytes, as JSON."""


@dataclass(frozen=True)
class Sender:
    """Who throws: a case, or somebody outside of all cases."""

    name: str
    case: Case | None = None


def throw(work: Work, thrown: change.Message, sender: Sender) -> Message:
    """Keep what is thrown, in the transaction of what throws it; it is delivered afterwards.

    A signal is for those who wait at this moment, and for nobody later.

    :raises Invalid: it is too large, or how long it lives cannot be read.
    """
    message = Message(
        kind=thrown.kind,
        name=thrown.name,
        key=thrown.key,
        payload=packed(thrown.payload),
        from_case=sender.case.id if sender.case else None,
        from_number=sender.case.number if sender.case else None,
        thrown_by=sender.name,
        thrown_at=work.now,
        expires_at=_expires_at(work, thrown.lives),
        deliveries=[],
    )
    if thrown.kind == "signal":
        address(work, message)
        message.state = UNDERWAY if message.deliveries else DELIVERED
    work.session.add(message)
    store(work.session)
    work.outbox.messages.add(message.id)
    return message


def address(work: Work, message: Message) -> None:
    """Note for which cases a message is."""
    before = {delivery.case_id for delivery in message.deliveries}
    message.deliveries += [
        Delivery(case_id=case.id, case_number=case.number)
        for case in post.receivers(work.session, message)
        if case.id not in before
    ]


def not_withdrawal(name: str) -> None:
    """Keep the message that takes an application back behind its own door.

    :raises NotAllowed: it is that message.
    """
    if name == WITHDRAWAL:
        message = (
            "Applications are withdrawn by their applicant or at the window, not by “%(name)s”."
        )
        raise NotAllowed("message.reserved", message, name=name)


def packed(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is carried as it is kept.

    :raises Invalid: it is too large.
    """
    kept = pack(dict(payload))
    if len(orjson.dumps(kept)) > LARGEST_PAYLOAD:
        said = "A message carries at most %(most)s bytes."
        fault = Fault("payload", "message.too_large", said, {"most": LARGEST_PAYLOAD})
        raise Invalid("message.invalid", "The message cannot be sent.", [fault])
    return dict(kept)


def carries(wait: change.Wait) -> bool:
    """Whether the post brings what is waited for: all but the message that withdraws."""
    return (wait.kind, wait.name) != ("message", WITHDRAWAL)


def payload_of(message: Message) -> dict[str, Any]:
    """Return what a message carries, as it was thrown."""
    return dict(unpack(message.payload))


def _expires_at(work: Work, lives: str | None) -> datetime:
    """:raises Invalid: it is no duration."""
    if lives is None:
        return work.now + work.messages_live
    try:
        return Duration.parse(lives).after(work.now)
    except Invalid as refusal:
        faults = [refusal.at("lives")]
        raise Invalid("message.invalid", "The message cannot be sent.", faults) from refusal
