"""When the applicant of a case may urge it again."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from engine.rules.calendar import WorkCalendar
from engine.rules.moments import OFFICE_ZONE


def urge_again_at(
    now: datetime, earlier: Collection[datetime], most: int, calendar: WorkCalendar
) -> datetime | None:
    """Return the moment from which an applicant may urge again; none, where they may now.

    Rest days belong to the working day before them.

    :param earlier: when they urged before.
    :param most: how often they may on one working day.

    Source: features L11; how often, the office's file of the clock says.

    >>> friday, saturday = (datetime(2026, 3, day, 10, tzinfo=OFFICE_ZONE) for day in (6, 7))
    >>> str(urge_again_at(saturday, [friday], 1, WorkCalendar()))
    '2026-03-09 00:00:00+08:00'
    >>> urge_again_at(saturday, [friday], 2, WorkCalendar()) is None
    True
    """
    day = now.astimezone(OFFICE_ZONE).date()
    since = calendar.subtract(day + timedelta(days=1), 1)
    begins = datetime.combine(since, time(), OFFICE_ZONE)
    if sum(begins <= moment for moment in earlier) < most:
        return None
    return datetime.combine(calendar.add(day, 1), time(), OFFICE_ZONE)
