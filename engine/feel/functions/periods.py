"""Periods in the units an office counts; its calendar says later on which day each of them ends."""

from datetime import date
from decimal import Decimal

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, whole
from engine.feel.scope import Evaluation
from engine.feel.values import Period
from engine.rules.timers import Unit


@builtin("workdays", "days: number, from: date?")
def workdays(run: Evaluation, days: Decimal, start: date | None = None) -> Period:
    """Return a period in working days."""
    return _period("working_days", days, start)


@builtin("naturaldays", "days: number, from: date?")
def naturaldays(run: Evaluation, days: Decimal, start: date | None = None) -> Period:
    """Return a period in natural days, which does not end on a rest day."""
    return _period("natural_days", days, start)


@builtin("months", "months: number, from: date?")
def months(run: Evaluation, number: Decimal, start: date | None = None) -> Period:
    """Return a period in months, which does not end on a rest day."""
    return _period("months", number, start)


@builtin("workhours", "hours: number, from: date?")
def workhours(run: Evaluation, hours: Decimal, start: date | None = None) -> Period:
    """Return a period in office hours."""
    return _period("working_hours", hours, start)


@builtin("halfdays", "halves: number, from: date?")
def halfdays(run: Evaluation, halves: Decimal, start: date | None = None) -> Period:
    """Return a period in half working days."""
    return _period("half_days", halves, start)


def _period(unit: Unit, number: Decimal, start: date | None) -> Period:
    if number < 0:
        raise NoValue("a period is not negative")
    return Period(unit, whole(number), start)
