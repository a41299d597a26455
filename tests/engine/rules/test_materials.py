"""What an opinion saw of the materials, and what was replaced since: features C7."""

from dataclasses import dataclass
from datetime import UTC, datetime

from engine.rules.materials import renewed


@dataclass(frozen=True)
class Version:
    id: str
    day: int
    replaces: str | None = None

    @property
    def added_at(self):
        return at(self.day)


def at(day):
    return datetime(2026, 3, day, tzinfo=UTC)


FIRST, SECOND, THIRD = Version("v1", 2), Version("v2", 4, "v1"), Version("v3", 6, "v2")
LATER = Version("other", 7)


def test_an_opinion_is_bound_to_the_versions_of_its_moment():
    known = [THIRD, LATER, FIRST, SECOND]

    assert renewed(known, at(1)) == []
    assert renewed(known, at(3)) == [THIRD]
    assert renewed(known, at(5)) == [THIRD]
    assert renewed(known, at(6)) == []


def test_what_only_came_later_was_not_seen():
    assert renewed([FIRST, LATER, Version("other2", 8, "other")], at(3)) == []
