"""Materials: the files of a case."""

from marshmallow import fields

from app.shapes.base import Moment, Shape, text


class OneFileView(Shape):
    """One version of one file."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    size = fields.Integer(required=True)
    media_type = fields.String(required=True)
    digest = fields.String(required=True, metadata={"description": "SHA-256"})
    added_at = Moment(required=True)
    replaced = fields.Boolean(required=True)


class MaterialView(OneFileView):
    """One version of one file of a case."""

    code = fields.String(required=True)


class MaterialSent(Shape):
    """What is said about a file that is handed in."""

    code = text(100, load_default="other")
    replaces = text(64, load_default=None)
