"""From events of the file to events that run."""

from collections.abc import Set
from typing import Any

from lxml import etree

from engine.documents import local_name
from engine.spiff.elements import BPMN
from engine.spiff.reading.events.causes import caught, thrown
from engine.spiff.reading.node import NodeReader

_CAUGHT = {
    "startEvent": {""},
    "intermediateCatchEvent": {"message", "timer", "signal", "conditional"},
    "boundaryEvent": {"message", "timer", "error", "signal", "escalation", "conditional"},
}
_THROWN = {
    "endEvent": {"", "message", "error", "signal", "escalation", "terminate"},
    "intermediateThrowEvent": {"", "message", "signal", "escalation"},
}


class EventReader(NodeReader):
    """Reads an event and its cause; a start event also begins its part."""

    def create_task(self) -> Any:
        """Return the event, tied to the begin or the end of its part where it is one."""
        event = super().create_task()
        if event.step.kind == "startEvent":
            self.spec.start.connect(event)
        if event.step.kind == "endEvent":
            event.connect(self.spec.end)
        return event

    def extras(self) -> dict[str, Any]:
        """Return the cause of the event."""
        read = thrown if local_name(self.node) in _THROWN else caught
        found = [node for node in self.node if _cause_of(node)]
        name = _cause_of(found[0]) if found else ""
        if len(found) > 1 or name not in self.causes():
            message = "The event “%(element)s” has a cause that is not supported here."
            raise self.refuse("event.not_supported", message)
        return {"cause": read(self, name, found[0]) if found else None}

    def causes(self) -> Set[str]:
        """Return what the event may be about; ``""`` for nothing."""
        return (_CAUGHT | _THROWN)[local_name(self.node)]


class StartReader(EventReader):
    """Reads a start event; that of an event sub-process has happened when its token comes."""

    def extras(self) -> dict[str, Any]:
        """Return no cause: nothing is waited for here."""
        by_event = self.node.getparent().get("triggeredByEvent") == "true"
        return {} if by_event else super().extras()


class BoundaryReader(EventReader):
    """Reads an event on the border of a step."""

    says = "cancelActivity"

    def extras(self) -> dict[str, Any]:
        """Return the cause, and whether it interrupts."""
        interrupting = self.node.get(self.says, "true") == "true"
        read = super().extras()
        if not interrupting and self.node.find(f"{BPMN}errorEventDefinition") is not None:
            message = "The error event “%(element)s” interrupts: delete %(attribute)s."
            raise self.refuse("event.interrupts", message, attribute=self.says)
        return read | {"interrupting": interrupting}


class ScopeEventReader(BoundaryReader):
    """Reads the start event of an event sub-process as what waits for it in the scope around."""

    says = "isInterrupting"

    def causes(self) -> Set[str]:
        """Return what may start an event sub-process."""
        return _CAUGHT["boundaryEvent"]


def _cause_of(node: etree._Element) -> str:
    """Return ``timer`` for a ``timerEventDefinition``, nothing for other elements."""
    if not isinstance(node.tag, str) or not node.tag.startswith(BPMN):
        return ""
    name, found, _ = local_name(node).partition("EventDefinition")
    return name if found else ""
