"""From elements of the file to elements that run; what runs wrongly is refused here."""

from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine import feel
from engine.errors import Fault
from engine.feel import Expression, FeelError
from engine.spiff.elements import BPMN, read_step
from engine.spiff.specs.ways import Way


class Unreadable(ValidationException):
    """An element that cannot be run, with the fault to tell."""

    def __init__(
        self, file: str, node: etree._Element, code: str, message: str, **params: Any
    ) -> None:
        super().__init__(code, node, file)
        params.setdefault("element", node.get("id", ""))
        self.fault = Fault(f"{file}:{node.sourceline}", code, message, params)


class NodeReader(TaskParser):
    """Reads an element and what follows it.

    ``chooses`` says whether conditions of the flows that lead out of it count.
    """

    chooses = False
    task: Any

    def parse_node(self) -> Any:
        """Return the element, without what follows."""
        if self.process_parser.get_boundary_events(self.bpmn_id):
            message = "No event can hang on “%(element)s”: it is no activity."
            raise self.refuse("border.not_here", message)
        self.task = self.create_task()
        return self.task

    def follow(self) -> None:
        """Connect the element with what follows it, in the order of the file."""
        for flow in self.process_parser.get_outgoing_sequence_flows(self.bpmn_id):
            target = self.process_parser.get_node_by_id(flow.get("targetRef"))
            if target is None or target.getparent() is not self.node.getparent():
                message = "The flow “%(element)s” leads nowhere."
                raise self.refuse("flow.dangling", message, flow)
            self.task.lead(self._way(flow, self.process_parser.parse_node(target)))

    def _way(self, flow: etree._Element, target: Any) -> Way:
        id_ = flow.get("id") or f"{self.bpmn_id} {len(self.task.ways)}"
        text = flow.findtext(f"{BPMN}conditionExpression", "").strip()
        if id_ == self.node.get("default"):
            return Way(id_, target, default=True)
        if text and not self.chooses:
            message = "Nobody asks for the condition of the flow “%(element)s”."
            raise self.refuse("flow.condition_ignored", message, flow)
        return Way(id_, target, self.expression(text, flow) if text else None)

    def create_task(self) -> Any:
        """Return the element."""
        step = read_step(self.node, self.lane)
        self.process_parser.parser.steps[step.id] = step
        return self.spec_class(self.spec, step, **self.extras())

    def extras(self) -> dict[str, Any]:
        """Return what this kind of element needs besides its step."""
        return {}

    def refuse(
        self, code: str, message: str, node: etree._Element | None = None, **params: Any
    ) -> Unreadable:
        """Return the refusal of this element (or of a part of it)."""
        return Unreadable(
            self.filename, self.node if node is None else node, code, message, **params
        )

    def expression(self, text: str | None, node: etree._Element | None = None) -> Expression:
        """Compile an expression of this element.

        :raises Unreadable: it is none.
        """
        try:
            return feel.compile(text or "")
        except FeelError as error:
            message = "“%(element)s” has an expression that cannot be read: %(text)s: %(why)s"
            raise self.refuse(
                "feel.unreadable", message, node, text=text, why=error.told
            ) from error
