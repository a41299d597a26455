"""States of earlier formats, read as if they had been written today.

Format 1 came before processes called each other and messages had keys. It names what the drawing
does not show in another way, a token before a join does not say on which flow it came, and one
that waits for a message has no id yet.

Format 2 tells with each step what was there before it wrote: ``before`` with what a token has come
through, ``made`` with what it is doing. Since format 3 ledgers tell it.
"""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import orjson
from SpiffWorkflow.util.task import TaskState

from engine.spiff.game.throwing import waits_for
from engine.spiff.game.workflow import Workflow
from engine.spiff.passes import every
from engine.spiff.scope import WRITES, Token, number_of, page
from engine.spiff.specs.events.causes import Call
from engine.values import unpack

FIRST, SECOND = "1", "2"
_BEGIN = "Start"
_ENDINGS = {".BoundaryEventSplit": " [border]", ".BoundaryEventJoin": " [border end]"}


def renamed(body: bytes) -> bytes:
    """Return a state of format 1 in the shape of today, with the names of today."""
    id_, counter, completed, ended, data, parts = orjson.loads(body)
    told = [[part[0], [[_name(row[0]), *row[1:]] for row in part[1]]] for part in parts]
    return orjson.dumps([id_, counter, completed, ended, {}, data, told])


def completed(run: Workflow) -> Workflow:
    """Give the tokens of format 1 what they would keep today."""
    for token in run.tokens():
        if token.task_spec.joins and token._state & TaskState.NOT_FINISHED_MASK:
            token.internal_data["flow"] = _flow(token)
        if waits_for(Call, token):
            token.internal_data.update(wait=None, id=run.next_id())
    return run


def entered(run: Workflow) -> Workflow:
    """Enter in ledgers what the tokens of format 2 tell of writes."""
    tokens = list(run.tokens())
    for token in tokens:
        _enter_passes(token)
    for token in tokens:
        for name, had in token.internal_data.pop("made", {}).items():
            _enter_made(token, name, had)
    for kept in (token.internal_data for token in tokens):
        if not kept.get(WRITES, True):
            del kept[WRITES]
    return run


def _enter_passes(token: Token) -> None:
    """Enter what steps have written that are done; several tokens may tell of the same."""
    _, ledger = page(token)
    for number, before in sorted(_before(token.trail.stored), key=itemgetter(0)):
        for name, had in before.items():
            if not any(number in makers for makers, _ in ledger.get(name, ())):
                ledger.setdefault(name, []).append(([number], had))


def _before(passes: Any) -> Iterator[tuple[int, dict[str, list[Any]]]]:
    """Yield the passes that tell what was there before, and leave it out."""
    for number, _, *more in passes:
        for said in more:
            if (before := said.pop("before", None)) is not None:
                yield number, unpack(before)
            for inside in said.get("joined", {}).values():
                yield from _before(inside)


def _enter_made(token: Token, name: str, had: list[Any]) -> None:
    """Enter what a step that goes on has written, as written by the steps within it, too."""
    _, ledger = page(token)
    entries, own = ledger.setdefault(name, []), number_of(token)
    within = dict(_within(token))
    for place, (makers, before) in enumerate(entries):
        if not within.keys().isdisjoint(makers):
            entries[place] = ([*makers, own], before)
    if not had:
        known = {maker for makers, _ in entries for maker in makers}
        first = [number for number, answer in within.items() if answer == name]
        first = sorted({*first} - known)[:1]
        entries.insert(0, ([*first, own], []))
    elif not any(own in makers for makers, _ in entries):
        entries.append(([own], had))


def _within(token: Token) -> Iterator[tuple[int, str | None]]:
    """Yield the passes known within a step that goes on, each with what it answers to."""
    for inner in token.workflow.top_workflow.tokens():
        around = inner.workflow.carrier
        while around is not None and token not in (around, around.parent):
            around = around.workflow.carrier
        specs = inner.workflow.spec.task_specs
        if around is not None:
            for one in every(inner.trail.passes):
                yield one.number, getattr(specs.get(one.step), "answer", None)


def _name(name: str) -> str:
    if name == _BEGIN:
        return "[start]"
    if name.endswith(".End"):
        return "[end]"
    for old, new in _ENDINGS.items():
        if name.endswith(old):
            return name.removesuffix(old) + new
    return name


def _flow(token: Token) -> str:
    """Return the flow between the element a token came from and the join it waits at."""
    ways = token.parent.task_spec.ways
    return next(way.flow for way in ways if way.target is token.task_spec)
