"""On which day, and at which moment, a limit of any unit ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.cycles import Cycle
from engine.rules.durations import Duration, instant
from engine.rules.hourly import half_days_after, hours_after, hours_before
from engine.rules.leads import HoursLeft
from engine.rules.moments import OFFICE_ZONE, last_day, passes_at, time_left
from engine.rules.pauses import Pause
from engine.rules.periods import days_after, months_after
from engine.rules.timers import LONGEST, Rule
from engine.rules.working import due_on, elapsed

__all__ = [
    "LONGEST",
    "OFFICE_ZONE",
    "counted_to",
    "due_at",
    "due_on",
    "elapsed",
    "last_day",
    "passes_at",
    "time_left",
    "turns_due",
]


def due_at(
    rule: Rule,
    from_: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
    zone: tzinfo = OFFICE_ZONE,
) -> datetime:
    """Return the moment a limit passes, in UTC.

    A limit in days or months passes at 00:00 of the day after its last day, one in office
    hours or half days within a day, one that ends with business when the office closes. A
    duration runs in calendar time and is put off by the natural days of the pauses; a moment
    that the rule itself names stays; the turns of a cycle lie at even distances from its start.
    What waits for the n-th working day passes as that day begins; so many office hours before a
    limit are counted back from its end.

    :param pauses: those the limit follows: none for a timer that does not follow the clock.
    :param extra: what an extension adds, in the unit of the limit; for a duration or a moment
        it has no meaning.
    :raises Invalid: the rule cannot be read, or lasts longer than ten years.
    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 201 to 203 (the last day ends at 24:00, or with business hours);
    decisions 4 and 5. Administrative Licensing Law, Art. 45 (see ``time_left``).

    >>> start = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
    >>> due_at(Rule("working_days", "20"), start, WorkCalendar({}, [2026])).isoformat()
    '2026-03-30T16:00:00+00:00'
    """
    if rule.kind == "hours_left":
        return _before(HoursLeft.parse(rule.value), from_, calendar, pauses, extra, zone)
    used_up = counted_to(rule, from_, calendar, pauses, extra, zone)
    return time_left(rule, used_up, calendar, pauses, zone) if pauses else used_up


def counted_to(
    rule: Rule,
    from_: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
    zone: tzinfo = OFFICE_ZONE,
) -> datetime:
    """Return the moment a limit is used up, in UTC: all its days are counted.

    :raises Invalid: the rule cannot be read, or lasts longer than ten years.
    :raises ValueError: a pause still lasts.

    Source: Civil Code, Art. 201 to 203; decisions 4 and 5.

    >>> start = datetime(2026, 3, 6, 16, tzinfo=OFFICE_ZONE)
    >>> counted_to(Rule("working_hours", "3"), start, WorkCalendar({}, [2026])).isoformat()
    '2026-03-09T02:30:00+00:00'
    """
    local = from_.astimezone(zone)
    if rule.counted:
        return _counted(rule, local, calendar, pauses, rule.number + extra)
    match rule.kind:
        case "instant":
            return instant(rule.value)
        case "hours_left":
            return _before(HoursLeft.parse(rule.value), from_, calendar, pauses, extra, zone)
        case "cycle":
            whole = Cycle.parse(rule.value).whole
            if isinstance(whole, Rule):
                return _counted(whole, local, calendar, pauses, whole.number)
            return _lapse(whole, local, pauses)
        case _:
            return _lapse(Duration.parse(rule.value), local, pauses)


def turns_due(
    rule: Rule,
    from_: datetime,
    now: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
) -> int:
    """Return how many turns of a cycle have come by now, at least the one its rule means.

    A limit that is no cycle comes once.

    Source: facts C09 (after an outage a cycle comes once, and says how often it should have).

    >>> start, now = (datetime(2026, 3, 2, hour, 30, tzinfo=OFFICE_ZONE) for hour in (9, 15))
    >>> turns_due(Rule("cycle", "R10/PT1H"), start, now, WorkCalendar({}, [2026]))
    6
    """
    told, turns = Cycle.parse(rule.value) if rule.kind == "cycle" else None, 1
    while told and (later := told.later(turns)):
        if due_at(later.rule, from_, calendar, pauses) > now:
            break
        turns += 1
    return turns


def _counted(
    rule: Rule, local: datetime, calendar: WorkCalendar, pauses: Sequence[Pause], number: int
) -> datetime:
    match rule.kind:
        case "working_hours":
            return hours_after(local, number, calendar, pauses).astimezone(UTC)
        case "half_days":
            return half_days_after(local, number, calendar, pauses).astimezone(UTC)
        case "closing":
            day = due_on(calendar.subtract(local.date(), 1), number, calendar, pauses)
            return datetime.combine(day, calendar.hours.closes, local.tzinfo).astimezone(UTC)
        case "nth_working_day":
            day = due_on(local.date(), number, calendar, pauses) - timedelta(days=1)
        case "natural_days":
            day = days_after(local.date(), number, calendar, pauses)
        case "months":
            day = months_after(local.date(), number, calendar, pauses)
        case _:
            day = due_on(local.date(), number, calendar, pauses)
    return passes_at(day, local.tzinfo or OFFICE_ZONE)


def _lapse(duration: Duration, local: datetime, pauses: Sequence[Pause]) -> datetime:
    end = duration.after(local)
    moved = standing.put_off(end.date(), local.date(), pauses)
    return (end + (moved - end.date())).astimezone(UTC)


def _before(
    lead: HoursLeft,
    from_: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause],
    extra: int,
    zone: tzinfo,
) -> datetime:
    end = due_at(lead.limit, from_, calendar, pauses, extra, zone).astimezone(zone)
    return hours_before(end, lead.hours, calendar, pauses).astimezone(UTC)
