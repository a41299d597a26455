"""On which day, and at which moment, a limit ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from engine.errors import Invalid
from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.durations import Duration, cycle, instant
from engine.rules.pauses import Pause
from engine.rules.timers import Rule

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
LONGEST = 2600
"""No limit counts more working days than ten years have."""


@dataclass(frozen=True)
class Day:
    """One line of the explanation of a limit.

    :param why: a code of ``WorkCalendar.why``, ``start`` for the day that starts the limit,
        ``paused`` for a working day on which the clock stood still.
    """

    date: date
    counted: bool
    why: str


def due_on(
    from_: date,
    working_days: int,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
) -> date:
    """Return the last day on which a step is still in time.

    :param from_: the day that starts the limit; it is not itself counted.
    :param pauses: times that do not count; none of them may still last.
    :param extra: working days of an approved extension.
    :raises ValueError: the days are below 1, or a pause still lasts.

    Source: Administrative Licensing Law, Art. 42 (limits, extension), Art. 45 (time not
    counted), Art. 82 (working days); Civil Code, Art. 201 (the first day is not counted).

    >>> due_on(date(2026, 3, 2), 20, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 30)
    """
    due = calendar.add(from_, working_days + extra)
    for start, end in standing.union(pauses):
        not_counted = calendar.between(max(start, from_), max(end, from_))
        if start < due and not_counted > 0:
            due = calendar.add(due, not_counted)
    return due


def due_at(
    rule: Rule,
    from_: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
    zone: tzinfo = OFFICE_ZONE,
) -> datetime:
    """Return the moment a limit passes, in UTC.

    A limit in working days passes at 00:00 of the day after its last day. A duration runs
    in calendar time and is put off by the natural days of the pauses; a moment that the rule
    itself names stays; of a cycle the next turn is meant.

    :param pauses: those the limit follows: none for a timer that does not follow the clock.
    :param extra: working days of an extension; for a duration or a moment it has no meaning.
    :raises Invalid: the rule cannot be read, or lasts longer than ten years.
    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 203 (the last day ends at 24:00); decisions 4 and 5.

    >>> start = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
    >>> due_at(Rule("working_days", "20"), start, WorkCalendar({}, [2026])).isoformat()
    '2026-03-30T16:00:00+00:00'
    """
    local = from_.astimezone(zone)
    match rule.kind:
        case "working_days":
            due = due_on(local.date(), working_days_of(rule), calendar, pauses, extra)
            return passes_at(due, zone)
        case "duration":
            return _lapse(Duration.parse(rule.value), local, pauses)
        case "instant":
            return instant(rule.value)
        case "cycle":
            return _lapse(cycle(rule.value)[1], local, pauses)


def passes_at(due: date, zone: tzinfo = OFFICE_ZONE) -> datetime:
    """Return the moment a last day in time is over, in UTC.

    >>> passes_at(date(2026, 4, 3)).isoformat()
    '2026-04-03T16:00:00+00:00'
    """
    return datetime.combine(due + timedelta(days=1), time(), zone).astimezone(UTC)


def days(
    from_: date,
    working_days: int,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
) -> list[Day]:
    """Explain a limit day by day, from the day that starts it to its last day.

    :raises ValueError: as for ``due_on``.

    >>> [day.why for day in days(date(2026, 3, 6), 1, WorkCalendar({}, [2026]))]
    ['start', 'weekend', 'weekend', 'working']
    """
    due = due_on(from_, working_days, calendar, pauses, extra)
    told = [Day(from_, False, "start")]
    for offset in range(1, (due - from_).days + 1):
        day = from_ + timedelta(days=offset)
        works = calendar.is_working_day(day)
        paused = works and standing.covers(pauses, day)
        told.append(Day(day, works and not paused, "paused" if paused else calendar.why(day)))
    return told


def elapsed(from_: date, until: date, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> int:
    """Return the working days used, never below 0; the same day is 0.

    :raises ValueError: a pause still lasts.

    Source: facts D-24.

    >>> elapsed(date(2026, 3, 2), date(2026, 3, 9), WorkCalendar({}, [2026]))
    5
    """
    used = calendar.between(from_, until)
    return max(0, used - standing.working_days(pauses, calendar, from_, until))


def working_days_of(rule: Rule) -> int:
    """Return the number a ``working_days`` rule states.

    :raises Invalid: it is not a whole number from 1 to ten years' working days.
    """
    plain = rule.value.isascii() and rule.value.isdecimal() and len(rule.value) <= 4
    if not plain or not 1 <= int(rule.value) <= LONGEST:
        message = "A limit is a whole number of working days from 1 to %(most)s, not “%(value)s”."
        raise Invalid("timer.working_days", message, most=LONGEST, value=rule.value)
    return int(rule.value)


def _lapse(duration: Duration, local: datetime, pauses: Sequence[Pause]) -> datetime:
    end = duration.after(local)
    moved = standing.put_off(end.date(), local.date(), pauses)
    return (end + (moved - end.date())).astimezone(UTC)
