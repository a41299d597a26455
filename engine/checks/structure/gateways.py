"""Every split knows which way to go, and nothing else pretends to be one."""

from collections.abc import Iterator

from engine.checks.diagrams import Scope
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

FOREIGN_DEFAULT = Rule(
    "structure.foreign_default",
    "the default flow %(flow)s does not leave this gateway",
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
    "conditions count where an exclusive or inclusive gateway splits; delete it or add a gateway",
)
DEFAULT_CONDITION = Rule(
    "structure.condition_on_default",
    "the default flow is taken when no other condition holds; its own is not asked",
    "delete the condition",
    severity="warning",
)
IMPLICIT_FORK = Rule(
    "structure.implicit_fork",
    "%(count)d flows leave it at once",
    "put a parallel or an exclusive gateway behind it, so that everybody sees what is meant",
)
WAITS_FOR_NOTHING = Rule(
    "structure.event_gateway",
    "behind an event gateway only events wait; %(node)s is a %(kind)s",
    "lead its flows to intermediate catch events",
)

CHOOSING = ("exclusiveGateway", "inclusiveGateway")


def defaults(scope: Scope) -> Iterator[Finding]:
    """Yield the choosing gateways whose default flow leaves another."""
    for gateway in scope.of(*CHOOSING):
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
    chosen = source.kind in CHOOSING and len(leaving) > 1
    if not chosen:
        if condition is not None:
            yield IGNORED_CONDITION.at(flow)
    elif flow.id == source.get("default"):
        if condition is not None:
            yield DEFAULT_CONDITION.at(flow)
    elif source.get("default") in leaving and (condition is None or not condition.text):
        yield NO_CONDITION.at(flow)


def forks(scope: Scope) -> Iterator[Finding]:
    """Yield tasks and events that several flows leave."""
    for node in scope.nodes.values():
        count = len(scope.leaving[node.id])
        if count > 1 and not node.kind.endswith("Gateway") and node.kind != "endEvent":
            yield IMPLICIT_FORK.at(node, count=count)


def event_gateways(scope: Scope) -> Iterator[Finding]:
    """Yield what stands behind an event gateway and is no event to wait for."""
    for gateway in scope.of("eventBasedGateway"):
        for flow in scope.leaving[gateway.id]:
            target = scope.nodes.get(flow.get("targetRef"))
            if target is not None and target.kind != "intermediateCatchEvent":
                yield WAITS_FOR_NOTHING.at(flow, node=target.id, kind=target.kind)
