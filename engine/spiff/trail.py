"""Where a token has come through, as far as a return has to know; bounded by the diagram.

Finished tokens are forgotten, so each open token keeps its own way: the activities it has come
through, where it parted from others, and which tokens it has become one with. Of a step that was
come through several times only the last counts. Source: decision 150.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from engine.values import pack, unpack


class Pass(NamedTuple):
    """That a token has come through an element.

    :param number: of this pass; greater than those of all that came before it.
    :param rest: the flows that others took where the token parted from them here.
    :param joined: the flows on which tokens became one here, each with what only its token had
        come through.
    :param sealed: whether nobody may return from behind it to before it.
    :param asked: of an activity with instances: its list, the indexes of those that answered, and
        of those that were dropped, if any was.
    :param older: the numbers of earlier passes this one stands for.
    :param quiet: whether all that is known is that it was: one cannot return to it.
    """

    number: int
    step: str
    rest: tuple[str, ...] = ()
    joined: tuple[tuple[str, "Passes"], ...] = ()
    sealed: bool = False
    asked: tuple[list[Any], ...] | None = None
    older: tuple[int, ...] = ()
    quiet: bool = False


Passes = tuple[Pass, ...]
"""What was come through, oldest first."""


class Spared(NamedTuple):
    """Others that went on when a token was returned: they are not begun again.

    :param number: of the pass in which they parted; of the absence, where they are instances.
    :param step: where they parted.
    :param flows: the flows they took; none where they are instances of the step.
    """

    number: int
    step: str
    flows: tuple[str, ...] = ()


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

    :ivar spared: what has to be left alone on the way back.
    :ivar back: the number of the return this step is done for: the step that asked goes on then.
    :ivar reopened: which instances of this step are asked.
    """

    __slots__ = ("_passes", "_stored", "back", "reopened", "spared")

    def __init__(
        self,
        passes: Passes = (),
        spared: tuple[Spared, ...] = (),
        back: int | None = None,
        reopened: Reopened | None = None,
    ) -> None:
        self._passes: Passes | None = passes
        self._stored: list[Any] | None = None
        self.spared, self.back, self.reopened = spared, back, reopened

    @property
    def passes(self) -> Passes:
        """What was come through, oldest first."""
        if self._passes is None:
            self._passes = _read_passes(self._stored or [])
        return self._passes

    @property
    def stored(self) -> list[Any]:
        """What was come through, as it was stored."""
        return self._stored or []

    @property
    def highest(self) -> int:
        """The greatest number there is."""
        stored = self._stored
        last = (stored[-1][0] if stored else 0) if self._passes is None else _last(self._passes)
        return max([last, self.back or 0, *(one.number for one in self.spared)])

    def with_passes(self, passes: Passes) -> "Trail":
        """Return it with other passes."""
        return Trail(passes, self.spared, self.back, self.reopened)

    def sparing(self, spared: tuple[Spared, ...]) -> "Trail":
        """Return it with others to be left alone."""
        return self._again(spared, self.back, self.reopened)

    def begun(self) -> "Trail":
        """Return what is kept when the instances are asked that are to be asked again."""
        return self._again(self.spared, self.back, None)

    def onward(self) -> "Trail":
        """Return what a token still keeps when it leaves a step."""
        return self._again(self.spared, None, None)

    def written(self) -> list[Any]:
        """Return it as JSON can hold it; what says nothing is not written."""
        told = [
            _written_passes(self.passes) if self._stored is None else self._stored,
            [[one.number, one.step, *one.flows] for one in self.spared],
            self.back,
            self.reopened and pack(list(self.reopened)),
        ]
        while told and not told[-1]:
            told.pop()
        return told

    @classmethod
    def read(cls, told: list[Any]) -> "Trail":
        """Return the trail that was written."""
        columns: list[Any] = [*told, *[None] * (4 - len(told))]
        stored, spared, back, reopened = columns
        found = cls(
            (),
            tuple(Spared(number, step, tuple(flows)) for number, step, *flows in spared or ()),
            back,
            Reopened(*unpack(reopened)) if reopened else None,
        )
        found._passes, found._stored = None, stored
        return found

    def _again(
        self, spared: tuple[Spared, ...], back: int | None, reopened: Reopened | None
    ) -> "Trail":
        found = Trail((), spared, back, reopened)
        found._passes, found._stored = self._passes, self._stored
        return found


NOWHERE = Trail()
_PLAIN = Pass(0, "")[2:]


def trail_of(token: Any) -> Trail:
    """Return what a token has come through; an event on a border what its activity has."""
    if token.task_spec.hangs and "trail" not in token.__dict__ and token.parent is not None:
        hosts = [one for one in token.parent.children if not one.task_spec.hangs]
        token = hosts[0] if hosts else token
    found: Trail = token.__dict__.get("trail", NOWHERE)
    return found


def every(passes: Iterable[Pass]) -> Iterator[Pass]:
    """Yield passes and those within them."""
    for one in passes:
        yield one
        for _, inside in one.joined:
            yield from every(inside)


def holds(passes: Passes, numbers: Collection[int]) -> bool:
    """Whether a token has come through one of these passes."""
    return any(
        one.number in numbers or any(old in numbers for old in one.older) for one in every(passes)
    )


def _last(passes: Passes) -> int:
    return passes[-1].number if passes else 0


def _written_passes(passes: Passes) -> list[Any]:
    return [list(one[:2]) if one[2:] == _PLAIN else [*one[:2], _more(one)] for one in passes]


def _more(one: Pass) -> dict[str, Any]:
    joined = {flow: _written_passes(inner) for flow, inner in one.joined}
    said = {
        "rest": list(one.rest),
        "joined": joined,
        "sealed": one.sealed,
        "asked": pack(one.asked),
        "older": list(one.older),
        "quiet": one.quiet,
    }
    return {name: value for name, value in said.items() if value}


def _read_passes(told: list[Any]) -> Passes:
    return tuple(_read_pass(*one) for one in told)


def _read_pass(number: int, step: str, more: dict[str, Any] | None = None) -> Pass:
    if more is None:
        return Pass(number, step)
    said = dict(more)
    for name in {"rest", "older"} & said.keys():
        said[name] = tuple(said[name])
    if "asked" in said:
        said["asked"] = tuple(unpack(said["asked"]))
    inputs = said.get("joined", {})
    said["joined"] = tuple((flow, _read_passes(inner)) for flow, inner in inputs.items())
    return Pass(number, step, **said)
