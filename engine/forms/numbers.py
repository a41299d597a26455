"""Numbers as people send them: one reading, exact, and safe to store as JSON.

A number has at most 15 digits, so that the JSON number that is stored says exactly what was
sent: an ``int`` where it is whole, otherwise a ``float`` that prints the same digits.
"""

import math
import re
from decimal import Decimal
from typing import Any

_TEXT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_MOST_DIGITS = 15
_LONGEST = 28  # characters a Decimal keeps without rounding


def read(value: Any) -> Decimal | None:
    """Return the number a value states, or ``None`` where it is none that can be stored.

    >>> read("12.50"), read("1,000"), read("1e3"), read(float("nan")), read(True)
    (Decimal('12.5'), None, None, None, None)
    """
    number = _decimal(value)
    if number is None:
        return None
    number = number.normalize() + 0
    digits = len(number.as_tuple().digits)
    fits = digits <= _MOST_DIGITS and abs(number.adjusted()) < _MOST_DIGITS
    return number if fits else None


def plain(number: Decimal) -> int | float:
    """Return the JSON number.

    >>> plain(Decimal("1.2E+3")), plain(Decimal("0.1"))
    (1200, 0.1)
    """
    return int(number) if number == number.to_integral_value() else float(number)


def decimals(number: Decimal) -> int:
    """Return how many digits stand after the point.

    >>> decimals(Decimal("3.25")), decimals(Decimal("1E+3"))
    (2, 0)
    """
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _decimal(value: Any) -> Decimal | None:
    match value:
        case bool():
            return None
        case int() if abs(value) < 10**_MOST_DIGITS:
            return Decimal(value)
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case str() if _TEXT.fullmatch(value.strip()):
            return Decimal(value.strip())
        case Decimal() if value.is_finite() and len(str(value)) <= _LONGEST:
            return value
    return None
