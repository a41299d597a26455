"""Call activities: another process within this one, which sees only what it is given."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken
from engine.spiff.calls import DEEPEST, Call, version_for
from engine.spiff.mappings import Mapped, mapped
from engine.spiff.scope import Token, leave
from engine.spiff.specs.nodes import Node


class CallActivity(Node):
    """Calls another process; its part of the run lives only while it is open.

    :param given: what the called process is given, worked out here.
    :param back: what comes back, worked out in the called process when it has ended.

    Source: BPMN 2.0.2, 13.3.4; decision 50.
    """

    answer = None

    def __init__(
        self, *args: Any, call: Call, given: Mapped = (), back: Mapped = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.given, self.back = call, given, back

    def _update_hook(self, token: Token) -> bool:
        if token._state < TaskState.READY:
            token._set_state(TaskState.STARTED)
            self._open(token)
        return False

    def bring(self, part: Any) -> None:
        """Take what comes back from the called process."""
        for name, value in mapped(self.back, part.task_tree).items():
            leave(part.carrier, name, value)

    def _open(self, token: Token) -> None:
        if len(token.workflow.path) >= DEEPEST:
            message = "“%(step)s” calls more than %(most)s processes deep."
            raise Broken("call.too_deep", message, step=self.step.id, most=DEEPEST)
        run = token.workflow.top_workflow
        run.open_called(token, version_for(run, self.call), mapped(self.given, token))

    def _on_cancel(self, token: Token) -> None:
        token.workflow.top_workflow.drop_part(token)
