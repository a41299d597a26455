"""Every split knows which way to go, and nothing else pretends to be one."""

from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import CHOOSING, Scope

FOREIGN_DEFAULT = Rule(
    "structure.foreign_default",
    "the default flow %(flow)s does not leave this element",
    "choose one of its own flows",
)
NO_CONDITION = Rule(
    "structure.missing_condition",
    "a condition is needed on this flow",
    'write one, e.g. =check_materials.outcome = "accept"',
)
IGNORED_CONDITION = Rule(
    "structure.condition_ignored",
    "nobody asks for the condition of this flow",
    "conditions count behind activities, and where an exclusive or inclusive gateway splits",
)
DEFAULT_CONDITION = Rule(
    "structure.condition_on_default",
    "the default flow is taken when no other condition holds; its own is not asked",
    "delete the condition",
    severity="warning",
)
WAITS_FOR_NOTHING = Rule(
    "structure.event_gateway",
    "behind an event gateway only events wait; %(node)s is a %(kind)s",
    "lead its flows to intermediate catch events, or to receive tasks without border, loop and "
    "data",
)

GATEWAYS = ("exclusiveGateway", "inclusiveGateway")
"""What a case leaves only along flows whose conditions hold."""


BESIDES = (
    "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics",
    "dataInputAssociation",
)
"""What a receive task may not have where it waits behind an event gateway."""


def defaults(scope: Scope) -> Iterator[Finding]:
    """Yield the default flows that leave another element."""
    for gateway in scope.of(*sorted(CHOOSING)):
        leaving = [flow.id for flow in scope.leaving[gateway.id]]
        default = gateway.get("default")
        if default in scope.diagram.ids and default not in leaving:
            yield FOREIGN_DEFAULT.at(gateway, flow=default)


def conditions(scope: Scope) -> Iterator[Finding]:
    """Yield flows that miss a condition, and conditions that nothing reads."""
    for flow in scope.flows:
        source = scope.nodes.get(flow.get("sourceRef"))
        if source is not None:
            yield from _condition(scope, source, flow)


def _condition(scope: Scope, source: Element, flow: Element) -> Iterator[Finding]:
    condition = flow.child("conditionExpression")
    leaving = [each.id for each in scope.leaving[source.id]]
    if source.kind not in CHOOSING or (source.kind in GATEWAYS and len(leaving) == 1):
        if condition is not None:
            yield IGNORED_CONDITION.at(flow)
    elif flow.id == source.get("default"):
        if condition is not None:
            yield DEFAULT_CONDITION.at(flow)
    elif (
        source.kind in GATEWAYS
        and source.get("default") in leaving
        and (condition is None or not condition.text)
    ):
        yield NO_CONDITION.at(flow)


def event_gateways(scope: Scope) -> Iterator[Finding]:
    """Yield what stands behind an event gateway and is no event to wait for."""
    for gateway in scope.of("eventBasedGateway"):
        for flow in scope.leaving[gateway.id]:
            target = scope.nodes.get(flow.get("targetRef"))
            if target is not None and not _waits_alone(scope, target):
                yield WAITS_FOR_NOTHING.at(flow, node=target.id, kind=target.kind)


def _waits_alone(scope: Scope, node: Element) -> bool:
    """Whether nothing happens at a node but that something is waited for."""
    if node.kind != "receiveTask":
        return node.kind == "intermediateCatchEvent"
    bordered = any(event.get("attachedToRef") == node.id for event in scope.of("boundaryEvent"))
    return not bordered and not any(node.children(*BESIDES))
