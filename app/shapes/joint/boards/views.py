"""The joint board of a case, as programs read it."""

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape
from app.shapes.desk.tasks import LIGHTS
from app.shapes.joint.boards import STATES


class ColumnView(Shape):
    """A step, or several that one department does in turn."""

    key = fields.String(required=True)
    name = fields.String(required=True)


class PartView(Shape):
    """One step of one's own department within its cell."""

    task = fields.String(attribute="task.id", required=True)
    step = fields.String(attribute="task.step", required=True)
    name = fields.String(attribute="task.name", required=True)
    role = fields.String(attribute="task.role", required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    owner = fields.String(required=True, allow_none=True)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    working_days_left = fields.Integer(attribute="days_left", required=True, allow_none=True)


class CellView(Shape):
    """How one department stands at one step."""

    state = fields.String(required=True, validate=validate.OneOf(STATES))
    owner = fields.String(required=True, allow_none=True)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    due_on = Day(required=True, allow_none=True)
    working_days_left = fields.Integer(attribute="days_left", required=True, allow_none=True)
    opinion = fields.String(required=True, allow_none=True)
    late_opinion = fields.String(attribute="late", required=True, allow_none=True)
    opinion_hidden = fields.Boolean(attribute="hidden", required=True)
    outdated = fields.Boolean(required=True)
    task = fields.String(attribute="task.id", dump_default=None, allow_none=True)
    open_questions = fields.Integer(attribute="questions", required=True)
    upward = fields.Boolean(required=True)
    ended_at = Moment(attribute="at", required=True, allow_none=True)
    steps = fields.List(fields.Nested(PartView), attribute="parts", required=True)
    also = fields.List(fields.Nested(PartView), required=True)


class LineView(Shape):
    """A department, or a role of the whole centre, with its cells by the key of their column."""

    department = fields.String(attribute="row.department", required=True, allow_none=True)
    role = fields.String(attribute="row.role", required=True, allow_none=True)
    cells = fields.Dict(keys=fields.String(), values=fields.Nested(CellView), required=True)


class BoardView(Shape):
    """A case as departments by steps; a place without a cell is nobody's."""

    case = fields.String(attribute="case.number", required=True)
    paused = fields.Boolean(attribute="case.paused", required=True)
    columns = fields.List(fields.Nested(ColumnView), required=True)
    rows = fields.List(fields.Nested(LineView), attribute="lines", required=True)
