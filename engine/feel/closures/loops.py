"""``for``, ``some`` and ``every``."""

from collections.abc import Iterable, Iterator
from typing import Any

from engine.feel.closures.logic import truth, untold
from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.errors import NoValue
from engine.feel.grammar import tree
from engine.feel.grammar.walking import price, walk
from engine.feel.operations.ranges import counted
from engine.feel.scope import Scope
from engine.feel.values import Function, Range, kind

Rounds = list[tuple[str, Closure, int, int]]


@makes(tree.Steps)
def steps(node: tree.Steps) -> Closure:
    """Return the numbers or days from one end to the other, up or down."""
    start, end = closure(node.start), closure(node.end)
    return lambda scope: counted(Range(start(scope), end(scope)))


@makes(tree.Loop)
def loop(node: tree.Loop) -> Closure:
    """Return what the body gives in every round, or whether it is true in some or all."""
    inside = [source for _, source in node.rounds[1:]] + [node.body]
    rounds = [
        (name, closure(source), price(done), source.column)
        for (name, source), done in zip(node.rounds, inside, strict=True)
    ]
    body = closure(node.body)
    if node.kind == "for":
        partial = any(_is_partial(part) for part in walk(node.body))
        return lambda scope: _collected(scope, rounds, body, partial)
    column = node.body.column
    deciding = node.kind == "some"
    return lambda scope: _decided(scope, rounds, (body, column), deciding)


def _is_partial(node: tree.Node) -> bool:
    if isinstance(node, tree.Boxed):
        return node.partial
    return isinstance(node, tree.Name) and node.name == "partial"


def _collected(scope: Scope, rounds: Rounds, body: Closure, partial: bool) -> list[Any] | None:
    found: list[Any] = []
    try:
        for inner in _scopes(scope, rounds):
            if partial:
                scope.run.spend(len(found))
                inner = inner.with_({"partial": list(found)})
            found.append(body(inner))
    except NoValue as problem:
        scope.run.explain(problem.message, **problem.params)
        return None
    return found


def _decided(
    scope: Scope, rounds: Rounds, asked: tuple[Closure, int], deciding: bool
) -> bool | None:
    body, column = asked
    answer: bool | None = not deciding
    since = len(scope.run.notes)
    try:
        for inner in _scopes(scope, rounds):
            found = truth(scope.run, body(inner), column)
            if found is deciding:
                return deciding
            if found is None:
                answer = None
    except NoValue as problem:
        scope.run.explain(problem.message, **problem.params)
        return None
    if answer is None:
        untold(scope.run, since, column)
    return answer


def _scopes(scope: Scope, rounds: Rounds) -> Iterator[Scope]:
    name, source, steps, column = rounds[0]
    further = rounds[1:]
    value = source(scope)
    scope.run.column = column
    for item in _items(value):
        scope.run.spend(steps)
        inner = scope.with_({name: item})
        if further:
            yield from _scopes(inner, further)
        else:
            yield inner


def _items(value: Any) -> Iterable[Any]:
    if type(value) is list:
        return value
    if isinstance(value, Iterator):
        return value
    if type(value) is Range:
        return counted(value, upwards=True)
    if value is None:
        raise NoValue("null cannot be run over")
    if type(value) is Function:
        raise NoValue("a %(kind)s cannot be run over", kind=kind(value))
    return [value]
