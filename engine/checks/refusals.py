"""The faults of a file that its reader refuses, each on its line."""

from collections.abc import Callable, Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, Spot
from engine.errors import Invalid


def refused(
    rule: Rule, name: str, refusal: Invalid, line_of: Callable[[str], int]
) -> Iterator[Finding]:
    """Yield the faults of a file that its reader refuses.

    :param line_of: tells the line of the place of a fault that does not know its own.
    """
    if not refusal.faults:
        yield rule.because(Spot(name), refusal.message, **refusal.params)
    for fault in refusal.faults:
        line = fault.params.get("line")
        spot = Spot(name, line if isinstance(line, int) else line_of(fault.place), fault.place)
        yield rule.because(spot, fault.message, **fault.params)


def lines_by_id(root: Element) -> Callable[[str], int]:
    """Return what tells the line of an element by its id, the last word of a place."""
    lines = {each.id: each.line for each in root.within()}
    return lambda place: lines.get(place.rpartition(".")[2], 1)
