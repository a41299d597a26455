"""The guard of the clock: who lets time pass, and which limits wait after an outage."""

from datetime import datetime

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.paging import Cursor, Page, begins_with_a_moment
from app.storage.clock.held import Waiting


class HeartbeatView(Shape):
    """A process that lets time pass, and when it was last seen by the database's own clock."""

    name = fields.String(required=True)
    host = fields.String(required=True)
    pid = fields.Integer(required=True)
    at = Moment(required=True)


class ClockView(Shape):
    """The clock of the office.

    ``state`` is ``stopped`` after a jump, until an administrator confirms the clock.
    """

    state = fields.String(required=True, validate=validate.OneOf(("running", "stopped")))
    now = Moment(required=True)
    incident = fields.Integer(required=True, allow_none=True)
    held = fields.Integer(required=True)
    heartbeats = fields.List(fields.Nested(HeartbeatView), required=True)


class OutageView(Shape):
    """A time in which nobody let limits pass."""

    since = Moment(required=True)
    until = Moment(required=True)


class HeldLimitView(Shape):
    """A limit that passed in an outage and waits for a person's word."""

    case = fields.String(attribute="number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    id = fields.String(attribute="deadline.id", required=True)
    kind = fields.String(attribute="deadline.kind", required=True)
    step = fields.String(attribute="deadline.step", required=True, allow_none=True)
    due_at = Moment(attribute="deadline.due_at", required=True)
    outage = fields.Nested(OutageView, required=True)
    incident = fields.Integer(attribute="incident.id", required=True)


class DecidedView(Shape):
    """A limit as it is after somebody decided about it."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    step = fields.String(required=True, allow_none=True)
    due_at = Moment(required=True)
    state = fields.String(required=True)


class DeclaredView(Shape):
    """The days the calendar does not count any more, and how many limits still wait."""

    days = fields.List(fields.List(fields.String()), required=True)
    held = fields.Integer(required=True)


class Why(Shape):
    """Why it is decided so."""

    reason = text(500, required=True)


def key_of(waiting: Waiting) -> list[str]:
    """Return what the next page goes on after."""
    return [waiting.deadline.due_at.isoformat(), waiting.deadline.id]


def read_key(key: list[str] | None) -> tuple[datetime, str] | None:
    """Return what a page goes on after, as the storage wants it."""
    return (datetime.fromisoformat(key[0]), key[1]) if key else None


class HeldWanted(Page):
    """Which part of the limits that wait is asked for."""

    after = Cursor(str, str, load_default=None, validate=begins_with_a_moment)
