"""What a token waits for that only somebody or something outside can bring."""

from typing import Literal

from SpiffWorkflow.util.task import TaskState

from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.specs.steps import JobTask

Kind = Literal["task", "job", "timer", "wait"]
"""A person, a machine, time, or a message or signal."""


def outside(run: Workflow) -> list[tuple[Kind, Token]]:
    """Return the tokens that only somebody or something outside can move, each with its kind."""
    return [(kind, token) for token in run.tokens() if (kind := kind_of(token)) is not None]


def kind_of(token: Token) -> Kind | None:
    """Return what a token waits for; ``None`` for one that is not moved from outside."""
    state, kept = token._state, token.internal_data
    if state == TaskState.READY:
        return "task" if token.task_spec.manual else None
    if state == TaskState.STARTED:
        return "job" if isinstance(token.task_spec, JobTask) else None
    if state != TaskState.WAITING:
        return None
    if "timer" in kept:
        return "timer"
    return "wait" if "wait" in kept else None
