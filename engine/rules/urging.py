"""When the applicant of a case may urge it again, and when the clock urges by itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

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


@dataclass(frozen=True)
class ByClock:
    """When the clock urges whoever has not done a task.

    :param near: with the reminder of its limit.
    :param late_days: so many working days after that limit; 0: never.
    """

    near: bool
    late_days: int


def by_clock(own: Mapping[str, Any] | None, office: ByClock) -> ByClock:
    """Return when the clock urges: as the item says, and for the rest as the office says.

    :param own: what the item itself says; ``None`` where it leaves that to the office.

    Source: features L11 (automatic urges); docs/decisions/0208-the-clock-urges-as-people-do.md.

    >>> by_clock({"late_days": 2}, ByClock(near=True, late_days=0))
    ByClock(near=True, late_days=2)
    """
    return replace(office, **own) if own else office
