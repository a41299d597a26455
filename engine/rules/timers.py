"""What a limit says, before anybody knows on which day it ends."""

import re
from dataclasses import dataclass
from typing import Literal

from engine.errors import Invalid

Unit = Literal["working_days", "natural_days", "months", "working_hours", "half_days"]
Kind = Literal[Unit, "nth_working_day", "closing", "duration", "instant", "cycle", "hours_left"]
PERIODS: dict[Unit, str] = {
    "working_days": "workdays",
    "natural_days": "naturaldays",
    "months": "months",
    "working_hours": "workhours",
    "half_days": "halfdays",
}
"""What diagrams call the units."""
LONGEST = 2600
"""No limit counts more working days than ten years have."""
_MOST: dict[str, int] = {
    "working_days": LONGEST,
    "nth_working_day": LONGEST,
    "natural_days": 3660,
    "months": 120,
    "working_hours": 10000,
    "half_days": 2 * LONGEST,
    "closing": LONGEST,
}
_PLAIN = re.compile("[0-9]{1,5}").fullmatch


@dataclass(frozen=True)
class Rule:
    """A limit as its file states it.

    :param kind: the unit: ``working_days``, ``natural_days``, ``months``, ``working_hours``
        (of office hours), ``half_days`` (of working days), ``nth_working_day`` (which passes
        as that day begins) and ``closing`` (the close of business of a working day, the one it
        starts on being the first) have a whole number as ``value``; ``duration``: an ISO 8601
        duration in calendar time; ``instant``: an RFC 3339 moment; ``cycle``: a turn of
        ``R<count>/<distance>``, see ``Cycle``; ``hours_left``: office hours before the end of a
        limit, see ``HoursLeft``.
    """

    kind: Kind
    value: str

    @property
    def counted(self) -> bool:
        """Whether it counts a unit, so that it may be extended and has a last day."""
        return self.kind in _MOST

    @property
    def in_days(self) -> bool:
        """Whether it ends with a whole day, and not within one."""
        return self.kind in ("working_days", "natural_days", "months")

    @property
    def number(self) -> int:
        """How many of its unit it allows.

        :raises Invalid: it is no whole number from 1 to what ten years have.

        >>> Rule("working_days", "20").number
        20
        """
        if not _PLAIN(self.value) or not 1 <= int(self.value) <= _MOST[self.kind]:
            message = "A limit is a whole number of its unit from 1 to %(most)s, not “%(value)s”."
            raise Invalid("timer.number", message, most=_MOST[self.kind], value=self.value)
        return int(self.value)
