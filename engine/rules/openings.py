"""When an office is open: its hours, and the days on which it declared it could not work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from engine.errors import Fault, Invalid

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OfficeHours:
    """The hours of a working day; each pair is a half day, opening and closing.

    :raises Invalid: there are none, or they overlap or run backwards.

    Source: Civil Code, Art. 203 (business hours); facts D-04, D-22.

    >>> OfficeHours(((time(9), time(12)), (time(13), time(17)))).length
    datetime.timedelta(seconds=25200)
    """

    halves: tuple[tuple[time, time], ...] = (
        (time(9), time(12)),
        (time(13, 30), time(17, 30)),
    )

    def __post_init__(self) -> None:
        told = [moment for half in self.halves for moment in half]
        if not told or any(a >= b for a, b in zip(told, told[1:], strict=False)):
            message = "Office hours open, then close, one half day after another."
            fault = Fault("hours", "calendar.hours", message)
            raise Invalid("calendar.hours", message, [fault])

    @property
    def closes(self) -> time:
        """The end of the working day."""
        return self.halves[-1][1]

    @cached_property
    def length(self) -> timedelta:
        """How long the office works on a working day."""
        spans = (_on(date.min, close) - _on(date.min, open_) for open_, close in self.halves)
        return sum(spans, timedelta())

    def on(self, day: date, zone: tzinfo | None) -> Iterator[tuple[datetime, datetime]]:
        """Yield the half days of a day as moments."""
        for opens, closes in self.halves:
            yield _on(day, opens, zone), _on(day, closes, zone)


USUAL_HOURS = OfficeHours()
"""Nine to twelve and half past one to half past five, where an office says nothing else."""


@dataclass(frozen=True)
class Outage:
    """Days on which the office declared that it could not work: they do not count for anybody.

    :param last: itself not counted either.
    :raises ValueError: it ends before it begins.

    Source: facts 2.5 (outage, excluded once declared).

    >>> [day.day for day in Outage(date(2026, 3, 4), date(2026, 3, 5), "power cut").days()]
    [4, 5]
    """

    first: date
    last: date
    name: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an outage cannot end on {self.last}, before {self.first}")

    def days(self) -> Iterator[date]:
        """Yield each of its days."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY


def _on(day: date, at: time, zone: tzinfo | None = None) -> datetime:
    return datetime.combine(day, at, zone)
