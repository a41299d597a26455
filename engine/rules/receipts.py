"""On which day an application counts as received, and what is done with it counts as done."""

from datetime import date, datetime, time, tzinfo

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE


def received_on(
    at: datetime,
    calendar: WorkCalendar,
    closes: time | None = None,
    zone: tzinfo = OFFICE_ZONE,
) -> date:
    """Return the day an application counts as received.

    :param at: the moment it entered the system, or reached the window.
    :param closes: the end of office hours, or the earlier moment after which nothing is taken
        for the day: from then on it counts as the next working day's. ``None`` where the
        office takes the day as it is.

    Source: Civil Code, Art. 137 (entering the designated system), Art. 203 (business hours);
    facts D-07, D-21.

    >>> sent = datetime.fromisoformat("2026-03-06T20:00:00+08:00")
    >>> received_on(sent, WorkCalendar({}, [2026]), time(17, 30))
    datetime.date(2026, 3, 9)
    """
    local = at.astimezone(zone)
    if closes is None:
        return local.date()
    if local.time() >= closes:
        return calendar.add(local.date(), 1)
    return calendar.roll(local.date())


def acted_on(today: date, *received: date) -> date:
    """Return the day that a deed on an application, and the paper about it, bears.

    Nobody accepts, asks to correct, or decides what has not come in yet: who is served after
    hours is served on the day the application counts as received.

    :param received: the days on which the application, and what was corrected of it, count as
        received.

    Source: Administrative Licensing Law, Art. 32(1)(5) (accepted once it is complete), Art. 32(2)
    (the written proof bears its date); Civil Code, Art. 137, 203; facts D-05, D-07; decision 137.

    >>> acted_on(date(2026, 9, 19), date(2026, 9, 20))
    datetime.date(2026, 9, 20)
    >>> acted_on(date(2026, 9, 22), date(2026, 9, 20))
    datetime.date(2026, 9, 22)
    """
    return max(today, *received)
