"""What all shapes share: nothing unknown comes in, moments go out in the office's zone."""

from datetime import date, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from engine.forms import texts
from engine.rules.deadlines import OFFICE_ZONE


class Shape(Schema):
    """What is sent or answered; a member it does not name is refused."""

    class Meta:
        unknown = RAISE


class Nothing(Shape):
    """The body of a deed that needs no words; sending none is the same."""


class Moment(fields.AwareDateTime):
    """An RFC 3339 moment, written in the office's zone."""

    def _serialize(
        self, value: datetime | None, attr: str | None, obj: Any, **_: Any
    ) -> str | None:
        if value is None:
            return None
        return value.astimezone(OFFICE_ZONE).isoformat(timespec="milliseconds")


class Day(fields.Date):
    """A date ``YYYY-MM-DD`` and no other spelling of ISO 8601."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or len(value) != len("2026-03-02"):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


def text(most: int, least: int = 1, **options: Any) -> fields.String:
    """A field for words of a length that fits where they are kept, without hidden signs."""
    return fields.String(validate=[validate.Length(min=least, max=most), _shown], **options)


def _shown(value: str) -> None:
    if fault := texts.unfit(value, lines=True):
        raise ValidationError(fault.message)


def answers() -> fields.Dict:
    """A required field for answers by the keys of their form."""
    return fields.Dict(keys=fields.String(), required=True, validate=_not_too_many)


def _not_too_many(value: dict[str, Any]) -> None:
    if len(value) > MOST_ANSWERS:
        raise ValidationError("No form asks so much.")


MOST_ANSWERS = 2000
