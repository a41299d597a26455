"""Events on the border of a step, and the border itself."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token
from engine.spiff.specs.events import CatchEvent
from engine.spiff.specs.nodes import Element, withdraw
from engine.spiff.specs.timers import Limit, turn


class BoundaryEvent(CatchEvent):
    """An event on the border of a step.

    :param interrupting: whether the step is over when it happens.
    """

    def __init__(self, *args: Any, interrupting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interrupting = interrupting

    def fire(self, token: Token) -> None:
        """Let it happen; a cycle stays for its next turn."""
        if self.interrupting or not isinstance(self.cause, Limit) or not turn(token):
            super().fire(token)
            return
        token.workflow.top_workflow.happened.passed(token)
        token.internal_data.pop("id", None)
        for after in self.outputs:
            again = token._add_child(after, TaskState.FUTURE)
            again.task_spec._update(again)

    def spread(self, token: Token) -> None:
        """Put new tokens on the ways out; those of earlier turns go on as they are."""
        for after in self.outputs:
            token._add_child(after, TaskState.FUTURE)


class BorderOpening(Element):
    """Goes before a step with events on its border: opens all of them together."""


class BorderClosing(Element):
    """Goes after a step and each of its border events: cancels what is no longer waited for."""

    def _update_hook(self, token: Token) -> bool:
        done = token.parent
        if getattr(done.task_spec, "interrupting", True):
            withdraw(done.parent.children)
        return True
