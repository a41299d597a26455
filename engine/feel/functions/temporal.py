"""Functions about days and moments; only ``now`` and ``today`` know when it is."""

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal

from engine.feel.functions.registry import builtin
from engine.feel.scope import Evaluation

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("now")
def now(run: Evaluation) -> datetime:
    """Return the moment of the evaluation."""
    return run.at


@builtin("today")
def today(run: Evaluation) -> date:
    """Return the day of the evaluation, in the office's zone."""
    return run.at.date()


@builtin("day of year", "date: date")
def day_of_year(run: Evaluation, day: date) -> Decimal:
    """Return the number of a day in its year."""
    return Decimal(day.timetuple().tm_yday)


@builtin("day of week", "date: date")
def day_of_week(run: Evaluation, day: date) -> str:
    """Return the name of a day."""
    return _DAYS[day.weekday()]


@builtin("month of year", "date: date")
def month_of_year(run: Evaluation, day: date) -> str:
    """Return the name of a month."""
    return _MONTHS[day.month - 1]


@builtin("week of year", "date: date")
def week_of_year(run: Evaluation, day: date) -> Decimal:
    """Return the number of a week, as ISO 8601 counts."""
    return Decimal(day.isocalendar().week)


@builtin("last day of month", "date: date")
def last_day_of_month(run: Evaluation, day: date) -> date:
    """Return the last day of a month."""
    return date(day.year, day.month, monthrange(day.year, day.month)[1])
