"""Diagrams within the diagram: sub-processes, and those that an event starts."""

from typing import Any

from SpiffWorkflow.bpmn.parser.task_parsers import SubprocessParser

from engine.spiff.elements import BPMN
from engine.spiff.reading.activities import ActivityReader
from engine.spiff.reading.events.readers import ScopeEventReader
from engine.spiff.specs.events.borders import ScopeEvent


class SubProcessReader(ActivityReader):
    """Reads a diagram within the diagram."""

    def parse_node(self) -> Any:
        """Return the sub-process; one that an event starts waits for it in the scope around."""
        if self.node.get("triggeredByEvent") != "true":
            return super().parse_node()
        self._refuse_connections()
        self.task = self.create_task()
        self.task.connect(self.spec.end)
        start = self.node.find(f"{BPMN}startEvent")
        reader = ScopeEventReader(
            self.process_parser, ScopeEvent, start, self.nsmap, lane=self.lane
        )
        event = reader.create_task()
        event.connect(self.task)
        self.task.replaces = event.interrupting
        return self.task

    def _refuse_connections(self) -> None:
        id_, flows = self.bpmn_id, self.node.getparent().iterfind(f"{BPMN}sequenceFlow")
        joined = any(id_ in (flow.get("sourceRef"), flow.get("targetRef")) for flow in flows)
        loops = any("LoopCharacteristics" in str(child.tag) for child in self.node)
        if joined or loops or self.process_parser.get_boundary_events(id_):
            message = "“%(element)s” is started by an event: no flow, loop or border belongs to it."
            raise self.refuse("subprocess.by_event", message)

    def extras(self) -> dict[str, Any]:
        """Return the id under which the inner diagram is read."""
        return {"subworkflow_spec": SubprocessParser.get_subprocess_spec(self)}
