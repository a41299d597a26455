"""Numbers as decimal128 has them."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.scope import Evaluation

NUMBERS = Context(
    prec=limits.DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


def power(run: Evaluation, base: Decimal, exponent: Decimal) -> Decimal:
    """Return a power; one that is no whole number of factors costs as much as it works.

    :raises NoValue: the exponent is too large.
    :raises FeelLimit: the budget is used up.
    """
    if abs(exponent) > limits.EXPONENT:
        raise NoValue("an exponent is at most %(most)s", most=limits.EXPONENT)
    if not base and exponent < 0:
        raise NoValue("division by zero")
    if exponent != exponent.to_integral_value():
        run.spend(limits.FRACTION)
    return NUMBERS.power(base, exponent)


def int_of(number: Decimal) -> int:
    """Return a number without its places.

    :raises NoValue: it has more digits than any duration.
    """
    if number.adjusted() >= limits.DIGITS:
        raise NoValue("the result is out of range")
    return int(number)
