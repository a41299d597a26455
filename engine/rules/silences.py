"""What counts where a department does not answer in time, or does not come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import due_at
from engine.rules.timers import Rule

Kind = Literal["silence", "absence"]
"""Not answering (超时默认), or not coming to a visit or a meeting (缺席默认)."""
KINDS: tuple[Kind, ...] = ("silence", "absence")
OUTCOMES = ("agree", "escalate", "lead")
OF_SYSTEM: Mapping[Kind, str] = {"silence": "deemed_agree", "absence": "absent_agree"}
"""What the system says for a department that must be taken to agree."""


@dataclass(frozen=True)
class Declared:
    """What a step says of the department that misses it.

    :param outcome: ``agree``: the system agrees for it; ``escalate``: its head is asked;
        ``lead``: the department that leads answers in its place.
    :param basis: the rule by which it counts.
    :param to: the group that is asked then, as the diagram writes it.
    """

    kind: Kind
    outcome: str
    basis: str | None = None
    to: str | None = None

    @property
    def agrees(self) -> bool:
        """Whether the system agrees; else somebody else is asked."""
        return self.outcome == "agree"

    @property
    def opinion(self) -> str:
        """The opinion of the system."""
        return OF_SYSTEM[self.kind]


def declared(settings: Mapping[str, str]) -> Declared | None:
    """Return what the settings of a step say of a department that misses it.

    >>> declared({"absence": "agree", "absenceBasis": "Rule 12"}).opinion
    'absent_agree'
    >>> declared({"limit": "5"})
    """
    for kind in KINDS:
        if kind in settings:
            said = (settings.get(f"{kind}{name}") for name in ("Basis", "To"))
            return Declared(kind, settings[kind], *said)
    return None


def late_until(missed_at: datetime, working_days: int, calendar: WorkCalendar) -> datetime:
    """Return the moment from which the opinion still owed is overdue.

    :param missed_at: when the limit passed; the date of this moment is not counted.

    Source: facts D-28: the day of the event is day 0, and the opinion is due one working day
    later (Yichun 2009, Taizhou 2022); how many days is a rule of the office.

    >>> from datetime import date
    >>> from engine.rules.deadlines import passes_at
    >>> late_until(passes_at(date(2026, 3, 3)), 1, WorkCalendar()).isoformat()
    '2026-03-05T16:00:00+00:00'
    """
    return due_at(Rule("working_days", str(working_days)), missed_at, calendar)
