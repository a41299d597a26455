"""From ``zeebe:ioMapping`` to mappings that can be worked out."""

from typing import Literal

from engine.spiff.elements import BPMN, ZEEBE
from engine.spiff.mappings import Mapped
from engine.spiff.reading.node import NodeReader
from engine.spiff.scope import GIVEN


def read_mapping(reader: NodeReader, which: Literal["input", "output"]) -> Mapped:
    """Return what an element is given, or what it gives back.

    :raises Unreadable: a line is no FEEL, or its target is no name of its own.
    """
    path = f"{BPMN}extensionElements/{ZEEBE}ioMapping/{ZEEBE}{which}"
    found = {}
    for node in reader.node.iterfind(path):
        target, source = node.get("target", ""), node.get("source", "")
        if not target.isidentifier() or target in GIVEN or target in found:
            message = "A mapping of “%(element)s” needs a target of its own, not “%(target)s”."
            raise reader.refuse(
                "mapping.target", message, node, element=reader.bpmn_id, target=target
            )
        if not source.startswith("="):
            message = "A mapping of “%(element)s” needs FEEL that begins with =, not “%(source)s”."
            raise reader.refuse(
                "mapping.source", message, node, element=reader.bpmn_id, source=source
            )
        found[target] = reader.expression(source)
    return tuple(found.items())
