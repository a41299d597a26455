"""Matters that an authority above decides on: when they are sent up, and the reply is told."""

from dataclasses import dataclass
from datetime import date, datetime, time

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_at
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

UPWARD = "upward"
"""The kind of the limit within which a matter is sent up."""
REPLY_NOTICE = "reply_notice"
"""The kind of the limit within which the applicant is told that the authority has replied."""
WAIT, GO_ON = "wait", "go_on"
COURSES = (WAIT, GO_ON)
"""What a joint step does where an opinion says that a matter must go upward: it waits until the
lead has decided, or the opinion counts and the case goes on meanwhile."""


@dataclass(frozen=True)
class UpwardRule:
    """How soon a matter is sent up, in working days.

    :param forward_days: after it was said that the authority above decides.
    :param examination_days: for the examination before, from when the department was asked.
    :param tell_days: for telling the applicant of the reply, from the day it came in.
    :param link_days: for which the link opens by which that authority may answer.
    :param opinion: what a joint step does at the opinion ``go_upward`` where its item says nothing.
    """

    article: str
    forward_days: int
    examination_days: int
    tell_days: int
    link_days: int
    opinion: str = WAIT


def course(own: str | None, rule: UpwardRule) -> str:
    """Return what a joint step does where an opinion says that a matter must go upward.

    :param own: what the item itself says; ``None`` where it leaves that to the office.

    Source: facts, section 2.4.3 (an opinion may be that a higher authority decides); decision 203.

    >>> office = UpwardRule("Art. 43", 3, 20, tell_days=2, link_days=20, opinion="go_on")
    >>> course(None, office), course("wait", office)
    ('go_on', 'wait')
    """
    return own or rule.opinion


def forwarding(said: datetime, asked: datetime, rule: UpwardRule, calendar: WorkCalendar) -> Span:
    """Return the limit within which a matter is sent up: of the two, the one that ends first.

    :param said: when it was said that it has to go up.
    :param asked: when the department was asked.

    Source: Administrative Licensing Law, Art. 43 (the examination below takes 20 days); facts D-10
    and section 2.4.3 (a matter for a higher authority is forwarded within three working days).

    >>> from datetime import UTC
    >>> rule = UpwardRule("Art. 43", forward_days=3, examination_days=20, tell_days=2, link_days=20)
    >>> monday = datetime(2026, 3, 2, 2, tzinfo=UTC)
    >>> forwarding(monday, monday, rule, WorkCalendar({}, [2026])).due_at.isoformat()
    '2026-03-05T16:00:00+00:00'
    """
    both = (said, rule.forward_days), (asked, rule.examination_days)
    spans = [_span(since, Rule("working_days", str(days)), calendar) for since, days in both]
    return min(spans, key=lambda one: one.due_at)


def telling(came_on: date, rule: UpwardRule, calendar: WorkCalendar) -> Span:
    """Return the limit within which the applicant is told of the reply of the authority above.

    :param came_on: the day the reply came in, which is not counted.

    Source: facts, section 2.4.3 (the applicant is told within two working days of the reply).

    >>> rule = UpwardRule("Art. 43", 3, 20, tell_days=2, link_days=20)
    >>> telling(date(2026, 3, 6), rule, WorkCalendar({}, [2026])).due_at.isoformat()  # a Friday
    '2026-03-10T16:00:00+00:00'
    """
    since = datetime.combine(came_on, time(), OFFICE_ZONE)
    return _span(since, Rule("working_days", str(rule.tell_days)), calendar)


def _span(since: datetime, rule: Rule, calendar: WorkCalendar) -> Span:
    return Span(rule, since, due_at(rule, since, calendar))
