"""A second opinion on limits: day by day and minute by minute, written from the law alone.

It shares nothing with ``engine.rules`` but the values it is asked about.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass
class Table:
    """What an office says about its days: told as plain sets."""

    off: set[date]
    made_up: set[date]
    years: set[int]
    out: set[date] = field(default_factory=set)
    hours: tuple[tuple[time, time], ...] = ()

    @cached_property
    def minutes(self) -> list[timedelta]:
        """Every minute of a day in which the office is open, by when it begins."""
        day = datetime.combine(date.min, time())
        minutes = [n * MINUTE for n in range(24 * 60)]
        return [m for m in minutes if any(a <= (day + m).time() < b for a, b in self.hours)]

    def works(self, day: date) -> bool:
        """Facts D-02, D-25, and declared outages."""
        if day in self.out:
            return False
        if day in self.made_up or day in self.off:
            return day in self.made_up
        if day.year not in self.years and _by_decree(day):
            return False
        return day.isoweekday() <= 5


def passes(table: Table, kind: str, number: int, start: datetime, stops, turn=0) -> datetime:
    """Return the first moment that is too late; ``stops`` are pairs (start, end].

    :param turn: which turn of a cycle it is: none makes anybody late.
    """
    paused = {a + n * DAY for a, b in stops for n in range(1, (b - a).days + 1)}
    within = {"working_hours": _by_minutes, "half_days": _by_halves, "closing": _by_closings}
    if kind in within:
        end = within[kind](table, number, start, paused)
        later = _in_time(table, kind, end.date(), [] if turn else stops)
        closes = datetime.combine(later, table.hours[-1][1], start.tzinfo)
        return end if later == end.date() else closes
    last = _by_days(table, kind, number, start.date(), paused)
    last = _in_time(table, kind, last, [] if turn else stops)
    return datetime.combine(last + DAY, time(), start.tzinfo)


def _in_time(table, kind, last, stops):
    """Art. 45; facts D-24: a clock that stops on the last day makes nobody late."""
    stops = [(a, b) for a, b in stops if a < b]
    if not any(a == last for a, b in stops) or any(a < last <= b for a, b in stops):
        return last
    end = day = last
    while any(a <= day < b for a, b in stops):
        day += DAY
        end = day if table.works(day) else end
    if kind in {"natural_days", "months"}:
        while not table.works(day):
            day += DAY
        return day
    return end


def _by_days(table, kind, number, first, paused):
    """Art. 82; Civil Code 201 to 203; facts D-03, D-13, D-17, D-18."""
    if kind == "working_days":
        day, left = first, number
        while left:
            day += DAY
            left -= table.works(day) and day not in paused
        return day
    stands = paused | table.out
    day, left = first, number if kind == "natural_days" else (_month_on(first, number) - first).days
    while left:
        day += DAY
        left -= day not in stands
    while day in stands or not table.works(day):
        day += DAY
    return day


def _by_minutes(table, hours, start, paused):
    whole = start.replace(second=0, microsecond=0)
    whole += MINUTE if whole < start else timedelta()
    day, left = datetime.combine(whole.date(), time(), start.tzinfo), hours * 60
    while True:
        if table.works(day.date()) and day.date() not in paused:
            for minute in table.minutes:
                left -= day + minute >= whole
                if not left:
                    return day + minute + MINUTE
        day += DAY


def _by_halves(table, halves, start, paused):
    day, left = start.date(), halves
    while True:
        if table.works(day) and day not in paused:
            for opens, closes in table.hours:
                left -= datetime.combine(day, opens, start.tzinfo) > start
                if not left:
                    return datetime.combine(day, closes, start.tzinfo)
        day += DAY


def _by_closings(table, number, start, paused):
    """The day it starts on is the first."""
    day, left = start.date() - DAY, number
    while left:
        day += DAY
        left -= table.works(day) and day not in paused
    return datetime.combine(day, table.hours[-1][1], start.tzinfo)


def elapses(days: int, hours: int, start: datetime, stops) -> datetime:
    """Return the end of so much calendar time: days of pauses put it off, rest days do not."""
    paused = {a + n * DAY for a, b in stops for n in range(1, (b - a).days + 1)}
    end = start + days * DAY + timedelta(hours=hours)
    day, left = start.date(), (end.date() - start.date()).days
    while left:
        day += DAY
        left -= day not in paused
    return datetime.combine(day, end.timetz())


def _month_on(day: date, months: int) -> date:
    """Walk on to the month, then back to a day it has."""
    month = day.replace(day=1)
    for _ in range(months):
        month = (month.replace(day=28) + 4 * DAY).replace(day=1)
    for number in range(day.day, 27, -1):
        found = month + (number - 1) * DAY
        if found.month == month.month:
            return found
    return month.replace(day=day.day)


def _by_decree(day: date) -> bool:
    if (day.month, day.day) == (5, 2):
        return day.year >= 2025
    return (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
