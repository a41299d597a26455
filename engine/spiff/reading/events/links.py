"""Links: two intermediate events of one name, and no flow drawn between them."""

from typing import Any

from lxml import etree

from engine.spiff.elements import BPMN
from engine.spiff.reading.events.readers import EventReader
from engine.spiff.specs.ways import Way

_LINK = f"{BPMN}linkEventDefinition"


class LinkReader(EventReader):
    """Reads an intermediate event; where it is an end of a link, tokens go through both ends."""

    def extras(self) -> dict[str, Any]:
        """Return the cause of the event; a link has none."""
        link = self.node.find(_LINK)
        if link is None:
            return super().extras()
        if not link.get("name"):
            raise self.refuse("link.no_name", "The link “%(element)s” needs a name.")
        others = [one for one in self.node if str(one.tag).endswith("EventDefinition")]
        if len(others) > 1 or self._drawn():
            message = (
                "“%(element)s” is a link: flows only lead into where it is thrown and out of where"
                " it is caught, and nothing else happens there."
            )
            raise self.refuse("link.flows", message)
        return {"cause": None}

    def follow(self) -> None:
        """Connect the event with what follows it, a throwing link with where it is caught."""
        super().follow()
        link = self.node.find(_LINK)
        if link is not None and self.node.tag == f"{BPMN}intermediateThrowEvent":
            target = self.process_parser.parse_node(self._caught(link.get("name", "")))
            self.task.lead(Way(self.bpmn_id, target))

    def _drawn(self) -> list[etree._Element]:
        """Return the flows that lead out where only the link does, or in where only it does."""
        throws = self.node.tag == f"{BPMN}intermediateThrowEvent"
        end = "sourceRef" if throws else "targetRef"
        flows = self.node.getparent().iterfind(f"{BPMN}sequenceFlow")
        return [flow for flow in flows if flow.get(end) == self.bpmn_id]

    def _caught(self, name: str) -> etree._Element:
        events = self.node.getparent().iterfind(f"{BPMN}intermediateCatchEvent")
        named = (event for event in events if event.find(_LINK) is not None)
        found = [event for event in named if event.find(_LINK).get("name") == name]
        if len(found) != 1:
            message = "The link “%(link)s” of “%(element)s” is caught %(count)s times in its scope."
            raise self.refuse("link.no_catch", message, link=name, count=len(found))
        return found[0]
