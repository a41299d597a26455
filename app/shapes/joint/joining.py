"""Who takes part in a co-approval: what is sent and what is answered."""

from marshmallow import fields

from app.shapes.base import Shape, text


class DepartmentWanted(Shape):
    """A department that is to be asked, too, or no more."""

    step = text(200, required=True)
    department = text(60, required=True)
    reason = text(2000, required=True)


class DepartmentAdded(DepartmentWanted):
    """A department that is to be asked, too, perhaps with a limit of its own."""

    working_days = fields.Integer(load_default=None, allow_none=True, strict=True)


class JointView(Shape):
    """An open step at which departments are asked, by their codes."""

    step = fields.String(required=True)
    name = fields.String(required=True)
    asked = fields.List(fields.String(), required=True)
    waiting = fields.List(fields.String(), required=True)
    answered = fields.List(fields.String(), required=True)
