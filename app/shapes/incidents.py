"""Incidents: where a person must look."""

from marshmallow import fields

from app.i18n import told
from app.shapes.base import Moment, Shape
from app.shapes.paging import Page


class IncidentView(Shape):
    """Where the product could not go on by itself."""

    id = fields.Integer(required=True)
    case = fields.String(attribute="case_number", required=True, allow_none=True)
    code = fields.String(required=True)
    message = fields.Function(told, metadata={"type": "string"})
    job = fields.String(attribute="move.job", required=True, allow_none=True, dump_default=None)
    attempts = fields.Integer(required=True)
    occurred_at = Moment(required=True)
    resolved_at = Moment(required=True, allow_none=True)
    resolved_by = fields.String(required=True, allow_none=True)
    resolution = fields.String(required=True, allow_none=True)


class IncidentsWanted(Page):
    """Which incidents are asked for."""

    open = fields.Boolean(load_default=True)
