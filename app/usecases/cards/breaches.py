"""What a card is for, and who answers for it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.storage.desk.tasks import group_of
from app.storage.office.people import Person
from engine.rules.cards import CardRule

LEAD_ROLE = "approver"
"""Who answers for the limit of a case that nobody of its lead has taken."""


@dataclass(frozen=True)
class Culprit:
    """Who answers for a breach: somebody by name where a task was claimed, else a group."""

    group: str
    department: str | None
    person: Person | None = None

    @classmethod
    def of_group(cls, department: str | None, role: str, person: Person | None = None) -> "Culprit":
        """Return who answers, by department and role."""
        return cls(group_of(department, role), department, person)


@dataclass(frozen=True)
class Limit:
    """The limit that was missed."""

    id: str
    kind: str
    last_day: date


@dataclass(frozen=True)
class Breach:
    """What a card is for.

    :param key: names the breach for ever: a second card for it cannot be written.
    :param fell_at: legal time: since when it is one.
    """

    rule: CardRule
    key: str
    fell_at: datetime
    culprit: Culprit
    limit: Limit | None = None
    task_id: str | None = None
    step: str | None = None
    step_name: str | None = None
    words: str = ""
