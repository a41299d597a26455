"""Periods in natural days and months, which special laws use."""

from collections.abc import Sequence
from datetime import date, timedelta

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.durations import add_months
from engine.rules.pauses import Pause

_DAY = timedelta(days=1)


def days_after(
    from_: date, natural_days: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> date:
    """Return the last day of a period in natural days; a rest day moves to the next working day.

    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 201 and 203; facts D-16, D-17.

    >>> days_after(date(2026, 3, 6), 1, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 9)
    """
    return rolled(from_, from_ + timedelta(days=natural_days), calendar, pauses)


def months_after(
    from_: date, months: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> date:
    """Return the last day of a period in months; a rest day moves to the next working day.

    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 202 and 203; facts D-17, D-18.

    >>> months_after(date(2026, 1, 31), 1, WorkCalendar({date(2026, 2, 28): True}, [2026]))
    datetime.date(2026, 2, 28)
    """
    return rolled(from_, add_months(from_, months), calendar, pauses)


def rolled(from_: date, last: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> date:
    """Return the day a period in calendar time really ends, put off by pauses and rest days.

    :param last: the day it would end if nothing stood in its way.

    Source: Civil Code, Art. 203; facts D-13, D-17.

    >>> stop = [Pause(date(2026, 3, 3), date(2026, 3, 5))]
    >>> rolled(date(2026, 3, 2), date(2026, 3, 6), WorkCalendar({}, [2026]), stop)
    datetime.date(2026, 3, 9)
    """
    stops = standing.with_outages(pauses, calendar)
    day = standing.put_off(last, from_, stops)
    while not calendar.is_working_day(day) or standing.covers(stops, day):
        day += _DAY
    return day


def days_before(until: date, natural_days: int) -> date:
    """Return the last day that leaves so many natural days before another, e.g. an expiry.

    Source: Administrative Licensing Law, Art. 50 (renewal, 30 days before expiry); facts D-20.

    >>> days_before(date(2026, 12, 31), 30)
    datetime.date(2026, 12, 1)
    """
    return until - timedelta(days=natural_days)
