"""The faults of a file that its reader refuses, each on its line."""

from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, Spot
from engine.errors import Invalid


def refused(
    rule: Rule, name: str, refusal: Invalid, root: Element | None = None
) -> Iterator[Finding]:
    """Yield the faults of a file that its reader refuses, on their lines where ids tell them."""
    lines = {each.id: each.line for each in root.within()} if root is not None else {}
    if not refusal.faults:
        yield rule.because(Spot(name), refusal.message, **refusal.params)
    for fault in refusal.faults:
        line = lines.get(fault.place.rpartition(".")[2], 1)
        yield rule.because(Spot(name, line, fault.place), fault.message, **fault.params)
