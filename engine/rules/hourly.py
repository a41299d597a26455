"""Periods in office hours and in half working days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.pauses import Pause
from engine.rules.working import due_on

Half = tuple[datetime, datetime]


def hours_after(
    from_: datetime, hours: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the moment so many office hours are used up, counted from the next full minute.

    :param from_: in the zone of the office.
    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 201 (hours count from their start) and 203 (business hours).

    >>> hours_after(datetime(2026, 3, 6, 16), 3, WorkCalendar({}, [2026])).isoformat()
    '2026-03-09T10:30:00'
    """
    start, left = full_minute(from_), timedelta(hours=hours)
    today = [(max(a, start), b) for a, b in _open(start, calendar, pauses) if b > start]
    rest = sum((end - start for start, end in today), timedelta())
    if left <= rest:
        return _into(today, left)
    whole, left = divmod(left - rest, calendar.hours.length)
    if not left:
        whole, left = whole - 1, calendar.hours.length
    day = due_on(start.date(), whole + 1, calendar, pauses)
    return _into(list(calendar.hours.on(day, start.tzinfo)), left)


def half_days_after(
    from_: datetime, half_days: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the end of the n-th half working day after the one that starts the period.

    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 201 and 203, counted in halves; facts D-22.

    >>> half_days_after(datetime(2026, 3, 6, 10), 1, WorkCalendar({}, [2026])).isoformat()
    '2026-03-06T17:30:00'
    """
    today = [half for half in _open(from_, calendar, pauses) if half[0] > from_]
    if half_days <= len(today):
        return today[half_days - 1][1]
    whole, place = divmod(half_days - len(today) - 1, len(calendar.hours.halves))
    day = due_on(from_.date(), whole + 1, calendar, pauses)
    return list(calendar.hours.on(day, from_.tzinfo))[place][1]


def hours_before(
    until: datetime, hours: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the moment from which so many office hours are left.

    :param until: in the zone of the office.
    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 203 (business hours); facts 2.6 (pre-warning of short limits).

    >>> hours_before(datetime(2026, 3, 9, 10), 2, WorkCalendar({}, [2026])).isoformat()
    '2026-03-06T16:30:00'
    """
    left, day = timedelta(hours=hours), until
    while True:
        for opens, closes in reversed(_open(day, calendar, pauses)):
            rest = min(closes, until) - opens
            if left <= rest:
                return opens + rest - left
            left -= max(rest, timedelta())
        day = datetime.combine(calendar.subtract(day.date(), 1), until.time(), until.tzinfo)


def full_minute(moment: datetime) -> datetime:
    """Return the first full minute at or after a moment.

    >>> full_minute(datetime(2026, 3, 6, 16, 0, 30)).minute
    1
    """
    rest = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment + (timedelta(minutes=1) - rest if rest else rest)


def _open(from_: datetime, calendar: WorkCalendar, pauses: Sequence[Pause]) -> list[Half]:
    day = from_.date()
    if not calendar.is_working_day(day) or standing.covers(pauses, day):
        return []
    return list(calendar.hours.on(day, from_.tzinfo))


def _into(halves: list[Half], left: timedelta) -> datetime:
    """Return the moment so much of these half days is used up."""
    *before, (start, _) = halves
    for opens, closes in before:
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    return start + left
