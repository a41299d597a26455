"""Lists go page by page from where the last one ended, so that a page costs the same everywhere."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import orjson
from marshmallow import Schema, ValidationError, fields, validate

from app.shapes.base import Shape

Row = TypeVar("Row")
MOST = 200
"""No page is longer."""


class Cursor(fields.Field[list[Any]]):
    """Where a page goes on: what ``next`` said, opaque to whoever carries it.

    :param types: of the values it carries.
    """

    def __init__(self, *types: type, **options: Any) -> None:
        super().__init__(**options)
        self.types = types
        self.metadata = {"type": "string", "maxLength": 300}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> list[Any]:
        try:
            key = orjson.loads(urlsafe_b64decode(str(value).encode("ascii")))
        except ValueError as error:
            raise ValidationError("Send what “next” of the page before said.") from error
        if not isinstance(key, list) or [type(part) for part in key] != list(self.types):
            raise ValidationError("Send what “next” of the page before said.")
        if any(isinstance(part, str) and "\0" in part for part in key):
            raise ValidationError("Send what “next” of the page before said.")
        return key


class Page(Shape):
    """Which part of a list is asked for."""

    limit = fields.Integer(
        load_default=50, strict=False, validate=validate.Range(1, MOST), metadata={"default": 50}
    )
    after = Cursor(int, load_default=None)


class TextPage(Page):
    """Which part of a list is asked for, where rows are named by words."""

    after = Cursor(str, load_default=None)


def key_of_moment(moment: datetime, id: str) -> list[Any]:
    """Return what the next page of a list in order of time goes on after, as a cursor has it."""
    return [moment.astimezone(UTC).replace(tzinfo=None).isoformat(), id]


def begins_with_a_moment(key: list[str]) -> None:
    """Refuse a cursor of a list in order of time that carries no moment.

    :raises ValidationError: it carries none.
    """
    try:
        aware = datetime.fromisoformat(key[0]).tzinfo
    except ValueError:
        aware = None
    if aware is None:
        raise ValidationError("Send what “next” of the page before said.")


def place_in_time(after: list[str] | None) -> tuple[datetime, str] | None:
    """Return the place in a list in order of time that a cursor carries.

    :raises ValidationError: it carries none.
    """
    if after is None:
        return None
    try:
        return datetime.fromisoformat(f"{after[0]}Z"), after[1]
    except ValueError as error:
        raise ValidationError({"after": ["Send what “next” of the page before said."]}) from error


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """One page, and the cursor of the next: none on the last."""

    items: Sequence[Row]
    next: str | None


def page(rows: Sequence[Row], limit: int, key: Callable[[Row], list[Any]]) -> Listed[Row]:
    """Cut a page from rows of which one more than ``limit`` was asked for.

    :param key: what the next page goes on after.

    >>> page([1, 2, 3], 2, lambda row: [row])
    Listed(items=[1, 2], next='WzJd')
    """
    shown = rows[:limit]
    more = len(rows) > limit
    return Listed(shown, cursor(key(shown[-1])) if more else None)


def page_of_all(
    rows: Sequence[Row], wanted: dict[str, Any], key: Callable[[Row], str]
) -> Listed[Row]:
    """Cut a page from all the rows of a short list.

    >>> page_of_all(["a", "b", "c"], {"limit": 1, "after": ["a"]}, str)
    Listed(items=['b'], next='WyJiIl0=')
    """
    keys = [key(row) for row in rows]
    after = wanted["after"]
    start = keys.index(after[0]) + 1 if after and after[0] in keys else 0
    return page(rows[start:], wanted["limit"], lambda row: [key(row)])


def cursor(key: list[Any]) -> str:
    """Return a key as it is handed out."""
    return urlsafe_b64encode(orjson.dumps(key)).decode()


def list_of(shape: type[Schema]) -> type[Schema]:
    """Return the shape of a page of these."""
    members: dict[str, fields.Field[Any]] = {
        "items": fields.List(fields.Nested(shape), required=True),
        "next": fields.String(required=True, allow_none=True),
    }
    return Shape.from_dict(members, name=f"{shape.__name__}s")
