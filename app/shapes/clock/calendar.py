"""The calendar: which day a limit ends on, and why."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.shapes.base import Day, Moment, Shape
from engine.rules.timers import LONGEST, Kind

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
UNITS: dict[Kind, int] = {"working_days": LONGEST, "natural_days": 3660, "months": 120}


class DueWanted(Shape):
    """A limit to count, in one of its units."""

    from_ = Day(data_key="from", required=True, validate=validate.Range(EARLIEST, LATEST))
    working_days = fields.Integer(validate=validate.Range(1, UNITS["working_days"]))
    natural_days = fields.Integer(validate=validate.Range(1, UNITS["natural_days"]))
    months = fields.Integer(validate=validate.Range(1, UNITS["months"]))

    @validates_schema
    def one_unit(self, told: dict[str, Any], **_: Any) -> None:
        """Refuse a limit in no unit, or in two."""
        if len(UNITS.keys() & told.keys()) != 1:
            raise ValidationError("Say one of working_days, natural_days and months.")


class DayView(Shape):
    """One line of the explanation of a limit."""

    date = fields.Date(required=True)
    counted = fields.Boolean(required=True)
    why = fields.String(required=True)
    name = fields.String(required=True)
    amount = fields.Integer(required=True)


class RuleView(Shape):
    """A limit as it is stated."""

    kind = fields.String(required=True)
    value = fields.String(required=True)


class DueView(Shape):
    """The last day in time, and why."""

    rule = fields.Nested(RuleView, required=True)
    extra = fields.Integer(required=True)
    articles = fields.List(fields.String(), required=True)
    due_on = fields.Date(required=True)
    due_at = Moment(required=True)
    provisional = fields.Boolean(required=True)
    unit = fields.String(required=True)
    total = fields.Integer(required=True)
    days = fields.List(fields.Nested(DayView), required=True)


class WhyView(DueView):
    """Why a limit of a case ends when it does."""

    id = fields.String(required=True)
    basis = fields.String(required=True, allow_none=True)
