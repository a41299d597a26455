"""An answer is put together by members made ready once, and reads as marshmallow tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from marshmallow import Schema, fields
from marshmallow.decorators import POST_DUMP, PRE_DUMP

import app.api  # noqa: F401 - knows all shapes
from app.shapes.base import Shape


@dataclass
class Person:
    """Who is told of."""

    name: str
    holder: "Person | dict[str, str] | None" = None


class PersonView(Shape):
    """What is told of a person, in every way a member can be found."""

    name = fields.String(required=True)
    holder = fields.String(attribute="holder.name", dump_default=None)
    boss = fields.String(attribute="holder.holder.name", data_key="at the top")
    missing = fields.Integer()
    filled = fields.Integer(dump_default=1)
    shouted = fields.Function(lambda one: str(one))


SEEN = [
    Person("何清荷"),
    Person("何清荷", Person("周文静", Person("程晓"))),
    Person("何清荷", {"name": "周文静"}),
    {"name": "何清荷", "holder": None},
    MappingProxyType({"name": "何清荷", "holder": Person("周文静")}),
]


def test_an_answer_is_told_as_marshmallow_tells_it():
    shape = PersonView()

    assert [shape.dump(one) for one in SEEN] == [Schema.dump(shape, one) for one in SEEN]
    assert shape.dump(SEEN, many=True) == Schema.dump(shape, SEEN, many=True)


def test_no_shape_waits_for_a_hook_while_it_is_told():
    hooked = [one for one in _shapes(Shape) if one._hooks[PRE_DUMP] or one._hooks[POST_DUMP]]

    assert hooked == []


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    for one in shape.__subclasses__():
        yield one
        yield from _shapes(one)
