"""The calendar: which day a limit ends on, and why."""

from datetime import date

from marshmallow import fields, validate

from app.shapes.base import Day, Shape
from engine.rules.deadlines import LONGEST

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class DueWanted(Shape):
    """A limit to count."""

    from_ = Day(data_key="from", required=True, validate=validate.Range(EARLIEST, LATEST))
    working_days = fields.Integer(required=True, validate=validate.Range(1, LONGEST))


class DayView(Shape):
    """One line of the explanation of a limit."""

    date = fields.Date(required=True)
    counted = fields.Boolean(required=True)
    why = fields.String(required=True)


class DueView(Shape):
    """The last day in time, and why."""

    due_on = fields.Date(required=True)
    provisional = fields.Boolean(required=True)
    days = fields.List(fields.Nested(DayView), required=True)
