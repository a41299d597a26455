"""What is noted when a token comes through an element, and what a returned one leaves alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.elements import Step
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.specs.ways import Way
from engine.spiff.trail import NOWHERE, Pass, Passes, Spared, Trail, holds, trail_of
from engine.spiff.trails import added, met, overlaid, renumbered, repeated
from engine.spiff.undone import Undone

FINAL = frozenset({"decided", "issued", "delivered", "archived"})
"""Milestones nobody returns from behind: what was decided is put right by another decision."""
_ACTIVITIES = ("Task", "subProcess", "callActivity")


def is_activity(step: Step) -> bool:
    """Whether something is done at a step, so that one can return to it."""
    return step.kind.endswith(_ACTIVITIES)


def is_final(step: Step) -> bool:
    """Whether nobody may return from behind a step to before it."""
    settings = step.settings
    return settings.get("no_return") == "true" or settings.get("milestone") in FINAL


def seal(token: Token) -> None:
    """Note that something final has happened, with everything around it."""
    while token is not None:
        token.internal_data["sealed"] = True
        if "index" in token.internal_data:
            token.parent.internal_data["sealed"] = True
        token = token.workflow.carrier


def hand_on(token: Token, after: Token) -> None:
    """Let a token go on behind something that is not drawn, with all it keeps."""
    if (trail := trail_of(token)) is not NOWHERE and not after.task_spec.hangs:
        after.trail = trail


def join(token: Token, arrived: Mapping[str, Token]) -> None:
    """Note that a token goes on as one with others, each from its own flow."""
    if len(arrived) > 1:
        trail, own = met({flow: trail_of(one) for flow, one in arrived.items()})
        token.trail, token.internal_data["met"] = trail, own


def ways_on(token: Token, taken: list[Way]) -> Iterator[tuple[Way, Trail]]:
    """Yield the ways on which a token goes on, each with what it has come through then.

    Where others went on when it was returned, it takes no way that they have taken.
    """
    before = trail_of(token).onward()
    debts = [one for one in before.spared if one.step == token.task_spec.name and one.flows]
    spared = [flow for one in debts for flow in one.flows]
    left = [way for way in taken if way.flow not in spared]
    flows = [*spared, *(way.flow for way in left)]
    last = _pass(token, parts=len(flows) > 1 or bool(debts))
    if last and (again := repeated(before.passes, last)):
        token.workflow.top_workflow.repeats = True
        writes.own_up(token, [one for one in again if one.step != last.step])
    returned: list[int] = []
    for way in left:
        rest = tuple(flow for flow in flows if flow != way.flow)
        passes = added(before.passes, last._replace(rest=rest)) if last else before.passes
        trail = before.with_passes(passes)
        back = _rejoin(token, way.target, trail)
        returned += back
        if not back:
            yield way, trail
    for number in returned:
        forgive(token.workflow, number)
    for debt in debts:
        _settle(token, debt, added(before.passes, last) if last else (), flows)


def come_back(token: Token) -> bool:
    """Let the task go on that waits until this step is done again; return whether one does."""
    back = token.__dict__.get("trail", NOWHERE).back
    if back is None:
        return False
    for task in token.workflow.top_workflow.tokens():
        if task.internal_data.get("parked") == back:
            writes.settle(token, task)
            before = writes.known(token.workflow, token)
            token.trail = NOWHERE
            writes.take_back_lost(token.workflow, before)
            unpark(task)
            return True
    return False


def unpark(task: Token) -> None:
    """Let a task that waited for somebody else be asked anew."""
    number = str(task.internal_data.pop("parked"))
    for name in ("wish", "outward"):
        task.internal_data.pop(name, None)
    if "index" not in task.internal_data:
        for event in task.task_spec.border:
            event._update(task.parent._add_child(event, TaskState.FUTURE))
    task._set_state(TaskState.READY)
    token = task
    while token is not None:
        whole = writes.whole(token)
        whole.internal_data.get("away", {}).pop(number, None)
        token = whole.workflow.carrier


def _rejoin(token: Token, target: Any, trail: Trail) -> list[int]:
    """Let instances that were away be among several again, if a token comes back for them.

    Return the numbers of their absences.
    """
    while not hasattr(target, "step"):
        target = target.outputs[0]
    numbers = [one.number for one in trail.spared if (one.step, one.flows) == (target.name, ())]
    found = [
        (whole, number)
        for number in numbers
        for whole in token.workflow.tasks.values()
        if str(number) in whole.internal_data.get("away", ())
    ]
    if not found:
        return []
    before = writes.known(token.workflow)
    for whole, number in found:
        whole.trail = trail_of(whole).with_passes(trail.passes)
        whole.task_spec.ask(whole, whole.internal_data["away"].pop(str(number)))
    writes.take_back_lost(token.workflow, before)
    return [number for _, number in found]


def forgive(part: Any, number: int) -> None:
    """Let nobody leave alone any longer what has been come back to."""
    for token in part.tasks.values():
        trail = token.__dict__.get("trail", NOWHERE)
        if any(one.number == number for one in trail.spared):
            left = tuple(one for one in trail.spared if one.number != number)
            token.trail = trail.sparing(left)


def _pass(token: Token, parts: bool) -> Pass | None:
    """Return what is to be noted of an element; nothing where a return need not know of it.

    :param parts: whether the token parts from others here.
    """
    kept, spec = token.internal_data, token.task_spec
    joined, done = kept.pop("met", ()), [token]
    if spec.hangs and spec.interrupting:
        done.append(next(one for one in token.parent.children if not one.task_spec.hangs))
    sealed = any("sealed" in one.internal_data for one in done)
    wrote = any("number" in one.internal_data for one in done)
    if not (is_activity(spec.step) or parts or joined or wrote or sealed):
        return None
    return Pass(
        number=writes.number(token, done),
        step=spec.name,
        joined=joined,
        sealed=sealed,
        asked=kept.get("asked"),
    )


def _settle(token: Token, debt: Spared, begin: Passes, flows: list[str]) -> None:
    """Let those that went on be those that part from the returned token now."""

    def parted(old: Pass) -> Pass:
        own = set(debt.flows) - set(old.rest)
        return begin[-1]._replace(rest=tuple(flow for flow in flows if flow not in own))

    part = token.workflow
    _make_later(part, debt.number)
    before = writes.known(part)
    for other in part.tasks.values():
        trail = other.__dict__.get("trail", NOWHERE)
        if holds(trail.passes, [debt.number]):
            passes = regrown(trail.passes, debt.number, begin[:-1], parted)
            other.trail = trail.with_passes(passes)
    writes.take_back_lost(part, before)
    forgive(part, debt.number)


def _make_later(part: Any, number: int) -> None:
    """Give all that has come of a pass numbers that come after what happened only now."""
    undone = Undone()
    trailed = [one for one in part.tasks.values() if "trail" in one.__dict__]
    for one in trailed:
        undone.take_back(one.trail.passes, [number])
    later = sorted(undone.numbers - {number})
    fresh = {old: part.top_workflow.next_pass() for old in later}
    for one in trailed:
        one.trail = renumbered(one.trail, lambda old: fresh.get(old, old))
    writes.number_again(part.top_workflow, fresh)


def regrown(passes: Passes, number: int, begin: Passes, parted: Callable[[Pass], Pass]) -> Passes:
    """Return passes that lead in another way to the pass with a number.

    :param begin: what leads there now.
    :param parted: returns what that pass is now.
    """
    for place, one in enumerate(passes):
        if one.number == number:
            return overlaid((*begin, parted(one)), passes[place + 1 :])
    outer = {one.number for one in passes}
    fresh = tuple(one for one in begin if one.number not in outer)
    return tuple(
        one._replace(
            joined=tuple(
                (flow, regrown(inner, number, fresh, parted) if holds(inner, [number]) else inner)
                for flow, inner in one.joined
            ),
        )
        if one.joined
        else one
        for one in passes
    )
