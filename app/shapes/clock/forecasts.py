"""Forecasts: when a case will be decided, and how good such forecasts were."""

from marshmallow import fields

from app.shapes.base import Shape


class AccuracyView(Shape):
    """How forecasts would have done in the past, each made with what was known on its day."""

    tried = fields.Integer(required=True)
    within = fields.Integer(required=True)
    mean_error = fields.Float(required=True)


class ExpectedView(Shape):
    """When a case will be decided: eight of ten earlier cases lay between the outer days."""

    earliest_on = fields.Date(required=True)
    likely_on = fields.Date(required=True)
    latest_on = fields.Date(required=True)
    risk = fields.Float(required=True, allow_none=True)
    step = fields.String(required=True)
    cases = fields.Integer(required=True)
    accuracy = fields.Nested(AccuracyView, required=True)


class ForecastView(Shape):
    """The forecast of a case; ``null`` where it is decided, or too few earlier cases tell."""

    expected = fields.Nested(ExpectedView, required=True, allow_none=True)


class PaceView(Shape):
    """How long the cases of an item took, and how good forecasts of them are."""

    item = fields.String(attribute="item_code", required=True)
    counted_on = fields.Date(required=True)
    cases = fields.Integer(required=True)
    accuracy = fields.Nested(AccuracyView, required=True)


class PacesView(Shape):
    """The pace of every item of which cases were decided."""

    items = fields.List(fields.Nested(PaceView), required=True)
