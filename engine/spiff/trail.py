"""Where a token has come through, as far as a return has to know; bounded by the diagram.

Finished tokens are forgotten, so each open token keeps its own way: the activities it has come
through, where it parted from others, and which tokens it has become one with. Of a step that was
come through several times only the last counts. Source: decision 150.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.spiff.errands import Errands, debts, read_errands, written_errands
from engine.spiff.passes import Passes, newest, read_passes, written_passes
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

    Most trails of a run are stored again as they were: their passes are read when somebody asks.

    :ivar errands: what it comes back for, and has to leave alone on the way.
    :ivar back: the number of the return this step is done for: the step that asked goes on then.
    :ivar reopened: which instances of this step are asked.
    """

    __slots__ = ("_passes", "_stored", "back", "errands", "reopened")

    def __init__(
        self,
        passes: Passes = (),
        errands: Errands = (),
        back: int | None = None,
        reopened: Reopened | None = None,
    ) -> None:
        self._passes: Passes | None = passes
        self._stored: list[Any] | None = None
        self.errands, self.back, self.reopened = errands, back, reopened

    @property
    def passes(self) -> Passes:
        """What was come through, oldest first."""
        if self._passes is None:
            self._passes = read_passes(self._stored or [])
        return self._passes

    @property
    def stored(self) -> list[Any]:
        """What was come through, as it was stored."""
        return self._stored or []

    @property
    def highest(self) -> int:
        """The greatest number there is."""
        stored = self._stored
        last = (stored[-1][0] if stored else 0) if self._passes is None else newest(self._passes)
        most = max(last, self.back or 0)
        return max([most, *(one.number for one in debts(self.errands))]) if self.errands else most

    def with_passes(self, passes: Passes) -> "Trail":
        """Return it with other passes."""
        return Trail(passes, self.errands, self.back, self.reopened)

    def coming_for(self, errands: Errands) -> "Trail":
        """Return it with other errands."""
        return self._again(errands, self.back, self.reopened)

    def begun(self) -> "Trail":
        """Return what is kept when the instances are asked that are to be asked again."""
        return self._again(self.errands, self.back, None)

    def onward(self) -> "Trail":
        """Return what a token still keeps when it leaves a step."""
        return self._again(self.errands, None, None)

    def written(self) -> list[Any]:
        """Return it as JSON can hold it; what says nothing is not written."""
        passes = written_passes(self.passes) if self._stored is None else self._stored
        if not self.errands and self.back is None and self.reopened is None:
            return [passes] if passes else []
        first, *more = written_errands(self.errands) or [[]]
        told = [passes, first, self.back, self.reopened and pack(list(self.reopened)), more]
        while told and not told[-1]:
            told.pop()
        return told

    @classmethod
    def read(cls, told: list[Any]) -> "Trail":
        """Return the trail that was written."""
        columns: list[Any] = [*told, *[None] * (5 - len(told))]
        stored, first, back, reopened, more = columns
        found = cls(
            (),
            read_errands([first or (), *(more or ())]) if first or more else (),
            back,
            Reopened(*unpack(reopened)) if reopened else None,
        )
        found._passes, found._stored = None, stored
        return found

    def _again(self, errands: Errands, back: int | None, reopened: Reopened | None) -> "Trail":
        found = Trail((), errands, back, reopened)
        found._passes, found._stored = self._passes, self._stored
        return found


NOWHERE = Trail()


def trail_of(token: Any) -> Trail:
    """Return what a token has come through; an event on a border what its activity has."""
    if token.task_spec.hangs and "trail" not in token.__dict__ and token.parent is not None:
        hosts = [one for one in token.parent.children if not one.task_spec.hangs]
        token = hosts[0] if hosts else token
    found: Trail = token.__dict__.get("trail", NOWHERE)
    return found
