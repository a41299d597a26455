"""Which maker turns which kind of node into a closure."""

from collections.abc import Callable
from typing import Any, TypeVar

from engine.feel.grammar.tree import Node
from engine.feel.scope import Scope

Closure = Callable[[Scope], Any]
N = TypeVar("N", bound=Node)
_MAKERS: dict[type[Node], Callable[[Any], Closure]] = {}


def closure(node: Node) -> Closure:
    """Return the function that gives the value of a node."""
    return _MAKERS[type(node)](node)


def makes(kind: type[N]) -> Callable[[Callable[[N], Closure]], Callable[[N], Closure]]:
    """Write down the maker for a kind of node."""

    def written_down(maker: Callable[[N], Closure]) -> Callable[[N], Closure]:
        _MAKERS[kind] = maker
        return maker

    return written_down
