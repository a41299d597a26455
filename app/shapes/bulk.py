"""One deed on many tasks: what is asked, and what came of each."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import fields, validate

from app.clock import TaskOutcome
from app.i18n import told
from app.shapes.base import Shape, text
from app.usecases import claiming
from app.usecases.work import Work

MOST = 100
"""Tasks of one request."""

DEEDS: Mapping[str, Callable[[Work, str], object]] = {
    "claim": claiming.claim,
    "release": claiming.release,
}


class ManyTasks(Shape):
    """Which tasks, and what is done with each."""

    deed = fields.String(required=True, validate=validate.OneOf(tuple(DEEDS)))
    tasks = fields.List(text(40), required=True, validate=validate.Length(1, MOST))


class TaskOutcomeView(Shape):
    """A task: ``done``, or why it is refused."""

    task = fields.String(required=True)
    result = fields.String(required=True, validate=validate.OneOf(("done", "refused")))
    code = fields.String(required=True, allow_none=True)
    detail = fields.String(required=True, allow_none=True)


class TaskOutcomes(Shape):
    """What came of each task, in the order asked for."""

    items = fields.List(fields.Nested(TaskOutcomeView), required=True)


def outcome(one: TaskOutcome) -> dict[str, Any]:
    """Return what came of a task, as it is told."""
    if one.failure is None:
        return {"task": one.task, "result": "done", "code": None, "detail": None}
    why = told(one.failure)
    return {"task": one.task, "result": "refused", "code": one.failure.code, "detail": why}
