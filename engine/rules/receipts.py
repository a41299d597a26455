"""On which day an application counts as received, and when one that is done at once is due."""

from datetime import UTC, date, datetime, time, tzinfo

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE


def received_on(
    at: datetime,
    calendar: WorkCalendar,
    closes: time | None = None,
    zone: tzinfo = OFFICE_ZONE,
) -> date:
    """Return the day an application sent online counts as received.

    :param at: the moment it entered the system.
    :param closes: the end of office hours, from which it counts as the next working day's;
        ``None`` where the office takes the day as it is.

    Source: Civil Code, Art. 137 (entering the designated system); facts D-07.

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


def immediate_due_at(
    at: datetime,
    calendar: WorkCalendar,
    cut_off: time | None = None,
    zone: tzinfo = OFFICE_ZONE,
) -> datetime:
    """Return the moment an immediate item is due, in UTC: close of business on its day.

    :param at: the moment it was received.
    :param cut_off: from then on it is the next working day's; the close of business unless
        the office says an earlier time.

    Source: Civil Code, Art. 203 (business hours); facts D-21.

    >>> sent = datetime.fromisoformat("2026-03-06T10:00:00+08:00")
    >>> immediate_due_at(sent, WorkCalendar({}, [2026])).isoformat()
    '2026-03-06T09:30:00+00:00'
    """
    day = received_on(at, calendar, cut_off or calendar.hours.closes, zone)
    return datetime.combine(day, calendar.hours.closes, zone).astimezone(UTC)
