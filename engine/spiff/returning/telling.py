"""What a return takes back, told to the world: by the places at which people were asked."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from engine.change.returned import TakenBack
from engine.spiff.game.part import Part
from engine.spiff.passes import every
from engine.spiff.returning.plan import Plan
from engine.spiff.scope import Token, instance_of
from engine.spiff.trail import trail_of


def tell(plan: Plan, but: Collection[str] = ()) -> None:
    """Note what a plan takes back, with the move that carries it out.

    :param but: steps of which answers stay: whoever asks for it knows which.
    """
    plan.task.workflow.top_workflow.happened.taken_back += _taken_back(plan, but)


def tell_left(token: Token, since: int) -> None:
    """Note that what a token has come through since a pass comes to nothing, with itself."""
    part = token.workflow
    steps = [one.step for one in every(trail_of(token).passes) if one.number > since]
    told = _told(part, [*steps, token.task_spec.name], _around(part))
    part.top_workflow.happened.taken_back.append(told)


def _taken_back(plan: Plan, but: Collection[str]) -> Iterator[TakenBack]:
    part, around = plan.level.part, _around(plan.level.part)
    if plan.straight:
        yield _told(part, [place.rpartition("/")[2] for place in plan.asked.to], around)
        return
    instances = [one for one in plan.gone if "key" in one.internal_data]
    whole = [one.task_spec.name for one in plan.gone if one not in instances]
    done = [one.step for _, one in sorted(plan.undone.passes.items()) if one.step not in but]
    yield _told(part, [*done, *whole], around)
    for one in instances:
        yield _told(part, [plan.level.token.task_spec.name], (one.internal_data["key"],))


def _around(part: Part) -> tuple[str, ...]:
    """Return the scope of the instance a part lies in."""
    instance = instance_of(part.carrier)
    return () if instance is None else (instance.internal_data["key"],)


def _told(part: Part, steps: Iterable[str], scopes: tuple[str, ...]) -> TakenBack:
    found = dict.fromkeys(one for step in steps for one in _within(part, part.spec, step))
    return TakenBack(tuple("/".join((*part.path, one)) for one in found), scopes)


def _within(part: Part, diagram: Any, step: str) -> Iterator[str]:
    """Yield an element and those drawn inside of it."""
    specs = diagram.task_specs
    spec = specs.get(step)
    if spec is None or not spec.bpmn_id:
        return
    yield spec.bpmn_id
    once = specs.get(getattr(spec, "once", None), spec)
    inner = part.definition.inner.get(getattr(once, "spec", None) or "")
    if inner is not None:
        for name in inner.task_specs:
            yield from _within(part, inner, name)
