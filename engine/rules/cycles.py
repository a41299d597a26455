"""What comes again and again: turns at even distances from one start."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self

from engine.errors import Invalid
from engine.rules.durations import Duration
from engine.rules.timers import PERIODS, Rule

_CYCLE = re.compile(r"R([0-9]{1,4})/(?:([0-9]{1,3})/)?(.+)")
_PERIOD = re.compile(r"([a-z]+)\(([0-9]{1,5})\)")
_UNITS = {name: unit for unit, name in PERIODS.items()}
_SHORTEST = timedelta(minutes=1)
_MOST_TURNS = 100


@dataclass(frozen=True)
class Cycle:
    """Turns at even distances from one start.

    :param turns: how often it comes in all.
    :param text: the distance: an ISO 8601 duration, or a period such as ``workdays(2)``.
    :param turn: which of the turns is meant, from 1.
    """

    turns: int
    text: str
    turn: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``R<count>/<distance>``, or ``R<count>/<turn>/<distance>`` of a later turn.

        :raises Invalid: it is not one, turns more often than 100 times, faster than once a
            minute or for more than ten years, or its distance is refused.

        >>> Cycle.parse("R10/PT1H"), Cycle.parse("R5/3/workdays(2)").span
        (Cycle(turns=10, text='PT1H', turn=1), Rule(kind='working_days', value='2'))
        """
        match = _CYCLE.fullmatch(text)
        if match is None:
            message = "“%(value)s” is not a repetition such as R3/P1D."
            raise Invalid("timer.unreadable", message, value=text)
        told = cls(int(match[1]), match[3], int(match[2] or 1))
        if not 1 <= told.turn <= told.turns <= _MOST_TURNS or not told._slow_enough():
            message = "A repetition turns at most 100 times, once a minute or slower: “%(value)s”."
            raise Invalid("timer.out_of_bounds", message, value=text)
        return told

    @property
    def span(self) -> Duration | Rule:
        """The distance between two turns: calendar time, or what an office counts.

        :raises Invalid: it is neither.
        """
        match = _PERIOD.fullmatch(self.text)
        if match is not None and match[1] in _UNITS:
            return Rule(_UNITS[match[1]], match[2])
        return Duration.parse(self.text)

    @property
    def whole(self) -> Duration | Rule:
        """The distance of this turn from the start."""
        span = self.span
        if isinstance(span, Rule):
            return Rule(span.kind, str(span.number * self.turn))
        return span.times(self.turn)

    @property
    def rule(self) -> Rule:
        """The rule that states this turn."""
        turn = f"{self.turn}/" if self.turn > 1 else ""
        return Rule("cycle", f"R{self.turns}/{turn}{self.text}")

    def later(self, turns: int = 1) -> Self | None:
        """Return so many turns later, if it comes so often.

        >>> Cycle.parse("R3/P1D").later(2).rule.value, Cycle.parse("R3/P1D").later(3)
        ('R3/3/P1D', None)
        """
        return replace(self, turn=self.turn + turns) if self.turn + turns <= self.turns else None

    def _slow_enough(self) -> bool:
        span = self.span
        if isinstance(span, Rule):
            return Rule(span.kind, str(span.number * self.turns)).number > 0
        return bool(span.months) or span.time >= _SHORTEST


def as_period(rule: Rule) -> Rule:
    """Return a turn whose distance an office counts as a period from the start, others as they are.

    >>> as_period(Rule("cycle", "R5/3/workdays(2)"))
    Rule(kind='working_days', value='6')
    """
    whole = Cycle.parse(rule.value).whole if rule.kind == "cycle" else None
    return whole if isinstance(whole, Rule) else rule
