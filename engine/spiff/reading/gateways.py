"""From gateways of the file to those that run."""

from typing import Any

from lxml import etree

from engine.spiff.reading.node import NodeReader
from engine.spiff.specs.events.catch import CatchEvent
from engine.spiff.specs.ways import Way


class ChoosingReader(NodeReader):
    """Reads a gateway with conditions: of several ways out, each but the default has one."""

    chooses = True

    def _way(self, flow: etree._Element, target: Any) -> Way:
        way = super()._way(flow, target)
        several = len(self.process_parser.get_outgoing_sequence_flows(self.bpmn_id)) > 1
        if several and way.condition is None and not way.default:
            message = "The flow “%(element)s” needs a condition, or to be the default."
            raise self.refuse("gateway.no_condition", message, flow)
        return way


class EventGatewayReader(NodeReader):
    """Reads a gateway behind which events wait, each of them alone."""

    def _way(self, flow: etree._Element, target: Any) -> Way:
        if not isinstance(target, CatchEvent) or target.cause is None:
            message = (
                "Behind the event gateway “%(element)s” waits an event, or a receive task without"
                " border, loop and data; “%(target)s” is none."
            )
            raise self.refuse("gateway.no_event", message, target=flow.get("targetRef"))
        return super()._way(flow, target)
