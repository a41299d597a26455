"""Matters that an authority above decides on: until when they are sent up."""

from dataclasses import dataclass
from datetime import datetime

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import due_at
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

UPWARD = "upward"
"""The kind of the limit within which a matter is sent up."""


@dataclass(frozen=True)
class UpwardRule:
    """How soon a matter is sent up, in working days.

    :param forward_days: after it was said that the authority above decides.
    :param examination_days: for the examination before, from when the department was asked.
    :param link_days: for which the link opens by which that authority may answer.
    """

    article: str
    forward_days: int
    examination_days: int
    link_days: int


def forwarding(said: datetime, asked: datetime, rule: UpwardRule, calendar: WorkCalendar) -> Span:
    """Return the limit within which a matter is sent up: of the two, the one that ends first.

    :param said: when it was said that it has to go up.
    :param asked: when the department was asked.

    Source: Administrative Licensing Law, Art. 43 (the examination below takes 20 days); facts D-10
    and section 2.4.3 (a matter for a higher authority is forwarded within three working days).

    >>> from datetime import UTC
    >>> rule = UpwardRule("Art. 43", forward_days=3, examination_days=20, link_days=20)
    >>> monday = datetime(2026, 3, 2, 2, tzinfo=UTC)
    >>> forwarding(monday, monday, rule, WorkCalendar({}, [2026])).due_at.isoformat()
    '2026-03-05T16:00:00+00:00'
    """
    both = (said, rule.forward_days), (asked, rule.examination_days)
    spans = [_span(since, Rule("working_days", str(days)), calendar) for since, days in both]
    return min(spans, key=lambda one: one.due_at)


def _span(since: datetime, rule: Rule, calendar: WorkCalendar) -> Span:
    return Span(rule, since, due_at(rule, since, calendar))
