"""What all shapes share: nothing unknown comes in, moments go out in the office's zone."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from typing import Any, NamedTuple, Self

from marshmallow import RAISE, Schema, ValidationError, fields, missing, validate
from marshmallow.utils import get_value

from engine.forms import texts
from engine.rules.deadlines import OFFICE_ZONE


class Member(NamedTuple):
    """How one member of an answer is found and told."""

    key: str
    path: str
    found: Callable[[Any], Any] | None  # none where the whole is told
    plain: type | None  # of values that are told as they are
    told: Callable[[Any], Any]
    default: Any


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
        by_key, answer = hasattr(obj, "__getitem__"), {}
        for key, path, found, plain, told, default in self._members:
            try:
                value = obj if found is None else get_value(obj, path) if by_key else found(obj)
            except AttributeError as lacking:  # the way ends at nothing, or goes on in a mapping
                value = missing if lacking.obj is None else get_value(obj, path)
            if value is missing:
                value = default
            if value is None or type(value) is plain:
                answer[key] = value
            elif value is not missing:
                answer[key] = told(value)
        return answer

    @cached_property
    def _members(self) -> list[Member]:
        return [_member(name, field) for name, field in self.dump_fields.items()]


PLAIN = {fields.String: str, fields.Integer: int, fields.Boolean: bool}


def _member(name: str, field: fields.Field[Any]) -> Member:
    key, path = field.data_key or name, field.attribute or name
    found = None if isinstance(field, fields.Function) else _way(path)
    return Member(key, path, found, PLAIN.get(type(field)), _teller(field), field.dump_default)


def _way(path: str) -> Callable[[Any], Any]:
    """Return what goes a way; that it ends where nothing is happens often, and is no error then."""
    first, _, rest = path.partition(".")
    begins = attrgetter(first)
    if not rest:
        return begins
    goes_on = attrgetter(rest)

    def found(obj: Any) -> Any:
        part = begins(obj)
        return missing if part is None else goes_on(part)

    return found


def _teller(field: fields.Field[Any]) -> Callable[[Any], Any]:
    """Return what tells a value of a field, without the steps that always lead there."""
    match field:
        case fields.Function(serialize_func=tell) if tell is not None:
            return tell
        case Moment():
            return in_office
        case fields.Date():
            return date.isoformat
        case fields.Nested(schema=shape, many=many):
            return partial(shape.dump, many=shape.many or many)
        case fields.List(inner=inner):
            each = _teller(inner)
            return lambda values: [None if one is None else each(one) for one in values]
    return partial(field._serialize, attr=None, obj=None)


class Nothing(Shape):
    """The body of a deed that needs no words; sending none is the same."""


class Moment(fields.AwareDateTime):
    """An RFC 3339 moment, written in the office's zone."""

    def _serialize(
        self, value: datetime | None, attr: str | None, obj: Any, **_: Any
    ) -> str | None:
        return None if value is None else in_office(value)


@lru_cache(1024)
def in_office(moment: datetime) -> str:
    """Return a moment as it is written in the office's zone."""
    return moment.astimezone(OFFICE_ZONE).isoformat(timespec="milliseconds")


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
    return fields.Dict(required=True, validate=_not_too_many)


def _not_too_many(value: dict[str, Any]) -> None:
    if len(value) > MOST_ANSWERS:
        raise ValidationError("No form asks so much.")


MOST_ANSWERS = 2000
