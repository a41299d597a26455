"""Sums, products and powers of numbers, texts, dates and durations."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal, DivisionByZero
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.operations.durations import (
    between_clocks,
    between_moments,
    clock_plus,
    divided,
    month_count,
    parted,
    scaled,
    shifted,
    whole_days,
)
from engine.feel.operations.numbers import NUMBERS, int_of, power
from engine.feel.operations.texts import text
from engine.feel.scope import Evaluation
from engine.feel.temporal import later
from engine.feel.values import Months, kind

_LONGEST = -timedelta.min
Operation = Callable[[Evaluation, Any, Any], Any]


def _n(operation: Callable[[Decimal, Decimal], Any]) -> Operation:
    return lambda run, left, right: operation(left, right)


_D, _T, _DT = "date", "time", "date and time"
_LEN, _MON, _NUM = "days and time duration", "years and months duration", "number"

OPERATIONS: dict[tuple[str, str, str], Operation] = {
    ("+", _NUM, _NUM): _n(NUMBERS.add),
    ("-", _NUM, _NUM): _n(NUMBERS.subtract),
    ("*", _NUM, _NUM): _n(NUMBERS.multiply),
    ("/", _NUM, _NUM): _n(NUMBERS.divide),
    ("**", _NUM, _NUM): power,
    ("+", "string", "string"): lambda run, a, b: text(run, a + b),
    ("+", _D, _LEN): lambda run, a, b: a + whole_days(b),
    ("+", _LEN, _D): lambda run, a, b: b + whole_days(a),
    ("-", _D, _LEN): lambda run, a, b: a + whole_days(-b),
    ("+", _DT, _LEN): lambda run, a, b: later(a, b),
    ("+", _LEN, _DT): lambda run, a, b: later(b, a),
    ("-", _DT, _LEN): lambda run, a, b: later(a, -b),
    ("+", _T, _LEN): lambda run, a, b: clock_plus(a, b),
    ("+", _LEN, _T): lambda run, a, b: clock_plus(b, a),
    ("-", _T, _LEN): lambda run, a, b: clock_plus(a, -b),
    ("+", _D, _MON): lambda run, a, b: shifted(a, b.total),
    ("+", _MON, _D): lambda run, a, b: shifted(b, a.total),
    ("-", _D, _MON): lambda run, a, b: shifted(a, -b.total),
    ("+", _DT, _MON): lambda run, a, b: shifted(a, b.total),
    ("+", _MON, _DT): lambda run, a, b: shifted(b, a.total),
    ("-", _DT, _MON): lambda run, a, b: shifted(a, -b.total),
    ("-", _D, _D): between_moments,
    ("-", _DT, _DT): between_moments,
    ("-", _D, _DT): between_moments,
    ("-", _DT, _D): between_moments,
    ("-", _T, _T): between_clocks,
    ("+", _LEN, _LEN): lambda run, a, b: a + b,
    ("-", _LEN, _LEN): lambda run, a, b: a - b,
    ("*", _LEN, _NUM): lambda run, a, b: scaled(a, b),
    ("*", _NUM, _LEN): lambda run, a, b: scaled(b, a),
    ("/", _LEN, _NUM): lambda run, a, b: parted(a, b),
    ("/", _LEN, _LEN): lambda run, a, b: divided(a, b),
    ("+", _MON, _MON): lambda run, a, b: month_count(a.total + b.total),
    ("-", _MON, _MON): lambda run, a, b: month_count(a.total - b.total),
    ("*", _MON, _NUM): lambda run, a, b: month_count(int_of(NUMBERS.multiply(Decimal(a.total), b))),
    ("*", _NUM, _MON): lambda run, a, b: month_count(int_of(NUMBERS.multiply(a, Decimal(b.total)))),
    ("/", _MON, _NUM): lambda run, a, b: month_count(int_of(NUMBERS.divide(Decimal(a.total), b))),
    ("/", _MON, _MON): lambda run, a, b: NUMBERS.divide(Decimal(a.total), Decimal(b.total)),
}


def calculated(run: Evaluation, operator: str, left: Any, right: Any) -> Any:
    """Return ``left operator right``; null, with a note, where that has no result."""
    if left is None or right is None:
        run.explain("nothing is calculated with null", of=operator)
        return None
    operation = OPERATIONS.get((operator, kind(left), kind(right)))
    if operation is None:
        run.explain(
            "there is no %(one)s %(operator)s %(other)s",
            one=kind(left),
            operator=operator,
            other=kind(right),
        )
        return None
    try:
        return operation(run, left, right)
    except (NoValue, ArithmeticError, ValueError) as problem:
        why = reason(problem)
        run.explain(why.message, of=operator, **why.params)
        return None


def reason(problem: Exception) -> NoValue:
    """Return why something cannot be calculated."""
    if isinstance(problem, NoValue):
        return problem
    if isinstance(problem, DivisionByZero):
        return NoValue("division by zero")
    return NoValue("the result is out of range")


def negated(run: Evaluation, value: Any) -> Any:
    """Return ``-value``."""
    match value:
        case None:
            run.explain("nothing is calculated with null", of="-")
            return None
        case Decimal():
            return NUMBERS.minus(value)
        case timedelta() if value > _LONGEST:
            run.explain("the result is out of range", of="-")
            return None
        case timedelta():
            return -value
        case Months():
            return Months(-value.total)
    run.explain("there is no -%(kind)s", kind=kind(value))
    return None
