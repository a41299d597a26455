"""When gateways with several incoming flows go on (BPMN 2.0.2, 13.4.1 to 13.4.3)."""

INCLUSIVE, PARALLEL = "inclusiveGateway", "parallelGateway"


def joins(node):
    """Whether tokens wait for each other before a node."""
    return node.kind in (INCLUSIVE, PARALLEL)


def taken(scope, node, moving):
    """Return the flows whose tokens a gateway takes now; none while it waits.

    :param moving: the flows of the scope with tokens on their way.
    """
    full = [flow for flow in node.incoming if scope.held[flow]]
    if node.kind == PARALLEL:
        return full if len(full) == len(node.incoming) else []
    return full if full and not _awaits(scope, node, moving) else []


def _awaits(scope, gateway, moving):
    """Whether a token may still come along a flow that has none.

    It is waited for, unless it may as well come along a flow that has one already.
    """
    full = {flow for flow in gateway.incoming if scope.held[flow]}
    empty = set(gateway.incoming) - full
    begins = [[flow] for flow, tokens in scope.held.items() if tokens] + [[f] for f in moving]
    begins += [_ways_out(activity.node) for activity in scope.active]
    ahead = [_ahead(begin, gateway) for begin in begins]
    return any(flows & empty and not flows & full for flows in ahead)


def _ahead(begin, gateway):
    """Return the flows on paths from here that do not visit the gateway."""
    seen, left = set(), list(begin)
    while left:
        flow = left.pop()
        if flow not in seen:
            seen.add(flow)
            if flow.target is not gateway:
                left += _ways_out(flow.target)
    return seen


def _ways_out(node):
    return node.outgoing + [flow for border in node.borders for flow in border.outgoing]
