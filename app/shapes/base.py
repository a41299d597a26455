"""What all shapes share: nothing unknown comes in, moments go out in the office's zone."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, Self

from marshmallow import RAISE, Schema, ValidationError, fields, missing, validate
from marshmallow.utils import get_value

from engine.forms import texts
from engine.rules.deadlines import OFFICE_ZONE


class Member(NamedTuple):
    """How one member of an answer is told."""

    name: str
    key: str
    way: tuple[str, ...]  # the attributes that lead to it; none where the field finds it itself
    default: Any
    told: Callable[[Any, str, Any], Any]


class Shape(Schema):
    """What is sent or answered; a member it does not name is refused."""

    class Meta:
        unknown = RAISE

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the shape itself: what describes the calls copies each several times over."""
        return self

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Return an answer as marshmallow does, by members made ready once; there are no hooks."""
        if obj is not None and (self.many if many is None else many):
            return [self.dump(one, many=False) for one in obj]
        answer = {}
        for name, key, way, default, told in self._members:
            value = obj
            for step in way:
                indexed = hasattr(value, "__getitem__")
                value = get_value(value, step) if indexed else getattr(value, step, missing)
            if value is missing:
                value = default
            if value is not missing:
                answer[key] = told(value, name, obj)
        return answer

    @cached_property
    def _members(self) -> list[Member]:
        return [_member(name, field) for name, field in self.dump_fields.items()]


def _member(name: str, field: fields.Field[Any]) -> Member:
    by_itself = isinstance(field, fields.Function | fields.Method | fields.Constant)
    way = () if by_itself else tuple((field.attribute or name).split("."))
    return Member(name, field.data_key or name, way, field.dump_default, field._serialize)


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
