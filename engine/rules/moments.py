"""At which moment a last day in time is over, also where the clock stops on that very day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.pauses import Pause
from engine.rules.timers import Rule

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)


def passes_at(due: date, zone: tzinfo = OFFICE_ZONE) -> datetime:
    """Return the moment a last day in time is over, in UTC.

    >>> passes_at(date(2026, 4, 3)).isoformat()
    '2026-04-03T16:00:00+00:00'
    """
    return datetime.combine(due + _DAY, time(), zone).astimezone(UTC)


def last_day(passes: datetime, zone: tzinfo = OFFICE_ZONE) -> date:
    """Return the last day in time of a limit that passes at a moment.

    >>> last_day(passes_at(date(2026, 4, 3)))
    datetime.date(2026, 4, 3)
    """
    return (passes - timedelta(microseconds=1)).astimezone(zone).date()


def time_left(
    rule: Rule,
    used_up: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause],
    zone: tzinfo = OFFICE_ZONE,
) -> datetime:
    """Return the moment a limit passes, in UTC, when its clock may have stopped on its last day.

    That day was not over yet. So the last working day that is not counted, mostly the very day on
    which the clock goes on, is in time as well; within a day, until the office closes.

    :param used_up: the moment up to which its days are counted.
    :raises ValueError: a pause still lasts.

    Source: Administrative Licensing Law, Art. 45; Civil Code, Art. 203; facts D-13, D-24 (what is
    not counted makes nobody late).

    >>> limit, stop = Rule("working_days", "5"), [Pause(date(2026, 3, 9), date(2026, 3, 11))]
    >>> last_day(time_left(limit, passes_at(date(2026, 3, 9)), WorkCalendar({}, [2026]), stop))
    datetime.date(2026, 3, 11)
    """
    last = last_day(used_up, zone)
    end = next((end for start, end in standing.union(pauses) if start == last), last)
    if end == last or not rule.counted or rule.kind == "nth_working_day":
        return used_up
    if rule.kind in ("natural_days", "months"):
        return passes_at(calendar.roll(end), zone)
    if (later := calendar.subtract(end + _DAY, 1)) <= last:
        return used_up
    if rule.in_days:
        return passes_at(later, zone)
    return datetime.combine(later, calendar.hours.closes, zone).astimezone(UTC)
