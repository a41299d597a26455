"""When people are told that a limit is about to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_on
from engine.rules.pauses import Pause


@dataclass(frozen=True)
class Lead:
    """How early an office wants to be warned; of two answers the earlier counts.

    :param working_days: so many working days before the last day; 0 for that day itself.
    :param percent: the share of the limit that may be used first, e.g. 80, or ``None``.
    """

    working_days: int = 1
    percent: int | None = None


def yellow_on(
    from_: date,
    working_days: int,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    lead: Lead = Lead(),
) -> date:
    """Return the first day on which a limit is about to end.

    It is never earlier than the first counted day: a limit of one day is yellow on that day.

    :param working_days: the limit with its extension.
    :raises ValueError: as for ``due_on``.

    Source: facts D-23 (counted back from the last day).

    >>> yellow_on(date(2026, 3, 2), 5, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 6)
    """
    due = due_on(from_, working_days, calendar, pauses)
    days = [calendar.subtract(due, lead.working_days) if lead.working_days else due]
    if lead.percent is not None:
        used = max(1, -(-working_days * lead.percent // 100))
        days.append(due_on(from_, used, calendar, pauses))
    return max(min(days), calendar.add(from_, 1))


def yellow_at(day: date, zone: tzinfo = OFFICE_ZONE) -> datetime:
    """Return the moment a day of warning begins, in UTC.

    >>> yellow_at(date(2026, 3, 6)).isoformat()
    '2026-03-05T16:00:00+00:00'
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)
