"""Running over a range, one by one."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.operations.numbers import NUMBERS
from engine.feel.values import Range, kind


def counted(span: Range, upwards: bool = False) -> Iterator[Any]:
    """Return the whole numbers or days of a range, up or down.

    :param upwards: do not count down.
    :raises NoValue: its ends are neither whole numbers nor dates, or it counts down.

    >>> [int(number) for number in counted(Range(Decimal(3), Decimal(1)))]
    [3, 2, 1]
    """
    start, end = span.start, span.end
    if type(start) is not type(end) or type(start) not in (Decimal, date):
        raise NoValue(
            "there are no steps from a %(one)s to a %(other)s", one=kind(start), other=kind(end)
        )
    if upwards and start > end:
        raise NoValue("the range ends before it starts")
    if type(start) is Decimal and start != start.to_integral_value():
        raise NoValue("a loop counts in whole numbers")
    forth = 1 if start <= end else -1
    place = start if span.start_included else _next(start, forth)
    while place <= end if forth > 0 else place >= end:
        if place != end or span.end_included:
            yield place
        if place == end:
            return
        place = _next(place, forth)


def _next(place: Any, forth: int) -> Any:
    if type(place) is Decimal:
        return NUMBERS.add(place, Decimal(forth))
    return place + timedelta(days=forth)
