"""One deed on many tasks: what is asked, and what came of each."""

from itertools import cycle
from typing import Any

from marshmallow import fields, validate

from app.clock import TaskOutcome
from app.clock.many import Act
from app.i18n import told
from app.shapes.base import Shape, text
from app.usecases import handing
from app.usecases.handing import Wish
from app.usecases.tasks import claiming, urging
from engine.errors import Broken, Invalid, Refusal

MOST = 100
"""Tasks of one request."""

DEEDS = ("claim", "release", "assign", "transfer", "urge")


class ManyTasks(Shape):
    """Which tasks, and what is done with each; ``to`` whom, and why, where they change hands.

    Instead of ``to``, ``among`` names several to whom they are dealt in turn.
    """

    deed = fields.String(required=True, validate=validate.OneOf(DEEDS))
    tasks = fields.List(text(40), required=True, validate=validate.Length(1, MOST))
    to = text(100, least=0, load_default="")
    among = fields.List(text(100), load_default=list, validate=validate.Length(0, MOST))
    reason = text(2000, least=0, load_default="")


class TaskOutcomeView(Shape):
    """A task: ``done``, or why it is refused."""

    task = fields.String(required=True)
    result = fields.String(required=True, validate=validate.OneOf(("done", "refused")))
    code = fields.String(required=True, allow_none=True)
    detail = fields.String(required=True, allow_none=True)


class TaskOutcomes(Shape):
    """What came of each task, in the order asked for."""

    items = fields.List(fields.Nested(TaskOutcomeView), required=True)


def act_of(sent: dict[str, Any]) -> Act:
    """Return what is done with each task."""
    reason, receivers = sent["reason"], cycle(sent["among"] or [sent["to"]])
    acts: dict[str, Act] = {
        "claim": claiming.claim,
        "release": claiming.release,
        "assign": lambda work, task: handing.assign(work, task, Wish(next(receivers), reason)),
        "transfer": lambda work, task: handing.transfer(work, task, Wish(next(receivers), reason)),
        "urge": lambda work, task: urging.urge(work, task, reason),
    }
    return acts[sent["deed"]]


def outcome(one: TaskOutcome) -> dict[str, Any]:
    """Return what came of a task, as it is told."""
    if one.failure is None:
        return {"task": one.task, "result": "done", "code": None, "detail": None}
    code = one.failure.code
    return {"task": one.task, "result": "refused", "code": code, "detail": _why(one.failure)}


def _why(failure: Refusal | Broken) -> str:
    faults = failure.faults if isinstance(failure, Invalid) else ()
    return " ".join(map(told, faults)) or told(failure)
