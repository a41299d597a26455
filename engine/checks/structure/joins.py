"""What splits together joins together: warnings about gateways that do not match."""

from collections.abc import Iterator
from itertools import combinations

from engine.checks.diagrams import Scope
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

SPLITTING = JOINING = ("parallelGateway", "inclusiveGateway")
Branch = list[Element]
"""The flows with which one of several concurrent ways begins."""


def late_joins(scope: Scope) -> Iterator[Finding]:
    """Yield parallel joins that wait for two ways of one choice."""
    splits = [
        [_flows_from(scope, branch, stops=set()) for branch in branches]
        for branches in _splits(scope).values()
    ]
    for join in scope.of("parallelGateway"):
        for first, second in combinations(scope.entering[join.id], 2):
            if not any(_apart(branches, first.id, second.id) for branches in splits):
                yield LATE_JOIN.at(join, first=first.id, second=second.id)
                break


def twice_run_merges(scope: Scope) -> Iterator[Finding]:
    """Yield merges where tokens of one parallel split arrive one after the other."""
    joins = {node.id for node in scope.of(*JOINING) if len(scope.entering[node.id]) > 1}
    told: set[str] = set()
    for split, branches in _splits(scope).items():
        arrivals = [_flows_from(scope, branch, joins | {split}) for branch in branches]
        for left, right in combinations(arrivals, 2):
            for node in _met(scope, left, right) - joins - told:
                told.add(node)
                yield TWICE_RUN.at(scope.nodes[node])


def _splits(scope: Scope) -> dict[str, list[Branch]]:
    """Return the nodes after which several tokens run, each with its branches."""
    found: dict[str, list[Branch]] = {}
    for node in scope.of(*SPLITTING):
        found[node.id] = [[flow] for flow in scope.leaving[node.id]]
    for event in scope.of("boundaryEvent"):
        if event.get("cancelActivity") == "false":
            host = event.get("attachedToRef")
            found[event.id] = [scope.leaving[host], scope.leaving[event.id]]
    return found


def _flows_from(scope: Scope, branch: Branch, stops: set[str]) -> set[str]:
    """Return the flows a token of this branch may pass until one of the stops."""
    passed = {flow.id for flow in branch}
    seen = set(stops)
    left = [flow.get("targetRef") for flow in branch]
    while left:
        node = left.pop()
        if node not in seen:
            seen.add(node)
            passed |= {flow.id for flow in scope.leaving[node]}
            left += scope.after[node]
    return passed


def _apart(branches: list[set[str]], one: str, other: str) -> bool:
    """Whether two branches of one split lead along the one flow and along the other."""
    return any(
        (one in left and other in right) or (one in right and other in left)
        for left, right in combinations(branches, 2)
    )


def _met(scope: Scope, left: set[str], right: set[str]) -> set[str]:
    """Return the nodes, ends aside, that the two branches enter by different flows."""
    met = set()
    for node in scope.nodes.values():
        entering = {flow.id for flow in scope.entering[node.id]}
        mine, theirs = entering & left, entering & right
        if node.kind != "endEvent" and mine - right and theirs - left:
            met.add(node.id)
    return met
