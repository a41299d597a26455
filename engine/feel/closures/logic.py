"""``and``, ``or`` and ``if``, in three-valued logic."""

from typing import Any

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.grammar import tree
from engine.feel.scope import Evaluation, Scope
from engine.feel.values import kind


@makes(tree.Logic)
def logic(node: tree.Logic) -> Closure:
    """Return true or false as soon as one part decides; null if an unknown part could have."""
    parts = [(closure(part), part.column) for part in node.parts]
    deciding = node.operator == "or"

    def value(scope: Scope) -> bool | None:
        run, since = scope.run, len(scope.run.notes)
        unknown = 0
        for part, column in parts:
            found = truth(run, part(scope), column)
            if found is deciding:
                return deciding
            if found is None:
                unknown = unknown or column
        if not unknown:
            return not deciding
        untold(run, since, unknown)
        return None

    return value


@makes(tree.If)
def branch(node: tree.If) -> Closure:
    """Return the first branch if the condition is true, the other one otherwise."""
    condition = closure(node.condition)
    then, otherwise = closure(node.then), closure(node.otherwise)

    def value(scope: Scope) -> Any:
        decided = truth(scope.run, condition(scope), node.condition.column)
        return then(scope) if decided is True else otherwise(scope)

    return value


def truth(run: Evaluation, value: Any, column: int) -> bool | None:
    """Return a truth value; anything else is unknown, and noted.

    :param column: where it stands in the text.
    """
    if value is True or value is False:
        return value
    if value is not None:
        run.column = column
        run.explain("a %(kind)s is neither true nor false", kind=kind(value))
    return None


def untold(run: Evaluation, since: int, column: int) -> None:
    """Say that null is neither true nor false, unless it was said why it is null."""
    if len(run.notes) == since:
        run.column = column
        run.explain("null is neither true nor false")
