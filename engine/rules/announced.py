"""What becomes of a date the office has told somebody, when the calendar changes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from engine.rules.calendar import WorkCalendar
from engine.rules.moments import last_day
from engine.rules.pauses import Pause, working_days

When = TypeVar("When", bound=date)


def kept(announced: When, counted: When, provisional: bool = False) -> When:
    """Return the day, or the moment, that holds once a table has changed.

    An announced date never becomes earlier by a changed table. A provisional one was told as
    one that may still move, and follows the table both ways.

    Source: facts D-25, D-26.

    >>> kept(date(2020, 2, 7), date(2020, 2, 5))
    datetime.date(2020, 2, 7)
    >>> kept(date(2027, 1, 13), date(2027, 1, 12), provisional=True)
    datetime.date(2027, 1, 12)
    """
    return counted if provisional else max(announced, counted)


def put_off(
    announced: datetime, since: date, known: int, calendar: WorkCalendar, pauses: Sequence[Pause]
) -> datetime:
    """Return the announced moment with the working days of pauses that came after it was told.

    :param since: the day the limit began.
    :param known: working days of pauses that the announced moment counted on.
    :raises ValueError: a pause still lasts.

    Source: Administrative Licensing Law, Art. 45; facts D-13, D-26; decision 118.

    >>> from datetime import UTC
    >>> pause = Pause(date(2026, 3, 3), date(2026, 3, 5))
    >>> told = datetime(2026, 3, 6, 16, tzinfo=UTC)  # the last day is Friday 6 March
    >>> put_off(told, date(2026, 3, 2), 0, WorkCalendar({}, [2026]), [pause]).isoformat()
    '2026-03-10T16:00:00+00:00'
    """
    first = until = last_day(announced)
    added = 0
    while (more := working_days(pauses, calendar, since, until) - known) > added:
        added, until = more, calendar.add(first, more)
    return announced + (until - first)
