"""Who does a step is said by one lane, and by those around it."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

TWO_LANES = Rule(
    "structure.two_lanes",
    "%(node)s lies in this lane and in %(other)s",
    "put it into one of the two",
)


def bad_lanes(diagram: Diagram) -> Iterator[Finding]:
    """Yield lanes with a node that lies in another one beside them."""
    found: dict[str, Element] = {}
    for lane in diagram.of("lane"):
        around = {outer.id for outer in lane.around()}
        for ref in lane.children("flowNodeRef"):
            other = found.setdefault(ref.text, lane)
            if other.id not in {lane.id, *around}:
                yield TWO_LANES.at(lane, node=ref.text, other=other.id)
            found[ref.text] = lane
