"""Meetings of departments, in the hall or on the site: when one may be, and whether enough came."""

from datetime import datetime
from typing import Literal

from engine.errors import Fault
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE

Kind = Literal["meeting", "survey"]
"""A joint meeting (联审会议), or a joint survey of the site (联合踏勘)."""
KINDS: tuple[Kind, ...] = ("meeting", "survey")


def quorum(invited: int, percent: int) -> int:
    """Return how many of the departments invited must come; always at least one.

    :param percent: the share of those invited, as the office has it.

    Source: goal L19 (quorum); the share is a rule of the office.

    >>> quorum(3, 50), quorum(4, 100), quorum(1, 10)
    (2, 4, 1)
    """
    return max(1, -(-invited * percent // 100))


def moment_fault(
    begins_at: datetime, now: datetime, notice_days: int, calendar: WorkCalendar
) -> Fault | None:
    """Return what speaks against a moment: those invited must know in time, the office be open.

    :param begins_at: aware.
    :param notice_days: working days from the invitation to the day of the meeting; 0: the same day.

    Source: facts 2.4.6 (told at least one working day before); Civil Code, Art. 203 (office hours).

    >>> from datetime import timedelta
    >>> now = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
    >>> moment_fault(now + timedelta(days=1), now, 1, WorkCalendar({}, [2026]))
    >>> moment_fault(now + timedelta(hours=1), now, 1, WorkCalendar({}, [2026])).code
    'meeting.too_soon'
    >>> moment_fault(now + timedelta(days=5), now, 1, WorkCalendar({}, [2026])).code
    'meeting.closed_office'
    """
    at, here = begins_at.astimezone(OFFICE_ZONE), now.astimezone(OFFICE_ZONE)
    first = calendar.add(here.date(), notice_days) if notice_days else here.date()
    if at.date() < first or at <= here:
        message = "Those invited are told %(days)s working days before: from %(day)s on."
        params = {"days": notice_days, "day": first.isoformat()}
        return Fault("begins_at", "meeting.too_soon", message, params)
    halves = calendar.hours.on(at.date(), OFFICE_ZONE)
    if not calendar.is_working_day(at.date()) or not any(a <= at < b for a, b in halves):
        message = "The office is not open then: choose a moment within its hours on a working day."
        return Fault("begins_at", "meeting.closed_office", message)
    return None
