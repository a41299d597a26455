"""Who waits for a returned token, and goes on when it has come back."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.errands import Spared, debts, settled, without
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.trail import NOWHERE, Trail, trail_of


def come_back(token: Token) -> bool:
    """Let the task go on that waits until this step is done again; return whether one does."""
    back = token.trail.back
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


def rejoin(token: Token, target: Any, trail: Trail) -> list[int]:
    """Let instances that were away be among several again, if a token comes back for them.

    Return the numbers of their absences.
    """
    if not trail.errands:
        return []
    while not hasattr(target, "step"):
        target = target.outputs[0]
    away = Spared(0, target.name)
    numbers = [one.number for one in debts(trail.errands) if one._replace(number=0) == away]
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
        errands = token.trail.errands
        if any(one.number == number for one in debts(errands)):
            token.trail = token.trail.coming_for(settled(without(errands, [number])))
