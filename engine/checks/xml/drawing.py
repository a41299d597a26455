"""The numbers of the drawing are numbers."""

import math
import re
from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

COORDINATE = Rule(
    "xml.coordinate",
    "%(name)s=%(value)r is no place on a drawing",
    "open the file in the editor and move the shape",
)

DRAWINGS = frozenset(
    {
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
FARTHEST = 1_000_000.0


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
