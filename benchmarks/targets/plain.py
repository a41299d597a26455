"""Stock SpiffWorkflow without any database: what its engine alone costs. Kept as it is."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState


@dataclass(frozen=True)
class StockRun:
    """A definition parsed once; a run is text between its steps."""

    spec: Any
    inner: Any
    serializer: Any

    @classmethod
    def of(cls, xml: bytes, key: str) -> Self:
        """Return the process of a file."""
        parser = BpmnParser()
        parser.add_bpmn_str(xml)
        serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        return cls(parser.get_spec(key), parser.get_subprocess_specs(key), serializer)

    def start(self) -> tuple[str, dict[str, str]]:
        """Return the state of a new run, and the tasks it asks for by step."""
        run = BpmnWorkflow(self.spec, self.inner)
        run.do_engine_steps()
        return self.serializer.serialize_json(run), _asked(run)

    def complete(
        self, state: str, token: str, answers: dict[str, Any]
    ) -> tuple[str, dict[str, str], bool]:
        """Return the state after a task, the tasks asked for then, and whether it has ended."""
        run = self.serializer.deserialize_json(state)
        task = run.get_task_from_id(UUID(token))
        task.data[task.task_spec.name] = answers
        task.run()
        run.do_engine_steps()
        return self.serializer.serialize_json(run), _asked(run), run.completed


def _asked(run: BpmnWorkflow) -> dict[str, str]:
    ready = run.get_tasks(state=TaskState.READY, manual=True)
    return {task.task_spec.name: str(task.id) for task in ready}
