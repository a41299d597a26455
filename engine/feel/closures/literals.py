"""Literals, lists, contexts and ranges."""

from typing import Any, cast

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.grammar import tree
from engine.feel.scope import Scope
from engine.feel.values import Range, kind


@makes(tree.Literal)
def literal(node: tree.Literal) -> Closure:
    """Return the value itself."""
    value = node.value
    return lambda scope: value


@makes(tree.Boxed)
def boxed(node: tree.Boxed) -> Closure:
    """Return a boxed expression, which is a closure already."""
    return cast(Closure, node.value)


@makes(tree.Listing)
def listing(node: tree.Listing) -> Closure:
    """Return the items."""
    items = [closure(item) for item in node.items]
    return lambda scope: [item(scope) for item in items]


@makes(tree.Context)
def context(node: tree.Context) -> Closure:
    """Return the entries; each sees those before it."""
    entries = [(name, closure(value)) for name, value in node.entries]

    def value(scope: Scope) -> dict[str, Any]:
        found: dict[str, Any] = {}
        inner = scope.with_(found)
        for name, entry in entries:
            found[name] = entry(inner)
        return found

    return value


@makes(tree.Interval)
def interval(node: tree.Interval) -> Closure:
    """Return a range; one whose ends do not go together is null."""
    start = closure(node.start) if node.start else None
    end = closure(node.end) if node.end else None
    endless = (start is None, end is None)

    def value(scope: Scope) -> Range | None:
        low = start(scope) if start else None
        high = end(scope) if end else None
        if start and end and low is not None and high is not None and type(low) is not type(high):
            scope.run.column = node.column
            scope.run.explain(
                "a range does not go from a %(one)s to a %(other)s", one=kind(low), other=kind(high)
            )
            return None
        return Range(low, high, node.start_included, node.end_included, endless)

    return value
