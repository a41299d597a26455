"""What splits together joins together: gateways that do not match.

A join that no case can pass is an error; one that some case may not pass, and work that is done
once for each branch, may be meant, and are warnings.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import Branches, Scope
from engine.checks.structure.arrivals import astray

LATE_JOIN = Rule(
    "structure.join_waits",
    "it waits for %(first)s and %(second)s, but a case only ever comes along one of them",
    "join an exclusive split with an exclusive gateway",
)
MAY_WAIT = Rule(
    "structure.join_may_wait",
    "it waits for every branch of %(split)s, but one of them may go another way for good",
    "lead every way to the join, or end them all with a terminate end event",
    severity="warning",
)
TWICE_RUN = Rule(
    "structure.runs_twice",
    "parallel branches meet here without being joined: what follows is done once for each",
    "join them with a parallel gateway, unless it is meant to be done once for each",
    severity="warning",
)

JOINING = ("parallelGateway", "inclusiveGateway")
ENDING_ALL = ("terminateEventDefinition", "errorEventDefinition", "escalationEventDefinition")
Ways = dict[str, set[int]]
"""By flow: the branches of one split along which a token may come to it."""


def late_joins(scope: Scope) -> Iterator[Finding]:
    """Yield parallel joins that wait for two ways of one choice.

    Two tokens come from one node after which several run, along different branches of it: where
    no node leads to both flows like that, the join never has all of its tokens.
    """
    splits = [
        (_ways(scope, branches, stops=set()), split) for split, branches in scope.splits.items()
    ]
    for join in scope.of("parallelGateway"):
        for first, second in combinations(scope.entering[join.id], 2):
            if not any(_together(scope, split, ways, first, second) for ways, split in splits):
                yield LATE_JOIN.at(join, first=first.id, second=second.id)
                break


def lost_branches(scope: Scope) -> Iterator[Finding]:
    """Yield parallel joins to which a branch of their split may never come."""
    last = {end.id for end in scope.of("endEvent") if next(end.children(*ENDING_ALL), None)}
    splits = _up_to_joins(scope)
    for join in scope.of("parallelGateway"):
        entering = {flow.id for flow in scope.entering[join.id]}
        for split in scope.of("parallelGateway"):
            ways = splits.get(split.id, {})
            came = set().union(*(ways.get(flow, set()) for flow in entering))
            if len(entering) > 1 and 1 < len(came) == len(scope.leaving[split.id]):
                begun = {flow.get("targetRef") for flow in scope.leaving[split.id]}
                if begun & astray(scope, {join.id}, last):
                    yield MAY_WAIT.at(join, split=split.id)
                    break


def twice_run_merges(scope: Scope) -> Iterator[Finding]:
    """Yield merges where tokens of one parallel split arrive one after the other."""
    joins, splits = _joins(scope), _up_to_joins(scope)
    for node in scope.nodes.values():
        if node.kind != "endEvent" and node.id not in joins:
            entering = [flow.id for flow in scope.entering[node.id]]
            arrivals = ([ways.get(flow, set()) for flow in entering] for ways in splits.values())
            if any(map(_separate, arrivals)):
                yield TWICE_RUN.at(node)


def _joins(scope: Scope) -> set[str]:
    return {node.id for node in scope.of(*JOINING) if len(scope.entering[node.id]) > 1}


def _up_to_joins(scope: Scope) -> dict[str, Ways]:
    """Return, for each split, by which branches a token may come to each flow before a join."""
    stops = _joins(scope)
    return {
        split: _ways(scope, branches, stops | {split}) for split, branches in scope.splits.items()
    }


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


def _together(scope: Scope, split: str, ways: Ways, first: Element, second: Element) -> bool:
    """Whether two branches lead along the one flow and along the other.

    The branch of an event that may happen again is as good as two.
    """
    one, other = ways.get(first.id, set()), ways.get(second.id, set())
    again = scope.nodes[split].kind == "boundaryEvent" and 1 in one & other
    return again or bool(one and other) and len(one | other) > 1


def _separate(arrivals: list[set[int]]) -> bool:
    """Whether two of the flows are each passed by a branch that does not pass the other.

    >>> _separate([{0}, {1}]), _separate([{0}, {0, 1}])
    (True, False)
    """
    return any(one - other and other - one for one, other in combinations(arrivals, 2))
