"""What a trial of rules found: cards as they were and as they would have been."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Tried:
    """A card that was given, or would have been.

    :param key: names the breach as the cards of the office do.
    :param before: the level that was given; ``then``: that the tried rules give.
    """

    key: str
    case: str
    rule: str
    rule_name: str
    department: str | None
    on: date
    before: str | None = None
    then: str | None = None


@dataclass(frozen=True)
class Trial:
    """The cards of a period by the rules tried, and as they were.

    :param cases: how many cases were looked at.
    """

    from_: date
    to: date
    cases: int
    rows: tuple[Tried, ...]

    @property
    def differences(self) -> list[Tried]:
        """What is not as it was, case by case."""
        return [row for row in self.rows if row.before != row.then]

    @property
    def same(self) -> list[Tried]:
        """What stays as it was, case by case."""
        return [row for row in self.rows if row.before == row.then]

    @property
    def before(self) -> Mapping[str, int]:
        """How many cards of each level were given."""
        return Counter(row.before for row in self.rows if row.before)

    @property
    def then(self) -> Mapping[str, int]:
        """How many cards of each level the tried rules give."""
        return Counter(row.then for row in self.rows if row.then)
