"""That a token has come through an element, and how this is written down.

Source: decision 150.
"""

from collections.abc import Collection, Iterable, Iterator
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
    :param recalled: whether one can, though it is quiet: it was the last before its step was done
        again, and what was written since is known apart.
    :param blurred: whether one of the earlier passes stands for others of other turns.
    """

    number: int
    step: str
    rest: tuple[str, ...] = ()
    joined: tuple[tuple[str, "Passes"], ...] = ()
    sealed: bool = False
    asked: tuple[list[Any], ...] | None = None
    older: tuple[int, ...] = ()
    quiet: bool = False
    recalled: bool = False
    blurred: bool = False

    @property
    def lies_open(self) -> bool:
        """Whether one can return to it."""
        return self.recalled or not self.quiet


Passes = tuple[Pass, ...]
"""What was come through, oldest first."""

_PLAIN = Pass(0, "")[2:]


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


def blurred(passes: Iterable[Pass]) -> bool:
    """Whether one of these passes or of those within them is blurred."""
    return any(one.blurred for one in every(passes))


def written_passes(passes: Iterable[Pass]) -> list[Any]:
    """Return passes as JSON can hold them."""
    return [written_pass(one) for one in passes]


def written_pass(one: Pass) -> list[Any]:
    """Return a pass as JSON can hold it; what says nothing is not written."""
    return list(one[:2]) if one[2:] == _PLAIN else [*one[:2], _more(one)]


def mention(written: list[Any], step: str) -> bool:
    """Whether passes that are written have come through a step, or those within them."""
    for _, name, *more in written:
        if name == step:
            return True
        if more and "joined" in more[0]:
            for inner in more[0]["joined"].values():
                if mention(inner, step):
                    return True
    return False


def _more(one: Pass) -> dict[str, Any]:
    said = {
        "rest": list(one.rest),
        "joined": one.joined and {flow: written_passes(inner) for flow, inner in one.joined},
        "sealed": one.sealed,
        "asked": one.asked and pack(one.asked),
        "older": list(one.older),
        "quiet": one.quiet,
        "recalled": one.recalled,
        "blurred": one.blurred,
    }
    return {name: value for name, value in said.items() if value}


def read_passes(told: list[Any]) -> Passes:
    """Return the passes that were written."""
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
    said["joined"] = tuple((flow, read_passes(inner)) for flow, inner in inputs.items())
    return Pass(number, step, **said)
