"""Tasks: as rows of a list, as one page, and what is sent to them."""

from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, answers, text
from app.shapes.case.materials import MaterialView
from app.shapes.clock.silences import MissedView
from app.shapes.desk.returning import ReturnedView
from app.shapes.paging import key_of_moment
from app.storage.desk import inbox
from app.storage.desk.inbox import View
from app.storage.desk.tasks import Task

LIGHTS = ("green", "yellow", "red", "none")


class TaskView(Shape):
    """A task as lists show it."""

    id = fields.String(attribute="task.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    item_name = fields.String(attribute="case.item_name", required=True)
    applicant_name = fields.String(attribute="case.applicant_name", required=True)
    step = fields.String(required=True)
    name = fields.String(attribute="named.name", required=True)
    department = fields.String(attribute="task.department", required=True, allow_none=True)
    role = fields.String(required=True)
    assignee = fields.String(attribute="holder.username", dump_default=None, allow_none=True)
    assignee_name = fields.String(attribute="holder.name", dump_default=None, allow_none=True)
    delegator = fields.String(attribute="delegator.username", dump_default=None, allow_none=True)
    delegate = fields.String(attribute="delegate.username", dump_default=None, allow_none=True)
    snoozed_until = Moment(attribute="task.snoozed_until", required=True, allow_none=True)
    urges = fields.Function(lambda one: one.task.urges or 0, required=True)
    form = fields.String(required=True, allow_none=True)
    opened_at = Moment(attribute="task.opened_at", required=True)
    due_at = Moment(required=True, allow_none=True)
    due_on = Day(attribute="task.due_on", required=True, allow_none=True)
    provisional = fields.Boolean(required=True)
    closed_at = Moment(attribute="task.closed_at", required=True, allow_none=True)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    returned_from = fields.String(attribute="task.returned_from", required=True, allow_none=True)
    revision = fields.Integer(attribute="task.revision", required=True)


class SaidView(Shape):
    """What a step asked and what was answered, as far as one may see."""

    department = fields.String(required=True, allow_none=True)
    step = fields.String(required=True)
    name = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = Moment(required=True, allow_none=True)
    answers = fields.Dict(required=True, allow_none=True)
    missed = fields.Nested(MissedView, required=True, allow_none=True)
    taken_back_at = Moment(required=True, allow_none=True)
    confirmed_at = Moment(attribute="task.confirmed_at", required=True, allow_none=True)
    newer_materials = fields.List(fields.Nested(MaterialView), attribute="newer", required=True)


class DataView(Shape):
    """What the person may see of a case to do a task."""

    applicant = fields.Dict(required=True)
    application = fields.Dict(required=True)
    item = fields.Dict(required=True)
    opinions = fields.List(fields.Nested(SaidView), required=True)
    answered = fields.List(fields.Nested(SaidView), required=True)


class TaskPage(TaskView):
    """One task with everything needed to do it."""

    form_schema = fields.Dict(required=True, allow_none=True)
    instructions = fields.String(required=True)
    data = fields.Nested(DataView, required=True)
    draft = fields.Dict(required=True, allow_none=True)
    returned = fields.Nested(ReturnedView, required=True, allow_none=True)
    missed = fields.Nested(MissedView, required=True, allow_none=True)
    newer_materials = fields.List(fields.Nested(MaterialView), attribute="newer", required=True)


class Answers(Shape):
    """The answers to the form of a task."""

    answers = answers()


class Reason(Shape):
    """Why something is done that others must understand later."""

    reason = text(2000, required=True)


class Assigned(Shape):
    """To whom a task is given, and why where it is taken from somebody."""

    to = text(100, required=True)
    reason = text(2000, least=0, load_default="")


class Urged(Shape):
    """What is said to those who are urged."""

    note = text(2000, least=0, load_default="")


class Snoozed(Shape):
    """Until which day a task is put off."""

    until = Day(required=True)


class Handed(Shape):
    """To whom a task is handed, and why."""

    to = text(100, required=True)
    reason = text(2000, required=True)


class ReceiverView(Shape):
    """Somebody a task could be handed to."""

    username = fields.String(required=True)
    name = fields.String(required=True)


class ReceiversView(Shape):
    """Whom a task could be given or passed on to, and who could prepare its answer."""

    holders = fields.List(fields.Nested(ReceiverView), required=True)
    preparers = fields.List(fields.Nested(ReceiverView), required=True)


def inbox_key(task: Task, view: View) -> list[Any]:
    """Return what the next page of an inbox goes on after, as a cursor carries it."""
    return key_of_moment(*inbox.key_of(task, view))
