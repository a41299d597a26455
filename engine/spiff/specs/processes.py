"""Where a process or sub-process begins and is over."""

from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.specs.StartTask import StartTask
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token
from engine.spiff.specs.ending import stands_for
from engine.spiff.specs.nodes import Element, withdraw


class Start(Element, StartTask):
    """Where a process or sub-process begins, before its start event."""


class End(Element):
    """Where a process or sub-process is over: when no token is left anywhere in it.

    Source: BPMN 2.0.2, 13.2.
    """

    rechecks = True

    def _update_hook(self, token: Token) -> bool:
        others = [
            other
            for other in token.workflow.unfinished()
            if other is not token and not other.task_spec.hangs
        ]
        for other in others if token._state != TaskState.WAITING else ():
            if other.task_spec is self and stands_for(token, other):
                other.cancel()
        if all(other.task_spec is self for other in others):
            return True
        token._set_state(TaskState.WAITING)
        return False

    def _on_complete_hook(self, token: Token) -> None:
        withdraw(token.workflow.unfinished())
        token.workflow.finish()


class ProcessSpec(BpmnProcessSpec):
    """A process or sub-process that starts and ends in our way.

    ``watches`` says that something within it waits for a condition. What the drawing does not
    show has a name in brackets, which no id has.
    """

    watches = False

    def __init__(self, name: str, description: str, filename: str) -> None:
        WorkflowSpec.__init__(self, name=name, filename=filename)
        self.bpmn_start_events: list[Any] = []
        self.data_objects: dict[str, Any] = {}
        self.objects: frozenset[str] = frozenset()
        self.start = Start(self, "[start]")
        self.end = End(self, "[end]")
        self.description = description
