"""The times that do not count: hearings, inspections, expert reviews."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from engine.rules.calendar import WorkCalendar

_DAY = timedelta(days=1)
OUTAGE = "outage"
"""The ground of what the office declared for everybody."""


@dataclass(frozen=True)
class Pause:
    """A time in which the clock stands still.

    :param start: the day the clock stops; it is itself still counted.
    :param end: the day the reason ends; it is itself not counted. ``None`` while it lasts.
    :param ground: why, as a code of the law's grounds; it makes no difference to the count.
    :raises ValueError: the end lies before the start.
    """

    start: date
    end: date | None = None
    ground: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a pause cannot end on {self.end}, before {self.start}")


def closed(pauses: Iterable[Pause], today: date) -> tuple[Pause, ...]:
    """Return the pauses as if those that last ended today, to tell how a limit stands.

    >>> closed([Pause(date(2026, 3, 9))], date(2026, 3, 11))[0].end
    datetime.date(2026, 3, 11)
    """
    return tuple(
        pause if pause.end is not None else replace(pause, end=max(pause.start, today))
        for pause in pauses
    )


def union(pauses: Iterable[Pause]) -> tuple[tuple[date, date], ...]:
    """Return the times covered, as disjoint half-open intervals (start, end] in order.

    :raises ValueError: a pause still lasts, so that nobody knows when a limit ends.

    Source: Administrative Licensing Law, Art. 45; facts D-13 (overlaps count once).

    >>> first = Pause(date(2026, 3, 9), date(2026, 3, 23))
    >>> second = Pause(date(2026, 3, 16), date(2026, 3, 27))
    >>> union([second, first])
    ((datetime.date(2026, 3, 9), datetime.date(2026, 3, 27)),)
    """
    merged: list[tuple[date, date]] = []
    for start, end in sorted(_interval(pause) for pause in pauses):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def working_days(pauses: Iterable[Pause], calendar: WorkCalendar, after: date, until: date) -> int:
    """Count the working days of (after, until] in which the clock stood still.

    :raises ValueError: a pause still lasts.
    """
    return sum(
        max(0, calendar.between(max(start, after), max(after, min(end, until))))
        for start, end in union(pauses)
    )


def total(pauses: Iterable[Pause], calendar: WorkCalendar) -> int:
    """Count the working days on which the clock stood in all; where pauses overlap, once.

    :raises ValueError: a pause still lasts.

    Source: Administrative Licensing Law, Art. 45; facts D-13; decision 222.

    >>> first = Pause(date(2026, 3, 9), date(2026, 3, 11))
    >>> second = Pause(date(2026, 3, 10), date(2026, 3, 13))
    >>> total([first, second], WorkCalendar({}, [2026]))
    4
    """
    return sum(calendar.between(start, end) for start, end in union(pauses))


def most_until(
    pauses: Iterable[Pause], since: date, most: int, calendar: WorkCalendar
) -> date | None:
    """Return the last day a pause may stand to, where all together stand so many working days.

    :param pauses: the others.
    :param since: the day the clock stops.
    :returns: nothing where no day is left.
    :raises ValueError: a pause still lasts.

    Source: decision 222.

    >>> stood = [Pause(date(2026, 3, 2), date(2026, 3, 5))]
    >>> most_until(stood, date(2026, 3, 9), 5, WorkCalendar({}, [2026]))
    datetime.date(2026, 3, 11)
    """
    others, last, day = tuple(pauses), None, calendar.add(since, 1)
    while total([*others, Pause(since, day)], calendar) <= most:
        last, day = day, calendar.add(day, 1)
    return last


def covers(pauses: Iterable[Pause], day: date) -> bool:
    """Whether the clock stands still on a day.

    :raises ValueError: a pause still lasts.
    """
    return any(start < day <= end for start, end in map(_interval, pauses))


def with_outages(pauses: Iterable[Pause], calendar: WorkCalendar) -> tuple[Pause, ...]:
    """Return pauses together with what the office declared it could not work.

    A count of working days needs no outages: their days are no working days.
    """
    outages = (Pause(out.first - _DAY, out.last, OUTAGE) for out in calendar.outages)
    return (*pauses, *outages)


def put_off(day: date, start: date, pauses: Iterable[Pause]) -> date:
    """Return a natural day moved by the natural days of the pauses before it.

    :param start: the day the period counts from; what was paused before it does not matter.
    :raises ValueError: a pause still lasts.
    """
    for begin, end in union(pauses):
        if begin < day and end > start:
            day += timedelta(days=(end - max(begin, start)).days)
    return day


def _interval(pause: Pause) -> tuple[date, date]:
    if pause.end is None:
        raise ValueError("a pause that lasts has no end to count with; close it first")
    return pause.start, pause.end
