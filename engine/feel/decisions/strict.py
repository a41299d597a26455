"""Boxed expressions that ask for true or false take nothing else, unlike those that are text."""

from typing import Any

from engine.feel.closures.registry import Closure
from engine.feel.errors import NoValue
from engine.feel.scope import Scope
from engine.feel.values import kind


def true_or_false(asked: Closure) -> Closure:
    """Return a closure that has no value where what is asked is neither true, false nor null."""

    def value(scope: Scope) -> Any:
        found = asked(scope)
        if found is not None and type(found) is not bool:
            raise NoValue("a %(kind)s is neither true nor false", kind=kind(found))
        return found

    return value


def or_null(made: Closure) -> Closure:
    """Return a closure that is null, with a note, where a part of it has no value."""

    def value(scope: Scope) -> Any:
        try:
            return made(scope)
        except NoValue as problem:
            scope.run.explain(problem.message, **problem.params)
            return None

    return value
