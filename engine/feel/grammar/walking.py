"""Ways through the tree of an expression."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from engine.feel import limits
from engine.feel.grammar.tree import Node


def children(node: Node) -> Iterator[Node]:
    """Return the nodes right below a node, in the order of the text."""
    for place in fields(node):
        yield from _nodes(getattr(node, place.name))


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


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
