"""Whoever has done a task takes it back, while nobody has touched what came of it.

Source: decision 177.
"""

from collections.abc import Callable, Iterator
from functools import partial

from engine.change.returned import Done, Return
from engine.errors import Conflict
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.passes import Pass, every
from engine.spiff.returning.doing import carry_out
from engine.spiff.returning.levels import levels
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.refusing import planned
from engine.spiff.returning.reopening import asked, come_through, reopened, under_way
from engine.spiff.scope import Token, instance_of
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.trail import trail_of

_BY_ITSELF = frozenset({"businessRuleTask"})
"""What is done at once and by nobody."""


def undoing(run: Workflow, done: Done) -> Callable[[], None]:
    """Return what opens a task again that was done, and withdraws what has come of it.

    :raises Conflict: ``undo.over``, ``undo.touched``, or what a return refuses.
    """
    step = done.place.rpartition("/")[2]
    parts = [part for part in _parts(run, done.place) if step in part.spec.task_specs]
    if any(isinstance(part.spec.task_specs[step], MultiInstance) for part in parts):
        return _one_of_several(run, done, parts)
    found = [
        (one.number, token)
        for part in parts
        if _scope(run, part) == done.scope
        for token, one in _passes(part, step)
    ]
    if not found:
        raise _over()
    _, token = max(found, key=lambda one: one[0])
    return partial(carry_out, _plan(token, done.place))


def _one_of_several(run: Workflow, done: Done, parts: list[Part]) -> Callable[[], None]:
    """Ask one of several again, and with it those who were not asked because enough was known."""
    all_ = asked(run, done.place) if len(parts) == 1 else ()
    mine = [one.index for one in all_ if one.element == done.element and one.state == "done"]
    if len(mine) != 1:
        raise _over()
    whole = under_way(run, done.place)
    if whole is not None:
        return partial(whole.task_spec.ask_again, whole, mine)
    token, one = come_through(run, done.place)
    unasked = [each.index for each in all_ if each.state == "unasked"]
    again = reopened(token, one, sorted([*mine, *unasked]))
    return partial(carry_out, _plan(token, done.place), again)


def _plan(token: Token, place: str) -> Plan:
    plan = planned(token, Return((place,)))
    if plan.partner is not None:
        message = "Another return is under way: it has to come to its end first."
        raise Conflict("return.pending", message)
    done = [one for one in plan.undone.passes.values() if one.number not in plan.numbers]
    if any(_is_work(plan.level.part, one) for one in done) or any(_touched(plan)):
        raise Conflict("undo.touched", "What came of this task is being worked on already.")
    return plan


def _touched(plan: Plan) -> Iterator[bool]:
    """Tell of what lies within the tokens that go whether something is done there."""
    for token in plan.task.workflow.top_workflow.tokens():
        around = [level.token for level in levels(token)]
        if any(one in plan.gone for one in around):
            yield bool(token.internal_data.get("answers"))
            yield token.workflow is not plan.level.part and any(
                _is_work(token.workflow, one) for one in every(trail_of(token).passes)
            )


def _is_work(part: Part, one: Pass) -> bool:
    spec = part.spec.task_specs.get(one.step)
    return spec is None or (spec.step.is_activity and spec.step.kind not in _BY_ITSELF)


def _parts(run: Workflow, place: str) -> list[Part]:
    path = tuple(place.split("/")[:-1])
    return [part for part in run.parts if part.path == path]


def _passes(part: Part, step: str) -> Iterator[tuple[Token, Pass]]:
    for token in part.unfinished():
        for one in every(trail_of(token).passes) if not token.task_spec.hangs else ():
            if one.step == step and not one.quiet:
                yield token, one


def _scope(run: Workflow, part: Part) -> str:
    instance = instance_of(part.carrier)
    return str(run.id) if instance is None else instance.internal_data["key"]


def _over() -> Conflict:
    message = "What this task was part of is over; it can no longer be taken back."
    return Conflict("undo.over", message)
