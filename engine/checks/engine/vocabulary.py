"""The allow-list: what the engine runs as drawn. What is not here is refused.

To let a new kind of element in, add its line here once the engine runs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.checks.words import words

ANYTHING: frozenset[str] = frozenset()
"""Any value of an attribute."""


@dataclass(frozen=True)
class Word:
    """What may stand in one kind of element, and what may be said about it.

    :param attributes: the values allowed by name of the attribute; none means any.
    """

    children: frozenset[str]
    attributes: Mapping[str, frozenset[str]]


def word(children: str = "", /, **attributes: str) -> Word:
    """Return a word from lists written with blanks.

    >>> sorted(word("timeDate", cancelActivity="true false").attributes["cancelActivity"])
    ['false', 'true']
    """
    said = {name: words(values) for name, values in attributes.items()}
    everywhere = {"id": ANYTHING, "name": ANYTHING}
    inside = words(f"documentation extensionElements {children}")
    return Word(inside, MappingProxyType(everywhere | said))


EVENTS = MappingProxyType(
    {
        "startEvent": frozenset[str](),
        "endEvent": frozenset(
            {"messageEventDefinition", "errorEventDefinition", "terminateEventDefinition"}
        ),
        "boundaryEvent": frozenset(
            {"timerEventDefinition", "messageEventDefinition", "errorEventDefinition"}
        ),
        "intermediateCatchEvent": frozenset({"timerEventDefinition", "messageEventDefinition"}),
        "intermediateThrowEvent": frozenset({"messageEventDefinition"}),
    }
)
"""What may happen at each kind of event."""
BARE_EVENTS = frozenset({"startEvent", "endEvent", "intermediateThrowEvent"})
"""Events that may go without saying what happens."""

FLOW = "incoming outgoing"
PICTURE = "textAnnotation association group"
NODES = (
    "startEvent endEvent boundaryEvent intermediateCatchEvent intermediateThrowEvent "
    "userTask businessRuleTask serviceTask subProcess "
    "exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway"
)
SCOPE = f"{NODES} sequenceFlow {PICTURE}"
TASK = {"startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false"}
LOOP = "multiInstanceLoopCharacteristics"
FORMAL = {"language": ""}

VOCABULARY = MappingProxyType(
    {
        "definitions": word(
            "process collaboration message error category",
            targetNamespace="",
            exporter="",
            exporterVersion="",
            expressionLanguage="",
            typeLanguage="",
        ),
        "collaboration": word(f"participant messageFlow {PICTURE}", isClosed="false"),
        "participant": word(processRef=""),
        "messageFlow": word(sourceRef="", targetRef="", messageRef=""),
        "message": word(),
        "error": word(errorCode=""),
        "category": word("categoryValue"),
        "categoryValue": word(value=""),
        "process": word(
            f"laneSet {SCOPE}", isExecutable="true false", isClosed="false", processType="None"
        ),
        "laneSet": word("lane"),
        "lane": word("flowNodeRef"),
        "sequenceFlow": word("conditionExpression", sourceRef="", targetRef=""),
        "startEvent": word(FLOW, isInterrupting="true", parallelMultiple="false"),
        "endEvent": word(f"{FLOW} {' '.join(EVENTS['endEvent'])}"),
        "boundaryEvent": word(
            f"{FLOW} {' '.join(EVENTS['boundaryEvent'])}",
            attachedToRef="",
            cancelActivity="true false",
            parallelMultiple="false",
        ),
        "intermediateCatchEvent": word(
            f"{FLOW} {' '.join(EVENTS['intermediateCatchEvent'])}", parallelMultiple="false"
        ),
        "intermediateThrowEvent": word(f"{FLOW} {' '.join(EVENTS['intermediateThrowEvent'])}"),
        "userTask": word(f"{FLOW} {LOOP}", **TASK),
        "businessRuleTask": word(f"{FLOW} {LOOP}", **TASK),
        "serviceTask": word(f"{FLOW} {LOOP}", **TASK),
        "subProcess": word(f"{FLOW} {LOOP} {SCOPE}", triggeredByEvent="false", **TASK),
        "exclusiveGateway": word(FLOW, default="", gatewayDirection=""),
        "inclusiveGateway": word(FLOW, default="", gatewayDirection=""),
        "parallelGateway": word(FLOW, gatewayDirection=""),
        "eventBasedGateway": word(
            FLOW, gatewayDirection="", instantiate="false", eventGatewayType="Exclusive"
        ),
        "timerEventDefinition": word("timeDate timeDuration timeCycle"),
        "messageEventDefinition": word(messageRef=""),
        "errorEventDefinition": word(errorRef=""),
        "terminateEventDefinition": word(),
        "multiInstanceLoopCharacteristics": word(
            "completionCondition", isSequential="true false", behavior="All"
        ),
        "conditionExpression": word(**FORMAL),
        "completionCondition": word(**FORMAL),
        "timeDate": word(**FORMAL),
        "timeDuration": word(**FORMAL),
        "timeCycle": word(**FORMAL),
        "textAnnotation": word("text", textFormat=""),
        "association": word(sourceRef="", targetRef="", associationDirection=""),
        "group": word(categoryValueRef=""),
        "documentation": word(textFormat=""),
        "extensionElements": word(),
        "flowNodeRef": word(),
        "incoming": word(),
        "outgoing": word(),
        "text": word(),
    }
)
"""Every BPMN element that may stand in a file."""
