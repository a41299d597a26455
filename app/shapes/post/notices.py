"""Notices: messages to people."""

from dataclasses import dataclass
from datetime import datetime

from marshmallow import fields

from app.shapes.base import Moment, Shape
from app.storage.post.notices import Notice


@dataclass(frozen=True)
class SeenNotice:
    """A notice, and when this reader read it."""

    notice: Notice
    read_at: datetime | None


class NoticeView(Shape):
    """A message to a person or a group."""

    id = fields.Integer(attribute="notice.id", required=True)
    case = fields.String(attribute="notice.case_number", required=True, allow_none=True)
    what = fields.String(attribute="notice.what", required=True)
    params = fields.Dict(attribute="notice.params", required=True)
    written_at = Moment(attribute="notice.written_at", required=True)
    read_at = Moment(required=True, allow_none=True)
