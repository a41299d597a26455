"""A moment counted back from the end of a limit, in office hours."""

import re
from dataclasses import dataclass
from typing import Self

from engine.errors import Invalid
from engine.rules.timers import PERIODS, Kind, Rule

_LEAD = re.compile(r"([0-9]{1,2})/([a-z_]+)/([0-9]{1,5})")
_LIMITS: dict[str, Kind] = {**{unit: unit for unit in PERIODS}, "closing": "closing"}


@dataclass(frozen=True)
class HoursLeft:
    """So many office hours before a limit ends.

    :param limit: the limit, counted from the same start.
    """

    hours: int
    limit: Rule

    @property
    def rule(self) -> Rule:
        """The same as a rule."""
        return Rule("hours_left", f"{self.hours}/{self.limit.kind}/{self.limit.value}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``<hours>/<kind of limit>/<number>``.

        :raises Invalid: it is not one.

        >>> HoursLeft.parse("2/working_days/1")
        HoursLeft(hours=2, limit=Rule(kind='working_days', value='1'))
        """
        match = _LEAD.fullmatch(text)
        if match is None or match[2] not in _LIMITS:
            message = "“%(value)s” is not so many office hours before a limit."
            raise Invalid("timer.unreadable", message, value=text)
        return cls(int(match[1]), Rule(_LIMITS[match[2]], match[3]))
