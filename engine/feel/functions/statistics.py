"""Functions that make one value of many."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin
from engine.feel.operations.arithmetic import calculated
from engine.feel.operations.comparison import ordered
from engine.feel.operations.numbers import NUMBERS
from engine.feel.scope import Evaluation
from engine.feel.values import Months


@builtin("min", "list: list*")
def min_(run: Evaluation, items: list[Any]) -> Any:
    """Return the smallest item; nothing of nothing."""
    return _best(run, items, "<")


@builtin("max", "list: list*")
def max_(run: Evaluation, items: list[Any]) -> Any:
    """Return the largest item; nothing of nothing."""
    return _best(run, items, ">")


def _best(run: Evaluation, items: list[Any], operator: str) -> Any:
    run.spend(len(items))
    best = items[0] if items else None
    for item in items:
        better = ordered(run, operator, item, best)
        if better is None:
            raise NoValue("these items have no order")
        best = item if better else best
    return best


def _numbers(run: Evaluation, items: list[Any]) -> list[Decimal]:
    run.spend(len(items))
    if not items:
        raise NoValue("the list is empty")
    if not all(type(item) is Decimal for item in items):
        raise NoValue("the list has something that is no number")
    return items


@builtin("sum", "list: list*")
def sum_(run: Evaluation, items: list[Any]) -> Any:
    """Return the sum of numbers, or of durations."""
    run.spend(len(items))
    if not items:
        raise NoValue("the list is empty")
    total = items[0]
    for item in items[1:]:
        total = calculated(run, "+", total, item)
    if type(total) not in (Decimal, timedelta, Months):
        raise NoValue("the list has something that cannot be added")
    return total


@builtin("mean", "list: list*")
def mean(run: Evaluation, items: list[Any]) -> Decimal:
    """Return the average."""
    return _mean(_numbers(run, items))


def _total(numbers: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = NUMBERS.add(total, number)
    return total


def _mean(numbers: list[Decimal]) -> Decimal:
    return NUMBERS.divide(_total(numbers), Decimal(len(numbers)))


@builtin("product", "list: list*")
def product(run: Evaluation, items: list[Any]) -> Decimal:
    """Return all numbers multiplied."""
    result = Decimal(1)
    for number in _numbers(run, items):
        result = NUMBERS.multiply(result, number)
    return result


@builtin("median", "list: list*")
def median(run: Evaluation, items: list[Any]) -> Decimal | None:
    """Return the middle number; nothing of nothing."""
    if not items:
        return None
    numbers = sorted(_numbers(run, items))
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else _mean(numbers[half - 1 : half + 1])


@builtin("stddev", "list: list*")
def stddev(run: Evaluation, items: list[Any]) -> Decimal:
    """Return the standard deviation of a sample."""
    numbers = _numbers(run, items)
    if len(numbers) < 2:
        raise NoValue("a deviation needs two numbers")
    middle = _mean(numbers)
    squares = _total(NUMBERS.power(NUMBERS.subtract(number, middle), 2) for number in numbers)
    return NUMBERS.sqrt(NUMBERS.divide(squares, Decimal(len(numbers) - 1)))


@builtin("mode", "list: list*")
def mode(run: Evaluation, items: list[Any]) -> list[Decimal]:
    """Return the most frequent numbers, smallest first."""
    counts: dict[Decimal, int] = {}
    for number in _numbers(run, items) if items else []:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


@builtin("all", "list: list*")
def all_(run: Evaluation, items: list[Any]) -> bool | None:
    """Tell whether every item is true, in three-valued logic."""
    return _decided(run, items, False)


@builtin("any", "list: list*")
def any_(run: Evaluation, items: list[Any]) -> bool | None:
    """Tell whether some item is true, in three-valued logic."""
    return _decided(run, items, True)


def _decided(run: Evaluation, items: list[Any], deciding: bool) -> bool | None:
    run.spend(len(items))
    if any(item is deciding for item in items):
        return deciding
    return (not deciding) if all(type(item) is bool for item in items) else None
