"""Pauses and the extension of a case: what is sent and what is answered."""

from marshmallow import fields

from app.shapes.base import Day, Moment, Shape, text


class PauseWanted(Shape):
    """A clock that is to stop."""

    ground = text(60, required=True)
    planned_working_days = fields.Integer(required=True, strict=True)
    reason = text(2000, required=True)
    task = text(60, load_default=None, allow_none=True)
    evidence = text(60, load_default=None, allow_none=True)
    approved_by = text(100, load_default=None, allow_none=True)


class PauseEnd(Shape):
    """The day the ground of a pause ended, often before the day of recording."""

    ended_on = Day(required=True)


class PauseView(Shape):
    """A time in which the clock of a case, or of one branch, stood still."""

    id = fields.Integer(required=True)
    ground = fields.String(required=True)
    reason = fields.String(required=True)
    planned_working_days = fields.Integer(required=True)
    from_on = Day(required=True)
    planned_to_on = Day(required=True)
    to_on = Day(required=True, allow_none=True)
    task = fields.String(attribute="task_id", required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    by_step = fields.Function(lambda pause: pause.element is not None, metadata={"type": "boolean"})
    evidence = fields.String(required=True, allow_none=True)
    approved_by = fields.String(required=True, allow_none=True)
    paper = fields.String(required=True, allow_none=True)
    recorded_at = Moment(required=True)
    ended_at = Moment(required=True, allow_none=True)


class ExtensionWanted(Shape):
    """A limit that is to be longer."""

    working_days = fields.Integer(required=True, strict=True)
    reason = text(2000, required=True)
    approved_by = text(100, required=True)


class ExtensionView(Shape):
    """How much longer the limits of a case are, and on whose word."""

    working_days = fields.Integer(required=True)
    reason = fields.String(required=True)
    approved_by = fields.String(required=True)
    paper = fields.String(required=True, allow_none=True)
    recorded_at = Moment(required=True)
    promised_due_on = Day(required=True, allow_none=True)
    statutory_due_on = Day(required=True, allow_none=True)
    provisional = fields.Boolean(required=True)
