"""How many working days of a promise the limit of a step takes, as far as its file tells."""

from datetime import timedelta
from fractions import Fraction

from engine.checks.elements import Element
from engine.process.stated import stated_limit
from engine.rules.openings import USUAL_HOURS
from engine.rules.timers import Unit

_SURE: dict[Unit, Fraction] = {
    "working_days": Fraction(1),
    "working_hours": Fraction(60, USUAL_HOURS.length // timedelta(minutes=1)),
    "half_days": Fraction(1, len(USUAL_HOURS.halves)),
}
"""The units that are parts of working days, by the usual office hours."""
_ROUGH: dict[Unit, Fraction] = {"natural_days": Fraction(5, 7), "months": Fraction(21)}
"""What counts rest days, too, by a week and a month without holidays."""


def sure_days(task: Element) -> Fraction:
    """Return the working days a step may take; 0 where that depends on when it begins."""
    return _days(task, _SURE)


def rough_days(task: Element) -> Fraction:
    """Return the working days a step may take in an ordinary month; 0 where no file can tell."""
    return _days(task, _SURE | _ROUGH)


def _days(task: Element, each: dict[Unit, Fraction]) -> Fraction:
    period = stated_limit(task.settings().get("limit", ""))
    return Fraction() if period is None else period.number * each.get(period.unit, Fraction())
