"""From events of the file to events that run."""

from typing import Any, get_args

from lxml import etree

from engine.documents import local_name
from engine.errors import Invalid
from engine.spiff.elements import BPMN, read_step
from engine.spiff.reading.node import NodeReader
from engine.spiff.specs.causes import Call, Cause, Failure, Terminate
from engine.spiff.specs.timers import Field, Limit, check_text

_CAUSES = {
    "startEvent": {"none"},
    "endEvent": {"none", "message", "error", "terminate"},
    "intermediateThrowEvent": {"none", "message"},
    "intermediateCatchEvent": {"message", "timer"},
    "boundaryEvent": {"message", "timer", "error"},
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
        found = [node for node in self.node if _cause_of(node)]
        name = _cause_of(found[0]) if found else "none"
        if len(found) > 1 or name not in _CAUSES[local_name(self.node)]:
            message = "The event “%(element)s” has a cause that is not supported here."
            raise self.refuse("event.not_supported", message)
        return {"cause": self._cause(name, found[0]) if found else None}

    def _cause(self, name: str, node: etree._Element) -> Cause:
        known = self.process_parser.parser
        if name == "message":
            call = known.messages.get(node.get("messageRef"))
            if not call:
                message = "The event “%(element)s” needs a message with a name."
                raise self.refuse("event.no_message", message)
            return Call(call)
        if name == "error":
            return Failure(known.errors.get(node.get("errorRef"), {}).get("error_code"))
        return Terminate() if name == "terminate" else self._limit(node)

    def _limit(self, node: etree._Element) -> Limit:
        found: list[tuple[Field, str]] = [
            (field, text)
            for field in get_args(Field)
            if (text := (node.findtext(f"{BPMN}{field}") or "").strip())
        ]
        if len(found) != 1:
            message = "The timer “%(element)s” needs one duration, date or cycle."
            raise self.refuse("timer.unreadable", message)
        field, text = found[0]
        follows = read_step(self.node, None).settings.get("follows_clock")
        follows_clock = None if follows is None else follows == "true"
        if text.startswith("="):
            return Limit(field, self.expression(text), follows_clock)
        try:
            check_text(field, text)
        except (Invalid, ValueError) as error:
            message = "The timer “%(element)s” has no limit: %(why)s"
            raise self.refuse("timer.unreadable", message, why=str(error)) from error
        return Limit(field, text, follows_clock)


class BoundaryReader(EventReader):
    """Reads an event on the border of a step."""

    def extras(self) -> dict[str, Any]:
        """Return the cause, and whether it interrupts."""
        interrupting = self.node.get("cancelActivity", "true") == "true"
        return super().extras() | {"interrupting": interrupting}


def _cause_of(node: etree._Element) -> str:
    """Return ``timer`` for a ``timerEventDefinition``, nothing for other elements."""
    if not isinstance(node.tag, str) or not node.tag.startswith(BPMN):
        return ""
    name, found, _ = local_name(node).partition("EventDefinition")
    return name if found else ""
