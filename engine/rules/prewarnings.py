"""When people are told that a limit is about to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, last_day
from engine.rules.hourly import half_days_after, hours_before
from engine.rules.pauses import Pause
from engine.rules.timers import Rule
from engine.rules.working import due_on

_DAY = timedelta(days=1)
SHORT_HOURS = 2
"""Office hours before the end at which a limit of hours, or of at most a day, is about to end."""
_OF_A_DAY = {"working_days": 1, "natural_days": 1, "half_days": 2}


@dataclass(frozen=True)
class Lead:
    """How early an office wants to be warned; of two answers the earlier counts.

    :param working_days: so many working days before the last day; 0 for that day itself.
    :param percent: the share of the limit that may be used first, e.g. 80, or ``None``.
    """

    working_days: int = 1
    percent: int | None = None


@dataclass(frozen=True)
class Span:
    """A limit that has been counted.

    :param due_at: the moment it passes.
    :param pauses: those it follows; none of them may still last.
    :param extra: what an extension added, in the unit of the limit.
    """

    rule: Rule
    from_: datetime
    due_at: datetime
    pauses: Sequence[Pause] = ()
    extra: int = 0


def warn_at(
    span: Span, calendar: WorkCalendar, lead: Lead = Lead(), zone: tzinfo = OFFICE_ZONE
) -> datetime | None:
    """Return the moment from which a limit is about to end, in UTC; none of a turn of a cycle.

    :raises ValueError: a pause still lasts.

    >>> limit, start = Rule("working_days", "5"), datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
    >>> passes = datetime(2026, 3, 10, tzinfo=OFFICE_ZONE)
    >>> warn_at(Span(limit, start, passes), WorkCalendar({}, [2026])).isoformat()
    '2026-03-05T16:00:00+00:00'
    """
    return warnings(span, calendar, [lead], zone)[0]


def warnings(
    span: Span, calendar: WorkCalendar, leads: Sequence[Lead], zone: tzinfo = OFFICE_ZONE
) -> list[datetime | None]:
    """Return the moment for each of several leads.

    It is the beginning of a day, and never earlier than the first day that is counted. A limit
    in office hours, or of at most a day, is about to end two office hours before.

    :raises ValueError: a pause still lasts.

    Source: facts 2.6 (pre-warning), D-23 (counted back from the last day).
    """
    if span.rule.kind == "cycle":
        return [None] * len(leads)
    start = span.from_.astimezone(zone)
    if _short(span):
        end = span.due_at.astimezone(zone)
        warned = hours_before(end, SHORT_HOURS, calendar, span.pauses)
        return [max(warned, start).astimezone(UTC)] * len(leads)
    days = _warn_on(span, start, last_day(span.due_at, zone), calendar, leads)
    return [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]


def _short(span: Span) -> bool:
    """Whether a limit is counted in hours, or lasts at most a day."""
    kind = span.rule.kind
    if kind in _OF_A_DAY:
        return span.rule.number + span.extra <= _OF_A_DAY[kind]
    return kind == "working_hours" or span.due_at - span.from_ <= _DAY


def _warn_on(
    span: Span, start: datetime, last: date, calendar: WorkCalendar, leads: Sequence[Lead]
) -> list[date]:
    """Return the day for each lead, none before the first day that is counted."""
    first = start.date() + _DAY
    if span.rule.kind == "working_days":
        first = calendar.add(start.date(), 1)
    days = []
    for lead in leads:
        day = calendar.subtract(last, lead.working_days) if lead.working_days else last
        if lead.percent is not None:
            day = min(day, _used_up(span, start, last, calendar, lead.percent))
        days.append(max(day, first))
    return days


def _used_up(span: Span, start: datetime, last: date, calendar: WorkCalendar, percent: int) -> date:
    """Return the day on which a share of a limit is used up."""
    first = start.date()
    used = max(1, -(-_length(span, first, last) * percent // 100))
    match span.rule.kind:
        case "working_days":
            return due_on(first, used, calendar, span.pauses)
        case "half_days":
            return half_days_after(start, used, calendar, span.pauses).date()
        case _:
            return standing.put_off(first + used * _DAY, first, span.pauses)


def _length(span: Span, first: date, last: date) -> int:
    """Return how long a limit is in its unit; of periods that have none, in natural days."""
    if span.rule.kind in _OF_A_DAY:
        return span.rule.number + span.extra
    stood = standing.put_off(last, first, span.pauses) - last
    return (last - first - stood).days
