"""Functions about numbers."""

from datetime import timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, cut
from engine.feel.operations.numbers import NUMBERS
from engine.feel.scope import Evaluation
from engine.feel.values import Months


def _rounded(number: Decimal, scale: Decimal | None, rounding: str) -> Decimal:
    places = cut(scale) if scale is not None else 0
    if not -6111 <= places <= 6176:
        raise NoValue("a scale lies between -6111 and 6176")
    if places >= -int(number.as_tuple().exponent):
        return number
    return NUMBERS.scaleb(NUMBERS.scaleb(number, places).to_integral_value(rounding), -places)


@builtin("round up", "n: number, scale: number?")
def round_up(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return a number with so many places, rounded away from zero."""
    return _rounded(number, scale, ROUND_UP)


@builtin("round down", "n: number, scale: number?")
def round_down(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return a number with so many places, rounded towards zero."""
    return _rounded(number, scale, ROUND_DOWN)


@builtin("round half up", "n: number, scale: number?")
def round_half_up(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return a number with so many places, rounded halves away from zero."""
    return _rounded(number, scale, ROUND_HALF_UP)


@builtin("round half down", "n: number, scale: number?")
def round_half_down(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return a number with so many places, rounded halves towards zero."""
    return _rounded(number, scale, ROUND_HALF_DOWN)


@builtin("decimal", "n: number, scale: number")
def decimal(run: Evaluation, number: Decimal, scale: Decimal) -> Decimal:
    """Return a number with so many places, rounded half to even."""
    return _rounded(number, scale, ROUND_HALF_EVEN)


@builtin("floor", "n: number, scale: number?")
def floor(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return the next number below with so many places."""
    return _rounded(number, scale, ROUND_FLOOR)


@builtin("ceiling", "n: number, scale: number?")
def ceiling(run: Evaluation, number: Decimal, scale: Decimal | None = None) -> Decimal:
    """Return the next number above with so many places."""
    return _rounded(number, scale, ROUND_CEILING)


@builtin("abs", "n: any")
def abs_(run: Evaluation, value: Any) -> Any:
    """Return a number or a duration without its sign."""
    if type(value) is Months:
        return Months(abs(value.total))
    if type(value) not in (Decimal, timedelta):
        raise NoValue("only numbers and durations have a sign")
    return NUMBERS.abs(value) if type(value) is Decimal else abs(value)


@builtin("modulo", "dividend: number, divisor: number")
def modulo(run: Evaluation, dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return what is left after dividing, with the sign of the divisor."""
    whole_part = NUMBERS.divide(dividend, divisor).to_integral_value(ROUND_FLOOR)
    return NUMBERS.subtract(dividend, NUMBERS.multiply(divisor, whole_part))


@builtin("sqrt", "number: number")
def sqrt(run: Evaluation, number: Decimal) -> Decimal:
    """Return the square root."""
    if number < 0:
        raise NoValue("only numbers from 0 on have a square root")
    return NUMBERS.sqrt(number)


@builtin("log", "number: number")
def log(run: Evaluation, number: Decimal) -> Decimal:
    """Return the natural logarithm."""
    if number <= 0:
        raise NoValue("only numbers above 0 have a logarithm")
    run.spend(limits.LOGARITHM)
    return NUMBERS.ln(number)


@builtin("exp", "number: number")
def exp(run: Evaluation, number: Decimal) -> Decimal:
    """Return e to a power."""
    run.spend(limits.EXPONENTIAL)
    return NUMBERS.exp(number)


@builtin("odd", "number: number")
def odd(run: Evaluation, number: Decimal) -> bool:
    """Tell whether a whole number is odd."""
    return _last_bit(number) == 1


@builtin("even", "number: number")
def even(run: Evaluation, number: Decimal) -> bool:
    """Tell whether a whole number is even."""
    return _last_bit(number) == 0


def _last_bit(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise NoValue("%(value)s is not a whole number", value=number)
    return int(number) % 2
