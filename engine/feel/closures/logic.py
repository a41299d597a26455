"""``and``, ``or`` and ``if``, in three-valued logic."""

from typing import Any

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.grammar import tree
from engine.feel.scope import Evaluation, Scope
from engine.feel.values import kind


@makes(tree.Logic)
def logic(node: tree.Logic) -> Closure:
    """Return true or false as soon as one part decides; null if an unknown part could have."""
    parts = [closure(part) for part in node.parts]
    deciding = node.operator == "or"

    def value(scope: Scope) -> bool | None:
        answer: bool | None = not deciding
        for part in parts:
            found = truth(scope.run, part(scope))
            if found is deciding:
                return deciding
            if found is None:
                answer = None
        return answer

    return value


@makes(tree.If)
def branch(node: tree.If) -> Closure:
    """Return the first branch if the condition is true, the other one otherwise."""
    condition = closure(node.condition)
    then, otherwise = closure(node.then), closure(node.otherwise)

    def value(scope: Scope) -> Any:
        decided = truth(scope.run, condition(scope))
        return then(scope) if decided is True else otherwise(scope)

    return value


def truth(run: Evaluation, value: Any) -> bool | None:
    """Return a truth value; anything else is unknown, and noted."""
    if value is True or value is False:
        return value
    if value is not None:
        run.note(f"a {kind(value)} is neither true nor false")
    return None
