"""Items of the catalogue, as the public reads them."""

from marshmallow import fields

from app.shapes.base import Shape
from app.shapes.paging import Cursor, Page


class ItemView(Shape):
    """What one can apply for."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    process = fields.String(required=True, allow_none=True)
    lead_department = fields.String(required=True)
    handling_kind = fields.String(required=True)
    statutory_days = fields.Integer(required=True)
    promised_days = fields.Integer(required=True)
    signatures = fields.Integer(required=True)
    materials = fields.List(fields.Dict(), required=True)
    publications = fields.Dict(required=True)


class ItemPage(ItemView):
    """One item, with the form of its application once its process is published."""

    form_schema = fields.Dict(required=True, allow_none=True)


class ItemsWanted(Page):
    """Which part of the catalogue is asked for."""

    after = Cursor(int, str, load_default=None)
