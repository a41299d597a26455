"""Filters of the inbox kept under a name, as programs send and see them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from app.shapes.base import Moment, Shape, text
from app.shapes.desk.inbox import TasksWanted

OF_PAGES = {"limit", "after"}


class FilterSent(Shape):
    """A filter to keep."""

    name = text(40, required=True)
    filter = fields.Dict(keys=fields.String(), required=True)
    usual = fields.Boolean(load_default=False)
    department = text(100, load_default=None)


class FilterView(Shape):
    """A filter that is kept; ``department``: whose people see it, too."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    filter = fields.Dict(required=True)
    usual = fields.Boolean(required=True)
    department = fields.String(required=True, allow_none=True)
    own = fields.Boolean(required=True)
    saved_at = Moment(required=True)


def address_of(said: Mapping[str, Any]) -> dict[str, str]:
    """Return a filter as it stands in the address of the inbox.

    :raises ValidationError: with everything in it that the inbox does not know.
    """
    texts = {name: str(value) for name, value in said.items() if value not in (None, "")}
    if faults := TasksWanted(exclude=OF_PAGES).validate(texts):
        raise ValidationError({"filter": faults})
    return texts
