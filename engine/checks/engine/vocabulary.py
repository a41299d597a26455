"""The allow-list: what the engine runs as drawn. What is not here is refused.

To let a new kind of element in, add its line here once the engine runs it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.checks.words import words

ANYTHING: frozenset[str] = frozenset()
"""Any value of an attribute."""
NOTHING: frozenset[str] = frozenset()
"""No child."""


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


def happenings(text: str) -> frozenset[str]:
    """Return the definitions of events from their kinds, written with blanks."""
    return frozenset(f"{kind}EventDefinition" for kind in text.split())


EVENTS = MappingProxyType(
    {
        "startEvent": happenings("timer message signal conditional error escalation"),
        "endEvent": happenings("message signal error escalation terminate"),
        "boundaryEvent": happenings("timer message signal conditional error escalation"),
        "intermediateCatchEvent": happenings("timer message signal conditional link"),
        "intermediateThrowEvent": happenings("message signal escalation link"),
    }
)
"""What may happen at each kind of event."""
BARE_EVENTS = frozenset({"startEvent", "endEvent", "intermediateThrowEvent"})
"""Events that may go without saying what happens."""

FLOW = "incoming outgoing"
PICTURE = "textAnnotation association group"
NODES = (
    "startEvent endEvent boundaryEvent intermediateCatchEvent intermediateThrowEvent "
    "userTask manualTask businessRuleTask serviceTask sendTask receiveTask callActivity subProcess "
    "exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway"
)
SCOPE = f"{NODES} laneSet sequenceFlow dataObject dataObjectReference {PICTURE}"
REPEATED = "multiInstanceLoopCharacteristics standardLoopCharacteristics"
DATA = "dataInputAssociation dataOutputAssociation property"
ACTIVITY = f"{FLOW} {REPEATED} {DATA}"
SAID_OF_ACTIVITIES = {
    "default": "",
    "startQuantity": "1",
    "completionQuantity": "1",
    "isForCompensation": "false",
}

FORMAL = Word(NOTHING, MappingProxyType({"id": ANYTHING, "language": ANYTHING}))
"""An expression; what else stands in it would not be read."""

VOCABULARY = MappingProxyType(
    {
        "definitions": word(
            "process collaboration message signal error escalation category",
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
        "signal": word(),
        "error": word(errorCode=""),
        "escalation": word(escalationCode=""),
        "category": word("categoryValue"),
        "categoryValue": word(value=""),
        "process": word(SCOPE, isExecutable="true false", isClosed="false", processType="None"),
        "laneSet": word("lane"),
        "lane": word("flowNodeRef childLaneSet"),
        "childLaneSet": word("lane"),
        "sequenceFlow": word("conditionExpression", sourceRef="", targetRef=""),
        "startEvent": word(
            f"{FLOW} {' '.join(EVENTS['startEvent'])}",
            isInterrupting="true false",
            parallelMultiple="false",
        ),
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
        "userTask": word(ACTIVITY, **SAID_OF_ACTIVITIES),
        "businessRuleTask": word(ACTIVITY, **SAID_OF_ACTIVITIES),
        "callActivity": word(ACTIVITY, **SAID_OF_ACTIVITIES),
        "manualTask": word(ACTIVITY, **SAID_OF_ACTIVITIES),
        "sendTask": word(ACTIVITY, messageRef="", **SAID_OF_ACTIVITIES),
        "receiveTask": word(ACTIVITY, messageRef="", instantiate="false", **SAID_OF_ACTIVITIES),
        "serviceTask": word(ACTIVITY, **SAID_OF_ACTIVITIES),
        "subProcess": word(
            f"{ACTIVITY} {SCOPE}", triggeredByEvent="true false", **SAID_OF_ACTIVITIES
        ),
        "exclusiveGateway": word(FLOW, default="", gatewayDirection=""),
        "inclusiveGateway": word(FLOW, default="", gatewayDirection=""),
        "parallelGateway": word(FLOW, gatewayDirection=""),
        "eventBasedGateway": word(
            FLOW, gatewayDirection="", instantiate="false", eventGatewayType="Exclusive"
        ),
        "timerEventDefinition": word("timeDate timeDuration timeCycle"),
        "messageEventDefinition": word(messageRef=""),
        "signalEventDefinition": word(signalRef=""),
        "errorEventDefinition": word(errorRef=""),
        "escalationEventDefinition": word(escalationRef=""),
        "conditionalEventDefinition": word("condition"),
        "condition": FORMAL,
        "linkEventDefinition": word(),
        "terminateEventDefinition": word(),
        "multiInstanceLoopCharacteristics": word(
            "loopCardinality completionCondition", isSequential="true false", behavior="All"
        ),
        "standardLoopCharacteristics": word(
            "loopCondition", testBefore="true false", loopMaximum=""
        ),
        "loopCondition": FORMAL,
        "loopCardinality": FORMAL,
        "conditionExpression": FORMAL,
        "completionCondition": FORMAL,
        "timeDate": FORMAL,
        "timeDuration": FORMAL,
        "timeCycle": FORMAL,
        "dataObject": word(isCollection="true false"),
        "dataObjectReference": word(dataObjectRef=""),
        "dataInputAssociation": word("sourceRef targetRef"),
        "dataOutputAssociation": word("targetRef"),
        "property": word(),
        "sourceRef": word(),
        "targetRef": word(),
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
