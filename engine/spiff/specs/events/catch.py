"""Events that wait for something to happen."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token, leave
from engine.spiff.specs.events.causes import Alarm, Caught
from engine.spiff.specs.gateways import EventGateway
from engine.spiff.specs.nodes import Node, withdraw


class CatchEvent(Node):
    """Waits for its cause; without one it just lets tokens through.

    :param cause: what makes it happen.
    """

    def __init__(self, *args: Any, cause: Caught | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cause = cause

    def _update_hook(self, token: Token) -> bool:
        if self.cause is None or token.internal_data.get("fired"):
            return True
        if token._state < TaskState.WAITING:
            token._set_state(TaskState.WAITING)
            if not isinstance(self.cause, Alarm):
                self.cause.arm(token)
        return False

    def fire(self, token: Token, left: Mapping[str, Any] | None = None) -> None:
        """Let it happen, before anything else does.

        :param left: what it leaves under the id of the event.
        """
        if left is not None:
            leave(token, self.step.id, dict(left))
        token.internal_data["fired"] = True
        self._update(token)
        token.run()

    def _on_complete_hook(self, token: Token) -> None:
        if isinstance(token.parent.task_spec, EventGateway):
            withdraw(token.parent.children)
        super()._on_complete_hook(token)
