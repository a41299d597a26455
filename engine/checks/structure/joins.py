"""What splits together joins together: warnings about gateways that do not match."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from engine.checks.diagrams import Branches, Scope
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

LATE_JOIN = Rule(
    "structure.join_waits",
    "it waits for %(first)s and %(second)s, but a case only ever comes along one of them",
    "join an exclusive split with an exclusive gateway",
    severity="warning",
)
TWICE_RUN = Rule(
    "structure.runs_twice",
    "parallel branches meet here without being joined: what follows is done once for each",
    "join them with a parallel gateway",
    severity="warning",
)

JOINING = ("parallelGateway", "inclusiveGateway")
Ways = dict[str, set[int]]
"""By flow: the branches of one split along which a token may come to it."""


def late_joins(scope: Scope) -> Iterator[Finding]:
    """Yield parallel joins that wait for two ways of one choice."""
    splits = [_ways(scope, branches, stops=set()) for branches in scope.splits.values()]
    for join in scope.of("parallelGateway"):
        for first, second in combinations(scope.entering[join.id], 2):
            if not any(_together(ways, first, second) for ways in splits):
                yield LATE_JOIN.at(join, first=first.id, second=second.id)
                break


def twice_run_merges(scope: Scope) -> Iterator[Finding]:
    """Yield merges where tokens of one parallel split arrive one after the other."""
    joins = {node.id for node in scope.of(*JOINING) if len(scope.entering[node.id]) > 1}
    splits = [_ways(scope, branches, joins | {split}) for split, branches in scope.splits.items()]
    for node in scope.nodes.values():
        if node.kind != "endEvent" and node.id not in joins:
            entering = [flow.id for flow in scope.entering[node.id]]
            if any(_separate([ways.get(flow, set()) for flow in entering]) for ways in splits):
                yield TWICE_RUN.at(node)


def _ways(scope: Scope, branches: Branches, stops: set[str]) -> Ways:
    """Return by which branches a token may come to each flow before one of the stops."""
    ways: Ways = defaultdict(set)
    for number, branch in enumerate(branches):
        seen = set(stops)
        left = [flow.get("targetRef") for flow in branch]
        passed = {flow.id for flow in branch}
        while left:
            node = left.pop()
            if node not in seen:
                seen.add(node)
                passed |= {flow.id for flow in scope.leaving[node]}
                left += scope.after[node]
        for flow in passed:
            ways[flow].add(number)
    return ways


def _together(ways: Ways, first: Element, second: Element) -> bool:
    """Whether two branches lead along the one flow and along the other."""
    one, other = ways.get(first.id, set()), ways.get(second.id, set())
    return bool(one and other) and len(one | other) > 1


def _separate(arrivals: list[set[int]]) -> bool:
    """Whether two of the flows are each passed by a branch that does not pass the other.

    >>> _separate([{0}, {1}]), _separate([{0}, {0, 1}])
    (True, False)
    """
    return any(one - other and other - one for one, other in combinations(arrivals, 2))
