"""Periods in natural days and months, which special laws use."""

from datetime import date, timedelta

from engine.rules.calendar import WorkCalendar
from engine.rules.durations import add_months


def days_after(from_: date, natural_days: int, calendar: WorkCalendar) -> date:
    """Return the last day of a period in natural days; a rest day moves to the next working day.

    Source: Civil Code, Art. 201 and 203; facts D-16, D-17.

    >>> days_after(date(2026, 3, 6), 1, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 9)
    """
    return calendar.roll(from_ + timedelta(days=natural_days))


def months_after(from_: date, months: int, calendar: WorkCalendar) -> date:
    """Return the last day of a period in months; a rest day moves to the next working day.

    Source: Civil Code, Art. 202 and 203; facts D-17, D-18.

    >>> months_after(date(2026, 1, 31), 1, WorkCalendar({date(2026, 2, 28): True}, [2026]))
    datetime.date(2026, 2, 28)
    """
    return calendar.roll(add_months(from_, months))


def days_before(until: date, natural_days: int) -> date:
    """Return the last day that leaves so many natural days before another, e.g. an expiry.

    Source: Administrative Licensing Law, Art. 50 (renewal, 30 days before expiry); facts D-20.

    >>> days_before(date(2026, 12, 31), 30)
    datetime.date(2026, 12, 1)
    """
    return until - timedelta(days=natural_days)
