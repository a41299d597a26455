"""Limits in working days: the last day in time, and what was used of one."""

from collections.abc import Sequence
from datetime import date

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.pauses import Pause


def due_on(
    from_: date,
    working_days: int,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
) -> date:
    """Return the last day on which a step is still in time.

    :param from_: the day that starts the limit; it is not itself counted.
    :param pauses: times that do not count; none of them may still last.
    :param extra: working days of an approved extension.
    :raises ValueError: the days are below 1, or a pause still lasts.

    Source: Administrative Licensing Law, Art. 42 (limits, extension), Art. 45 (time not
    counted), Art. 82 (working days); Civil Code, Art. 201 (the first day is not counted).

    >>> due_on(date(2026, 3, 2), 20, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 30)
    """
    due = calendar.add(from_, working_days + extra)
    for start, end in standing.union(pauses) if pauses else ():
        not_counted = calendar.between(max(start, from_), max(end, from_))
        if start < due and not_counted > 0:
            due = calendar.add(due, not_counted)
    return due


def elapsed(from_: date, until: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> int:
    """Return the working days used, never below 0; the same day is 0.

    :raises ValueError: a pause still lasts.

    Source: facts D-24.

    >>> elapsed(date(2026, 3, 2), date(2026, 3, 9), WorkCalendar({}, [2026]))
    5
    """
    used = calendar.between(from_, until)
    return max(0, used - standing.working_days(pauses, calendar, from_, until))
