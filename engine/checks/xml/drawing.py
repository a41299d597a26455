"""What runs is drawn, and the numbers of the drawing are numbers."""

import math
import re
from collections.abc import Iterator

from engine.checks.elements import BPMN, Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import NOT_NODES, SCOPES

COORDINATE = Rule(
    "xml.coordinate",
    "%(name)s=%(value)r is no place on a drawing",
    "open the file in the editor and move the shape",
)
NO_DRAWING = Rule(
    "xml.no_drawing",
    "the file has no drawing (BPMNDiagram), so that the process can not be shown",
    "open it in the editor, draw it, and save it again",
    severity="warning",
)
NOT_DRAWN = Rule(
    "xml.not_drawn",
    "%(count)d elements have no shape in the drawing, and can not be shown: %(ids)s",
    "open the file in the editor and draw them",
    severity="warning",
)

DRAWINGS = frozenset(
    {
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
FARTHEST = 1_000_000.0


def undrawn(root: Element) -> Iterator[Finding]:
    """Yield that there is no drawing, or which nodes and flows it leaves out."""
    shapes = [each for each in root.within() if each.kind in ("BPMNShape", "BPMNEdge")]
    if not shapes and any(each.kind == "process" for each in root.within()):
        yield NO_DRAWING.at(root)
        return
    drawn = {each.get("bpmnElement").rpartition(":")[2] for each in shapes}
    missing = [each for each in root.within() if _seen(each) and each.id not in drawn]
    if missing:
        ids = ", ".join(each.id for each in missing)
        yield NOT_DRAWN.at(missing[0], count=len(missing), ids=ids)


def _seen(element: Element) -> bool:
    """Whether an element is one that a reader of the drawing looks for."""
    around = next(element.around(), None)
    inside = around is not None and around.kind in SCOPES
    shown = element.kind == "sequenceFlow" or element.kind not in NOT_NODES
    return element.namespace == BPMN and inside and shown


def unreadable_numbers(root: Element) -> Iterator[Finding]:
    """Yield the coordinates and sizes that can not be drawn."""
    for element in root.within():
        if element.namespace in DRAWINGS and element.kind in ("Bounds", "waypoint"):
            needed = ("x", "y", "width", "height") if element.kind == "Bounds" else ("x", "y")
            for name in needed:
                if not _drawable(element.get(name)):
                    yield COORDINATE.at(element, name=name, value=element.get(name))


def _drawable(text: str) -> bool:
    if not NUMBER.fullmatch(text):
        return False
    number = float(text)
    return math.isfinite(number) and abs(number) <= FARTHEST
