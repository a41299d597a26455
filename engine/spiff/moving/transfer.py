"""Puts every token of a run to the same place in another version."""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff import codec
from engine.spiff.budget import Budget
from engine.spiff.calls import pin
from engine.spiff.definition import Definition
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.moving.natures import nature
from engine.spiff.moving.places import diagram_of, own_parts
from engine.spiff.scope import Token
from engine.spiff.specs.events.borders import BorderOpening
from engine.spiff.specs.gateways import EventGateway

_SHARED = (BorderOpening, EventGateway)
"""What is finished and still holds together those it has opened."""


def transfer(old: Workflow, to: Definition, at: Any) -> Workflow:
    """Return a copy of a run in another version; ``obstacles`` has found none.

    What hangs on a border only in the old version is withdrawn; what hangs on the border of an
    open step only in the new one begins to wait at this moment.

    :raises Broken: the new version cannot go on from there.
    """
    run = codec.load(old.definition, codec.dump(old), old.library)
    run.application, run.item = old.application, old.item
    run.at, run.budget = at, Budget()
    parts = own_parts(run)
    fresh = []
    for part in parts:
        diagram = diagram_of(part, to)
        _withdraw_borders(part, diagram)
        fresh += [(part, *one) for one in _new_borders(part, diagram)]
        _put(part, diagram)
        part.definition = to
    for part, token, events in fresh:
        opening = part.task_tree if token is None else _opening(part, token)
        for event in events:
            event._update(opening._add_child(event, TaskState.FUTURE))
    pin(run, to)
    return run


def _withdraw_borders(part: Part, diagram: Any) -> None:
    for token in part.unfinished():
        spec = token.task_spec
        if spec.hangs:
            opening = diagram.task_specs.get(token.parent.task_spec.name)
            there = {event.name: nature(event) for event in opening.outputs} if opening else {}
            if there.get(spec.name) != nature(spec):
                token.cancel()


def _new_borders(part: Part, diagram: Any) -> list[tuple[Token | None, list[Any]]]:
    """Return what is open, with the events that hang on it only in the new version.

    ``None`` stands for the part itself; one that an event has replaced wants no more of them.
    """
    whole, found = [] if _replaced(part) else _added(_scope(part.spec), _scope(diagram)), []
    if whole:
        found.append((None, whole))
    for token in part.unfinished():
        spec = token.task_spec
        border = getattr(diagram.task_specs.get(spec.name), "border", ())
        if events := _added(getattr(spec, "border", ()), border):
            found.append((token, events))
    return found


def _replaced(part: Part) -> bool:
    return any(getattr(token.task_spec, "replaces", False) for token in part.unfinished())


def _scope(diagram: Any) -> list[Any]:
    return [event for event in diagram.start.outputs if event.hangs]


def _added(old: Iterable[Any], new: Iterable[Any]) -> list[Any]:
    before = {event.name: nature(event) for event in old}
    return [event for event in new if before.get(event.name) != nature(event)]


def _put(part: Part, diagram: Any) -> None:
    """Put the tokens of a part to the same elements of a diagram; forget all else."""
    root, open_ = part.task_tree, part.unfinished()
    shared = {}
    for token in open_:
        before = token.parent
        if before is None or before._state & TaskState.NOT_FINISHED_MASK:
            continue
        if isinstance(before.task_spec, _SHARED) and before.task_spec.name in diagram.task_specs:
            shared[before.id] = before
        else:
            token._parent = root.id
    part.spec = diagram
    part.arrange([root, *(one for one in shared.values() if one is not root), *open_])
    for token in part.tasks.values():
        token.task_spec = diagram.task_specs[token.task_spec.name]


def _opening(part: Part, token: Token) -> Token:
    """Return the token that opened the border of a step, made now if it had none."""
    opening = token.parent
    if not isinstance(opening.task_spec, BorderOpening):
        spec = part.spec.task_specs[BorderOpening.name_for(token.task_spec.name)]
        opening = part.task_tree._add_child(spec, TaskState.COMPLETED)
        token._parent = opening.id
        others = [one for one in part.tasks.values() if one not in (part.task_tree, opening)]
        part.arrange([part.task_tree, opening, *others])
    return opening
