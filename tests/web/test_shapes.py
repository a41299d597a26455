"""An answer is put together by members made ready once, and reads as marshmallow tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import pytest
from marshmallow import Schema, fields
from marshmallow.decorators import POST_DUMP, PRE_DUMP

import app.api  # noqa: F401 - knows all shapes
from app.shapes.base import Day, Moment, Shape


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


class NameView(Shape):
    """What is told of somebody among others."""

    name = fields.String()


class KindsView(Shape):
    """A member of every kind that answers are made of."""

    words = fields.String()
    number = fields.Integer()
    holds = fields.Boolean()
    share = fields.Float()
    day = Day()
    at = Moment()
    rest = fields.Dict()
    one = fields.Nested(NameView)
    several = fields.Nested(NameView, many=True)
    days = fields.List(Day())
    names = fields.List(fields.Nested(NameView))


@dataclass
class Kinds:
    """A value of every kind, or something near it."""

    words: Any = None
    number: Any = None
    holds: Any = None
    share: Any = None
    day: date | None = None
    at: datetime | None = None
    rest: Any = None
    one: Any = None
    several: Any = None
    days: Any = None
    names: Any = None


WU, DAY, AT = Person("吴敏"), date(2026, 3, 2), datetime(2026, 3, 2, 1, 2, 3, 4567, UTC)


@pytest.mark.parametrize(
    "told",
    [
        Kinds(),
        Kinds("词", 3, True, 0.5, DAY, AT, {"a": 1}, WU, [WU], [DAY, None], [WU, None]),
        Kinds(words=7, number="3", holds=1, share=2, day=AT, several=(), days=(DAY,)),
        Kinds(number=True, holds="no", rest=MappingProxyType({"a": 1}), one={"name": 5}),
    ],
    ids=["nothing", "as it is told", "near it", "further from it"],
)
def test_every_kind_of_member_is_told_as_marshmallow_tells_it(told):
    assert repr(KindsView().dump(told)) == repr(Schema.dump(KindsView(), told))


def test_no_shape_waits_for_a_hook_while_it_is_told():
    hooked = [one for one in _shapes(Shape) if one._hooks[PRE_DUMP] or one._hooks[POST_DUMP]]

    assert hooked == []


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    for one in shape.__subclasses__():
        yield one
        yield from _shapes(one)
