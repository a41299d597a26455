"""Silences: steps nobody answered in time, what counted for them, and what came late."""

from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import fields

from app.shapes.base import Day, Moment, Shape, text
from app.storage.case.cases import Case
from app.storage.clock import silences
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import Task
from app.usecases.tasks import supplying
from app.usecases.work import Work


@dataclass(frozen=True)
class Missed:
    """A silence with its task and case, as it stands at a moment.

    :param owed: whether an opinion is still owed; ``overdue``: whether its day is over.
    """

    silence: Silence
    task: Task
    case: Case
    owed: bool
    overdue: bool


def missed(work: Work, silence: Silence, task: Task, case: Case) -> Missed:
    """Return a silence as it stands now."""
    owed = supplying.owes(silence, case)
    late = silence.owed_until is not None and silence.owed_until <= work.now
    return Missed(silence, task, case, owed, owed and late)


def owed(work: Work) -> Sequence[Missed]:
    """Return the opinions the actor's groups still owe, the nearest limit first."""
    return [missed(work, *row) for row in silences.owed(work.session, work.actor)]


class OpinionSent(Shape):
    """An opinion a department supplies late."""

    opinion = text(60, required=True)
    reason = text(2000, least=0, load_default="")


class LateView(Shape):
    """An opinion that came after silence or absence had counted."""

    opinion = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    by = fields.String(attribute="supplied_by_name", required=True)
    at = Moment(attribute="supplied_at", required=True)
    in_time = fields.Boolean(required=True)


class MissedView(Shape):
    """What is kept of a step nobody answered in time."""

    kind = fields.String(required=True)
    outcome = fields.String(required=True)
    basis = fields.String(required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    group = fields.String(required=True)
    holder = fields.String(attribute="holder_name", required=True, allow_none=True)
    due_on = Day(required=True)
    missed_at = Moment(required=True)
    handed_to = fields.String(attribute="heir_id", required=True, allow_none=True)
    owed_on = Day(required=True, allow_none=True)
    late_opinion = fields.Nested(LateView, attribute="late", required=True, allow_none=True)


class OwedView(Shape):
    """A step nobody answered in time, with its case."""

    task = fields.String(attribute="task.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    step = fields.String(attribute="task.step", required=True)
    name = fields.String(attribute="task.name", required=True)
    owed = fields.Boolean(required=True)
    overdue = fields.Boolean(required=True)
    missed = fields.Nested(MissedView, attribute="silence", required=True)
