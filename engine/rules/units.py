"""How much of a limit each day uses up, by the unit the limit counts."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from engine.rules import hourly
from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.durations import add_months
from engine.rules.pauses import Pause
from engine.rules.timers import Rule

_ENDLESS = 10**9


@dataclass(frozen=True)
class Count(ABC):
    """A limit that is counted, from a moment to the moment it passes, both of the office.

    :param number: what it allows with its extension, in its unit; ``base``: without.
    """

    unit: ClassVar[str]
    from_: datetime
    passes: datetime
    calendar: WorkCalendar
    pauses: Sequence[Pause]
    number: int
    base: int

    @property
    def first(self) -> date:
        """The day that starts it."""
        return self.from_.date()

    @abstractmethod
    def amount(self, day: date) -> int:
        """Return how much of the unit a day uses up."""

    def standing(self, day: date) -> Pause | None:
        """Return the pause that keeps a day from counting; a rest day would not count anyway."""
        return self._pause(day) if self.calendar.is_working_day(day) else None

    def _pause(self, day: date) -> Pause | None:
        return next((one for one in self.pauses if standing.covers([one], day)), None)

    def _works(self, day: date) -> bool:
        return self.calendar.is_working_day(day) and self._pause(day) is None


class WorkingDays(Count):
    """Working days after the first."""

    unit = "working_days"

    def amount(self, day: date) -> int:
        return int(day > self.first and self._works(day))


class Closings(WorkingDays):
    """Working days, the first of them included."""

    def amount(self, day: date) -> int:
        return int(day >= self.first and self._works(day))


class NaturalDays(Count):
    """Days after the first that are not paused, up to where the period would end."""

    unit = "natural_days"

    def amount(self, day: date) -> int:
        return int(self.first < day <= self._end and self._pause(day) is None)

    def standing(self, day: date) -> Pause | None:
        return self._pause(day)

    @property
    def _end(self) -> date:
        last = self.first + timedelta(days=self.number)
        return standing.put_off(last, self.first, self.pauses)


class Minutes(Count):
    """Office hours, in minutes."""

    unit = "minutes"

    def amount(self, day: date) -> int:
        if not self._works(day):
            return 0
        start = hourly.full_minute(self.from_)
        spans = (
            min(closes, self.passes) - max(opens, start)
            for opens, closes in self.calendar.hours.on(day, start.tzinfo)
        )
        return sum(max(span, timedelta()) // timedelta(minutes=1) for span in spans)


class HalfDays(Count):
    """Half working days after the one it starts in."""

    unit = "half_days"

    def amount(self, day: date) -> int:
        if not self._works(day):
            return 0
        halves = self.calendar.hours.on(day, self.from_.tzinfo)
        return sum(opens > self.from_ and closes <= self.passes for opens, closes in halves)


def count_of(
    rule: Rule,
    span: tuple[datetime, datetime],
    calendar: WorkCalendar,
    pauses: Sequence[Pause],
    extra: int,
) -> Count | None:
    """Return how a rule counts its days; ``None`` of a moment the rule itself names.

    :param span: the moments the limit starts and passes, in the zone of the office.
    """
    stops = standing.with_outages(pauses, calendar)
    first, last = span[0].date(), span[1].date()
    match rule.kind:
        case "working_days" | "nth_working_day":
            return WorkingDays(*span, calendar, pauses, rule.number + extra, rule.number)
        case "closing":
            return Closings(*span, calendar, pauses, rule.number + extra, rule.number)
        case "natural_days":
            return NaturalDays(*span, calendar, stops, rule.number + extra, rule.number)
        case "months":
            number, base = (
                (add_months(first, months) - first).days
                for months in (rule.number + extra, rule.number)
            )
            return NaturalDays(*span, calendar, stops, number, base)
        case "working_hours":
            return Minutes(*span, calendar, pauses, 60 * (rule.number + extra), 60 * rule.number)
        case "half_days":
            return HalfDays(*span, calendar, pauses, rule.number + extra, rule.number)
        case "instant" | "hours_left":
            return None
        case _:  # a duration, or a turn of a cycle: calendar time, which nothing extends
            return NaturalDays(*span, calendar, pauses, (last - first).days, _ENDLESS)
