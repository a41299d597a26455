"""Functions about how points and ranges lie to each other."""

from collections.abc import Callable
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin
from engine.feel.operations.comparison import ordered, same
from engine.feel.scope import Evaluation
from engine.feel.values import Range


def _span(value: Any) -> Range:
    return value if type(value) is Range else Range(value, value)


def _less(run: Evaluation, left: Any, right: Any) -> bool:
    return _known(ordered(run, "<", left, right))


def _equal(run: Evaluation, left: Any, right: Any) -> bool:
    return _known(same(run, left, right))


def _known(answer: bool | None) -> bool:
    if answer is None:
        raise NoValue("these points have no order")
    return answer


def _before(run: Evaluation, one: Range, other: Range) -> bool:
    touching = one.end_included and other.start_included
    return _less(run, one.end, other.start) or (_equal(run, one.end, other.start) and not touching)


def _starts_no_later(run: Evaluation, outer: Range, inner: Range) -> bool:
    wider = outer.start_included or not inner.start_included
    return _less(run, outer.start, inner.start) or (_equal(run, outer.start, inner.start) and wider)


def _ends_no_earlier(run: Evaluation, outer: Range, inner: Range) -> bool:
    wider = outer.end_included or not inner.end_included
    return _less(run, inner.end, outer.end) or (_equal(run, outer.end, inner.end) and wider)


def _same_start(run: Evaluation, one: Range, other: Range) -> bool:
    return _equal(run, one.start, other.start) and one.start_included == other.start_included


def _same_end(run: Evaluation, one: Range, other: Range) -> bool:
    return _equal(run, one.end, other.end) and one.end_included == other.end_included


def _meets(run: Evaluation, one: Range, other: Range) -> bool:
    return one.end_included and other.start_included and _equal(run, one.end, other.start)


def _includes(run: Evaluation, outer: Range, inner: Range) -> bool:
    return _starts_no_later(run, outer, inner) and _ends_no_earlier(run, outer, inner)


def _overlaps(run: Evaluation, one: Range, other: Range) -> bool:
    return not _before(run, one, other) and not _before(run, other, one)


def _overlaps_before(run: Evaluation, one: Range, other: Range) -> bool:
    earlier = _starts_no_later(run, one, other) and not _same_start(run, one, other)
    return earlier and _overlaps(run, one, other) and _ends_no_earlier(run, other, one)


Relation = Callable[[Evaluation, Range, Range], bool]
_RELATIONS: dict[str, Relation] = {
    "before": _before,
    "after": lambda run, one, other: _before(run, other, one),
    "meets": _meets,
    "met by": lambda run, one, other: _meets(run, other, one),
    "overlaps": _overlaps,
    "overlaps before": _overlaps_before,
    "overlaps after": lambda run, one, other: _overlaps_before(run, other, one),
    "includes": _includes,
    "during": lambda run, one, other: _includes(run, other, one),
    "coincides": lambda run, a, b: _same_start(run, a, b) and _same_end(run, a, b),
    "starts": lambda run, a, b: _same_start(run, a, b) and _includes(run, b, a),
    "started by": lambda run, a, b: _same_start(run, a, b) and _includes(run, a, b),
    "finishes": lambda run, a, b: _same_end(run, a, b) and _includes(run, b, a),
    "finished by": lambda run, a, b: _same_end(run, a, b) and _includes(run, a, b),
}
Names = tuple[str, str]
_RANGES: Names = ("range1", "range2")
_EITHER: tuple[Names, ...] = (("point1", "point2"), ("point", "range"), ("range", "point"), _RANGES)
_OUTER: tuple[Names, ...] = (("range", "point"), _RANGES)
_INNER: tuple[Names, ...] = (("point", "range"), _RANGES)
_NAMED: dict[str, tuple[Names, ...]] = {
    "before": _EITHER,
    "after": _EITHER,
    "coincides": (("point1", "point2"), _RANGES),
    "includes": _OUTER,
    "started by": _OUTER,
    "finished by": _OUTER,
    "during": _INNER,
    "starts": _INNER,
    "finishes": _INNER,
}
"""How the parameters are called; without their names points and ranges stand anywhere.

Source: DMN 1.5, table 78.
"""


def _offer(name: str, relation: Relation) -> None:
    def answer(run: Evaluation, one: Any, other: Any) -> bool:
        if one is None or other is None:
            raise NoValue("null lies nowhere")
        return relation(run, _span(one), _span(other))

    for first, second in _NAMED.get(name, (_RANGES,)):
        builtin(name, f"{first}: any, {second}: any")(answer)


for _name, _relation in _RELATIONS.items():
    _offer(_name, _relation)
