"""The kinds of elements: who reads each of them, and what it is when it runs."""

from engine.spiff.reading.calls import CallReader
from engine.spiff.reading.events.links import LinkReader
from engine.spiff.reading.events.readers import BoundaryReader, EventReader, StartReader
from engine.spiff.reading.gateways import ChoosingReader, EventGatewayReader
from engine.spiff.reading.jobs import JobReader, ReceiveReader, SendReader
from engine.spiff.reading.node import NodeReader
from engine.spiff.reading.scopes import SubProcessReader
from engine.spiff.reading.tasks import DecisionReader, UserTaskReader
from engine.spiff.specs import gateways, steps
from engine.spiff.specs.calls import CallActivity
from engine.spiff.specs.events.borders import BoundaryEvent
from engine.spiff.specs.events.catch import CatchEvent
from engine.spiff.specs.events.throw import EndEvent, ThrowEvent

READERS = {
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
RUNS = frozenset(READERS)
"""The elements that run; every other one is refused."""
