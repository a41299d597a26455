"""Asking departments for their opinions again: whom one can ask, and what is sent."""

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.case.materials import MaterialView


class AskAgainWanted(Shape):
    """Whose opinions are to be given anew, by the ids of their tasks, and why."""

    tasks = fields.List(text(200), required=True, validate=validate.Length(max=100))
    reason = text(2000, required=True)


class GivenView(Shape):
    """An opinion that can be asked for again."""

    task = fields.String(attribute="task.id", required=True)
    name = fields.String(attribute="task.name", required=True)
    department = fields.String(attribute="task.department", required=True)
    place = fields.String(required=True)
    at = Moment(attribute="task.closed_at", required=True)
    newer_materials = fields.List(fields.Nested(MaterialView), attribute="newer", required=True)
