"""A returned token parts once more from others that went on without it."""

from collections.abc import Iterator
from typing import Any

from engine.spiff.errands import Spared
from engine.spiff.passes import Pass, Passes, every, holds
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.specs.coming_back import forgive
from engine.spiff.trail import NOWHERE
from engine.spiff.trails import regrown, renumbered
from engine.spiff.undone import Undone


def again(token: Token, debt: Spared, begin: Passes, flows: list[str]) -> None:
    """Let those that went on be those that part from the returned token now."""

    def parted(old: Pass) -> Pass:
        own = known - set(old.rest) or set(flows) - set(debt.flows)
        return begin[-1]._replace(rest=tuple(flow for flow in flows if flow not in own))

    part = token.workflow
    known = {*debt.flows, *_taken(part, debt.number)}
    _make_later(part, debt.number)
    before = writes.known(part)
    for other in part.tasks.values():
        passes = other.trail.passes
        if holds(passes, [debt.number]):
            grown = regrown(passes, debt.number, begin[:-1], parted)
            other.trail = other.trail.with_passes(grown)
    writes.take_back_lost(part, before)
    forgive(part, debt.number)


def _taken(part: Any, number: int) -> Iterator[str]:
    """Yield the flows that tokens took where they parted, as far as others know of them.

    An instance that is away has left its activity on the flow that the returned token takes.
    """
    for other in part.tasks.values():
        for one in every(other.trail.passes):
            if one.number == number:
                yield from one.rest


def _make_later(part: Any, number: int) -> None:
    """Give all that has come of a pass numbers that come after what happened only now."""
    undone = Undone()
    trailed = [one for one in part.tasks.values() if one.trail is not NOWHERE]
    for one in trailed:
        undone.take_back(one.trail.passes, [number])
    later = sorted(undone.numbers - {number})
    fresh = {old: part.top_workflow.next_pass() for old in later}
    for one in trailed:
        one.trail = renumbered(one.trail, lambda old: fresh.get(old, old))
    writes.number_again(part.top_workflow, fresh)
