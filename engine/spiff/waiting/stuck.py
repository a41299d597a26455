"""A run that waits for nothing and nobody is an incident in the same move, never a silent end."""

from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken
from engine.spiff.game.throwing import around
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.specs.calls import CallActivity
from engine.spiff.specs.events.catch import CatchEvent
from engine.spiff.specs.events.causes import Condition
from engine.spiff.specs.objects import DataGate
from engine.spiff.specs.steps import SubProcess
from engine.spiff.waiting.kinds import Kind, kind_of


def refuse_stuck(run: Workflow, waiting: list[tuple[Kind, Token]]) -> None:
    """Make sure that something outside can move every open part of the run.

    Events on a border do not count: they rescue nobody from a step that waits for nothing.

    :param waiting: what can be moved from outside.
    :raises Broken: the run is not over, and a part of it waits for nothing.
    """
    moved = {token.workflow for _, token in waiting if not token.task_spec.hangs}
    for part in run.parts:
        if part.completed or part in moved:
            continue
        if not any(_goes_on(token) for token in part.tasks.values()):
            spec = part.carrier.task_spec.bpmn_id if part.carrier else run.definition.key
            raise Broken("run.stuck", "“%(step)s” waits for nothing and nobody.", step=spec)


def _goes_on(token: Token) -> bool:
    """Whether others move a token, though nothing outside does."""
    spec = token.task_spec
    if "parked" in token.internal_data:
        return True
    if token._state == TaskState.STARTED and isinstance(spec, (SubProcess, CallActivity)):
        return True
    return not spec.hangs and _hopes(token) and _may_come_true(token)


def _hopes(token: Token) -> bool:
    """Whether a token waits for what others do: for a condition, or for data objects."""
    spec = token.task_spec
    if token._state != TaskState.WAITING:
        return False
    watches = isinstance(spec, CatchEvent) and isinstance(spec.cause, Condition)
    return watches or isinstance(spec, DataGate)


def _may_come_true(token: Token) -> bool:
    """Whether anything can still happen that leaves it waiting and may change that."""
    ending = [
        event.id for events in around(token) for event in events if event.task_spec.interrupting
    ]
    others = token.workflow.top_workflow.tokens()
    return any(kind_of(other) is not None and other.id not in ending for other in others)
