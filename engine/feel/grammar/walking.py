"""Ways through the tree of an expression."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from engine.feel import limits
from engine.feel.grammar.tree import Node

_PLACES = dict[type[Node], tuple[str, ...]]()


def children(node: Node) -> Iterator[Node]:
    """Return the nodes right below a node, in the order of the text."""
    for place in _places(type(node)):
        value = getattr(node, place)
        if isinstance(value, Node):
            yield value
        elif type(value) is tuple:
            yield from _nodes(value)


def _places(kind: type[Node]) -> tuple[str, ...]:
    if kind not in _PLACES:
        _PLACES[kind] = tuple(place.name for place in fields(kind) if place.name != "column")
    return _PLACES[kind]


def _nodes(values: tuple[Any, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif type(value) is tuple:
            yield from _nodes(value)


def walk(node: Node) -> Iterator[Node]:
    """Return a node and everything below it, parents first."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(children(here))))


def price(node: Node) -> int:
    """Return the steps that doing a node once again costs.

    >>> from engine.feel.grammar.tree import Listing, Literal
    >>> price(Literal(1)), price(Listing((Literal(1),) * 30))
    (1, 4)
    """
    return 1 + sum(1 for _ in walk(node)) // limits.PARTS


def height(node: Node) -> int:
    """Return how many nodes lie on the longest way down.

    >>> from engine.feel.grammar.tree import Literal, Negation
    >>> height(Negation(Literal(1)))
    2
    """
    tallest, waiting = 0, [(node, 1)]
    while waiting:
        here, above = waiting.pop()
        tallest = max(tallest, above)
        waiting.extend((child, above + 1) for child in children(here))
    return tallest
