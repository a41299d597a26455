"""Where a token has come through, as far as a return has to know; bounded by the diagram.

Finished tokens are forgotten, so each open token keeps its own way: the activities it has come
through, where it parted from others, and which tokens it has become one with. Of a step that was
come through several times only the last counts. Source: decision 150.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.spiff.errands import Errands, debts, read_errands, written_errands
from engine.spiff.passes import Pass, Passes, read_passes, written_pass, written_passes
from engine.values import pack, unpack


class Reopened(NamedTuple):
    """Instances that are asked again, while the answers of the others stay.

    :param answers: those that stay, by index.
    """

    elements: list[Any]
    answers: Mapping[str, Any]
    indexes: list[int]


class Trail:
    """What a token has come through, and what it was returned for.

    It is kept as it is stored, because most steps only add to it: its passes are read when somebody
    asks.

    :ivar stored: what was come through, as it is written, oldest first.
    :ivar errands: what it comes back for, and has to leave alone on the way.
    :ivar back: the number of the return this step is done for: the step that asked goes on then.
    :ivar reopened: which instances of this step are asked.
    """

    __slots__ = ("_passes", "back", "errands", "reopened", "stored")

    def __init__(
        self,
        stored: list[Any],
        errands: Errands = (),
        back: int | None = None,
        reopened: Reopened | None = None,
    ) -> None:
        self.stored, self.errands, self.back, self.reopened = stored, errands, back, reopened
        self._passes: Passes | None = None

    @classmethod
    def of(cls, passes: Passes, *more: Any) -> "Trail":
        """Return a trail of passes that are known; ``more`` is what else it keeps."""
        found = cls(written_passes(passes), *more)
        found._passes = passes
        return found

    @property
    def passes(self) -> Passes:
        """What was come through, oldest first."""
        if self._passes is None:
            self._passes = read_passes(self.stored)
        return self._passes

    @property
    def highest(self) -> int:
        """The greatest number there is."""
        most = self.stored[-1][0] if self.stored else 0
        if self.back is not None:
            most = max(most, self.back)
        return max([most, *(one.number for one in debts(self.errands))]) if self.errands else most

    def with_passes(self, passes: Passes) -> "Trail":
        """Return it with other passes."""
        return Trail.of(passes, self.errands, self.back, self.reopened)

    def coming_for(self, errands: Errands) -> "Trail":
        """Return it with other errands."""
        return Trail(self.stored, errands, self.back, self.reopened)

    def begun(self) -> "Trail":
        """Return what is kept when the instances are asked that are to be asked again."""
        return Trail(self.stored, self.errands, self.back)

    def onward(self, errands: Errands, last: Pass | None = None) -> "Trail":
        """Return what a token keeps that leaves a step for these errands.

        :param last: what it has come through there, as long as that is nothing it knows.
        """
        stored = self.stored if last is None else [*self.stored, written_pass(last)]
        return Trail(stored, errands)

    def written(self) -> list[Any]:
        """Return the last column of a token as JSON can hold it; what says nothing is not written.

        There is none where it has come through nothing.
        """
        stored = self.stored
        if not self.errands and self.back is None and self.reopened is None:
            return [[stored]] if stored else []
        first, *more = written_errands(self.errands) or [[]]
        told = [stored, first, self.back, self.reopened and pack(list(self.reopened)), more]
        while told and not told[-1]:
            told.pop()
        return [told] if told else []

    @classmethod
    def read(cls, told: list[Any]) -> "Trail":
        """Return the trail that was written."""
        columns: list[Any] = [*told, *[None] * (5 - len(told))]
        stored, first, back, reopened, more = columns
        return cls(
            stored,
            read_errands([first or (), *(more or ())]) if first or more else (),
            back,
            Reopened(*unpack(reopened)) if reopened else None,
        )


NOWHERE = Trail([])


def trail_of(token: Any) -> Trail:
    """Return what a token has come through; an event on a border what its activity has."""
    if token.task_spec.hangs and token.trail is NOWHERE and token.parent is not None:
        hosts = [one for one in token.parent.children if not one.task_spec.hangs]
        token = hosts[0] if hosts else token
    found: Trail = token.trail
    return found
