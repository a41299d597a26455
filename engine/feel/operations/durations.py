"""How days, moments, times of day and durations are moved, measured and scaled."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.operations.numbers import NUMBERS, int_of
from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone, midnight_of
from engine.feel.values import Months

_MICRO = timedelta(microseconds=1)


def shifted(day: Any, months: int) -> Any:
    """Return the same day some months later, or the last of that month.

    >>> shifted(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def month_count(total: int) -> Months:
    """Return a duration of months.

    :raises NoValue: it is too long.
    """
    if abs(total) > 12 * limits.YEARS:
        raise NoValue("a duration has at most %(most)s years", most=limits.YEARS)
    return Months(total)


def whole_days(length: timedelta) -> timedelta:
    """Return a duration without its part of a day, as dates are counted."""
    return timedelta(days=length // timedelta(days=1))


def clock_plus(clock: time, length: timedelta) -> time:
    """Return a time of day later, round the clock."""
    moved = datetime.combine(date(2000, 1, 2), clock.replace(tzinfo=UTC)) + length % timedelta(1)
    return moved.time().replace(tzinfo=clock.tzinfo)


def between_moments(run: Evaluation, left: Any, right: Any) -> timedelta:
    """Return how much later ``left`` is than ``right``; a date is its midnight."""
    ends = (end if type(end) is datetime else midnight_of(end) for end in (left, right))
    one, other = (in_zone(end, run.at.tzinfo) for end in ends)
    return one.astimezone(UTC) - other.astimezone(UTC)


def between_clocks(run: Evaluation, left: time, right: time) -> timedelta:
    """Return how much later one time of day is than another."""
    day = date(2000, 1, 1)
    return between_moments(run, datetime.combine(day, left), datetime.combine(day, right))


def scaled(length: timedelta, factor: Decimal) -> timedelta:
    """Return a duration times a number."""
    return timedelta(microseconds=int_of(NUMBERS.multiply(Decimal(length // _MICRO), factor)))


def parted(length: timedelta, parts: Decimal) -> timedelta:
    """Return a duration divided by a number.

    >>> parted(timedelta(seconds=3), Decimal(3))
    datetime.timedelta(seconds=1)
    """
    return timedelta(microseconds=int_of(NUMBERS.divide(Decimal(length // _MICRO), parts)))


def divided(left: timedelta, right: timedelta) -> Decimal:
    """Return how often one duration goes into another."""
    return NUMBERS.divide(Decimal(left // _MICRO), Decimal(right // _MICRO))
