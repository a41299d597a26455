"""Arithmetic, comparisons, membership, and ``instance of``."""

from decimal import Decimal
from typing import Any

from engine.feel.closures.registry import Closure, closure, makes
from engine.feel.grammar import tree
from engine.feel.operations.arithmetic import calculated, negated
from engine.feel.operations.comparison import ORDERS, compared, within, within_range
from engine.feel.scope import Scope
from engine.feel.types import belongs
from engine.feel.values import Range


@makes(tree.Arithmetic)
def arithmetic(node: tree.Arithmetic) -> Closure:
    """Return the result of an operation."""
    left, right, operator = closure(node.left), closure(node.right), node.operator
    column = node.column

    def value(scope: Scope) -> Any:
        one, other = left(scope), right(scope)
        scope.run.column = column
        return calculated(scope.run, operator, one, other)

    return value


@makes(tree.Negation)
def negation(node: tree.Negation) -> Closure:
    """Return the opposite."""
    operand, column = closure(node.operand), node.column

    def value(scope: Scope) -> Any:
        found = operand(scope)
        scope.run.column = column
        return negated(scope.run, found)

    return value


@makes(tree.Comparison)
def comparison(node: tree.Comparison) -> Closure:
    """Tell how two values compare."""
    left, right, operator = closure(node.left), closure(node.right), node.operator
    order, column = ORDERS.get(operator), node.column

    def value(scope: Scope) -> bool | None:
        one, other = left(scope), right(scope)
        if order and type(one) is Decimal and type(other) is Decimal:
            return order(one, other)
        scope.run.column = column
        return compared(scope.run, operator, one, other)

    return value


@makes(tree.Between)
def between(node: tree.Between) -> Closure:
    """Tell whether a value lies between two others."""
    tested, low, high = closure(node.value), closure(node.low), closure(node.high)

    def value(scope: Scope) -> bool | None:
        one, start, end = tested(scope), low(scope), high(scope)
        scope.run.column = node.column
        if one is None or start is None or end is None:
            scope.run.explain("nothing lies between null and another value")
            return None
        return within_range(scope.run, one, Range(start, end))

    return value


@makes(tree.Within)
def member(node: tree.Within) -> Closure:
    """Tell whether a value is what a test says."""
    tested, test = closure(node.value), closure(node.test)
    column = node.column

    def value(scope: Scope) -> bool | None:
        one, other = tested(scope), test(scope)
        scope.run.column = column
        return within(scope.run, one, other)

    return value


@makes(tree.In)
def membership(node: tree.In) -> Closure:
    """Tell whether one of the tests is true of a value."""
    tested = closure(node.value)
    test = closure(tree.Tests(node.tests))
    return lambda scope: test(scope.with_({"?": tested(scope)}))


@makes(tree.Tests)
def tests(node: tree.Tests) -> Closure:
    """Tell whether one of the tests is true; no test at all fits everything."""
    parts = [closure(test) for test in node.tests]
    negated_ = node.negated

    def value(scope: Scope) -> bool | None:
        found: bool | None = not parts
        for part in parts:
            answer = part(scope)
            if answer is True:
                found = True
                break
            if answer is not False:
                found = None
        return found if not negated_ or found is None else not found

    return value


@makes(tree.InstanceOf)
def instance_of(node: tree.InstanceOf) -> Closure:
    """Tell whether a value belongs to a type."""
    tested, type_ = closure(node.value), node.type
    return lambda scope: belongs(scope.run, tested(scope), type_)
