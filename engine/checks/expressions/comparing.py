"""Conditions that compare one variable with constants, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine import feel
from engine.feel import tree
from engine.feel.values import Range
from engine.rules.moments import OFFICE_ZONE

ANY_MOMENT = datetime(1970, 1, 1, tzinfo=OFFICE_ZONE)
"""What says no zone is meant in that of the office, here as when a case runs."""


@dataclass(frozen=True)
class Comparing:
    """A condition about one variable.

    :param path: the variable and what follows it behind dots.
    :param constants: what it is compared with.
    """

    condition: feel.Expression
    path: tuple[str, ...]
    constants: tuple[Any, ...]

    @classmethod
    def of(cls, condition: feel.Expression) -> "Comparing | None":
        """Return what a condition compares; ``None`` where it does anything else."""
        paths = {read.path for read in condition.reads}
        if len(paths) != 1:
            return None
        constants = constants_of(condition.tree)
        return None if constants is None else cls(condition, paths.pop(), constants)

    def holds(self, value: Any) -> bool:
        """Whether the condition is true for a value of its variable."""
        scope: Any = value
        for name in reversed(self.path):
            scope = {name: scope}
        return self.condition.evaluate(_mapping(scope), ANY_MOMENT) is True


def constants_of(node: tree.Node) -> tuple[Any, ...] | None:
    """Return what a condition or a cell compares one variable with; ``None`` if it does more."""
    try:
        return tuple(_constants(node))
    except _AnythingElse:
        return None


class _AnythingElse(Exception):
    """A condition does more than to compare one variable with constants."""


def _mapping(scope: Any) -> Mapping[str, Any]:
    return scope if isinstance(scope, dict) else {}


def _constants(node: tree.Node) -> Iterator[Any]:
    """Yield the constants of a condition.

    :raises _AnythingElse: it is not made of comparisons.
    """
    match node:
        case tree.Logic(parts=parts) | tree.Tests(tests=parts):
            for part in parts:
                yield from _constants(part)
        case tree.Call(function=tree.Name("not"), arguments=(negated,)):
            yield from _constants(negated)
        case tree.Comparison(left=left, right=right):
            yield from _values(right if _is_variable(left) else _other(left, right))
        case tree.In(value=value, tests=tests) if _is_variable(value):
            for test in tests:
                yield from _constants(test)
        case _:
            yield from _within(node)


def _within(node: tree.Node) -> Iterator[Any]:
    match node:
        case tree.Between(value=value, low=low, high=high) if _is_variable(value):
            yield from (*_values(low), *_values(high))
        case tree.Within(value=value, test=test) if _is_variable(value):
            yield from _values(test)
        case tree.Name() | tree.Path() if _is_variable(node):
            yield True
        case _:
            raise _AnythingElse


def _other(left: tree.Node, right: tree.Node) -> tree.Node:
    if not _is_variable(right):
        raise _AnythingElse
    return left


def _is_variable(node: tree.Node) -> bool:
    while isinstance(node, tree.Path):
        node = node.source
    return isinstance(node, tree.Name)


def _values(node: tree.Node) -> Iterator[Any]:
    """Yield the value of a constant, of a list its items, of a range its ends."""
    part = feel.constant(node)
    if part is None:
        raise _AnythingElse
    yield from _flat(part.evaluate({}, ANY_MOMENT))


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, Range):
        yield from (end for end in (value.start, value.end) if end is not None)
    else:
        yield value
