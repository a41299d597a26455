"""Calling functions, and making them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.errors import FeelError
from engine.feel.functions import BUILTINS
from engine.feel.functions.registry import Builtin, called, result
from engine.feel.grammar import tree
from engine.feel.grammar.walking import price
from engine.feel.scope import Evaluation, Scope
from engine.feel.types import belongs
from engine.feel.values import Function, kind


@makes(tree.Call)
def call(node: tree.Call) -> Closure:
    """Return what a function gives; a built-in name always means the built-in function."""
    if isinstance(node.function, tree.Name) and node.function.name in BUILTINS:
        return _builtin(node, node.function.name)
    function = closure(node.function)
    arguments = [closure(argument) for argument in node.arguments]
    named = {name: closure(argument) for name, argument in node.named}
    column = node.column

    def value(scope: Scope) -> Any:
        found = function(scope)
        if type(found) is not Function:
            scope.run.column = column
            scope.run.explain("a %(kind)s cannot be called", kind=kind(found))
            return None
        if set(named) - set(found.parameters):
            scope.run.column = column
            scope.run.explain("the function has no parameter of that name")
            return None
        if named:
            given = {name: argument(scope) for name, argument in named.items()}
            values = [given.get(name) for name in found.parameters]
        else:
            values = [argument(scope) for argument in arguments]
        scope.run.column = column
        return called(scope.run, found, values)

    return value


def _builtin(node: tree.Call, name: str) -> Closure:
    if node.named:
        ways, sources = _by_name(node, name)
    else:
        ways, sources = _by_count(node, name), [closure(part) for part in node.arguments]
    column = node.column

    def value(scope: Scope) -> Any:
        arguments = [source(scope) if source else None for source in sources]
        scope.run.column = column
        return result(scope.run, ways, arguments)

    return value


def _by_count(node: tree.Call, name: str) -> list[Builtin]:
    count = len(node.arguments)
    ways = [way for way in BUILTINS[name] if way.takes(count)]
    if not ways:
        raise FeelError(
            "feel.wrong_arguments",
            "%(name)s does not take %(count)s arguments",
            node.column,
            name=name,
            count=count,
        )
    return ways


def _by_name(node: tree.Call, name: str) -> tuple[list[Builtin], list[Closure | None]]:
    given = dict(node.named)
    ways = [way for way in BUILTINS[name] if way.named(list(given))]
    if not ways:
        raise FeelError(
            "feel.wrong_names",
            "%(name)s has no parameters %(given)s",
            node.column,
            name=name,
            given=", ".join(given),
        )
    ways.sort(key=lambda way: _places(way) != list(given))  # before(point, range) or (range, point)
    places = _places(ways[0])
    asked = [each.name for each in ways[0].parameters if each.name in given or not each.optional]
    last = places.index(asked[-1]) + 1
    sources = [closure(given[place]) if place in given else None for place in places[:last]]
    return [way for way in ways if _places(way) == places], sources


def _places(way: Builtin) -> list[str]:
    return [parameter.name for parameter in way.parameters]


@makes(tree.Function)
def function(node: tree.Function) -> Closure:
    """Return a function that remembers where it was made."""
    names = tuple(name for name, _ in node.parameters)
    types = tuple(type_ for _, type_ in node.parameters)
    body, steps = closure(node.body), price(node.body)

    def value(scope: Scope) -> Function:
        def result(run: Evaluation, *arguments: Any) -> Any:
            fitted = _typed(run, arguments, types)
            if fitted is None:
                return None
            run.spend(steps)
            inside = Scope(run, dict(zip(names, fitted, strict=True)), scope)
            return body(inside)

        return Function(names, result, types)

    return value


def _typed(
    run: Evaluation, arguments: Sequence[Any], types: Sequence[tree.Type | None]
) -> list[Any] | None:
    """Return arguments as their types want them; ``None``, with a note, if one does not fit."""
    fitted = []
    for argument, type_ in zip(arguments, types, strict=True):
        if type_ is None or argument is None:
            fitted.append(argument)
            continue
        fitting = (one for one in _alike(argument) if belongs(run, one, type_))
        found = next(fitting, None)
        if found is None:
            run.explain(
                "an argument is a %(type)s, not a %(kind)s", type=type_.name, kind=kind(argument)
            )
            return None
        fitted.append(found)
    return fitted


def _alike(value: Any) -> Iterator[Any]:
    """Yield a value, and what it may be taken for.

    Source: DMN 1.5, 10.3.2.9.4 (conversions to and from lists of one, from dates).
    """
    yield value
    if type(value) is list and len(value) == 1:
        yield value[0]
    elif type(value) is date:
        yield datetime.combine(value, time(), UTC)
    yield [value]
