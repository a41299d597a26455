"""Process versions, their files, and what a check finds in them."""

from marshmallow import fields

from app.i18n import hinted, told
from app.shapes.base import Moment, Shape
from app.shapes.paging import Cursor, Page


class VersionView(Shape):
    """A published version of a process."""

    key = fields.String(required=True)
    version = fields.Integer(attribute="number", required=True)
    name = fields.String(required=True)
    digest = fields.String(required=True)
    published_by = fields.String(required=True)
    published_at = Moment(required=True)


class FileView(Shape):
    """One file of a version."""

    name = fields.String(required=True)
    size = fields.Function(lambda file: len(file.content), metadata={"type": "integer"})


class VersionPage(VersionView):
    """A version with its files."""

    files = fields.List(fields.Nested(FileView), required=True)


class VersionsWanted(Page):
    """Which versions are asked for."""

    after = Cursor(str, int, load_default=None)


class FindingView(Shape):
    """One thing to change in one file of a process."""

    file = fields.String(required=True)
    line = fields.Integer(required=True)
    element = fields.String(required=True)
    rule = fields.String(required=True)
    severity = fields.String(required=True)
    message = fields.Function(told, metadata={"type": "string"})
    hint = fields.Function(hinted, metadata={"type": "string"})


class JudgementView(Shape):
    """What is found in the files of a process."""

    findings = fields.List(fields.Nested(FindingView), required=True)
