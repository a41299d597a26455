"""Returning a task: where to, what it would do, and what is sent."""

from marshmallow import fields, validate

from app.i18n import told
from app.shapes.base import Moment, Shape, text

SIBLINGS = ("cancel", "keep", "wait")
THEN = ("again", "straight")


class ReturnWanted(Shape):
    """Where a task is to go back to, and how."""

    to = fields.List(text(200), required=True, validate=validate.Length(min=1, max=20))
    siblings = fields.String(load_default="cancel", validate=validate.OneOf(SIBLINGS))
    then = fields.String(load_default="again", validate=validate.OneOf(THEN))
    reason = text(2000, required=True)


class TouchedView(Shape):
    """Where something happens, and the open tasks there."""

    places = fields.List(fields.String(), required=True)
    tasks = fields.List(fields.String(), required=True)


class ReturnPreviewView(Shape):
    """What a return would do."""

    siblings = fields.String(required=True, validate=validate.OneOf(SIBLINGS))
    then = fields.String(required=True, validate=validate.OneOf(THEN))
    kept = fields.Nested(TouchedView, required=True)
    cancelled = fields.Nested(TouchedView, required=True)
    redone = fields.List(fields.String(), required=True)


class RefusedView(Shape):
    """Why nobody may return to a step."""

    code = fields.String(required=True)
    detail = fields.Function(told, metadata={"type": "string"})


class GoalView(Shape):
    """A step one can return to; where nobody may, the reason."""

    place = fields.String(required=True)
    name = fields.String(required=True)
    previews = fields.List(fields.Nested(ReturnPreviewView), required=True)
    refused = fields.Nested(RefusedView, required=True, allow_none=True)


class ReturnedView(Shape):
    """That a task was asked because another one was returned: by whom, from where, and why."""

    task = fields.String(attribute="id", required=True)
    step = fields.String(required=True)
    name = fields.String(required=True)
    by = fields.String(attribute="closed_by_name", required=True)
    at = Moment(attribute="closed_at", required=True)
    reason = fields.String(attribute="answers.reason", required=True)
    then = fields.String(attribute="answers.then", required=True, validate=validate.OneOf(THEN))


class WithdrawnView(Shape):
    """A task that is no longer asked for when another one is taken back."""

    task = fields.String(attribute="id", required=True)
    step = fields.String(required=True)
    name = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    role = fields.String(required=True)
