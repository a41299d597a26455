"""From data associations of an activity to the data objects they mean."""

from collections.abc import Iterator

from lxml import etree

from engine.spiff.elements import BPMN
from engine.spiff.reading.node import NodeReader


def needed(reader: NodeReader) -> tuple[str, ...]:
    """Return the ids of the data objects an activity waits for.

    :raises Unreadable: an association does not lead to a data object, or computes something.
    """
    return tuple(_objects(reader, "dataInputAssociation", "sourceRef"))


def filled(reader: NodeReader) -> tuple[str, ...]:
    """Return the ids of the data objects that keep what an activity leaves.

    :raises Unreadable: an association does not lead to a data object, or computes something.
    """
    return tuple(_objects(reader, "dataOutputAssociation", "targetRef"))


def _objects(reader: NodeReader, kind: str, end: str) -> Iterator[str]:
    for node in reader.node.iterfind(f"{BPMN}{kind}"):
        if any(node.find(f"{BPMN}{one}") is not None for one in ("assignment", "transformation")):
            message = "“%(element)s” computes what it takes from or gives to a data object."
            raise reader.refuse("data.computed", message, node, element=reader.bpmn_id)
        found = _meant(reader.node, node.findtext(f"{BPMN}{end}", "").strip())
        if found is None:
            message = "“%(element)s” takes from or gives to something that is no data object."
            raise reader.refuse("data.no_object", message, node, element=reader.bpmn_id)
        yield found


def _meant(node: etree._Element, ref: str) -> str | None:
    """Return the id of the data object a reference means, in the scopes around an element."""
    for scope in node.iterancestors():
        for child in scope:
            if ref and child.get("id") == ref:
                if child.tag == f"{BPMN}dataObjectReference":
                    return _meant(child, child.get("dataObjectRef", ""))
                return ref if child.tag == f"{BPMN}dataObject" else None
    return None
