"""No path turns in circles without anybody being asked."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known
from engine.checks.scopes import Scope
from engine.checks.words import words

ENDLESS = Rule(
    "structure.endless_loop",
    "a case can turn in circles here without anybody being asked",
    "put a task, a timer or a message into the loop",
)

WAITING = words("task userTask manualTask receiveTask intermediateCatchEvent eventBasedGateway")


def endless_loops(scope: Scope, known: Known) -> Iterator[Finding]:
    """Yield one node of each scope in which a loop never waits."""
    left = {node.id for node in scope.nodes.values() if not _waits(node, known)}
    while True:
        before = len(left)
        left = {node for node in left if left.intersection(scope.after[node])}
        entered = {target for node in left for target in scope.after[node]}
        left &= entered
        if len(left) == before:
            break
    looping = next((node for node in scope.nodes if node in left), None)
    if looping:
        yield ENDLESS.at(scope.nodes[looping])


def may_wait(diagram: Diagram) -> bool:
    """Whether a process has a step at which a token stays, in itself."""
    return any(node.kind in WAITING for node in diagram.nodes())


def _waits(node: Element, known: Known) -> bool:
    """Whether a token stays here until somebody or the clock moves it."""
    if node.kind == "boundaryEvent":
        return node.child("errorEventDefinition") is None
    return any(
        inner.kind in WAITING or (inner.kind == "callActivity" and _called_waits(inner, known))
        for inner in node.within()
    )


def _called_waits(step: Element, known: Known) -> bool:
    """Whether a called process may wait, itself or in those it calls; true if nobody can tell."""
    called = step.extension("calledElement")
    left = [called.get("processId").strip()] if called is not None else []
    seen: set[str] = set()
    while left:
        key = left.pop()
        process = (known.processes or {}).get(key)
        if process is None or process.waits:
            return True
        seen.add(key)
        left += process.calls - seen
    return called is None
