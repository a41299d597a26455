"""From a BPMN file to a ``Definition``; one parser object for one version."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine import documents
from engine.documents import line_of
from engine.errors import Fault, Invalid
from engine.feel.decisions import DecisionModel
from engine.spiff.calls import Call
from engine.spiff.definition import Definition
from engine.spiff.elements import BPMN, Step
from engine.spiff.reading.calls import CallReader
from engine.spiff.reading.events import BoundaryReader, EventReader, StartReader
from engine.spiff.reading.jobs import JobReader, ReceiveReader, SendReader
from engine.spiff.reading.kinds import (
    ChoosingReader,
    DecisionReader,
    EventGatewayReader,
    UserTaskReader,
)
from engine.spiff.reading.links import LinkReader
from engine.spiff.reading.node import NodeReader, Unreadable
from engine.spiff.reading.scopes import SubProcessReader
from engine.spiff.specs import gateways, steps
from engine.spiff.specs.borders import BoundaryEvent
from engine.spiff.specs.calls import CallActivity
from engine.spiff.specs.events import CatchEvent, EndEvent, ThrowEvent
from engine.spiff.specs.nodes import ProcessSpec

_READERS = {
    "startEvent": (StartReader, CatchEvent),
    "endEvent": (EventReader, EndEvent),
    "intermediateCatchEvent": (LinkReader, CatchEvent),
    "intermediateThrowEvent": (LinkReader, ThrowEvent),
    "boundaryEvent": (BoundaryReader, BoundaryEvent),
    "userTask": (UserTaskReader, steps.UserTask),
    "manualTask": (UserTaskReader, steps.UserTask),
    "serviceTask": (JobReader, steps.JobTask),
    "sendTask": (SendReader, steps.JobTask),
    "receiveTask": (ReceiveReader, CatchEvent),
    "businessRuleTask": (DecisionReader, steps.DecisionTask),
    "subProcess": (SubProcessReader, steps.SubProcess),
    "callActivity": (CallReader, CallActivity),
    "exclusiveGateway": (ChoosingReader, gateways.ExclusiveGateway),
    "inclusiveGateway": (ChoosingReader, gateways.InclusiveGateway),
    "parallelGateway": (NodeReader, gateways.ParallelGateway),
    "eventBasedGateway": (EventGatewayReader, gateways.EventGateway),
}
RUNS = frozenset(_READERS)
"""The elements that run; every other one is refused."""


def read_definition(
    raw: bytes, file: str, decisions: Mapping[str, DecisionModel], digest: str
) -> Definition:
    """Read a BPMN file with exactly one process.

    :param decisions: the models of the decision tables it may call, by decision id.
    :param digest: of all files of the process.
    :raises Invalid: it cannot be read, or would not run as drawn; the faults say where.
    """
    root = documents.read(raw, file)
    processes = root.findall(f"{BPMN}process")
    if len(processes) != 1:
        message = "The file needs exactly one process; it has %(count)s."
        raise _unreadable(Fault(f"{file}:1", "process.not_one", message, {"count": len(processes)}))
    key = processes[0].get("id", "")
    if not key:
        place = f"{file}:{line_of(processes[0])}"
        raise _unreadable(Fault(place, "process.no_id", "The process needs an id."))
    parser = _Parser(decisions)
    try:
        parser.add_bpmn_xml(root, file)
        spec = parser.get_spec(key)
        inner = parser.get_subprocess_specs(key)
    except ValidationException as error:
        raise _unreadable(_fault(error, root, file)) from error
    start = parser.steps[spec.start.outputs[0].name]
    name = processes[0].get("name", key)
    calls = tuple(parser.calls)
    return Definition(digest, key, name, start, parser.steps, spec, inner, calls)


class _ProcessReader(ProcessParser):
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


class _Parser(BpmnParser):
    """Reads what runs right, and nothing else."""

    PROCESS_PARSER_CLASS = _ProcessReader
    OVERRIDE_PARSER_CLASSES = {full_tag(tag): classes for tag, classes in _READERS.items()}

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


def _unreadable(fault: Fault) -> Invalid:
    return Invalid("process.unreadable", "The process cannot be read.", [fault])


def _fault(error: ValidationException, root: etree._Element, file: str) -> Fault:
    if isinstance(error, Unreadable):
        return error.fault
    named = next((node for node in root.iter() if node.get("id") == error.id), root)
    line = line_of(named)
    message, params = (
        "“%(element)s” cannot be run: %(why)s",
        {"element": error.id, "why": str(error)},
    )
    return Fault(f"{file}:{line}", "element.not_supported", message, params)
