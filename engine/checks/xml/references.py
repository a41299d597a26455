"""Everything that points at an element points at one that exists, of the right kind."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import BPMN, Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import CHOOSING

DANGLING = Rule(
    "xml.dangling_reference",
    "%(attribute)s says %(target)r, but there is no such %(kind)s",
    "draw it again, or delete what points at it",
)
NOT_REFERENCED = Rule(
    "xml.missing_reference",
    "%(kind)s does not say its %(attribute)s",
    "choose one in the properties of the element",
)

PREFIXED = Rule(
    "xml.prefixed_reference",
    "%(attribute)s says %(target)r, with a prefix that is not read",
    "write the id alone: %(id)s",
)

POINTERS = {
    ("sequenceFlow", "sourceRef"): "element",
    ("sequenceFlow", "targetRef"): "element",
    ("association", "sourceRef"): "element",
    ("association", "targetRef"): "element",
    ("messageFlow", "sourceRef"): "element",
    ("messageFlow", "targetRef"): "element",
    ("boundaryEvent", "attachedToRef"): "element",
    ("messageEventDefinition", "messageRef"): "message",
    ("errorEventDefinition", "errorRef"): "error",
    ("signalEventDefinition", "signalRef"): "signal",
    ("escalationEventDefinition", "escalationRef"): "escalation",
    ("receiveTask", "messageRef"): "message",
    ("sendTask", "messageRef"): "message",
    ("dataObjectReference", "dataObjectRef"): "dataObject",
    ("participant", "processRef"): "process",
    **{(kind, "default"): "sequenceFlow" for kind in CHOOSING},
    ("BPMNShape", "bpmnElement"): "element",
    ("BPMNEdge", "bpmnElement"): "element",
    ("BPMNPlane", "bpmnElement"): "element",
}
NEEDED = frozenset(
    {
        ("sequenceFlow", "sourceRef"),
        ("sequenceFlow", "targetRef"),
        ("boundaryEvent", "attachedToRef"),
        ("messageEventDefinition", "messageRef"),
        ("signalEventDefinition", "signalRef"),
        ("receiveTask", "messageRef"),
        ("dataObjectReference", "dataObjectRef"),
    }
)
FOLLOWED = (
    POINTERS.keys()
    - {(kind, end) for kind in ("association", "messageFlow") for end in ("sourceRef", "targetRef")}
    - {("participant", "processRef")}
    - {(kind, "bpmnElement") for kind in ("BPMNShape", "BPMNEdge", "BPMNPlane")}
) | {(text, text) for text in ("flowNodeRef", "sourceRef", "targetRef")}
"""What the engine follows, by the id alone; all else is only drawn."""
TEXTS = {
    "flowNodeRef": "element",
    "incoming": "sequenceFlow",
    "outgoing": "sequenceFlow",
    "sourceRef": "element",
    "targetRef": "element",
}


def dangling_references(root: Element) -> Iterator[Finding]:
    """Yield the references that lead nowhere."""
    ids = Diagram(root).ids
    for element in root.within():
        for attribute, target, kind in _references(element):
            id_ = target.rpartition(":")[2]
            found = ids.get(id_)
            if not target:
                yield NOT_REFERENCED.at(element, kind=element.kind, attribute=attribute)
            elif found is None or kind not in ("element", found.kind):
                yield DANGLING.at(element, attribute=attribute, target=target, kind=kind)
            elif id_ != target and (element.kind, attribute) in FOLLOWED:
                yield PREFIXED.at(element, attribute=attribute, target=target, id=id_)


def _references(element: Element) -> Iterator[tuple[str, str, str]]:
    """Yield (attribute, what it says, the kind it must point at)."""
    if element.namespace == BPMN and element.kind in TEXTS:
        yield element.kind, element.text, TEXTS[element.kind]
    for (kind, attribute), target in POINTERS.items():
        if element.kind == kind:
            said = element.get(attribute)
            if said or (kind, attribute) in NEEDED:
                yield attribute, said, target
