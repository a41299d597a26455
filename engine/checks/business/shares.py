"""How many working days of a promise the limit of a step takes, as far as its file tells."""

from datetime import timedelta
from fractions import Fraction

from engine import feel
from engine.checks.elements import Element
from engine.checks.engine.periods import ANY_TIME
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
    period = _limit(task)
    return Fraction() if period is None else period.number * each.get(period.unit, Fraction())


def _limit(task: Element) -> feel.Period | None:
    """Return the limit a step states whenever it is asked."""
    text = task.settings().get("limit", "")
    if text.isascii() and text.isdigit():
        return feel.Period("working_days", int(text[:6]))
    try:
        expression = feel.constant(feel.compile(text).tree) if text.startswith("=") else None
    except feel.FeelError:
        return None
    said = expression.evaluate({}, ANY_TIME) if expression is not None else None
    return said if isinstance(said, feel.Period) else None
