"""Messages and signals: sent by other systems, and where they have arrived."""

from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.paging import Cursor, Page, key_of_moment
from app.storage.post.messages import DELIVERED, EXPIRED, UNDERWAY, WAITING, Message

STATES = (WAITING, UNDERWAY, DELIVERED, EXPIRED)
KINDS = ("message", "signal")
ARRIVALS = ("pending", "done", "missed")


class DeliveryView(Shape):
    """A case a message is for."""

    case = fields.String(attribute="case_number", required=True)
    state = fields.String(required=True, validate=validate.OneOf(ARRIVALS))
    at = Moment(required=True, allow_none=True)
    incident = fields.Integer(attribute="held_by", required=True, allow_none=True)


class MessageView(Shape):
    """A message or signal; what it carries may be personal and is not shown."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    name = fields.String(required=True)
    key = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    from_case = fields.String(attribute="from_number", required=True, allow_none=True)
    thrown_at = Moment(required=True)
    expires_at = Moment(required=True)
    deliveries = fields.List(fields.Nested(DeliveryView), required=True)


class MessagesWanted(Page):
    """Which messages are asked for."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    q = text(
        200,
        load_default=None,
        metadata={"description": "A part of the name, or the whole key."},
    )
    after = Cursor(str, str, load_default=None)


def payload() -> fields.Dict:
    """A field for what is carried, by name."""
    return fields.Dict(keys=fields.String(), load_default=dict)


class Told(Shape):
    """A message for one case, or a signal for all."""

    name = text(200, required=True)
    payload = payload()


class Sent(Told):
    """A message for whichever case waits for it."""

    key = text(200, load_default=None)
    lives = text(40, load_default=None, metadata={"description": "An ISO 8601 duration."})


def key_of(message: Message) -> list[Any]:
    """Return what the next page goes on after."""
    return key_of_moment(message.thrown_at, message.id)
