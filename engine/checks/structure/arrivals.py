"""Whether a token surely comes to a place, whatever is chosen and whatever happens on the way."""

from collections.abc import Iterable, Set

from engine.checks.elements import Element
from engine.checks.scopes import ACTIVITIES, Scope, interrupts

NONE: frozenset[str] = frozenset()


def astray(
    scope: Scope, goals: Set[str], last: Set[str] = NONE, stuck: Set[str] = NONE
) -> set[str]:
    """Return the nodes from which a token may go on without ever coming to a goal.

    Where a token becomes several, one of them that comes is enough; a loop is left some day.

    :param last: what ends everything in the scope, so that nothing is left to be missed.
    :param stuck: where a token stays, or becomes one with others.
    """
    lost = set(stuck)
    while True:
        left = scope.nodes.keys() - lost - goals - last
        found = {node for node in left if _strays(scope, scope.nodes[node], lost)}
        if not found:
            return lost
        lost |= found


def _strays(scope: Scope, node: Element, lost: set[str]) -> bool:
    broken_off = [
        event.id
        for event in scope.of("boundaryEvent")
        if event.get("attachedToRef") == node.id and interrupts(event)
    ]
    sure = [flow for flow in scope.leaving[node.id] if _always_taken(node, flow)]
    if sure:
        return all(_meets(sure, lost)) or not lost.isdisjoint(broken_off)
    ways = list(_meets(scope.leaving[node.id], lost))
    return not ways or any(ways) or not lost.isdisjoint(broken_off)


def _always_taken(node: Element, flow: Element) -> bool:
    """Whether each token that leaves a node leaves along this flow, too."""
    if node.kind in ACTIVITIES:
        return node.get("default") != flow.id and flow.child("conditionExpression") is None
    return node.kind not in ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")


def _meets(flows: Iterable[Element], lost: set[str]) -> Iterable[bool]:
    return (flow.get("targetRef") in lost for flow in flows)
