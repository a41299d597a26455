"""One process, one start in each of its scopes, and no more of it than can be run."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import SCOPES

MOST_NODES, MOST_FLOWS = 300, 600
"""Of one scope."""
MOST_SCOPES = 100
"""Sub-processes of one process, the process included."""
DEEPEST = 30
"""Sub-processes inside each other."""

NO_PROCESS = Rule(
    "structure.no_process", "there is no process that can run", 'set isExecutable="true" on it'
)
SECOND_PROCESS = Rule(
    "structure.second_process",
    "a file holds one process; this is another",
    "draw partners as empty pools, and other processes in files of their own",
)
STARTS = Rule(
    "structure.start_events",
    "exactly one start event is needed here; there are %(count)d",
    "begin with one start event and split after it",
)
TOO_MANY = Rule(
    "structure.too_many_nodes",
    "%(count)d %(what)s are too many; %(most)d are allowed",
    "take parts of it into sub-processes, or into a process of their own",
)
TOO_NESTED = Rule(
    "structure.too_nested",
    "sub-processes lie more than %(deepest)d deep inside each other",
    "draw them side by side",
)


def processes(diagram: Diagram) -> Iterator[Finding]:
    """Yield missing and superfluous processes and start events."""
    if not any(each.get("isExecutable") == "true" for each in diagram.processes):
        yield NO_PROCESS.at(diagram.processes[0] if diagram.processes else diagram.root)
    for another in diagram.processes[1:]:
        yield SECOND_PROCESS.at(another)
    for scope in diagram.scopes:
        count = len(list(scope.of("startEvent")))
        if count != 1:
            yield STARTS.at(scope.element, count=count)


def crowds(diagram: Diagram) -> Iterator[Finding]:
    """Yield what is too large to be followed, and therefore is not judged any further."""
    scopes = diagram.scopes
    if len(scopes) > MOST_SCOPES:
        yield TOO_MANY.at(scopes[0].element, count=len(scopes), what="scopes", most=MOST_SCOPES)
    for scope in scopes:
        for what, count, most in (
            ("nodes", len(scope.nodes), MOST_NODES),
            ("flows", len(scope.flows), MOST_FLOWS),
        ):
            if count > most:
                yield TOO_MANY.at(scope.element, count=count, what=what, most=most)


def too_nested(diagram: Diagram) -> Iterator[Finding]:
    """Yield the sub-processes that lie just below the deepest allowed."""
    for scope in diagram.scopes:
        depth = sum(outer.kind in SCOPES for outer in scope.element.around())
        if depth == DEEPEST + 1:
            yield TOO_NESTED.at(scope.element, deepest=DEEPEST)
