"""Every node lies on a path from the start to an end."""

from collections.abc import Iterator

from engine.checks.findings import Finding, Rule
from engine.checks.scopes import ACTIVITIES, LINK, Scope

UNREACHABLE = Rule("structure.unreachable", "no path leads here", "draw a flow to it, or delete it")
DEAD_END = Rule(
    "structure.dead_end",
    "no flow leaves it: a case that comes here stays here",
    "draw a flow to what follows; only end events end",
)
FLOW_FROM_END = Rule(
    "structure.flow_from_end", "a flow leaves an end event", "use another event or a gateway"
)
FLOW_INTO_START = Rule(
    "structure.flow_into_start",
    "a flow leads into a start event",
    "lead it to a gateway behind the start",
)
FLOW_INTO_BOUNDARY = Rule(
    "structure.flow_into_boundary",
    "a flow leads into a boundary event",
    "lead it to what follows the event",
)
FLOW_CROSSES = Rule(
    "structure.flow_crosses_border",
    "the flow crosses the border of a sub-process: %(end)s lies elsewhere",
    "end it at the sub-process itself",
)
BY_EVENT = Rule(
    "structure.event_subprocess",
    "an event starts it: no flow, loop or boundary event belongs to it",
    "delete what is drawn to it",
)
BOUNDARY_HOST = Rule(
    "structure.boundary_host",
    "a boundary event sits on a %(kind)s",
    "put it on a task or a sub-process in the same scope",
)
APART = (LINK, "compensateEventDefinition")


def boundaries(scope: Scope) -> Iterator[Finding]:
    """Yield flows and boundary events that begin or end where they can not."""
    everywhere = scope.diagram.ids
    into = {"startEvent": FLOW_INTO_START, "boundaryEvent": FLOW_INTO_BOUNDARY}
    for flow in scope.flows:
        for end in (flow.get("sourceRef"), flow.get("targetRef")):
            if end in everywhere and end not in scope.nodes:
                yield FLOW_CROSSES.at(flow, end=end)
        source = scope.nodes.get(flow.get("sourceRef"))
        target = scope.nodes.get(flow.get("targetRef"))
        if source is not None and source.kind == "endEvent":
            yield FLOW_FROM_END.at(flow)
        if target is not None and target.kind in into:
            yield into[target.kind].at(flow)
    for event in scope.of("boundaryEvent"):
        host = everywhere.get(event.get("attachedToRef"))
        if host is not None and not (host.id in scope.nodes and host.kind in ACTIVITIES):
            yield BOUNDARY_HOST.at(event, kind=host.kind)


def connected_event_subprocesses(scope: Scope) -> Iterator[Finding]:
    """Yield event sub-processes that are drawn as if a case came to them."""
    hosts = {event.get("attachedToRef") for event in scope.of("boundaryEvent")}
    for node in scope.of("subProcess"):
        joined = scope.entering[node.id] or scope.leaving[node.id] or node.id in hosts
        repeated = any(each.kind.endswith("LoopCharacteristics") for each in node.children())
        if node.by_event and (joined or repeated):
            yield BY_EVENT.at(node)


def unreachable(scope: Scope) -> Iterator[Finding]:
    """Yield the nodes no token can come to; of a whole branch, only its beginning."""
    reached = _judged(scope)
    if not reached:
        return
    lost = [
        node for node in scope.nodes.values() if node.id not in reached and node.child(LINK) is None
    ]
    lost.sort(key=lambda node: bool(scope.entering[node.id]))
    told: set[str] = set()
    for node in lost:
        if node.id not in told:
            told |= scope.reached(node.id)
            yield UNREACHABLE.at(node)


def dead_ends(scope: Scope) -> Iterator[Finding]:
    """Yield the nodes that are no end and lead nowhere."""
    for node_id in _judged(scope):
        node = scope.nodes[node_id]
        apart = any(node.children(*APART)) or node.by_event  # these have findings of their own
        if node.kind != "endEvent" and not apart and not scope.leaving[node_id]:
            yield DEAD_END.at(node)


def _judged(scope: Scope) -> set[str]:
    """Return the nodes that can be reached; none where the drawing is too broken to tell."""
    beside = [node for node in scope.nodes.values() if node.by_event]
    starts = [*scope.of("startEvent"), *scope.links("intermediateCatchEvent"), *beside]
    return scope.reached(*(each.id for each in starts)) if scope.whole else set()
