"""Who belongs to a multi-instance while it goes on: its elements by their index, which stays."""

from collections.abc import Mapping
from typing import Any


class Members:
    """What the token of a multi-instance keeps of those it asks.

    An element that is dropped keeps its index, so that answers and instances keep theirs.
    """

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self.elements: list[Any] = kept["elements"]
        self.answers: dict[str, Any] = kept["answers"]
        self.begun: int = kept["begun"]
        self.dropped: list[int] = kept.get("dropped", [])
        self.queued: list[int] = kept.get("again", [])
        self.away: dict[str, int] = kept.get("away", {})

    @property
    def counted(self) -> tuple[int, int, int, int]:
        """How many are asked in all, are asked now, have answered, and were dropped."""
        done, gone = len(self.answers), sum(index < self.begun for index in self.dropped)
        total = len(self.elements) - len(self.dropped)
        return total, self.begun - done - gone, done, len(self.dropped)

    @property
    def all(self) -> list[Any]:
        """Those who are asked, answered or not, without those who were dropped."""
        return [one for index, one in enumerate(self.elements) if index not in self.dropped]

    @property
    def asked(self) -> list[Any]:
        """Those who are asked now."""
        return [self.elements[index] for index in self.open() if index < self.begun]

    @property
    def waiting(self) -> list[Any]:
        """Those whose turn comes later."""
        return [self.elements[index] for index in self.open() if index >= self.begun]

    @property
    def answered(self) -> list[Any]:
        """Those who have answered."""
        return [self.elements[int(index)] for index in sorted(self.answers, key=int)]

    def open(self) -> list[int]:
        """Return the indexes of those who have not answered."""
        closed = {*map(int, self.answers), *self.dropped}
        return [index for index in range(len(self.elements)) if index not in closed]

    def forget(self, index: int) -> bool:
        """Wait no longer for one who is away or asked again; return whether it had no turn yet."""
        for number in [number for number, gone in self.away.items() if gone == index]:
            del self.away[number]
        if index in self.queued:
            self.queued.remove(index)
            return True
        return False
