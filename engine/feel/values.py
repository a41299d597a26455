"""The values of the language that Python does not have, and the names of all kinds.

Numbers are ``Decimal``; dates, times, date-times and day-time durations are Python's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.grammar.tree import Type
from engine.rules.timers import Unit


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A duration of years and months.

    >>> Months(14).years, Months(-14).months
    (1, -2)
    """

    total: int

    @property
    def years(self) -> int:
        """Return the whole years, with the sign of the duration."""
        return int(self.total / 12)

    @property
    def months(self) -> int:
        """Return the months beyond whole years, with the sign of the duration."""
        return self.total - 12 * self.years


@dataclass(frozen=True, slots=True)
class Period:
    """So many of a unit that an office counts; which day that is, only a calendar knows.

    :param from_: the day or moment it runs from; the start of the step when it is not given.
    """

    unit: Unit
    number: int
    from_: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two ends.

    An end that is ``None`` is not known, unless the range has no such end and goes on for ever.
    """

    start: Any
    end: Any
    start_included: bool = True
    end_included: bool = True
    endless: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Function:
    """Something that can be called.

    :param call: takes the values of the parameters in their order.
    """

    parameters: tuple[str, ...]
    call: Callable[..., Any]
    types: tuple[Type | None, ...] = ()


_KINDS: dict[type, str] = {
    type(None): "Null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    time: "time",
    datetime: "date and time",
    timedelta: "days and time duration",
    Months: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
    Function: "function",
    Period: "period",
}


def kind(value: Any) -> str:
    """Return the name of a value's type.

    >>> kind(Decimal(1)), kind(None), kind(timedelta(1))
    ('number', 'Null', 'days and time duration')
    """
    return _KINDS[type(value)]
