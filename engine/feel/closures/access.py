"""Names, paths and filters: how an expression reaches into data."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.functions import BUILTINS
from engine.feel.functions.registry import Builtin, result
from engine.feel.grammar import tree
from engine.feel.grammar.walking import price
from engine.feel.operations.properties import property_of
from engine.feel.scope import MISSING, Evaluation, Scope
from engine.feel.values import Function, kind


@makes(tree.Name)
def name(node: tree.Name) -> Closure:
    """Return what a name means: inside the expression first, then in the data."""
    return _chain(node.name, (), node.column)


@makes(tree.Path)
def path(node: tree.Path) -> Closure:
    """Return what lies behind a dot."""
    names, source = [node.name], node.source
    while isinstance(source, tree.Path):
        names.append(source.name)
        source = source.source
    names.reverse()
    column = node.column
    if isinstance(source, tree.Name):
        return _chain(source.name, tuple(names), column)
    inner = closure(source)

    def value(scope: Scope) -> Any:
        found = inner(scope)
        scope.run.column = column
        for part in names:
            found = step(scope.run, found, part)
        return found

    return value


def _chain(first: str, rest: tuple[str, ...], column: int) -> Closure:
    def value(scope: Scope) -> Any:
        run, names = scope.run, rest
        found = scope.own(first)
        if found is MISSING or names:
            run.column = column
        if found is MISSING:
            found, names = _outside(run, first, rest)
        for part in names:
            found = step(run, found, part)
        return found

    return value


def _outside(run: Evaluation, first: str, rest: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """Return what the data have, going down before anything is copied."""
    if first not in run.data:
        if first in BUILTINS:
            return _built_in(BUILTINS[first]), rest
        run.explain("%(name)s is not known", name=first)
        return None, ()
    found = run.data[first]
    while rest and isinstance(found, Mapping):
        if rest[0] not in found:
            run.explain("there is no %(name)s", name=rest[0])
            return None, ()
        found, rest = found[rest[0]], rest[1:]
    return run.taken(found), rest


def _built_in(ways: Sequence[Builtin]) -> Function:
    """Return a built-in function as a value, with the parameters of the first way to call it."""

    def call(run: Evaluation, *arguments: Any) -> Any:
        return result(run, ways, arguments)

    return Function(tuple(each.name for each in ways[0].parameters), call)


def step(run: Evaluation, value: Any, name: str) -> Any:
    """Return one step of a path; over a list, of each of its items."""
    if type(value) is dict:
        if name not in value:
            run.explain("there is no %(name)s", name=name)
        return value.get(name)
    if type(value) is list:
        run.spend(len(value))
        return [step(run, item, name) for item in value]
    if value is None:
        run.explain("null has no %(name)s", name=name)
        return None
    return property_of(run, value, name)


@makes(tree.Filter)
def filtered(node: tree.Filter) -> Closure:
    """Return the items for which a condition is true, or the one at an index."""
    source, condition = closure(node.source), closure(node.condition)
    steps, column = price(node.condition), node.condition.column

    def value(scope: Scope) -> Any:
        items = source(scope)
        if type(items) is not list:
            items = [] if items is None else [items]
        if not items:
            return _of_nothing(scope, condition, column)
        found = []
        for item in items:
            scope.run.spend(steps)
            inner = scope.with_({"item": item})
            answer = condition(inner.with_(item) if type(item) is dict else inner)
            if answer is True:
                found.append(item)
            elif type(answer) is Decimal:
                scope.run.column = column
                return _at(scope.run, items, answer)
            elif answer is not False and answer is not None:
                scope.run.column = column
                scope.run.explain("a filter is true or false, not a %(kind)s", kind=kind(answer))
        return found

    return value


def _of_nothing(scope: Scope, condition: Closure, column: int) -> list[Any] | None:
    """Return what a filter gives where there is no item: null for an index."""
    since = len(scope.run.notes)
    asked = condition(scope.with_({"item": None}))
    del scope.run.notes[since:]  # that nothing is known of an item is no news
    if type(asked) is not Decimal:
        return []
    scope.run.column = column
    scope.run.explain("there is no item %(index)s in a list of %(count)s", index=asked, count=0)
    return None


def _at(run: Evaluation, items: list[Any], index: Decimal) -> Any:
    if index == index.to_integral_value() and 1 <= abs(index) <= len(items):
        return items[int(index) - (1 if index > 0 else 0)]
    run.explain("there is no item %(index)s in a list of %(count)s", index=index, count=len(items))
    return None
