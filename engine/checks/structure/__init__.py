"""Layer two: the diagram is one process whose every path goes from its start to an end."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding
from engine.checks.known import Known
from engine.checks.structure.circles import endless_loops, may_wait
from engine.checks.structure.gateways import conditions, defaults, event_gateways
from engine.checks.structure.joins import late_joins, lost_branches, twice_run_merges
from engine.checks.structure.lanes import bad_lanes
from engine.checks.structure.links import bad_links
from engine.checks.structure.loops import bad_loops
from engine.checks.structure.paths import (
    boundaries,
    connected_event_subprocesses,
    dead_ends,
    unreachable,
)
from engine.checks.structure.processes import crowds, processes, too_nested

__all__ = ["crowds", "findings", "may_wait"]

IN_EVERY_SCOPE = (
    defaults,
    conditions,
    event_gateways,
    boundaries,
    bad_links,
    connected_event_subprocesses,
    unreachable,
    dead_ends,
    late_joins,
    lost_branches,
    twice_run_merges,
)


def findings(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the shape of a diagram."""
    yield from processes(diagram)
    yield from too_nested(diagram)
    yield from bad_loops(diagram)
    yield from bad_lanes(diagram)
    for scope in diagram.scopes:
        for find in IN_EVERY_SCOPE:
            yield from find(scope)
        yield from endless_loops(scope, known)
