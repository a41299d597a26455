"""From the processes and sub-processes of a file to those that run."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.util import full_tag

from engine.documents import is_id
from engine.feel.decisions import DecisionModel
from engine.spiff.calls import Call
from engine.spiff.elements import BPMN, Step
from engine.spiff.reading.kinds import READERS
from engine.spiff.reading.node import NodeReader, Unreadable
from engine.spiff.specs.processes import ProcessSpec


class ProcessReader(ProcessParser):
    """Reads a process or sub-process."""

    def create_spec(self) -> ProcessSpec:
        return ProcessSpec(self.bpmn_id, self.get_name(), self.filename)

    def _parse(self) -> None:
        starts = self.node.findall(f"{BPMN}startEvent")
        if len(starts) != 1:
            message = "“%(element)s” needs exactly one start event; it has %(count)s."
            raise Unreadable(self.filename, self.node, "start.not_one", message, count=len(starts))
        self.spec = self.create_spec()
        declared = self.node.iterfind(f"{BPMN}dataObject")
        self.spec.objects = frozenset(one.get("id", "") for one in declared)
        self._entries: dict[str, Any] = {}
        self._ahead: deque[NodeReader] = deque()
        self.parse_node(starts[0])
        for node in self.node.iterfind(f"{BPMN}subProcess[@triggeredByEvent='true']"):
            self.parse_node(node)
        while self._ahead:  # one after the other: a diagram may be longer than the stack is deep
            self._ahead.popleft().follow()

    def parse_node(self, node: etree._Element) -> Any:
        """Return what a token enters to come to an element; what follows it is read later."""
        id_ = node.get("id", "")
        if id_ not in self._entries:
            if not is_id(id_):
                message = "“%(element)s” is no id: it has letters, digits, . - and _."
                raise Unreadable(self.filename, node, "element.bad_id", message)
            reader, spec_class = self.parser._get_parser_class(node.tag)
            if reader is None:
                message = "“%(element)s” cannot be run: %(why)s"
                why = "There is no support implemented for this task type."
                raise Unreadable(self.filename, node, "element.not_supported", message, why=why)
            lane = self.get_lane_name(id_) or self.lane
            read = reader(self, spec_class, node, self.nsmap, lane=lane)
            self._entries[id_] = read.parse_node()
            self._ahead.append(read)
        return self._entries[id_]


class Parser(BpmnParser):
    """Reads what runs right, and nothing else."""

    PROCESS_PARSER_CLASS = ProcessReader
    OVERRIDE_PARSER_CLASSES = {full_tag(tag): classes for tag, classes in READERS.items()}

    def __init__(self, decisions: Mapping[str, DecisionModel]) -> None:
        super().__init__()
        self.decisions = decisions
        self.steps: dict[str, Step] = {}
        self.calls: list[Call] = []

    def _get_parser_class(self, tag: str) -> tuple[Any, Any]:
        return self.OVERRIDE_PARSER_CLASSES.get(tag, (None, None))

    def _add_data_stores(self, root: etree._Element) -> None:
        """Read no data stores: in a drawing they are remarks."""

    def _add_diagram_indexes(self, root: etree._Element) -> None:
        """Note the innermost lane of each element, by the lane's id; places do not matter."""
        self.document_positions[id(root)] = {}
        self.document_lanes[id(root)] = {
            (ref.text or "").strip(): lane.get("id")
            for lane in root.iter(f"{BPMN}lane")  # a lane comes before those within it
            for ref in lane.iterfind(f"{BPMN}flowNodeRef")
        }
