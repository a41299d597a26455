"""Nothing but the allow-list: elements, where they stand, and what is said about them."""

from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.engine.vocabulary import VOCABULARY
from engine.checks.findings import Finding, Rule

SCRIPT = Rule(
    "engine.script",
    "scripts from files are never run",
    "ask a person, use a decision table, or a job from the registered list",
)
ELEMENT = Rule("engine.element", "%(kind)s is not supported", "%(instead)s")
MISPLACED = Rule(
    "engine.misplaced", "%(kind)s can not stand in %(parent)s", "move it, or draw it again"
)
ATTRIBUTE = Rule(
    "engine.attribute",
    "%(name)s=%(value)r of %(kind)s is not supported",
    "delete it; the engine would pass over it",
)

INSTEAD = {
    "task": "choose what it is: a user task, a job or a decision",
    "manualTask": "use a user task with a form that says what to confirm",
    "sendTask": "use an intermediate throw event with a message, a job, or the setting paper",
    "receiveTask": "use an intermediate catch event with a message",
    "callActivity": "draw the steps in an embedded sub-process",
    "transaction": "use a sub-process with boundary events",
    "adHocSubProcess": "use a multi-instance sub-process or parallel branches",
    "complexGateway": "use a completion condition on a multi-instance, or simpler gateways",
    "standardLoopCharacteristics": "draw the loop with an exclusive gateway",
    "loopCardinality": "say inputCollection in zeebe:loopCharacteristics",
    "dataObject": "use a text annotation; what people enter belongs into forms",
    "dataObjectReference": "use a text annotation; what people enter belongs into forms",
    "dataStoreReference": "use a text annotation; what people enter belongs into forms",
    "signalEventDefinition": "use a message",
    "escalationEventDefinition": "use an error, or a timer that does not interrupt",
    "conditionalEventDefinition": "use a gateway behind the step that changes the value",
    "compensateEventDefinition": "draw the steps that undo the work",
    "linkEventDefinition": "draw the flow",
    "cancelEventDefinition": "use an error",
    "childLaneSet": "draw the lanes side by side",
    "signal": "delete it",
    "escalation": "delete it",
    "import": "put everything into this file",
}
SCRIPTS = ("scriptTask", "script")


def refused_elements(root: Element) -> Iterator[Finding]:
    """Yield what the engine does not run as drawn; inside a refused element, nothing more."""
    word = VOCABULARY.get(root.kind)
    for child in root.children():
        if child.kind in SCRIPTS:
            yield SCRIPT.at(child)
        elif child.kind not in VOCABULARY:
            yield _refusal(child)
        elif word is not None and child.kind not in word.children:
            yield MISPLACED.at(child, kind=child.kind, parent=root.kind)
        else:
            yield from _attributes(child)
            yield from refused_elements(child)


def _refusal(element: Element) -> Finding:
    instead = INSTEAD.get(element.kind, "delete it, or draw it with the elements of the manual")
    return ELEMENT.at(element, kind=element.kind, instead=instead)


def _attributes(element: Element) -> Iterator[Finding]:
    allowed = VOCABULARY[element.kind].attributes
    for name, value in element.xml.attrib.items():
        name, value = str(name), str(value)
        if name.startswith("{"):
            continue
        values = allowed.get(name)
        if values is None or (values and value not in values):
            yield ATTRIBUTE.at(element, name=name, value=value, kind=element.kind)
